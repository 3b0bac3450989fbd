"""Who is told that something takes some seconds, once: nobody, unless a program that talks to people asks for it."""

from __future__ import annotations

from collections.abc import Callable

_listeners: list[Callable[[str], None]] = []


def tell(listener: Callable[[str], None]) -> None:
    """From now on call ``listener`` with one line for a person, the first time that anything is made."""
    _listeners[:] = [listener]


def making() -> None:
    """Something is being made for the cache; told once a process."""
    while _listeners:
        _listeners.pop()("making tables of words and names (once; the next run has them)")
