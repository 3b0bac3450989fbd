"""What Russian and Ukrainian make of the names of each other's persons: translations out of one of the two leave a name
as it is called there (*Volodymyr Putin*, *Vladimir Zelenskiy*)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from normalize.names.romanisation.rewriting import Rewriting
from normalize.storage.datafiles import load
from normalize.words.fold import split

SISTERS = {"ru": "uk", "uk": "ru"}


class _Tables(NamedTuple):
    """Given names to those of the sister language, and how it writes the other words, each by that language."""

    given: Mapping[str, Mapping[str, str]]
    words: Mapping[str, Rewriting]


@cache
def _tables() -> _Tables:
    data: Any = load("normalize.names.romanisation", "sisters.yaml")
    back: dict[str, str] = {}
    for russian, ukrainian in data["given"].items():
        back.setdefault(ukrainian, russian)
    words = {language: Rewriting(data[language]["rules"], data[language]["letters"]) for language in ("uk", "ru")}
    return _Tables({"uk": data["given"], "ru": back}, words)


def in_sister(name: str, language: str) -> str | None:
    """A person's full name in ``language`` as its sister language has it; None for a given name of which nothing is
    known, and where the other words have letters of neither.

    >>> in_sister("Михаил Горбачёв", "ru"), in_sister("Володимир Зеленський", "uk")
    ('Михайло Горбачов', 'Владимир Зеленский')
    >>> in_sister("Рамзан Кадыров", "ru")
    """
    sister, words = SISTERS.get(language), split(name)
    if sister is None or len(words) != 2:
        return None
    tables = _tables()
    given = tables.given[sister].get(words[0].casefold())
    family = tables.words[sister].usual(words[1].casefold())
    return f"{given.capitalize()} {family.capitalize()}" if given and family else None
