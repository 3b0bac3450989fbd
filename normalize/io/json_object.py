"""Finding the string literals of some fields in the text of a JSON object, without touching the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from json import JSONDecodeError, JSONDecoder
from typing import TYPE_CHECKING, Any

from normalize.io.fields import Fields
from normalize.text.pattern import pattern

if TYPE_CHECKING:
    from normalize.io.fields import Node

_SPACE = pattern(r"[ \t\n\r]*")
_NEXT_KEY = pattern(r'[ \t\n\r]*(?=")')
_COLON = pattern(r"[ \t\n\r]*:[ \t\n\r]*")
_END_OF = {  # of an object or a list that opens so: what stands behind a value, and how it is called
    "{": (pattern(r"[ \t\n\r]*([,}])"), "',' or '}'"),
    "[": (pattern(r"[ \t\n\r]*([,\]])"), "',' or ']'"),
}
_DEEPEST = 100  # brackets on the way to a field: far more than any record has, far fewer than recursion allows

# Numbers are only skipped; as text none is too long to convert.
_DECODER = JSONDecoder(parse_int=str, parse_float=str)


@dataclass(frozen=True, slots=True)
class Literal:
    """A string literal: offsets of its quotation marks in the line (`end` is one past the last), its value, the number
    of the field asked for that it is, and where it stands in the record (``parts[1].text``)."""

    start: int
    end: int
    value: str
    number: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """The keys of a JSON object in order, the literals of the fields asked for, and its id, if one was asked for.

    Literals come in the order in which the fields were asked for; a field that is missing or no string has none.
    """

    keys: tuple[str, ...]
    literals: tuple[Literal, ...]
    id: str | None = None


def scan_record(line: str, fields: Fields) -> Record:
    """Read one JSON object, and find the fields in it (of duplicates the last one counts, as in `json`).

    Raises JSONDecodeError when the line is not one JSON object, RecursionError when it is nested too deeply.

    >>> scan_record('{"id": 1e3, "text": "Kabul"}', Fields())
    Record(keys=('id', 'text'), literals=(Literal(start=20, end=27, value='Kabul', number=0, name='text'),), id=None)
    >>> record = scan_record('{"n": 7, "parts": [{"text": "a"}, {"text": "b"}]}', Fields(("parts[].text",), "n"))
    >>> [(literal.name, literal.value) for literal in record.literals], record.id
    ([('parts[0].text', 'a'), ('parts[1].text', 'b')], '7')
    """
    start = _skip(_SPACE, line, 0, "value").end()
    keys: list[str] = []
    if not line.startswith("{", start):
        _DECODER.raw_decode(line, start)  # what is no JSON at all is told first
        raise JSONDecodeError("Expecting an object", line, start)
    found, end = _Scan(line, keys).container(start, fields.root, "", 0)
    if _skip(_SPACE, line, end, "end").end() != len(line):
        raise JSONDecodeError("Extra data", line, end)
    named = next((literal.value for literal in found if literal.number == Fields.ID), None)
    texts = {literal.name: literal for literal in found if literal.number != Fields.ID}
    return Record(tuple(keys), tuple(sorted(texts.values(), key=lambda text: (text.number, text.start))), named)


class _Scan:
    """One pass over a line; the keys of the outermost object are noted."""

    def __init__(self, line: str, keys: list[str]) -> None:
        self._line, self._keys = line, keys

    def container(self, start: int, node: Node, path: str, depth: int) -> tuple[list[Literal], int]:
        """What lies in the object or list that opens at an offset, and the offset behind it."""
        line, opening = self._line, self._line[start]
        pattern, expected = _END_OF[opening]
        if depth > _DEEPEST:
            raise RecursionError
        inner = _skip(_SPACE, line, start + 1, "value").end()
        if line.startswith("}" if opening == "{" else "]", inner):
            return [], inner + 1
        found: dict[str, list[Literal]] = {}
        position, separator, number = start + 1, ",", 0
        while separator == ",":
            if opening == "{":
                key, name, below, position = self._key(position, node, path)
                if not path:
                    self._keys.append(key)
            else:
                key, name, below = str(number), f"{path}[{number}]", node.items
                position = _skip(_SPACE, line, position, "value").end()
            found[key], position = self._value(position, below, name, depth)
            end = _skip(pattern, line, position, expected)
            separator, position, number = end[1], end.end(), number + 1
        return [literal for literals in found.values() for literal in literals], position

    def _key(self, position: int, node: Node, path: str) -> tuple[str, str, Node | None, int]:
        line = self._line
        key, position = _DECODER.raw_decode(line, _skip(_NEXT_KEY, line, position, "key in double quotes").end())
        return key, f"{path}.{key}" if path else key, node.keys.get(key), _skip(_COLON, line, position, "':'").end()

    def _value(self, start: int, node: Node | None, name: str, depth: int) -> tuple[list[Literal], int]:
        line = self._line
        if node is None:
            return [], _DECODER.raw_decode(line, start)[1]
        if node.is_inner and line.startswith(("{", "["), start):
            return self.container(start, node, name, depth + 1)
        value: Any
        value, end = _DECODER.raw_decode(line, start)
        if node.number is None or not (line.startswith('"', start) or node.number == Fields.ID):
            return [], end
        return [Literal(start, end, str(value), node.number, name)], end


def _skip(pattern: re.Pattern[str], line: str, position: int, expected: str) -> re.Match[str]:
    match = pattern.match(line, position)
    if match is None:
        raise JSONDecodeError(f"Expecting {expected}", line, position)
    return match
