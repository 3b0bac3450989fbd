"""Offices of countries: which one stands before a name, and which ones a person held.

Which entry held which office its ``offices`` say (*President of France*), whenever that was: when a text was written is
rarely known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from normalize.names.glossary.entry import Entry
from normalize.storage.datafiles import load
from normalize.words.fold import fold

_REACH = 80  # code points in front of a name that may tell its bearer's office and country


class OfficeOf(NamedTuple):
    """An office in the words of the data, and the ISO 3166-1 code of its country, empty where none is told."""

    office: str
    country: str


@cache
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = load("normalize.names", "offices.yaml")
    return data


@cache
def _offices() -> Mapping[str, str]:
    return {way: office for office, ways in _data()["offices"].items() for way in ways}


@cache
def _countries() -> Mapping[str, str]:
    return {name: code for code, names in _data()["countries"].items() for name in names}


@cache
def _in_front() -> re.Pattern[str]:
    """An office at the end of what stands in front of a name, with what tells its country."""
    country, office, whose = map(_any_of, (_countries(), _offices(), _data()["whose"]))
    return re.compile(
        rf"(?:(?<!\w)(?P<before>{country})(?:['’]s?)? )?(?<![\w-])(?:(?i:{whose})[- ])*(?P<office>(?i:{office}))\.?"
        rf"(?: of (?:the )?(?P<behind>{country}))?,? $"
    )


@cache
def _title() -> re.Pattern[str]:
    return re.compile(rf"(?P<office>(?i:{_any_of(_offices())})) of (?:the )?(?P<country>{_any_of(_countries())})")


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


def office_before(text: str, start: int) -> OfficeOf | None:
    """The office that stands before a name, with its country where that stands there, too.

    None where another capital stands before the office, which may be a country, club or body that is not in the data;
    and for an office in small letters without a country: companies have presidents.

    >>> office_before("the French president, Emmanuel Makron", 22)
    OfficeOf(office='president', country='fr')
    >>> office_before("Vice President Joe Baden", 15), office_before("Club President Joe Baden", 15)
    (OfficeOf(office='vice president', country=''), None)
    """
    before = re.sub(r"\s", " ", text[max(0, start - _REACH) : start])
    found = _in_front().search(before)
    if found is None:
        return None
    country = _countries().get(found["before"] or found["behind"] or "", "")
    last = before[: found.start()].rstrip(" ").rpartition(" ")[2]
    if not country and (found["office"][:1].islower() or _is_name(last)):
        return None
    return OfficeOf(_offices()[fold(found["office"])], country)


def _is_name(word: str) -> bool:
    """Whether a word in front of an office may say whose it is; what ends a sentence or clause does not."""
    return word[:1].isupper() and word[-1:].isalnum() and len(word) > 1


def held(entry: Entry) -> frozenset[OfficeOf]:
    """The offices of countries that an entry held.

    >>> from normalize.names.glossary.entry import Office
    >>> held(Entry("x", "Angela Merkel", "person", offices=(Office("Chancellor of Germany", "2005"),)))
    frozenset({OfficeOf(office='chancellor', country='de')})
    """
    titles = (_title().fullmatch(office.title) for office in entry.offices)
    return frozenset(OfficeOf(_offices()[fold(t["office"])], _countries()[t["country"]]) for t in titles if t)


def names_of(country: str) -> tuple[str, ...]:
    """The names and adjectives of a country by its code."""
    return tuple(_data()["countries"][country])
