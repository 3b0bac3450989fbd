"""What the people of a country are called: who names them speaks of the country."""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import cache

from normalize.storage.datafiles import load


@cache
def _countries(language: str) -> Mapping[str, tuple[str, ...]]:
    """The countries, as ids of entries, by the words for their people, in the singular and in the plural."""
    words: Mapping[str, list[str]] = load("normalize.names", "demonyms.yaml").get(language) or {}
    return {form: tuple(ids) for word, ids in words.items() for form in (word, f"{word}s")}


def countries_of(words: Set[str], language: str) -> frozenset[str]:
    """The ids of the countries of whose people some words speak.

    >>> sorted(countries_of({"Russian", "Danes", "russian"}, "en"))
    ['denmark', 'russia']
    """
    known = _countries(language)
    return frozenset(country for word in known.keys() & words for country in known[word]) if known else frozenset()
