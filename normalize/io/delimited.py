"""CSV and TSV: one record per row, the text column of each is a unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from normalize.errors import InputError, MissingField
from normalize.io.csv_rows import UnclosedQuoteError, row_pattern, split_row, unclosed_quote, value_of, written_like
from normalize.io.encoding import Encoding, decode
from normalize.io.messages import named, shown
from normalize.io.model import Unit
from normalize.io.pieces import Piece, Slot
from normalize.io.source import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

CSV_DELIMITERS = (",", ";", "\t", "|")
TSV_DELIMITERS = ("\t",)


@dataclass(frozen=True, slots=True)
class _Header:
    """The column names, the delimiter that they were split at, and the offset of the first row."""

    names: list[str]
    delimiter: str
    end: int


@dataclass(frozen=True, slots=True)
class _Cell:
    """The place of a field in its row: encodes the row with another value in it."""

    before: str
    raw: str
    after: str
    delimiter: str
    encoding: Encoding

    def encode(self, value: str) -> bytes:
        alone = not self.before and not self.after.strip("\r\n")
        new = written_like(self.raw, value, self.delimiter, alone=alone)
        return self.encoding.encode(self.before + new + self.after)


def delimited_pieces(path: Path, column: str, delimiters: Sequence[str]) -> Iterator[Piece]:
    """Yield the rows of a file; a row that reaches to the text column is a slot (of two of that name, the last).

    The first row that is not blank is the header; it also shows which delimiter is in use. Raises MissingField when
    it lacks the column, InputError (with the line's number) for a quotation mark that is never closed, BinaryFile.
    """
    decoded = decode(read_bytes(path), shown(path))
    text, encoding = decoded.text, decoded.encoding
    if encoding.bom:
        yield encoding.bom
    if not text.strip("\r\n"):
        yield encoding.encode(text)
        return
    try:
        header = _read_header(text, column, delimiters)
        if column not in header.names:
            raise MissingField(f"{shown(path)}: there is no column {column!r}; columns seen: {named(header.names)}")
        yield encoding.encode(text[: header.end])
        yield from _rows(text, header, column, encoding)
    except UnclosedQuoteError as error:
        raise InputError(f"{shown(path)}, line {error.line}: {error}") from error


def _read_header(text: str, column: str, delimiters: Sequence[str]) -> _Header:
    """Split the header at the delimiter that yields the column, then at the one that yields most columns."""
    start = len(text) - len(text.lstrip("\r\n"))
    headers: list[_Header] = []
    failures: list[UnclosedQuoteError] = []
    for delimiter in delimiters:
        try:
            names, end = split_row(text, start, delimiter)
        except UnclosedQuoteError as error:
            failures.append(error)
        else:
            headers.append(_Header(names, delimiter, end))
    best = max(headers, key=lambda header: (column in header.names, len(header.names)), default=None)
    if best is None or (failures and column not in best.names):
        raise failures[0]
    return best


def _rows(text: str, header: _Header, column: str, encoding: Encoding) -> Iterator[Piece]:
    last = len(header.names) - 1 - header.names[::-1].index(column)
    pattern = row_pattern(header.delimiter, last)
    position, number = header.end, 0
    while position < len(text):
        row = pattern.match(text, position)
        if row is None:
            raise unclosed_quote(text, position, header.delimiter)
        position = row.end()
        original = encoding.encode(row[0])
        raw = row["field"]
        blank = row.start() == row.start("end")
        if blank or raw is None:
            yield original
        else:
            cell = _Cell(
                text[row.start() : row.start("field")],
                raw,
                text[row.end("field") : position],
                header.delimiter,
                encoding,
            )
            yield Slot(original, Unit(number, value_of(raw), encoding.name, "text"), cell.encode)
        number += not blank
