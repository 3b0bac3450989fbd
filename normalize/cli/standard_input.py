"""Standard input, read as it comes."""

from __future__ import annotations

import select
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from normalize.errors import InputError
from normalize.io.encoding import decode

if TYPE_CHECKING:
    from io import BufferedReader

_PORTION = 1 << 16  # bytes: what a pipe holds
_LONGEST_GUESS = 1 << 24  # bytes of a first line that are looked at to tell what a stream holds


class StandardInput:
    """Standard input, read as it comes; what was looked at to tell its format is read again."""

    def __init__(self) -> None:
        if sys.stdin is None:
            raise InputError("standard input is closed")
        self._bytes = cast("BufferedReader", sys.stdin.buffer)
        self._held: list[bytes] = []

    def ready(self) -> bool:
        """Whether a read would return at once; where that cannot be told, it is taken not to."""
        try:
            return bool(self._held) or bool(select.select([self._bytes], [], [], 0)[0])
        except (OSError, ValueError):  # no descriptor, or none that this system can ask
            return False

    def read(self) -> bytes:
        """What is there, waiting for the first of it; empty at the end."""
        return self._held.pop(0) if self._held else self._bytes.read1(_PORTION)

    def first_line(self) -> tuple[bytes, bool]:
        """The first line that is not blank, or what there is of it, and whether it has an end."""
        seen = b""
        while data := self._bytes.read1(_PORTION):
            self._held.append(data)
            seen += data
            start = seen.lstrip(b"\xef\xbb\xbf \t\r\n")
            line, end, _ = start.partition(b"\n")
            if end or len(line) > _LONGEST_GUESS or not start.startswith(b"{"):
                return line, bool(end)
            seen = start
        return seen, False

    def whole(self) -> bytes:
        """All of it."""
        while data := self._bytes.read1(_PORTION):
            self._held.append(data)
        self._held = [b"".join(self._held)]
        return self._held[0]

    def lines(self) -> Iterator[str | None]:
        """Its lines as text, without their ends, each as soon as it is there; None where more must be waited for.

        In UTF-8; from the first line on that is none, the rest is read whole and its encoding is found.
        """
        rest = b""
        while data := self.read():
            *lines, rest = (rest + data).split(b"\n")
            for number, line in enumerate(lines):
                try:
                    yield line.removesuffix(b"\r").decode("utf-8-sig")
                except UnicodeDecodeError:
                    left = b"\n".join([*lines[number:], rest]) + self.whole()
                    yield from _lines(decode(left, "standard input").text)
                    return
            if not self.ready():
                yield None
        if rest:
            yield from _lines(decode(rest, "standard input").text)


def _lines(text: str) -> list[str]:
    lines = text.replace("\r\n", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines
