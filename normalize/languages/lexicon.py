"""How much commoner a word is in other languages than in the target language.

The measure is the natural logarithm of P(word | language) / P(word | target), from the word lists of wordfreq. The
small lists (30,000 to 60,000 words) do for the other languages and take a fraction of a second to read; of the target
language the full list is read, so that its rare words and its loan words count as its own.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from normalize.languages import tables
from normalize.languages.tables import languages_of, script_of_language
from normalize.languages.wordlists import WordLists, word_lists
from normalize.words.frequency import least, own_shares

LIMIT = 7.0  # no single word decides
TELLING = 1.5  # a word that is worth a look: four times commoner elsewhere
_RAREST = 1e-6  # share of the rarest word where there is no list
_UNLISTED = 0.3  # how far below the rarest listed word (powers of ten) an unlisted one is
_NEUTRAL = 10**-4.5  # of a script that the target is not written in: names are common, words are not
_LETTER = 4.0  # a letter that only one language uses
_STRANGE = 2.0  # a letter that the target language does not use
_MEMO = 1 << 19
_INSIDE_SENTENCE = 0.5  # a capital is worth less: most are names
_FUNCTION_WORD = 10**-3.2
_DIGITS = "0123456789"  # of footnotes that stick to their word
_FOOTNOTED = 3  # letters of the shortest word that is not a code such as b8

_NOWHERE: Mapping[str, float] = {}

Vector = tuple[float, ...]


@cache
def _lists(script: str, target: str) -> WordLists:
    return word_lists(tuple(dict.fromkeys((*languages_of(script), target))))


def _below(share: float) -> float:
    """The logarithm of the share of an unlisted word, given that of the rarest listed one."""
    return math.log((share or _RAREST) * 10**-_UNLISTED)


class Lexicon:
    """The words of one script as seen from a target language. Shared by all threads; its memo is bounded."""

    def __init__(self, target: str, script: str) -> None:
        self.target, self.script = target, script
        lists = _lists(script, target)
        self._words, self._heads = lists.words, lists.heads
        self.languages = tuple(
            lang
            for lang in languages_of(script)
            if lang != target and (lang in lists.least or tables.letters().get(lang))
        )
        self.telling = _Telling(self)
        self.own = script_of_language(target) == script
        self._floors = [_below(lists.least[lang]) if lang in lists.least else None for lang in self.languages]
        self._target: Mapping[str, float] = own_shares(target, "best") if self.own else {}
        self._target_parts: Mapping[str, float] = (
            {head: shares[target] for head, shares in lists.heads.items() if target in shares} if self.own else {}
        )
        self._target_floor = _below(least(target, "best")) if self.own else math.log(_NEUTRAL)
        self._letters = {lang: frozenset(tables.letters().get(lang, "")) for lang in languages_of(script)}
        self._missing = {lang: frozenset(tables.missing().get(lang, "")) for lang in languages_of(script)}
        self._none = (0.0,) * len(self.languages)
        owned = frozenset().union(*self._letters.values())
        self._marked = owned | self._missing.get(target, frozenset())
        self.vector = lru_cache(maxsize=_MEMO)(self._vector)

    def _vector(self, word: str) -> Vector:
        """One number a language, 0 throughout for a word that no list has."""
        form = unicodedata.normalize("NFC", word).lower().replace("i\u0307", "i").rstrip(_DIGITS)
        footnoted = len(form) < len(word) and len(form) < _FOOTNOTED
        if footnoted or tables.script_of_word(form) != self.script:  # some lists have words of other scripts
            return self._none
        own = max(self._target.get(form, 0.0), self._target_parts.get(form, 0.0))
        listed, elided = self._words.get(form, _NOWHERE), self._heads.get(form, _NOWHERE)
        shares = [listed.get(lang) or elided.get(lang, 0.0) for lang in self.languages]
        if not own and not any(shares):
            vector: Iterable[float] = self._none
        else:
            base = math.log(own) if own else self._target_floor
            vector = [
                (math.log(share) if share else floor) - base if floor is not None else 0.0
                for share, floor in zip(shares, self._floors, strict=True)
            ]
        letters = self._by_letters(form)
        return tuple(max(-LIMIT, min(LIMIT, sum(pair))) for pair in zip(vector, letters, strict=True))

    def _by_letters(self, form: str) -> Sequence[float]:
        """What the letters alone say: those that only one language uses, and those that the target has not."""
        used = set(form)
        if used.isdisjoint(self._marked):
            return self._none
        owners = {lang for lang, letters in self._letters.items() if used & letters}
        strange = bool(used & self._missing.get(self.target, frozenset()))
        return [
            _LETTER * ((lang in owners) - (bool(owners) and lang not in owners))
            + _STRANGE * (strange and not used & self._missing.get(lang, frozenset()))
            for lang in self.languages
        ]

    def is_function_word(self, word: str, language: str) -> bool:
        """Whether a word is among the few hundred commonest of a language."""
        return self._words.get(word.lower(), _NOWHERE).get(language, 0.0) >= _FUNCTION_WORD

    def is_own_function_word(self, word: str) -> bool:
        """Whether a word is among the few hundred commonest of the target language."""
        return self._target.get(word.lower(), 0.0) >= _FUNCTION_WORD

    def is_own(self, word: str) -> bool:
        """Whether the target language has the word."""
        return word.lower() in self._target


class _Telling(dict[str, bool]):
    """Whether a word form, as written, is worth a look: the memo that plain text runs through."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon

    def __missing__(self, word: str) -> bool:
        best = max(self._lexicon.vector(word), default=0.0)
        telling = best * (_INSIDE_SENTENCE if word[:1].isupper() else 1.0) >= TELLING and not word[:1].isdigit()
        if len(self) >= _MEMO:
            self.clear()
        self[word] = telling
        return telling


@cache
def lexicon(target: str, script: str = "latin") -> Lexicon:
    """The lexicon of a script for a target language, made once a process."""
    return Lexicon(target, script)
