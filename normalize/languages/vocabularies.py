"""The words of a language as they are written in a script, by how common they are.

They come from wordfreq; where it has no list for a language, or one for two (Serbo-Croatian), from the function words
that ship here, and for a language that is written in Latin letters besides its own script by the laws of romanisation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from normalize.languages import tables
from normalize.languages.romanise import romanised_all
from normalize.text.pattern import pattern
from normalize.words.frequency import has_own_list, wordfreq_data, words_by_centibels

Vocabulary = list[list[str]]  # at place n the words of n centibels, in alphabetical order

_LIST = "small"  # 30,000 to 60,000 words a language
_DATA = ("languages", "function_words", "romanise")
_TYPED = 12_000  # words of a language that are romanised
_SHORT, _TELLING = 1, 4  # letters of the shortest romanised function word, and of the shortest other one
_SYLLABLES = frozenset(["hangul", "han"])
_FUNCTION_WORDS = 320  # centibels of the rarest function words
_FUNCTION_WORD = 270  # centibels: a function word is one word in five hundred
_SHORTEST = 3  # letters of the shortest word in which one dialect's vowel stands for the other's
_YAT = pattern("ije|je")  # an old vowel: e in Serbian, ije or je in Croatian (vreme, vrijeme)
_TO_CYRILLIC = str.maketrans("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш")
_DIGRAPHS = (("lj", "љ"), ("nj", "њ"), ("dž", "џ"))


def vocabulary(language: str, script: str) -> Vocabulary:
    """The words of a language in a script; empty where none are known."""
    found = _listed(language)
    if language in ("hr", "sr"):
        found = _of_dialect(found, language)
    own = tables.script_of_language(language)
    if language == "sr":
        found = found if script == "latin" else [[_in_cyrillic(word) for word in words] for words in found]
    elif script != own:
        found = [sorted(_typed(words, own, language, rarity)) for rarity, words in enumerate(_common(found))]
    return _with_function_words(found, language) if script == "latin" else found


def _typed(words: Sequence[str], script: str, language: str, rarity: int) -> set[str]:
    """How words are typed in Latin letters; ``rarity`` is in centibels.

    Short forms are left out but for the function words: they are words of some language by chance. Where syllables are
    written as one sign (Korean), even those.
    """
    spellings = chain.from_iterable(romanised_all(words, script, language))
    least = _SHORT if rarity <= _FUNCTION_WORDS and script not in _SYLLABLES else _TELLING
    return {spelling for spelling in spellings if len(spelling) >= least}


def _common(found: Vocabulary) -> Iterator[list[str]]:
    """The words of a vocabulary down to those that are rarer than what people type in other letters."""
    count = 0
    for words in found:
        if count > _TYPED:
            return
        count += len(words)
        yield words


def _listed(language: str) -> Vocabulary:
    code = tables.list_of(language)
    return words_by_centibels(code, _LIST) if has_own_list(code, _LIST) else []


def _with_function_words(found: Vocabulary, language: str) -> Vocabulary:
    words = tables.table("function_words").get(language, ())
    if not words:
        return found
    known = frozenset(words)
    kept = [[word for word in some if word not in known] for some in found]
    kept.extend([] for _ in range(len(kept), _FUNCTION_WORD + 1))
    kept[_FUNCTION_WORD] = sorted({*kept[_FUNCTION_WORD], *known})
    return kept


def _of_dialect(found: Vocabulary, language: str) -> Vocabulary:
    """Without the words that only the other of two languages has: those of another vowel, and its function words."""
    words = set(chain.from_iterable(found))
    serbian = {word: plain for word in words if (plain := _YAT.sub("e", word)) != word and plain in words}
    pairs = {word: plain for word, plain in serbian.items() if len(plain) >= _SHORTEST}
    own = tables.table("function_words")
    other = frozenset(pairs if language == "sr" else pairs.values())
    other |= frozenset(own["hr" if language == "sr" else "sr"]) - frozenset(own[language])
    return [[word for word in some if word not in other] for some in found]


def _in_cyrillic(word: str) -> str:
    for latin, cyrillic in _DIGRAPHS:
        word = word.replace(latin, cyrillic)
    return word.translate(_TO_CYRILLIC)


def with_full_list(language: str) -> str | None:
    """The language whose full list, of a few hundred thousand words, is that of a language; None where it has none."""
    listed = tables.list_of(language)
    return listed if has_own_list(listed, "best") else None


def made_from(modules: Iterable[str]) -> list[str | bytes]:
    """What a table of vocabularies rests on: some modules beside this one, data files, and what wordfreq has."""
    code = ((Path(__file__).parent / f"{name}.py").read_bytes() for name in modules)
    return [wordfreq_data(), repr([tables.table(name) for name in _DATA]), *code]


def words_of(found: Vocabulary, most: int) -> Iterable[str]:
    """The commonest words of a vocabulary, up to a number of them."""
    return (word for _, word in zip(range(most), chain.from_iterable(found), strict=False))


def by_language(languages: Iterable[str], script: str) -> Mapping[str, Vocabulary]:
    """The vocabularies of those of some languages that have one."""
    every = {language: vocabulary(language, script) for language in languages}
    return {language: found for language, found in every.items() if found}
