"""JSON as the journal and the reports write it: one value a line, in UTF-8."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import orjson


def dump(value: Any) -> bytes:
    """One value as a line; lone surrogates, which UTF-8 cannot hold, become escapes.

    >>> dump({"text": "Łódź"}).decode()
    '{"text":"Łódź"}\\n'
    >>> dump("\\udc80")
    b'"\\\\udc80"\\n'
    """
    try:
        return orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)
    except (TypeError, orjson.JSONEncodeError):
        return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"


def pretty(value: Any) -> bytes:
    """One value over several lines, as a person reads it."""
    try:
        return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    except (TypeError, orjson.JSONEncodeError):
        return json.dumps(value, ensure_ascii=True, indent=2).encode("ascii") + b"\n"


_NOTHING = b"[]"


def filled(text: bytes, items: Iterable[Any]) -> Iterator[bytes]:
    """The bytes of a :func:`pretty` value with items in its last empty list, as they come.

    >>> b"".join(filled(pretty({"a": [], "b": []}), [1, 2])) == pretty({"a": [], "b": [1, 2]})
    True
    """
    head, _, end = text.rpartition(_NOTHING)
    line = head[head.rfind(b"\n") + 1 :]
    margin = b" " * (len(line) - len(line.lstrip()))
    is_first = True
    for item in items:
        yield head + b"[" if is_first else b","
        is_first = False
        for part in pretty(item).splitlines():
            yield b"\n" + margin + b"  " + part
    yield head + _NOTHING + end if is_first else b"\n" + margin + b"]" + end


def parse(line: bytes) -> Any:
    """What :func:`dump` wrote; raises ValueError for anything else, also for what is nested too deeply to be read."""
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        try:
            return json.loads(line)
        except RecursionError:
            raise ValueError("nested too deeply") from None
