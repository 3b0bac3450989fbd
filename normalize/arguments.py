"""What callers in Python give, checked before anything is made of it: one sentence says what is expected instead."""

from __future__ import annotations

import operator
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeGuard

from normalize.errors import ConfigError, NotText
from normalize.io.remote import RemotePath


def text_of(value: object) -> str:
    """A text. Raises NotText."""
    if not isinstance(value, str):
        hint = "; an empty cell is the empty text ''" if value is None or isinstance(value, float) else ""
        raise NotText(f"expected a text (str), not {_short(value)}{hint}")
    return value


def texts_of(value: object) -> Iterable[Any]:
    """What texts come from, one by one; what each of them is shows when it comes. Raises NotText.

    >>> texts_of(None)
    Traceback (most recent call last):
    normalize.errors.NotText: normalize_many takes an iterable of texts, not None
    """
    if isinstance(value, str):
        raise NotText("normalize_many takes an iterable of texts, not one text: use normalize")
    if isinstance(value, bytes | bytearray) or not _is_iterable(value):
        raise NotText(f"normalize_many takes an iterable of texts, not {_short(value)}")
    return value


def list_of(name: str, value: object, what: str) -> list[Any]:
    """The things that an argument lists, ``what`` being their name. Raises ConfigError for what is no list.

    >>> list_of("detectors", None, "detectors")
    Traceback (most recent call last):
    normalize.errors.ConfigError: detectors must be a list of detectors, not None
    """
    if isinstance(value, str | os.PathLike):
        raise ConfigError(f"{name} must be a list of {what}: write [{os.fspath(value)!r}]")
    if isinstance(value, bytes | bytearray | Mapping) or not _is_iterable(value):
        raise ConfigError(f"{name} must be a list of {what}, not {_short(value)}")
    return list(value)


def path_of(name: str, value: object, what: str = "a path") -> Path:
    """The path that an argument gives. Raises ConfigError for what is no path.

    >>> path_of("profile", "news.json")
    PosixPath('news.json')
    >>> path_of("profile", 5)
    Traceback (most recent call last):
    normalize.errors.ConfigError: profile must be a path (str or Path), not 5
    """
    if isinstance(value, RemotePath):
        return value
    path = os.fspath(value) if isinstance(value, str | os.PathLike) else None
    if not isinstance(path, str):
        raise ConfigError(f"{name} must be {what} (str or Path), not {_short(value)}")
    if "\0" in path:
        raise ConfigError(f"{name}: {path!r} holds a NUL character, which no name of a file has")
    return Path(path)


def path_if_any(name: str, value: object, what: str = "a path") -> Path | None:
    """The path that an argument gives; None for None and an empty text. Raises ConfigError for what is no path."""
    return None if value is None or value == "" else path_of(name, value, what)


def count_of(name: str, value: Any) -> int:
    """How many of something an argument asks for. Raises ConfigError for less than one, and for what is no number.

    >>> count_of("jobs", "2")
    Traceback (most recent call last):
    normalize.errors.ConfigError: jobs must be a whole number, at least 1, not '2'
    """
    try:
        count = operator.index(value)
    except TypeError:
        count = 0
    if count < 1:
        raise ConfigError(f"{name} must be a whole number, at least 1, not {_short(value)}")
    return count


def _is_iterable(value: Any) -> TypeGuard[Iterable[Any]]:
    """Whether the things in a value can be gone through; a sequence that only knows its items by number can, too."""
    try:
        iter(value)
    except TypeError:
        return False
    return True


def _short(value: object) -> str:
    """A value as messages show it."""
    shown = repr(value)
    return shown if len(shown) <= 80 else f"{shown[:79]}…"
