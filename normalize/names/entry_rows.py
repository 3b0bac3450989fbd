"""An entry as a row of plain values."""

from __future__ import annotations

from dataclasses import astuple, fields
from operator import attrgetter
from sys import intern
from typing import Any

from normalize.names.glossary.entry import Alias, Entry, Office

_FIELDS = tuple(f.name for f in fields(Entry))
_row = attrgetter(*_FIELDS)
_ALIASES = tuple(_FIELDS.index(name) for name in ("aliases", "acronyms", "names", "native"))
_REPEATED = tuple(_FIELDS.index(name) for name in ("kind", "glossary", "language"))
_TEXTS = tuple(_FIELDS.index(n) for n in ("short", "related", "never", "match", "no_match", "overruled", "countries"))
_OFFICES = _FIELDS.index("offices")


def entry_row(entry: Entry) -> list[Any]:
    """The row of an entry: its fields in their order, aliases as texts and languages in turns.

    >>> beijing = Entry("beijing", "Beijing", "place", aliases=(Alias("Pékin", "fr"),))
    >>> entry_row(beijing)[:6], entry_of(entry_row(beijing)) == beijing
    (['beijing', 'Beijing', 'place', '', 'en', ['Pékin', 'fr']], True)
    """
    row = list(_row(entry))
    for i in _ALIASES:
        row[i] = [value for alias in row[i] for value in (alias.text, alias.lang)]
    row[_OFFICES] = [list(astuple(office)) for office in row[_OFFICES]]
    return row


def entry_of(row: list[Any]) -> Entry:
    """The entry that a row was made of."""
    values = row.copy()
    for i in _REPEATED:
        values[i] = intern(row[i])
    for i in _TEXTS:
        values[i] = tuple(row[i])
    for i in _ALIASES:  # most are empty
        values[i] = tuple(map(_alias, row[i][::2], row[i][1::2])) if row[i] else ()
    values[_OFFICES] = tuple([Office(*office) for office in row[_OFFICES]]) if row[_OFFICES] else ()
    return Entry(*values)


def _alias(text: str, lang: str | None) -> Alias:
    return Alias(text, lang and intern(lang))
