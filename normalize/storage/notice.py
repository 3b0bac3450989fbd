"""Who is told that something takes some seconds, or cannot be kept, once each: nobody, unless a program that talks to
people asks for it."""

from __future__ import annotations

import os
from collections.abc import Callable

Listener = Callable[[str], None]
_listeners: list[Listener] = []
_cautious: list[tuple[int, Listener]] = []  # with the process that asked: its workers meet the same trouble


def tell(listener: Listener, caution: Listener | None = None) -> None:
    """From now on call ``listener`` with one line for a person, the first time that anything is made, and ``caution``
    the first time that what was made cannot be kept."""
    _listeners[:] = [listener]
    _cautious[:] = [(os.getpid(), caution)] if caution is not None else []


def making() -> None:
    """Something is being made for the cache; told once a process."""
    while _listeners:
        _listeners.pop()("making tables of words and names (once; the next run has them)")


def not_kept(where: str, problem: str) -> None:
    """What was made for the cache cannot be kept; told once, and not by workers."""
    while _cautious:
        process, caution = _cautious.pop()
        if process == os.getpid():
            caution(
                f"{where}: nothing can be kept there ({problem}), so each start makes its tables anew; "
                "NORMALIZE_CACHE_DIR names another folder, or is empty where none is wanted"
            )
