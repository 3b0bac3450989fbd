"""Words that stand in front of a person's name, given names, and verbs that persons are the subjects of."""

from __future__ import annotations

from functools import cache

from normalize.storage.datafiles import load
from normalize.words.fold import fold

_NO_TITLES = frozenset(["given", "acts"])
# Offices that are adjectives or nouns of other things, too, and may stand before any name.
_NO_OFFICES = frozenset(["ex", "former", "prime", "foreign", "defence", "defense", "vice", "interior", "opposition"])


@cache
def _data() -> dict[str, list[str]]:
    data: dict[str, list[str]] = load("normalize.names", "person_titles.yaml")
    return data


@cache
def titles() -> frozenset[str]:
    """Words that stand in front of a person's name and are no part of it, folded."""
    return frozenset(fold(word) for kind, words in _data().items() if kind not in _NO_TITLES for word in words)


def is_title(word: str, language: str = "en") -> bool:
    """Whether a word is a title, by itself or as the end of a compound that its language writes in one word.

    >>> is_title("President"), is_title("Außenminister"), is_title("Außenminister", "de")
    (True, False, True)
    """
    low = fold(word)
    return low in titles() or low.endswith(_compounds(language))


@cache
def _compounds(language: str) -> tuple[str, ...]:
    return tuple(map(fold, load("normalize.names", "title_compounds.yaml").get(language, ())))


@cache
def honorifics() -> frozenset[str]:
    """Titles of address, folded: nothing but a person is called so."""
    return frozenset(fold(word) for word in _data()["honorifics"])


@cache
def religious() -> frozenset[str]:
    """Religious titles, folded, of which many are given names, too: *Hafiz*, *Imam*."""
    return frozenset(fold(word) for word in _data()["religious"])


@cache
def offices() -> frozenset[str]:
    """Offices, ranks and religious titles, folded."""
    kinds = ("offices", "ranks", "religious")
    return frozenset(fold(word) for kind in kinds for word in _data()[kind]) - _NO_OFFICES


@cache
def given() -> frozenset[str]:
    """Given names so common that their frequency tells nothing, folded."""
    return frozenset(fold(word) for word in _data()["given"])


@cache
def acts() -> frozenset[str]:
    """Verbs that persons and institutions are said to do, and things are not."""
    return frozenset(_data()["acts"])
