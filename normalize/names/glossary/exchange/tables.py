"""CSV and TSV: our own columns, or any others that the job names."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from normalize.errors import GlossaryError
from normalize.io.csv_errors import of_table
from normalize.io.messages import shown
from normalize.io.source import opened
from normalize.names.glossary.csv_files import from_csv
from normalize.names.glossary.entry import Entry
from normalize.names.glossary.exchange.columns import Record, check_columns, check_name, entries
from normalize.names.glossary.exchange.job import Job
from normalize.names.glossary.exchange.text_files import whole, wrapped

_OWN = ("id", "canonical", "kind", "lang", "alias", "form", "language")


def read(paths: Sequence[Path], job: Job) -> Iterator[Entry]:
    """The entries of CSV files: row by row with a map, as a whole in our own columns (rows of an id need not be
    neighbours). Raises GlossaryError."""
    for path in paths:
        if not job.columns and _is_own(path):
            yield from from_csv(whole(path), path, 0, job.language)
        else:
            yield from entries(_records(path, ",", job), path, job)


def read_tabs(paths: Sequence[Path], job: Job) -> Iterator[Entry]:
    """The entries of TSV files, row by row with a map. Raises GlossaryError."""
    for path in paths:
        yield from entries(_records(path, "\t", job), path, job)


def _is_own(path: Path) -> bool:
    with opened(path) as stream, wrapped(stream) as text:
        try:
            header = next(csv.reader(text), [])
        except (csv.Error, UnicodeDecodeError):  # reading its rows says why
            return False
    return {"id", "canonical", "kind"} <= set(header)


def _records(path: Path, delimiter: str, job: Job) -> Iterator[Record]:
    with opened(path) as stream:
        rows = csv.DictReader(wrapped(stream), delimiter=delimiter, strict=True)
        line = 0  # of the end of the row before
        try:
            header = rows.fieldnames or ()
            check = check_columns if job.columns else check_name
            check(job.columns, header, f"{shown(path)}:1")
            line = rows.line_num
            for row in rows:
                line = rows.line_num
                yield Record(row, line)
        except csv.Error as error:
            raise GlossaryError(f"{shown(path)}:{line + 1}: {of_table(error)}") from error
        except UnicodeDecodeError as error:
            where = shown(path) + (f", after line {rows.line_num}" if rows.line_num else "")
            raise GlossaryError(f"{where}: not UTF-8; convert the file (iconv -t UTF-8)") from error


def write(entries: Iterator[Entry], put: Callable[[str], None], job: Job) -> None:
    """Rows of our own columns, one an alias."""
    buffer = io.StringIO()
    rows = csv.writer(buffer, lineterminator="\n")

    def row(*cells: Any) -> None:
        rows.writerow(cells)
        put(buffer.getvalue())
        buffer.seek(0)
        buffer.truncate()

    row(*_OWN)
    for entry in entries:
        head = (entry.id, entry.canonical, entry.kind)
        forms = [("", a.lang, a.text) for a in (*entry.aliases, *entry.names, *entry.native)]
        forms += [("short", None, text) for text in entry.short]
        forms += [("acronym", entry.language, entry.acronym)] if entry.acronym else []
        forms += [("acronym", a.lang, a.text) for a in entry.acronyms]
        for form, lang, text in dict.fromkeys(forms) or [("", None, "")]:
            row(*head, lang or "", text, form, entry.language)
