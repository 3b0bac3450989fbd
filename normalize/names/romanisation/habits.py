"""The tables of habits: how native letters are read, and how each language writes what was read."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from normalize.names.romanisation.rewriting import Rewriting
from normalize.storage.datafiles import load
from normalize.text.pattern import pattern

_PACKAGE = "normalize.names.romanisation"
_STRESS = pattern("(?<=[аеиоуыэюяіαεηιουω\u0308])\u0301")  # marks the stress in dictionaries, and in Greek
ROMANISED = "romanised"  # the reader of English spellings
ENGLISH = ("press", "bgn", "passport")  # systems that English uses, the usual one first
_MARKED = "marked"
_ARABIC = frozenset(["ar", "fa", "prs", "ps", "ur", "ckb", "ku", "ug", "sd"])  # their script is the Arabic one
_HEBREW = frozenset(["he", "yi"])
_SYSTEMS = {"press": "en", "bgn": "en", "passport": "en", "it-scholarly": "it", "gaj": "sr"}


@cache
def _readers() -> Mapping[str, Rewriting]:
    data: Mapping[str, Any] = load(_PACKAGE, "readers.yaml")
    return {language: Rewriting(table["rules"], table["letters"]) for language, table in data.items()}


@cache
def writers() -> Mapping[str, Rewriting]:
    """The habits of writing by their names: languages, and systems of some."""
    data: Mapping[str, Any] = load(_PACKAGE, "writers.yaml")
    common = data["common"]["letters"]
    return {
        habit: Rewriting(table["rules"], {**common, **table["letters"]})
        for habit, table in data.items()
        if habit != "common"
    }


def is_read(language: str | None) -> bool:
    """Whether the letters of a language's names tell how they sound."""
    return language != ROMANISED and language in _readers()


@cache
def languages_read() -> Sequence[str]:
    """The languages whose letters tell how their names sound, in the order of the table."""
    return tuple(language for language in _readers() if language != ROMANISED)


def read(word: str, language: str) -> list[str]:
    """The sounds of a word in a language's letters, the likeliest reading first; none where a letter is not known.

    >>> read("Хрущев", "ru")
    ['хрущев', 'хрущёв']
    """
    bare = _STRESS.sub("", unicodedata.normalize("NFD", word.casefold()))
    return list(_readers()[language].ways(unicodedata.normalize("NFC", bare)))


@cache
def unwritten() -> Mapping[str, Sequence[str]]:
    """Languages that do not write how their names sound, to the languages that respell what English makes of these."""
    data: Mapping[str, Sequence[str]] = load(_PACKAGE, "unwritten.yaml")
    return dict(data)


def vowelless() -> frozenset[str]:
    """Languages whose script leaves vowels out."""
    return _ARABIC | _HEBREW


@cache
def elements() -> Sequence[Sequence[str]]:
    """Parts of names that the Arabic script writes in one way, folded: the romanisations of each."""
    sets: Sequence[Sequence[str]] = load(_PACKAGE, "elements.yaml")
    return sets


@cache
def _elements() -> Mapping[str, Sequence[str]]:
    return {word: members for members in elements() for word in members}


def romanisations(word: str, language: str) -> list[str]:
    """The ways to romanise a word of a name that a language writes without its vowels, itself first.

    >>> romanisations("mohamed", "ar")[:3], romanisations("putin", "ar")
    (['mohamed', 'muhammad', 'mohammed'], ['putin'])
    """
    same = _elements().get(word, ()) if language in _ARABIC else ()
    return list(dict.fromkeys((word, *same)))


def language_of(habit: str) -> str:
    """The language that has a habit of writing."""
    return _SYSTEMS.get(habit, habit)


def is_marked(habit: str) -> bool:
    """Whether a habit writes signs that tell no sound of their own, as only romanisations letter by letter do."""
    return habit == _MARKED
