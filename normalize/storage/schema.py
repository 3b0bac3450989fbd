"""What the data files of the package must look like, checked when they are read.

A schema is a function that looks at a value and at the words that say where it stands, and raises DataError where it
is not what it must be. YAML reads an unquoted ``on``, ``off``, ``yes`` or ``no`` as true or false: that is no text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from normalize.errors import DataError

Schema = Callable[[Any, str], None]


def anything(value: Any, place: str) -> None:
    """Whatever a standard of its own says: its own validator looks at it, in a test."""


def text(value: Any, place: str) -> None:
    """Text."""
    if isinstance(value, bool):
        told = "YAML reads on, off, yes and no as true and false"
        raise DataError(f"{place}: {str(value).lower()} is no text; write the word in quotation marks ({told})")
    if not isinstance(value, str):
        raise DataError(f"{place}: {value!r} is no text; write it in quotation marks")


def integer(value: Any, place: str) -> None:
    """A whole number."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise DataError(f"{place}: {value!r} is no whole number")


def number(value: Any, place: str) -> None:
    """A number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise DataError(f"{place}: {value!r} is no number")


def choice(*known: str) -> Schema:
    """One of some texts."""

    def check(value: Any, place: str) -> None:
        text(value, place)
        if value not in known:
            raise DataError(f"{place}: {value!r} is unknown; known: {', '.join(known)}")

    return check


def items(of: Schema, least: int = 0, most: int | None = None) -> Schema:
    """A list of values of one kind, so many of them.

    >>> items(text)(["to", 3], "openers")
    Traceback (most recent call last):
    ...
    normalize.errors.DataError: openers, item 2: 3 is no text; write it in quotation marks
    """

    def check(value: Any, place: str) -> None:
        if not isinstance(value, list):
            raise DataError(f"{place}: {value!r} is no list")
        if len(value) < least or (most is not None and len(value) > most):
            wanted = f"{least}" if least == most else f"{least} to {most}" if most is not None else f"{least} or more"
            raise DataError(f"{place}: {len(value)} items; {wanted} must stand here")
        for i, item in enumerate(value, 1):
            of(item, f"{place}, item {i}")

    return check


def mapping(of: Schema, keys: frozenset[str] | None = None) -> Schema:
    """Any keys, or some of ``keys``, to values of one kind."""

    def check(value: Any, place: str) -> None:
        for key, item in _items(value, place):
            if keys is not None and key not in keys:
                raise DataError(f"{place}: unknown key {key!r}; known: {', '.join(sorted(keys))}")
            of(item, f"{place}, {key}")

    return check


def fields(optional: Mapping[str, Schema] | None = None, /, **known: Schema) -> Schema:
    """Exactly these keys, each with values of its own kind, and perhaps some of the ``optional`` ones.

    >>> fields(mean=number)({"mean": 1, "spraed": 2}, "habits")
    Traceback (most recent call last):
    ...
    normalize.errors.DataError: habits: unknown key 'spraed'
    """
    more = optional or {}

    def check(value: Any, place: str) -> None:
        found = dict(_items(value, place))
        for key in sorted(known.keys() ^ (found.keys() - more.keys())):
            raise DataError(f"{place}: {'missing' if key in known else 'unknown'} key {key!r}")
        for key, item in found.items():
            (known.get(key) or more[key])(item, f"{place}, {key}")

    return check


def optional(**known: Schema) -> Schema:
    """Some of these keys, each with values of its own kind."""

    def check(value: Any, place: str) -> None:
        for key, item in _items(value, place):
            if key not in known:
                raise DataError(f"{place}: unknown key {key!r}")
            known[key](item, f"{place}, {key}")

    return check


def text_or(other: Schema) -> Schema:
    """Text, or a value of another kind."""

    def check(value: Any, place: str) -> None:
        (other if isinstance(value, dict | list) else text)(value, place)

    return check


def _items(value: Any, place: str) -> list[tuple[str, Any]]:
    if not isinstance(value, dict):
        raise DataError(f"{place}: {value!r} is no mapping")
    for key in value:
        text(key, f"{place}, key {key!r}")
    return list(value.items())
