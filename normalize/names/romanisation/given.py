"""Given names that languages translate: of rulers and popes, and where English translates the given name, too; and
those that Russian, Ukrainian and Belarusian have of one saint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from normalize.storage.datafiles import load
from normalize.text.pattern import pattern

_NUMBERED = pattern(r"((?:\w+ )?)(\w+(?: \w+)?)( [IVX]+)")


@cache
def _data() -> Mapping[str, Mapping[str, str]]:
    data: Any = load("normalize.names.romanisation", "given.yaml")
    return dict(data)


def national(name: str) -> Mapping[str, str]:
    """The forms that languages have for a given name, by language; empty for most names.

    >>> national("Joseph")["it"], national("Vladimir")
    ('Giuseppe', {})
    """
    return _data().get(name, {})


def of_rulers(name: str) -> Iterator[tuple[str, str]]:
    """What languages call a ruler with a number, each with the language.

    >>> dict(map(reversed, of_rulers("Charles III")))["it"]
    'Carlo III'
    """
    ruler = _NUMBERED.fullmatch(name)
    if ruler is None:
        return
    for language, form in (national(ruler[1] + ruler[2]) or national(ruler[2])).items():
        title = "" if national(ruler[1] + ruler[2]) else ruler[1]
        yield f"{title}{form}{ruler[3]}", language


@cache
def _sisters() -> Mapping[str, str]:
    groups: list[list[str]] = load("normalize.names.romanisation", "given_sisters.yaml")
    return {name: group[0] for group in groups for name in group}


def one_given(word: str) -> str:
    """A folded given name as Russian has it, where a sister language has another form; other words as they are.

    >>> one_given("mykola") == one_given("nikolai"), one_given("hamid")
    (True, 'hamid')
    """
    return _sisters().get(word, word)
