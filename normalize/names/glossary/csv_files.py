"""Glossaries in CSV: rows of names, as spreadsheets give them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from normalize.errors import GlossaryError
from normalize.names.glossary.checks import check_language, kind_of, tag_of
from normalize.names.glossary.entry import Alias, Entry

_Row = tuple[dict[str, str], str]  # the cells of a row by their column, and where it stands


def from_csv(text: str, path: Path, rank: int, target: str) -> Iterator[Entry]:
    """Rows of ``id, canonical, kind, lang, alias`` and perhaps ``form`` and ``language``; the rows of one id make one
    entry. Raises GlossaryError."""
    grouped: dict[str, list[_Row]] = {}
    for cells, place in _rows(text, path):
        grouped.setdefault(cells["id"], []).append((cells, place))
    for rows in grouped.values():
        yield _csv_entry(rows, path, rank, target)


def _rows(text: str, path: Path) -> Iterator[_Row]:
    rows = csv.DictReader(io.StringIO(text, newline=""))
    try:
        header = rows.fieldnames or ()
        missing = [c for c in ("id", "canonical", "kind") if c not in header]
        if missing:
            raise GlossaryError(
                f"{path}:1: a CSV glossary needs the columns id, canonical, kind; missing: {', '.join(missing)}"
            )
        for row in rows:
            place = f"{path}:{rows.line_num}"
            cells = {key: (value or "").strip() for key, value in row.items() if isinstance(value, str | None) and key}
            if not cells.get("id") or not cells.get("canonical"):
                raise GlossaryError(f"{place}: a row needs id and canonical")
            yield cells, place
    except csv.Error as error:
        raise GlossaryError(f"{path}:{rows.line_num or 1}: CSV syntax error: {error}") from error


def _csv_entry(rows: Sequence[_Row], path: Path, rank: int, target: str) -> Entry:
    first, place = rows[0]
    language = first.get("language") or target
    check_language(language, place)
    forms: dict[str, list[Alias]] = {"name": [], "acronym": [], "short": []}
    for row, at in rows:
        for column, what in (("canonical", "canonical forms"), ("kind", "kinds"), ("language", "languages")):
            if row.get(column) != first.get(column):
                raise GlossaryError(f"{at}: the id {first['id']!r} has two {what} (first at {place})")
        form = row.get("form") or "name"
        if form not in forms:
            raise GlossaryError(f"{at}: unknown form {form!r}; known are {', '.join(forms)}")
        if row.get("alias"):
            forms[form].append(Alias(row["alias"], tag_of(row.get("lang") or "", at) or None))
    # An acronym in the glossary's language (or in none) is the right one, the others map to it.
    own = [a.text for a in forms["acronym"] if a.lang in (None, language)]
    return Entry(
        id=first["id"],
        canonical=first["canonical"],
        kind=kind_of(first["kind"], place),
        glossary=path.stem,
        language=language,
        aliases=tuple(dict.fromkeys(a for a in forms["name"] if a.text != first["canonical"])),
        short=tuple(dict.fromkeys(a.text for a in forms["short"])),
        acronym=own[0] if own else None,
        acronyms=tuple(dict.fromkeys(a for a in forms["acronym"] if not own or a.text != own[0])),
        rank=rank,
        place=place,
    )
