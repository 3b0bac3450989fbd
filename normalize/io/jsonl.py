"""JSON lines: one record per line, the text field of each is a unit."""

from __future__ import annotations

import io
from functools import partial
from json import JSONDecodeError
from typing import TYPE_CHECKING

from normalize.errors import InputError, MissingField
from normalize.io.json_literal import literal_like
from normalize.io.json_object import Literal, Record, scan_record
from normalize.io.messages import named, shown
from normalize.io.model import Unit
from normalize.io.pieces import Piece, Slot
from normalize.io.source import encoding_of, opened, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from normalize.io.encoding import Encoding

_JSON_SPACE = " \t\r\n"


def jsonl_pieces(path: Path, field: str) -> Iterator[Piece]:
    r"""Yield the lines of a file; a line whose record has a string in `field` is a slot.

    Lines end at "\n" alone. Raises InputError (with the line's number) for a line that is not JSON, MissingField at
    the end when there were records and none had the field, BinaryFile.
    """
    encoding = encoding_of(path)
    if encoding.bom:
        yield encoding.bom
    seen: dict[str, None] = {}
    number = -1
    records = 0
    for number, (original, line) in enumerate(_lines(path, encoding)):
        if not line.strip(_JSON_SPACE):
            yield original
            continue
        record = _scan(path, number, line, field)
        records += 1
        if field not in seen:
            seen.update(dict.fromkeys(record.keys))
        if record.literal is None:
            yield original
            continue
        unit = Unit(number, record.literal.value, encoding.name, "text")
        yield Slot(original, unit, partial(_replaced, line, record.literal, encoding))
    if records and field not in seen:
        raise MissingField(f"{shown(path)}: no record has the field {field!r}; fields seen: {named(list(seen))}")


def _scan(path: Path, number: int, line: str, field: str) -> Record:
    try:
        return scan_record(line.rstrip("\r\n"), field)
    except JSONDecodeError as error:
        problem = f"{error.msg.removesuffix(' at')} at column {error.pos + 1}"
    except RecursionError:
        problem = "nested too deeply"
    raise InputError(f"{shown(path)}, line {number + 1}: not a JSON record: {problem}")


def _replaced(line: str, literal: Literal, encoding: Encoding, text: str) -> bytes:
    new = literal_like(line[literal.start : literal.end], text, encoding.codec)
    return encoding.encode(line[: literal.start] + new + line[literal.end :])


def _lines(path: Path, encoding: Encoding) -> Iterator[tuple[bytes, str]]:
    """Yield each line as bytes and as text, line end included, BOM not."""
    if not encoding.newline_is_a_byte:
        text = encoding.decode(memoryview(read_bytes(path))[len(encoding.bom) :])
        # newline="\n": no line end is translated, and none but this one ends a line.
        yield from ((encoding.encode(line), line) for line in io.StringIO(text, newline="\n"))
        return
    with opened(path) as stream:
        stream.read(len(encoding.bom))
        for line in stream:
            yield line, encoding.decode(line)
