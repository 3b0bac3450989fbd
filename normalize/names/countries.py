"""Which countries a text speaks of by their people, and where the language of a name is at home."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from normalize.storage import memos
from normalize.storage.datafiles import load
from normalize.words.fold import fold, split


@cache
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = load("normalize.names", "countries.yaml")
    return data


@cache
def _peoples(language: str) -> Mapping[str, tuple[str, ...]]:
    """The countries by the words for their people, in the singular and in the plural."""
    words: Mapping[str, list[str]] = _data()["peoples"].get(language) or {}
    return {form: tuple(ids) for word, ids in words.items() for form in (word, f"{word}s")}


def countries_of(words: Set[str], language: str) -> frozenset[str]:
    """The ids of the countries of whose people some words of a language speak.

    >>> sorted(countries_of({"Russian", "Danes", "russian"}, "en"))
    ['denmark', 'russia']
    """
    known = _peoples(language)
    return frozenset(country for word in known.keys() & words for country in known[word])


def homes_of(languages: Iterable[str]) -> frozenset[str]:
    """The ids of the countries in which some languages are at home.

    >>> sorted(homes_of(["uk", "ja"]))
    ['japan', 'ukraine']
    """
    known: Mapping[str, list[str]] = _data()["languages"]
    return frozenset(country for language in languages for country in known.get(language, ()))


@lru_cache(maxsize=memos.REPEATED)
def called_after(name: str, language: str) -> frozenset[str]:
    """The ids of the countries that a name in a language speaks of, by themselves or by their people.

    >>> sorted(called_after("German Football Association", "en")), sorted(called_after("Bank of South Africa", "en"))
    (['germany'], ['south-africa'])
    """
    words = split(name)
    named = {*map(fold, words), *(f"{fold(one)}-{fold(other)}" for one, other in pairwise(words))}
    return countries_of(frozenset(words), language) | (named & _all_countries())


def countries_among(entries: Iterable[str]) -> frozenset[str]:
    """Those of some ids of entries that are of countries."""
    return _all_countries().intersection(entries)


@cache
def _all_countries() -> frozenset[str]:
    return frozenset(country for known in _data()["languages"].values() for country in known)
