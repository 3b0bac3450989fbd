"""Finding one field's string literal in the text of a JSON object, without touching the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from json import JSONDecodeError, JSONDecoder

_SPACE = re.compile(r"[ \t\n\r]*")
_NEXT_KEY = re.compile(r'[ \t\n\r]*(?=")')
_COLON = re.compile(r"[ \t\n\r]*:[ \t\n\r]*")
_SEPARATOR = re.compile(r"[ \t\n\r]*([,}])")

# Numbers are only skipped; as text none is too long to convert.
_DECODER = JSONDecoder(parse_int=str, parse_float=str)


@dataclass(frozen=True, slots=True)
class Literal:
    """A string literal: offsets of its quotation marks in the line (`end` is one past the last), and its value."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Record:
    """The keys of a JSON object in order, and the literal of the field asked for unless missing or no string."""

    keys: tuple[str, ...]
    literal: Literal | None


def scan_record(line: str, field: str) -> Record:
    """Read one JSON value; if an object, find the field in it (of duplicates the last one counts, as in `json`).

    Raises JSONDecodeError when the line is not one JSON value, RecursionError when it is nested too deeply.

    >>> scan_record('{"id": 1e3, "text": "Kabul"}', "text")
    Record(keys=('id', 'text'), literal=Literal(start=20, end=27, value='Kabul'))
    >>> scan_record('["text"]', "text")
    Record(keys=(), literal=None)
    """
    start = _skip(_SPACE, line, 0, "value").end()
    if line.startswith("{", start):
        record, end = _scan_object(line, start + 1, field)
    else:
        record, end = Record((), None), _DECODER.raw_decode(line, start)[1]
    if _skip(_SPACE, line, end, "end").end() != len(line):
        raise JSONDecodeError("Extra data", line, end)
    return record


def _scan_object(line: str, position: int, field: str) -> tuple[Record, int]:
    """Scan from behind the opening brace; return the record and the offset behind the closing one."""
    inner = _skip(_SPACE, line, position, "key")
    if line.startswith("}", inner.end()):
        return Record((), None), inner.end() + 1
    keys: list[str] = []
    literal: Literal | None = None
    separator = ","
    while separator == ",":
        key, position = _DECODER.raw_decode(line, _skip(_NEXT_KEY, line, position, "key in double quotes").end())
        start = _skip(_COLON, line, position, "':'").end()
        value, position = _DECODER.raw_decode(line, start)
        keys.append(key)
        if key == field:
            literal = Literal(start, position, value) if line.startswith('"', start) else None
        end = _skip(_SEPARATOR, line, position, "',' or '}'")
        separator, position = end[1], end.end()
    return Record(tuple(keys), literal), position


def _skip(pattern: re.Pattern[str], line: str, position: int, expected: str) -> re.Match[str]:
    match = pattern.match(line, position)
    if match is None:
        raise JSONDecodeError(f"Expecting {expected}", line, position)
    return match
