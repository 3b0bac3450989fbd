"""How paths and system errors appear in one-line messages."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import PurePath

# What a field may hold in place of a text, that may hold texts itself.
A_LIST, A_RECORD, LIST_OF_RECORDS = "a list", "a record", "a list of records"

_NAMES_SHOWN = 20


def shown(path: PurePath | str) -> str:
    r"""Return a path on one line, printable on any terminal.

    >>> shown("news/a b.txt")
    'news/a b.txt'
    >>> print(shown("bad\nname\udcff.txt"))
    bad\nname\udcff.txt
    """
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in str(path))


def reason(error: BaseException) -> str:
    """Return the cause of a system error, without the path that it repeats.

    >>> reason(PermissionError(13, "Permission denied", "a.txt"))
    'Permission denied'
    >>> reason(EOFError("Compressed file ended early"))
    'Compressed file ended early'
    """
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(text.split()) or type(error).__name__


def unexpected(error: Exception) -> str:
    """What is said of an error that nobody expected. With NORMALIZE_DEBUG it is raised as it is, to show where."""
    if os.environ.get("NORMALIZE_DEBUG"):
        raise error
    return f"internal error, please report it: {type(error).__name__}: {error} (NORMALIZE_DEBUG=1 shows where)"


def named(names: Sequence[str]) -> str:
    """Return field or column names for a message, the first twenty of them.

    >>> named(["id", "body"])
    "'id', 'body'"
    >>> named([])
    'none'
    """
    quoted = [repr(name) for name in names]
    more = [f"and {len(quoted) - _NAMES_SHOWN} more"] if len(quoted) > _NAMES_SHOWN else []
    return ", ".join(quoted[:_NAMES_SHOWN] + more) or "none"


def no_text(file: str, field: str, what: str) -> str:
    """What is said of a file of which no record has a text in a field.

    >>> no_text("a.jsonl", "body", "a number")
    "a.jsonl: 'body' is a number, and no record has a text there; name another field by --text-field"
    >>> no_text("a.jsonl", "parts", A_LIST)
    "a.jsonl: 'parts' is a list, and no record has a text there; name what it holds by --text-field parts[]"
    """
    deeper = {A_LIST: f"{field}[]", A_RECORD: f"{field}.KEY", LIST_OF_RECORDS: f"{field}[].KEY"}.get(what)
    rest = f"what it holds by --text-field {deeper}" if deeper else "another field by --text-field"
    return f"{file}: {field!r} is {what}, and no record has a text there; name {rest}"


def several_columns(name: str) -> str:
    """What is said of a table in which several columns have one name."""
    return f"several columns are called {name!r}, so that nobody can tell which is meant"
