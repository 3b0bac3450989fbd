"""How much commoner a word is in other languages than in the target language.

The measure is the natural logarithm of P(word | language) / P(word | target), from the word lists of wordfreq. The
small lists (30,000 to 60,000 words) do for the other languages and take a fraction of a second to read; of the target
language the full list is read, so that its rare words and its loan words count as its own.
"""

from __future__ import annotations

import math
import unicodedata
from array import array
from collections.abc import Mapping, Sequence
from functools import cache, cached_property, lru_cache

from normalize.languages import tables
from normalize.languages.grams import SHORTEST, triples, weighed
from normalize.languages.letters import Letters, letters
from normalize.languages.tables import script_of_language, told_apart
from normalize.languages.wordlists import RAREST, Row, extremes_of, has_head, row, shares_of, word_lists
from normalize.storage import memos

LIMIT = 7.0  # no single word decides
TELLING = 1.5  # a word that is worth a look: four times commoner elsewhere
_UNLISTED = 0.3  # how far below the rarest listed word (powers of ten) an unlisted one is
_NEUTRAL = 10**-4.5  # of a script that the target is not written in: names are common, words are not
_LETTER = 4.0  # a letter that only one language uses
_STRANGE = 2.0  # a letter that the target language does not use
_INSIDE_SENTENCE = 0.5  # a capital is worth less: most are names
_FUNCTION_WORD = 10**-3.2
_SPELT = 3  # letters of the shortest word whose letters tell of a language: single ones are signs
_PHONETIC = frozenset(map(chr, range(0x250, 0x2B0))) - {
    "ə"
}  # the letters of the IPA that no language here is written in
_DIGITS = "0123456789"  # of footnotes that stick to their word
_FOOTNOTED = 3  # letters of the shortest word that is not a code such as b8

_UNKNOWN = Row(0.0, False, {})

Vector = Sequence[float]  # packed: a thousand are remembered


def _below(share: float) -> float:
    """The logarithm of the share of an unlisted word, given that of the rarest listed one."""
    return math.log((share or RAREST) * 10**-_UNLISTED)


_log = lru_cache(maxsize=1 << 12)(math.log)  # lists know some hundred shares


class Lexicon:
    """The words of one script as seen from a target language. Shared by all threads; its memo is bounded."""

    def __init__(self, target: str, script: str) -> None:
        self.target, self.script = target, script
        self.own = script_of_language(target) == script
        self._lists = lists = word_lists(told_apart(script), target if self.own else "", self.own, script)
        self.languages = tuple(
            lang
            for lang in told_apart(script)
            if tables.list_of(lang) != tables.list_of(target) and (lang in lists.least or tables.letters().get(lang))
        )
        self._places = {lists.languages.index(lang): k for k, lang in enumerate(self.languages) if lang in lists.least}
        self._floors = [_below(lists.least[lang]) if lang in lists.least else None for lang in self.languages]
        self._highest_floor = max((floor for floor in self._floors if floor is not None), default=-math.inf)
        self._has_unlisted = None in self._floors
        self._target_floor = _below(lists.least_own) if self.own else math.log(_NEUTRAL)
        self._letters = {lang: frozenset(tables.letters().get(lang, "")) for lang in told_apart(script)}
        self._missing = {lang: frozenset(tables.missing().get(lang, "")) for lang in told_apart(script)}
        self._none = (0.0,) * len(self.languages)
        owned = frozenset().union(*self._letters.values())
        self._marked = owned | self._missing.get(target, frozenset())
        self._most: dict[bytes, float] = {}
        # Whether a word form, as written, is worth a look: what plain text runs through.
        self.telling = memos.Recent(memos.TEXT_FORMS, self._is_telling)
        self.vector = lru_cache(maxsize=memos.VECTORS)(self._vector)
        # A vector without its limits: they blur what lies between two foreign languages.
        self.unlimited = lru_cache(maxsize=memos.VECTORS)(self._unlimited)

    @cached_property
    def _spelling(self) -> Letters:
        return letters(told_apart(self.script), self.target, self.script)

    @cached_property
    def _spelt_places(self) -> tuple[int | None, ...]:
        """For each language its place among those whose letters are known."""
        known = {lang: place for place, lang in enumerate(self._spelling.languages)}
        return tuple(known.get(lang) if lang in self._lists.least else None for lang in self.languages)

    def most(self, word: str, spelt: bool = True) -> float:
        """The largest number of the :attr:`vector` of a word, 0 where there is none.

        Without ``spelt``, the spelling of a word that no list has is not looked at.
        """
        form = self._form(word)
        if not form:
            return 0.0
        if self._marked and not self._marked.isdisjoint(form):
            return max(self.vector(word), default=0.0)
        value = self._lists.value(form)
        if value is None:
            return max(self._by_triples(form), default=0.0) if spelt else 0.0
        extremes = extremes_of(value)
        most = self._most.get(extremes)
        if most is None:
            if has_head(value):
                return max(self.vector(word), default=0.0)
            most = self._most[extremes] = self._largest(*shares_of(extremes))
        return most

    def _largest(self, own: float, share: float) -> float:
        """The largest number of a vector, from the share in the target language and the largest one in the others.

        A language that does not list the word counts as its floor, which is below all that it lists.
        """
        base = _log(own) if own else self._target_floor
        most = max(self._highest_floor, _log(share) if share else -math.inf)
        most = most - base if most > -math.inf else 0.0
        if self._has_unlisted:
            most = max(most, 0.0)
        return max(-LIMIT, min(LIMIT, most))

    def _form(self, word: str) -> str:
        """A word as the lists have it; empty where it is none of this script."""
        if word.isascii():
            if word.isalpha():
                return word.lower() if self.script == "latin" else ""
            form = word.lower().rstrip(_DIGITS)
            script = "latin" if form.isalpha() else tables.script_of_word(form)
        else:
            form = unicodedata.normalize("NFC", word).lower().replace("i\u0307", "i").rstrip(_DIGITS)
            script = tables.script_of_word(form)  # some lists have words of other scripts
        if not _PHONETIC.isdisjoint(form):
            return ""
        footnoted = len(form) < len(word) and len(form) < _FOOTNOTED
        return form if script == self.script and not footnoted else ""

    def _row(self, form: str) -> Row:
        value = self._lists.value(form)
        return row(value) if value is not None else _UNKNOWN

    def _vector(self, word: str) -> Vector:
        """One number a language, 0 throughout for a word that tells nothing."""
        return array("d", [LIMIT if more > LIMIT else max(more, -LIMIT) for more in self.unlimited(word)])

    def _unlimited(self, word: str) -> Vector:
        form = self._form(word)
        if not form:
            return self._none
        own, head, listed = self._row(form)
        shares = {self._places[number]: share for number, share in listed.items() if number in self._places}
        if head:
            elided = self._lists.heads[form]
            if self.own:
                own = max(own, elided.get(self.target, 0.0))
            for k, lang in enumerate(self.languages):
                if lang in elided:
                    shares.setdefault(k, elided[lang])
        vector = self._by_shares(own, shares) if own or shares else self._by_triples(form)
        letters = self._by_letters(form)
        if letters is not self._none:
            vector = [one + other for one, other in zip(vector, letters, strict=True)]
        return array("d", vector)

    def _by_shares(self, own: float, shares: Mapping[int, float]) -> list[float]:
        """What the lists say, from the share in the target language and those in others, by place."""
        base = _log(own) if own else self._target_floor
        vector = [floor - base if floor is not None else 0.0 for floor in self._floors]
        for k, share in shares.items():
            if self._floors[k] is not None:
                vector[k] = _log(share) - base
        return vector

    def _by_triples(self, form: str) -> list[float]:
        """What the letters of a word that no list has say by threes."""
        if len(form) < SHORTEST or not self.own:
            return list(self._none)
        sums = weighed(map(self._spelling.triples, triples(form)), len(self._spelling.languages))
        return [sums[place] if place is not None else 0.0 for place in self._spelt_places]

    def _by_letters(self, form: str) -> Sequence[float]:
        """What the letters alone say: those that only one language uses, and those that the target has not."""
        used = set(form)
        if used.isdisjoint(self._marked) or len(form) < _SPELT:
            return self._none
        owners = {lang for lang, letters in self._letters.items() if used & letters}
        strange = bool(used & self._missing.get(self.target, frozenset()))
        return [
            _LETTER * ((lang in owners) - (bool(owners) and lang not in owners))
            + _STRANGE * (strange and not used & self._missing.get(lang, frozenset()))
            for lang in self.languages
        ]

    def is_function_word(self, word: str, language: str) -> bool:
        """Whether a word is among the few hundred commonest of a language, the target apart."""
        return self.share(word, language) >= _FUNCTION_WORD

    def share(self, word: str, language: str) -> float:
        """The share of a word in a language, 0..1, the target apart."""
        number = self._lists.languages.index(language) if language in self._lists.least else -1
        return self._row(word.lower()).shares.get(number, 0.0)

    def is_own_function_word(self, word: str) -> bool:
        """Whether a word is among the few hundred commonest of the target language."""
        return self._row(word.lower()).own >= _FUNCTION_WORD

    def is_own(self, word: str) -> bool:
        """Whether the target language has the word."""
        return self.own_share(word) > 0

    def own_share(self, word: str) -> float:
        """The share of a word in the target language, 0..1."""
        return self._row(word.lower()).own

    def _is_telling(self, word: str) -> bool:
        first = word[:1]
        small = not first.isupper()  # most unlisted words with a capital are names
        least = TELLING if small else TELLING / _INSIDE_SENTENCE
        return not first.isdigit() and self.most(word, spelt=small) >= least


@cache
def lexicon(target: str, script: str = "latin") -> Lexicon:
    """The lexicon of a script for a target language, made once a process."""
    return Lexicon(target, script)
