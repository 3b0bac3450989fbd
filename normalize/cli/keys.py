"""Single keys of a terminal, without Enter; letters of what is piped in where there is no terminal."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Self

import typer

_ARROWS = {"[A": "k", "OA": "k", "[B": "j", "OB": "j"}  # up and down, as terminals send them behind an escape
_ESCAPE = "\x1b"
PATIENCE = 5.0  # seconds for the first key of a pipe: whoever pipes keys in has started before this program has


class Keys:
    """Reads keys; what is typed while the program is busy is kept for the next question.

    :func:`typer.getchar`, which is left for Windows, throws that away.
    """

    def __init__(self) -> None:
        self._fd = sys.stdin.fileno() if sys.stdin.isatty() else -1
        self._before: Any = None
        self._ahead = ""  # a piped key that was read and not asked for yet

    def __enter__(self) -> Self:
        self._single()
        return self

    def __exit__(self, *_: object) -> None:
        self._whole()

    def _single(self) -> None:
        """From now on each key is handed over at once."""
        if self._fd >= 0 and os.name == "posix":
            import termios
            import tty

            self._before = termios.tcgetattr(self._fd)
            tty.setcbreak(self._fd, termios.TCSADRAIN)  # without throwing away what is typed already

    def _whole(self) -> None:
        """From now on whole lines are, as before."""
        if self._before is not None:
            import termios

            termios.tcsetattr(self._fd, termios.TCSADRAIN, self._before)
            self._before = None

    def are_there(self) -> bool:
        """Whether anybody can answer: at a terminal somebody can, in a pipe a key must come before long."""
        if self._fd < 0 and not self._ahead and _comes():
            with suppress(EOFError):
                self._ahead = _piped()
        return self._fd >= 0 or bool(self._ahead)

    def key(self) -> str:
        """The next key; arrows are `j` and `k`. Raises EOFError."""
        if self._fd < 0:
            ahead, self._ahead = self._ahead, ""
            return ahead or _piped()
        if self._before is None:
            return typer.getchar()
        found = self._byte()
        if found == _ESCAPE:
            rest = ""
            while len(rest) < 2 and select.select([self._fd], [], [], 0)[0]:
                rest += self._byte()
            return _ARROWS.get(rest, _ESCAPE)
        return found

    def _byte(self) -> str:
        found = os.read(self._fd, 1)
        if not found:
            raise EOFError
        return found.decode("latin-1")

    def line(self, ask: Callable[[], str]) -> str:
        """A whole line, as ``ask`` reads it. Raises EOFError."""
        self._whole()
        try:
            return ask()
        finally:
            self._single()


def _comes() -> bool:
    """Whether there is something to read from standard input, or its end, before patience is: a pipe that somebody
    holds open and nobody writes to would be waited for without end."""
    try:
        return bool(select.select([sys.stdin], [], [], PATIENCE)[0])
    except (OSError, ValueError):  # no descriptor, or none that this system can ask
        return True


def _piped() -> str:
    while (letter := sys.stdin.read(1)) == "\n":
        pass
    if not letter:
        raise EOFError
    return letter
