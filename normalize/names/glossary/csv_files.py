"""Glossaries in CSV: rows of names, as spreadsheets give them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from normalize.errors import GlossaryError
from normalize.io.csv_errors import of_table
from normalize.names.glossary.entry import Alias, Entry
from normalize.names.glossary.fields import check_language, kind_of, tag_of
from normalize.text.pattern import pattern

_NEEDED = ("id", "canonical", "kind")
_NAME, _ACRONYM, _SHORT = _FORMS = ("name", "acronym", "short")
_CELLS = ("id", "canonical", "kind", "language", "lang", "alias", "form")
_OTHER = ((";", "semicolons"), ("\t", "tabs"))  # what else spreadsheets set between cells
_NO_NAME = "a cell goes on in the next line, as no name does; is a quotation mark never closed?"
_TOO_MANY = "{} cells under {} columns; a name with a comma needs quotation marks around it"
_Cells = tuple[str, ...]  # the cells of these columns
_LINE = pattern(r"[^\n]*\n|[^\n]+")
_PIECE = 1 << 16  # code points that are cut into lines at a time
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
    if (at := text.find("\0")) >= 0:
        raise GlossaryError(f"{path}:{text.count(chr(10), 0, at) + 1}: a character that no name has: U+0000")
    rows = csv.reader(_lines(text))
    grouped: dict[str, _Rows] = {}
    line = 0  # of the end of the row before
    try:
        header = next(rows, [])
        cells_of, width, line = _columns(header, path), len(header), rows.line_num
        for row in rows:
            begin, line = line + 1, rows.line_num
            if row:
                filled = row if len(row) == width else [*row[:width], *[""] * (width - len(row))]
                if (begin < line or "\n" in row[-1]) and any("\n" in cell for cell in cells_of([*filled, ""])):
                    raise GlossaryError(f"{path}:{begin}: {_NO_NAME}")
                if any(map(str.strip, row[width:])):
                    raise GlossaryError(f"{path}:{line}: {_TOO_MANY.format(len(row), width)}")
                _add(grouped, cells_of([*map(str.strip, filled), ""]), path, line)
    except csv.Error as error:
        raise GlossaryError(f"{path}:{line + 1}: {of_table(error)}") from error
    glossary = path.stem
    for key in list(grouped):  # let go of one by one: there may be hundreds of thousands
        yield _entry(key, grouped.pop(key), glossary, rank, target)


def _lines(text: str) -> Iterator[str]:
    """The lines of a text, with their ends: as a file has them, without a copy of it."""
    if text.count("\r") != text.count("\r\n"):  # old ends of lines
        yield from io.StringIO(text, newline="")
        return
    begin = 0
    while end := text.find("\n", begin + _PIECE) + 1:
        yield from _LINE.findall(text, begin, end)
        begin = end
    yield from _LINE.findall(text, begin)


def _columns(header: Sequence[str], path: Path) -> Callable[[Sequence[str]], _Cells]:
    """What takes the cells that say something out of a row, of which the last one is empty."""
    missing = [c for c in _NEEDED if c not in header]
    if missing:
        other = next(
            (
                f"; cells are separated by commas, not by {name}"
                for sign, name in _OTHER
                if any(sign in cell for cell in header)
            ),
            "",
        )
        raise GlossaryError(
            f"{path}:1: a CSV glossary needs the columns id, canonical, kind; missing: {', '.join(missing)}{other}"
        )
    if twice := next((name for name in _CELLS if header.count(name) > 1), None):
        raise GlossaryError(f"{path}:1: two columns are called {twice}; write one row for each alias")
    columns = {name: i for i, name in enumerate(header)}
    return itemgetter(*(columns.get(name, -1) for name in _CELLS))


def _add(grouped: dict[str, _Rows], cells: _Cells, path: Path, line: int) -> None:
    """Put a row to those of its id."""
    key, canonical, kind, language, lang, text, form = cells
    if not key or not canonical:
        raise GlossaryError(f"{path}:{line}: a row needs id and canonical")
    shared = (canonical, kind, language)
    known = grouped.get(key)
    if known is None:
        known = grouped[key] = _Rows(shared, f"{path}:{line}", [], [])
    elif known.shared != shared:
        kind_of(kind, f"{path}:{line}")  # a slip is told as one
        what = next(what for (_, what), a, b in zip(_SAME, known.shared, shared, strict=True) if a != b)
        raise GlossaryError(f"{path}:{line}: the id {key!r} has two {what} (first at {known.place})")
    if form and form not in _FORMS:
        raise GlossaryError(f"{path}:{line}: unknown form {form!r}; known are {', '.join(_FORMS)}")
    if text:
        alias = Alias(text, tag_of(lang, f"{path}:{line}") if lang else None)
        if not form or form == _NAME:
            known.names.append(alias)
        else:
            known.others.append((form, alias))


def _entry(key: str, rows: _Rows, glossary: str, rank: int, target: str) -> Entry:
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
        glossary=glossary,
        language=language,
        aliases=tuple(dict.fromkeys(a for a in rows.names if a.text != canonical)),
        short=tuple(dict.fromkeys(alias.text for form, alias in rows.others if form == _SHORT)),
        acronym=own[0] if own else None,
        acronyms=tuple(dict.fromkeys(a for a in acronyms if not own or a.text != own[0])),
        rank=rank,
        place=rows.place,
    )
