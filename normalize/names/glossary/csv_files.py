"""Glossaries in CSV: rows of names, as spreadsheets give them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from normalize.errors import GlossaryError
from normalize.names.glossary.entry import Alias, Entry
from normalize.names.glossary.fields import check_language, kind_of, tag_of

_NEEDED = ("id", "canonical", "kind")
_NAME, _ACRONYM, _SHORT = _FORMS = ("name", "acronym", "short")
_SAME = (("canonical", "canonical forms"), ("kind", "kinds"), ("language", "languages"))  # in all rows of an id


class _Rows(NamedTuple):
    """What the rows of one id give: the cells that all of them share, where the first stands, names, and the rest."""

    shared: tuple[str, ...]
    place: str
    names: list[Alias]
    others: list[tuple[str, Alias]]


def from_csv(text: str, path: Path, rank: int, target: str) -> Iterator[Entry]:
    """Rows of ``id, canonical, kind, lang, alias`` and perhaps ``form`` and ``language``; the rows of one id make one
    entry. Raises GlossaryError."""
    rows = csv.reader(_lines(text))
    grouped: dict[str, _Rows] = {}
    try:
        columns = _columns(next(rows, []), path)
        for row in filter(None, rows):
            _add(grouped, {name: row[i].strip() for name, i in columns if i < len(row)}, f"{path}:{rows.line_num}")
    except csv.Error as error:
        raise GlossaryError(f"{path}:{rows.line_num or 1}: CSV syntax error: {error}") from error
    for key in list(grouped):  # let go of one by one: there may be hundreds of thousands
        yield _entry(key, grouped.pop(key), path, rank, target)


def _lines(text: str) -> Iterator[str]:
    """The lines of a text, with their ends: as a file has them, without a copy of it."""
    if text.count("\r") != text.count("\r\n"):  # old ends of lines
        yield from io.StringIO(text, newline="")
        return
    begin = 0
    while end := text.find("\n", begin) + 1:
        yield text[begin:end]
        begin = end
    yield text[begin:]


def _columns(header: Sequence[str], path: Path) -> list[tuple[str, int]]:
    missing = [c for c in _NEEDED if c not in header]
    if missing:
        raise GlossaryError(
            f"{path}:1: a CSV glossary needs the columns id, canonical, kind; missing: {', '.join(missing)}"
        )
    return [(name, i) for i, name in enumerate(header) if name]


def _add(grouped: dict[str, _Rows], cells: dict[str, str], place: str) -> None:
    """Put a row to those of its id."""
    key = cells.get("id")
    if not key or not cells.get("canonical"):
        raise GlossaryError(f"{place}: a row needs id and canonical")
    shared = (cells["canonical"], cells.get("kind", ""), cells.get("language", ""))
    known = grouped.get(key)
    if known is None:
        known = grouped[key] = _Rows(shared, place, [], [])
    elif known.shared != shared:
        what = next(what for (_, what), a, b in zip(_SAME, known.shared, shared, strict=True) if a != b)
        raise GlossaryError(f"{place}: the id {key!r} has two {what} (first at {known.place})")
    form = cells.get("form") or _NAME
    if form not in _FORMS:
        raise GlossaryError(f"{place}: unknown form {form!r}; known are {', '.join(_FORMS)}")
    if text := cells.get("alias"):
        alias = Alias(text, tag_of(cells.get("lang", ""), place) or None)
        if form == _NAME:
            known.names.append(alias)
        else:
            known.others.append((form, alias))


def _entry(key: str, rows: _Rows, path: Path, rank: int, target: str) -> Entry:
    canonical, kind, language = rows.shared
    language = language or target
    check_language(language, rows.place)
    acronyms = [alias for form, alias in rows.others if form == _ACRONYM]
    # An acronym in the glossary's language (or in none) is the right one, the others map to it.
    own = [a.text for a in acronyms if a.lang in (None, language)]
    return Entry(
        id=key,
        canonical=canonical,
        kind=kind_of(kind, rows.place),
        glossary=path.stem,
        language=language,
        aliases=tuple(dict.fromkeys(a for a in rows.names if a.text != canonical)),
        short=tuple(dict.fromkeys(alias.text for form, alias in rows.others if form == _SHORT)),
        acronym=own[0] if own else None,
        acronyms=tuple(dict.fromkeys(a for a in acronyms if not own or a.text != own[0])),
        rank=rank,
        place=rows.place,
    )
