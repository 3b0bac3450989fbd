"""CSV and TSV: one record per row, the text columns of each are its units."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from normalize.errors import InputError, MissingField
from normalize.io.csv_rows import (
    LINE_END,
    UnclosedQuoteError,
    closed_pattern,
    is_open,
    row_pattern,
    split_row,
    unclosed_quote,
    value_of,
    written_like,
)
from normalize.io.encoding import Encoding
from normalize.io.messages import named, several_columns, shown
from normalize.io.model import Unit
from normalize.io.pieces import Piece, Slot, Unread
from normalize.io.sizes import too_large
from normalize.io.source import CHUNK_SIZE, encoding_of, opened

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from normalize.io.fields import Fields

CSV_DELIMITERS = (",", ";", "\t", "|")
TSV_DELIMITERS = ("\t",)
# Code points of a row. A mark that opens a field and is never closed would else hold back all that follows; longer than
# any article by far, and short enough that a stream goes on after some seconds.
LONGEST_ROW = 1 << 24

_GOES_ON = (
    "text goes on behind a quotation mark that closes a field, so that nobody can tell where the field ends;"
    ' in a field in quotes write "" for a mark'
)


@dataclass(frozen=True, slots=True)
class _Header:
    """The column names, the delimiter that they were split at, and the offset of the first row."""

    names: list[str]
    delimiter: str
    end: int

    def columns(self, names: Sequence[str]) -> list[int]:
        """The numbers of columns by their names, those there are."""
        number_of = {name: number for number, name in enumerate(self.names)}
        return [number_of[name] for name in names if name in number_of]


@dataclass(frozen=True, slots=True)
class _Columns:
    """How a row is matched: the group and the name of each text column there is, and the group of the id, if any."""

    pattern: re.Pattern[str]
    closed: re.Pattern[str]  # of rows in which nothing stands behind a closing quotation mark
    delimiter: str
    texts: tuple[tuple[str, str], ...]
    id: str | None

    @classmethod
    def of(cls, header: _Header, fields: Fields) -> _Columns:
        texts, ids = header.columns(fields.names), header.columns([fields.id_field])
        asked = sorted({*texts, *ids})
        group = {column: f"field{number}" for number, column in enumerate(asked)}
        named_texts = tuple((group[column], header.names[column]) for column in texts)
        first_id = group[ids[0]] if ids else None
        mark = header.delimiter
        return cls(row_pattern(mark, asked), closed_pattern(mark), mark, named_texts, first_id)


class Rows:
    """Cuts separated text into pieces as it comes: a row that reaches to a text column is a slot.

    The first row that is not blank is the header; it also shows which delimiter is in use. Give the text in parts to
    :meth:`read`. Raises MissingField when the header lacks the columns, and InputError where nothing can be read of it.
    """

    def __init__(self, name: str, fields: Fields, delimiters: Sequence[str], encoding: Encoding) -> None:
        """`name` is the file's, for messages."""
        self._name, self._fields, self._delimiters, self._encoding = name, fields, delimiters, encoding
        self._columns: _Columns | None = None
        self._rest = ""  # lines that no row is made of yet
        self._held: list[str] = []  # lines that go on with an open field of the rest
        self._size = 0  # code points of both
        self._tail: list[str] = []  # what follows the last line end
        self._is_open = False  # whether a field of the rest goes on
        self._number, self._line = 0, 1

    def read(self, text: str, *, final: bool) -> Iterator[Piece]:
        """The pieces of all rows that are complete now; with ``final`` the text ends here.

        A row that a quotation mark opens and none closes, by the end of the text or within the longest row, is no row:
        its first line is an `Unread`, and reading goes on behind it.
        """
        end = len(text) if final else text.rfind("\n") + 1
        if not final and not end:
            self._tail.append(text)
            return
        lines = "".join([*self._tail, text[:end]])
        self._tail = [text[end:]]
        self._held.append(lines)
        self._size += len(lines)
        if self._is_open and not final and self._size <= LONGEST_ROW and is_open(lines):
            return  # each line is looked at once, however long the field is
        self._rest = "".join([self._rest, *self._held])
        self._held, self._is_open = [], False
        try:
            if self._columns is None and (self._rest.strip("\r\n") or final):
                yield from self._start()
        except UnclosedQuoteError as error:
            if final or len(self._rest) > LONGEST_ROW:
                raise InputError(f"{self._name}, line {self._line + error.line - 1}: {error}") from error
            self._is_open = True  # the field may go on
            return
        if self._columns is not None:
            yield from self._rows(self._columns, final=final)

    def _start(self) -> Iterator[Piece]:
        """The header."""
        if not self._rest.strip("\r\n"):
            yield self._encoding.encode(self._rest)
            return
        header = _read_header(self._rest, self._fields.names, self._delimiters)
        wanted = self._fields.names
        if not header.columns(wanted):
            there_is = f"is no column {wanted[0]!r}" if len(wanted) == 1 else f"are no columns {named(wanted)}"
            raise MissingField(
                f"{self._name}: there {there_is}; columns seen: {named(header.names)}; name one by --text-field"
            )
        twice = [name for name in (*wanted, self._fields.id_field) if header.names.count(name) > 1]
        if twice:
            raise InputError(f"{self._name}: {several_columns(twice[0])}")
        self._columns = _Columns.of(header, self._fields)
        yield self._encoding.encode(self._taken(header.end))

    def _taken(self, end: int) -> str:
        """What is left up to an offset, which is left no more."""
        row, self._rest = self._rest[:end], self._rest[end:]
        self._size = len(self._rest)
        self._line += sum(1 for _ in LINE_END.finditer(row))
        return row

    def _rows(self, columns: _Columns, *, final: bool) -> Iterator[Piece]:
        """The rows of the rest; what is left of it then is the beginning of a row."""
        text, position = self._rest, 0
        counted, line = 0, self._line  # the last offset of which the line is known
        try:
            while position < len(text):
                row = columns.pattern.match(text, position)
                if row is not None and row.end() - position <= LONGEST_ROW:
                    if '"' in row[0] and not columns.closed.match(row[0]):
                        line += sum(1 for _ in LINE_END.finditer(text, counted, position))
                        counted = position
                        yield Unread(self._encoding.encode(row[0]), f"{self._name}, line {line}: {_GOES_ON}")
                        self._number += 1
                    else:
                        yield self._piece(row, columns)
                    position = row.end()
                elif row is None and not final and len(text) - position <= LONGEST_ROW:
                    self._is_open = True  # the field may go on
                    break
                else:
                    problem = self._problem(text, position, row.end() if row else len(text), columns.delimiter)
                    found = LINE_END.search(text, position)
                    start, position = position, found.end() if found else len(text)
                    yield Unread(self._encoding.encode(text[start:position]), problem)
        finally:
            self._taken(position)

    def _problem(self, text: str, start: int, end: int, delimiter: str) -> str:
        """What is wrong with a row that is none."""
        line = self._line + sum(1 for _ in LINE_END.finditer(text, 0, start))
        if end - start > LONGEST_ROW:
            what = f"a row of more than {LONGEST_ROW:,} characters begins here; perhaps a quotation mark is left open"
            return f"{self._name}, line {line}: {what}"
        error = unclosed_quote(text[start:], 0, delimiter)
        return f"{self._name}, line {line + error.line - 1}: {error}"

    def _piece(self, row: re.Match[str], columns: _Columns) -> Piece:
        original = self._encoding.encode(row[0])
        if row.start() == row.start("end"):
            return original  # blank
        number, self._number = self._number, self._number + 1
        there = [(group, name) for group, name in columns.texts if row[group] is not None]
        if not there:
            return original
        largest = self._fields.largest
        if largest and len(original) > largest:
            return Unread(original, too_large(f"{self._name}, record {number}", largest))
        named_so = value_of(row[columns.id]) if columns.id and row[columns.id] is not None else None
        units = tuple(
            Unit(number, value_of(row[group]), self._encoding.name, "text", name, named_so) for group, name in there
        )
        places = [(row.start(group) - row.start(), row.end(group) - row.start()) for group, _ in there]
        return Slot(original, units, partial(_replaced, row[0], places, columns.delimiter, self._encoding))


def _replaced(
    row: str, places: Sequence[tuple[int, int]], delimiter: str, encoding: Encoding, values: Sequence[str]
) -> bytes:
    """A row with other values in some of its fields."""
    pieces: list[str] = []
    at = 0
    for (start, end), value in sorted(zip(places, values, strict=True)):
        raw = row[start:end]
        alone = start == 0 and not row[end:].strip("\r\n")
        new = raw if value == value_of(raw) else written_like(raw, value, delimiter, alone=alone)
        pieces += (row[at:start], new)
        at = end
    return encoding.encode("".join([*pieces, row[at:]]))


def delimited_pieces(path: Path, fields: Fields, delimiters: Sequence[str]) -> Iterator[Piece]:
    """Yield the rows of a file; a row that reaches to a text column is a slot.

    Raises MissingField, BinaryFile, and InputError (with the line's number) for a quotation mark in the header that is
    never closed; below it such a mark makes its line an `Unread`.
    """
    encoding = encoding_of(path, fields.largest)
    if encoding.bom:
        yield encoding.bom
    rows = Rows(shown(path), fields, delimiters, encoding)
    decoder = codecs.getincrementaldecoder(encoding.codec)(encoding.errors)
    with opened(path) as stream:
        stream.read(len(encoding.bom))
        while chunk := stream.read(CHUNK_SIZE):
            yield from rows.read(decoder.decode(chunk), final=False)
        yield from rows.read(decoder.decode(b"", final=True), final=True)


def _read_header(text: str, columns: Sequence[str], delimiters: Sequence[str]) -> _Header:
    """Split the header at the delimiter that yields most of the columns asked for, then at the one that yields most."""
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
    best = max(headers, key=lambda header: (len(header.columns(columns)), len(header.names)), default=None)
    if best is None or (failures and not best.columns(columns)):
        raise failures[0]
    return best
