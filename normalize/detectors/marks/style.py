"""How a document writes its marks: what it does throughout is a habit, and no damage."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from normalize.detectors.marks.pieces import pieces

_LEAST = 3  # a habit shows itself so often, and more often than its contrary


class Style:
    """The blanks in front of and behind each sign of a document, counted over its distinct separators."""

    def __init__(self, separators: Iterable[str]) -> None:
        self._before: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
        self._behind: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
        for separator, times in Counter(separators).items():
            for piece in pieces(separator):
                last = len(piece.signs) - 1
                for k, sign in enumerate(piece.signs):
                    if k or not piece.opens:
                        self._before[sign][piece.blanks[k] != ""] += times
                    if k < last or not piece.ends:
                        self._behind[sign][piece.blanks[k + 1] != ""] += times

    def is_spaced_before(self, sign: str) -> bool:
        """Whether the document has a blank in front of a sign throughout."""
        return _is_habit(*self._before[sign])

    def is_spaced_behind(self, sign: str) -> bool:
        """Whether the document has a blank behind a sign throughout."""
        return _is_habit(*self._behind[sign])


def _is_habit(tight: int, spaced: int) -> bool:
    return spaced >= _LEAST and spaced > tight
