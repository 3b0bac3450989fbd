"""Cutting a stream of bytes into pieces as it comes: what is complete is handed on at once."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Protocol

from normalize.errors import InputError
from normalize.io.delimited import CSV_DELIMITERS, TSV_DELIMITERS, Rows
from normalize.io.encoding import UTF8, Encoding, decode
from normalize.io.formats import Kind
from normalize.io.jsonl import JsonLines
from normalize.io.model import Unit
from normalize.io.pieces import Slot, Unread
from normalize.io.sizes import too_large

if TYPE_CHECKING:
    from collections.abc import Iterator

    from normalize.io.fields import Fields
    from normalize.io.pieces import Piece

# The end of a stream is not known when its start is written, so its encoding cannot be guessed: bytes that are no UTF-8
# stay as they are.
_STREAMED = Encoding(UTF8.name, UTF8.codec, keeps_bad_bytes=True)
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Cutter(Protocol):
    """Takes bytes in portions of any size; the pieces joined are those bytes, whatever the portions."""

    def feed(self, data: bytes) -> Iterator[Piece]:
        """The pieces that are complete now."""

    def end(self) -> Iterator[Piece]:
        """The pieces that the end of the stream completes. Raises InputError, MissingField."""


def cutter(kind: Kind, name: str, fields: Fields) -> Cutter:
    """What cuts a stream of a kind; `name` is the stream's, for messages."""
    match kind:
        case Kind.JSONL:
            return _Lines(name, fields)
        case Kind.CSV | Kind.TSV:
            return _Rows(name, fields, CSV_DELIMITERS if kind is Kind.CSV else TSV_DELIMITERS)
        case _:
            return _Whole(name, "markdown" if kind is Kind.MARKDOWN else "text", fields.largest)


class _Whole:
    """A text is one document: its pieces come at its end, or as soon as it is larger than is read."""

    def __init__(self, name: str, markup: str, largest: int) -> None:
        self._name, self._markup = name, markup
        self._held = _Held(largest)

    def feed(self, data: bytes) -> Iterator[Piece]:
        passed = self._held.add(data)
        if passed is not None:
            yield Unread(passed, too_large(self._name, self._held.largest)) if self._held.is_first else passed

    def end(self) -> Iterator[Piece]:
        data = self._held.taken()
        decoded = decode(data, self._name)
        encoding = decoded.encoding
        if encoding.bom:
            yield encoding.bom
        if decoded.text:
            unit = Unit(None, decoded.text, encoding.name, self._markup)
            yield Slot(data[len(encoding.bom) :], (unit,), lambda texts: encoding.encode(*texts))


class _Held:
    """Bytes of a document that is not complete; one that is larger than the limit (0 for none) is not held."""

    def __init__(self, largest: int) -> None:
        self.largest = largest
        self.is_first = False  # whether what was passed last is the beginning of such a document
        self.is_passing = False
        self._parts: list[bytes] = []
        self._size = 0

    def add(self, data: bytes) -> bytes | None:
        """Hold some more bytes; what is to be passed instead, where the document is too large."""
        self._parts.append(data)
        self._size += len(data)
        if not self.largest or self._size <= self.largest:
            return None
        passed = b"".join(self._parts)
        self._parts.clear()
        self.is_first, self.is_passing = not self.is_passing, True
        return passed

    def taken(self) -> bytes:
        """What is held, which is held no more: the document ends."""
        data = b"".join(self._parts)
        self._parts.clear()
        self._size, self.is_passing = 0, False
        return data


class _Start:
    """Takes the byte order mark off the start of a stream."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._head: bytes | None = b""

    def cut(self, data: bytes, *, final: bool = False) -> tuple[bytes, bytes]:
        """The mark, where it came just now, and what follows it. Raises InputError for a stream in UTF-16."""
        if self._head is None:
            return b"", data
        data = self._head + data
        if data.startswith(_WIDE):
            raise InputError(f"{self._name}: records of a stream are read as UTF-8, and these are UTF-16")
        if not final and codecs.BOM_UTF8.startswith(data):
            self._head = data
            return b"", b""
        self._head = None
        size = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
        return data[:size], data[size:]


class _Lines:
    """JSON lines, each handed on at its end, or as soon as it is larger than is read."""

    def __init__(self, name: str, fields: Fields) -> None:
        self._start, self._reader = _Start(name), JsonLines(name, fields, _STREAMED)
        self._held = _Held(fields.largest)

    def feed(self, data: bytes) -> Iterator[Piece]:
        mark, data = self._start.cut(data)
        if mark:
            yield mark
        *lines, rest = data.split(b"\n")
        for line in lines:
            yield from self._line(line + b"\n")
        if rest and (passed := self._held.add(rest)) is not None:
            yield self._passed(passed)

    def end(self) -> Iterator[Piece]:
        mark, data = self._start.cut(b"", final=True)
        if mark:
            yield mark
        yield from self._line(data)
        self._reader.check()

    def _line(self, end: bytes) -> Iterator[Piece]:
        if (passed := self._held.add(end)) is not None:
            yield self._passed(passed)
            self._held.taken()
        elif line := self._held.taken():
            yield self._reader.piece(line, _STREAMED.decode(line))

    def _passed(self, data: bytes) -> Piece:
        return self._reader.passed(data, self._held.largest) if self._held.is_first else data


class _Rows:
    """CSV or TSV, each row handed on at its end."""

    def __init__(self, name: str, fields: Fields, delimiters: tuple[str, ...]) -> None:
        self._start, self._rows = _Start(name), Rows(name, fields, delimiters, _STREAMED)
        self._decoder = codecs.getincrementaldecoder(_STREAMED.codec)(_STREAMED.errors)

    def feed(self, data: bytes) -> Iterator[Piece]:
        mark, data = self._start.cut(data)
        if mark:
            yield mark
        yield from self._rows.read(self._decoder.decode(data), final=False)

    def end(self) -> Iterator[Piece]:
        mark, data = self._start.cut(b"", final=True)
        if mark:
            yield mark
        yield from self._rows.read(self._decoder.decode(data, final=True), final=True)
