"""JSON lines: one record per line, the text fields of each are its units."""

from __future__ import annotations

import io
import json
from functools import partial
from json import JSONDecodeError
from typing import TYPE_CHECKING, BinaryIO

from normalize.errors import MissingField
from normalize.io.encoding import Encoding
from normalize.io.json_literal import literal_like
from normalize.io.json_object import Literal, scan_record
from normalize.io.messages import A_LIST, A_RECORD, LIST_OF_RECORDS, named, no_text, shown, unexpected
from normalize.io.model import Unit
from normalize.io.pieces import Piece, Slot, Unread
from normalize.io.sizes import too_large
from normalize.io.source import CHUNK_SIZE, encoding_of, opened, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from normalize.io.fields import Fields

_JSON_SPACE = " \t\r\n"


class JsonLines:
    """Turns lines into pieces, one by one: a line whose record has a string in one of the fields is a slot."""

    def __init__(self, name: str, fields: Fields, encoding: Encoding) -> None:
        """`name` is the file's, for messages."""
        self._name, self._fields, self._encoding = name, fields, encoding
        self._seen: dict[str, None] = {}
        self._number = -1
        self._records = 0
        self._found = self._has_text = False
        self._other: tuple[str, str] | None = None  # a field that is no text, and what it is

    def piece(self, original: bytes, line: str) -> Piece:
        """The piece of the next line, of which the bytes and the text are given, line end included."""
        self._number += 1
        if not line.strip(_JSON_SPACE):
            return original
        try:
            record = scan_record(line.rstrip("\r\n"), self._fields)
        except JSONDecodeError as error:
            return self.unread(original, f"{error.msg.removesuffix(' at')} at column {error.pos + 1}")
        except RecursionError:
            return self.unread(original, "nested too deeply")
        except Exception as error:  # noqa: BLE001 - it costs this line, and no other
            return self.unread(original, unexpected(error))
        self._records += 1
        if not self._found:
            self._seen.update(dict.fromkeys(record.keys))
        if not record.literals:
            if not self._has_text and any(name in record.keys for name in self._fields.names):
                self._found = True
                self._other = self._other or _other(line, self._fields.names)
            return original
        self._found = self._has_text = True
        codec = self._encoding.name
        units = tuple(Unit(self._number, at.value, codec, "text", at.name, record.id) for at in record.literals)
        return Slot(original, units, partial(_replaced, line, record.literals, self._encoding))

    def unread(self, original: bytes, problem: str) -> Unread:
        """The piece of a line that is no JSON."""
        return Unread(original, f"{self._name}, line {self._number + 1}: not a JSON record: {problem}")

    def passed(self, original: bytes, largest: int) -> Unread:
        """The piece of the beginning of a line that is too long to be read."""
        self._number += 1
        return Unread(original, too_large(f"{self._name}, line {self._number + 1}", largest))

    def check(self) -> None:
        """Raise MissingField where there were records and none had any of the fields, or none had a text there."""
        if self._other and not self._has_text:
            name, what = self._other
            raise MissingField(no_text(self._name, name, what))
        if self._records and not self._found:
            fields = self._fields.names
            wanted = f"field {fields[0]!r}" if len(fields) == 1 else f"fields {named(fields)}"
            seen = named(list(self._seen))
            raise MissingField(
                f"{self._name}: no record has the {wanted}; fields seen: {seen}; name one by --text-field"
            )


def jsonl_pieces(path: Path, fields: Fields) -> Iterator[Piece]:
    r"""Yield the lines of a file; a line whose record has a string in one of the fields is a slot.

    Lines end at "\n" alone. A line that is not JSON is an `Unread`, with its number. Raises MissingField at the end
    when there were records and none had a field, or a text in one, BinaryFile.
    """
    encoding = encoding_of(path, fields.largest)
    if encoding.bom:
        yield encoding.bom
    reader = JsonLines(shown(path), fields, encoding)
    if not encoding.newline_is_a_byte:
        yield from _wide(path, encoding, reader)
    else:
        with opened(path) as stream:
            stream.read(len(encoding.bom))
            yield from _narrow(stream, reader, encoding, fields.largest)
    reader.check()


_KINDS = ((bool, "true or false"), ((int, float), "a number"), (list, "a list without texts"), (dict, A_RECORD))
_LISTS = ((str, A_LIST), (dict, LIST_OF_RECORDS))  # by what is in them


def _other(line: str, names: Sequence[str]) -> tuple[str, str] | None:
    """The first of some fields of a record that holds something, none of them being a text, and what it holds."""
    record = json.loads(line, parse_int=float)  # a number of a thousand digits is a number, too
    for name in names:
        value = record.get(name)
        what = next((what for kind, what in _KINDS if isinstance(value, kind)), None)
        if what is None or value in ([], {}):
            continue
        inner = value if isinstance(value, list) else ()
        return name, next((what for kind, what in _LISTS if any(isinstance(one, kind) for one in inner)), what)
    return None


def _replaced(line: str, literals: Sequence[Literal], encoding: Encoding, texts: Sequence[str]) -> bytes:
    """The line with other texts in its literals; one whose text stays is not written anew."""
    pieces: list[str] = []
    at = 0
    for literal, text in sorted(zip(literals, texts, strict=True), key=lambda pair: pair[0].start):
        old = line[literal.start : literal.end]
        pieces += (line[at : literal.start], old if text == literal.value else literal_like(old, text, encoding.codec))
        at = literal.end
    return encoding.encode("".join([*pieces, line[at:]]))


def _wide(path: Path, encoding: Encoding, reader: JsonLines) -> Iterator[Piece]:
    """The lines of a file in which a line end is more than a byte."""
    text = encoding.decode(memoryview(read_bytes(path))[len(encoding.bom) :])
    # newline="\n": no line end is translated, and none but this one ends a line.
    for line in io.StringIO(text, newline="\n"):
        yield reader.piece(encoding.encode(line), line)


def _narrow(stream: BinaryIO, reader: JsonLines, encoding: Encoding, largest: int) -> Iterator[Piece]:
    """The lines of a stream; one above a size, if one is given, is told and handed on as it comes."""
    while line := stream.readline(largest + 1) if largest else stream.readline():
        if not largest or len(line) <= largest:
            yield reader.piece(line, encoding.decode(line))
            continue
        yield reader.passed(line, largest)
        while not line.endswith(b"\n") and (line := stream.readline(CHUNK_SIZE)):
            yield line
