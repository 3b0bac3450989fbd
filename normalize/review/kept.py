"""Windows that were read once, kept on disk: a review may have a million places, and shows three at a time."""

from __future__ import annotations

import struct
import tempfile
import weakref
from dataclasses import dataclass, replace

from normalize.review.proposals import Place
from normalize.text.lines import BREAKS

_HEAD = struct.Struct("<QQQQ")  # where it begins, line and column of the place, bytes of the text
_WORD = 25  # code points within which a word ends, most often


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a text that begins at the offset ``at``, and the 1-based line and column of the place in it.

    ``opens`` and ``goes_on`` say that its line began before it, and goes on behind it.
    """

    at: int
    line: int
    column: int
    text: str
    opens: bool = False
    goes_on: bool = False

    def around(self, start: int, end: int, most: int) -> tuple[str, str]:
        """Up to so many code points in front of a span, and behind it."""
        start, end = start - self.at, end - self.at
        return self.text[max(0, start - most) : start], self.text[end : end + most]

    def around_line(self, start: int, end: int, most: int) -> Window:
        """The part of the window that is on the lines of a span, up to so many code points on either side.

        It begins and ends between words where a word begins or ends near by, and says whether the line goes on.

        >>> Window(10, 2, 1, "The end.\\nThe Panchir valley.\\n").around_line(23, 30, 100).text
        'The Panchir valley.'
        """
        before, behind = self.around(start, end, most)
        first = max(before.rfind(mark) for mark in BREAKS) + 1
        last = min((at for mark in BREAKS if (at := behind.find(mark)) >= 0), default=len(behind))
        opens, goes_on = not first and len(before) == most, last == most
        if opens:
            first = before.find(" ", 0, _WORD) + 1
        if goes_on:
            last = max(behind.rfind(" ", last - _WORD, last), 0) or last
        at = start - len(before) + first
        text = self.text[at - self.at : end - self.at + last]
        return replace(self, at=at, text=text, opens=opens, goes_on=goes_on)

    def holds(self, place: Place, text: str) -> bool:
        """Whether the text stands at the place, as far as it can be seen here."""
        return self.text[place.start - self.at : place.end - self.at] == text


class Kept:
    """Windows by the id of their place, each written once."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="normalize-review-")  # noqa: SIM115  as long as this object
        weakref.finalize(self, self._file.close)
        self._starts: dict[str, int] = {}
        self._end = 0

    def add(self, identifier: str, window: Window) -> None:
        """Keep a window."""
        text = window.text.encode("utf-8", "surrogatepass")
        data = _HEAD.pack(window.at, window.line, window.column, len(text)) + text
        self._file.seek(self._end)
        self._file.write(data)
        self._starts[identifier] = self._end
        self._end += len(data)

    def get(self, identifier: str) -> Window | None:
        """The window of a place; None where none was kept."""
        start = self._starts.get(identifier)
        if start is None:
            return None
        self._file.seek(start)
        at, line, column, size = _HEAD.unpack(self._file.read(_HEAD.size))
        return Window(at, line, column, self._file.read(size).decode("utf-8", "surrogatepass"))
