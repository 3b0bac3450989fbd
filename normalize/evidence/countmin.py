"""Counts of more keys than memory holds: a count-min sketch (Cormode and Muthukrishnan 2005).

Each key adds to one cell in each of a few rows. What its cells have in common is its count and what chance put into
the same cells, so the smallest of them is never less than the count. Two sketches are merged cell by cell: which was
first, and what was counted where, makes no difference to a single bit.
"""

from __future__ import annotations

import sys
from array import array
from base64 import b64decode, b64encode
from hashlib import blake2b
from operator import add, sub
from struct import Struct
from typing import Any
from zlib import compress, decompress

DEPTH = 5  # rows
# A cell holds more than 16 times what falls into one on average with a chance of 1/16 (Markov), the cells of all rows
# do with one of 16 to the power of -5, a millionth.
_OFTEN = 16
_CELL_BYTES = 8


class CountMin:
    """Bounds for the count of each key; ``total`` is the sum of all counts.

    >>> seen = CountMin(width=64)
    >>> seen.add("Panchir", 3)
    >>> seen.at_most("Panchir"), seen.at_least("Panchir")
    (3, 2)
    """

    def __init__(self, width: int, depth: int = DEPTH) -> None:
        """``width`` is the number of cells in each of ``depth`` rows."""
        self.width, self.depth, self.total = width, depth, 0
        self._cells = array("Q", bytes(_CELL_BYTES * width * depth))
        self._hashes = Struct(f"<{depth}I")

    def _places(self, key: str) -> list[int]:
        digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=self._hashes.size).digest()
        return [row * self.width + h % self.width for row, h in enumerate(self._hashes.unpack(digest))]

    def add(self, key: str, count: int) -> None:
        """Count a key so many times more, or less: never less often than it was counted."""
        self.total += count
        for place in self._places(key):
            self._cells[place] += count

    def at_most(self, key: str) -> int:
        """What the count of a key is at most."""
        return min(map(self._cells.__getitem__, self._places(key)))

    @property
    def error(self) -> int:
        """By how much :meth:`at_most` is too high at most, with a chance of a millionth to be wrong about a key."""
        return -(-_OFTEN * self.total // self.width)

    def at_least(self, key: str) -> int:
        """What the count of a key is at least, with a chance of a millionth to be wrong."""
        return max(0, self.at_most(key) - self.error)

    def merge(self, other: CountMin, *, less: bool = False) -> None:
        """Add the counts of another sketch, or take them away. Raises ValueError for one of another size."""
        if (self.width, self.depth) != (other.width, other.depth):
            raise ValueError(f"a sketch of {other.width} cells a row does not fit one of {self.width}")
        self.total += -other.total if less else other.total
        self._cells = array("Q", map(sub if less else add, self._cells, other._cells))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CountMin) and (self.total, self._cells) == (other.total, other._cells)

    __hash__ = None  # type: ignore[assignment]  # it changes

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self.width, self.depth, self.total, self._cells)

    def as_json(self) -> dict[str, Any]:
        """The sketch as JSON holds it: equal ones are equal there."""
        cells = array("Q", self._cells)
        if sys.byteorder == "big":
            cells.byteswap()
        packed = b64encode(compress(cells.tobytes(), 1)).decode("ascii")
        return {"width": self.width, "depth": self.depth, "total": self.total, "cells": packed}

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> CountMin:
        """Read what :meth:`as_json` made. Raises KeyError, TypeError or ValueError for anything else."""
        made = cls(int(raw["width"]), int(raw["depth"]))
        cells = array("Q", decompress(b64decode(raw["cells"])))
        if len(cells) != made.width * made.depth:
            raise ValueError("a sketch of counts has not as many cells as it says")
        if sys.byteorder == "big":
            cells.byteswap()
        made._cells, made.total = cells, int(raw["total"])
        return made


def _restored(width: int, depth: int, total: int, cells: array[int]) -> CountMin:
    made = CountMin(width, depth)
    made.total, made._cells = total, cells
    return made
