"""Counting what is too varied to be kept: the frequent ones come out right, whatever the number of distinct ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)
_KEPT = 20_000  # distinct ones: far more than a page shows


class Frequent(Generic[T]):
    """Counts of the most frequent of a stream, in bounded memory.

    When twice as many distinct ones are held as are kept, the rarer half is forgotten, as in lossy counting
    (G. S. Manku and R. Motwani 2002, "Approximate frequency counts over data streams", VLDB). What was forgotten and
    comes again has a count that is too low by what was forgotten; ``forgot`` tells whether any was.

    >>> seen = Frequent[str](kept=2)
    >>> for form in ["a", "b", "a", "c", "d", "a"]:
    ...     _ = seen.add(form)
    >>> seen.most(1), seen.forgot
    ([('a', 3)], True)
    """

    def __init__(self, kept: int = _KEPT) -> None:
        self._kept, self._counts, self.forgot = kept, Counter[T](), False
        self.total = 0

    def add(self, item: T) -> int:
        """Count one; returns how many of it were counted."""
        self.total += 1
        self._counts[item] += 1
        count = self._counts[item]
        if len(self._counts) >= 2 * self._kept:
            self._counts = Counter(dict(self.most(self._kept)))
            self.forgot = True
        return count

    def most(self, number: int | None = None) -> list[tuple[T, int]]:
        """The most frequent (all that are kept), those that came first before others of the same count."""
        return self._counts.most_common(number)

    def __contains__(self, item: object) -> bool:
        return item in self._counts

    def __len__(self) -> int:
        return len(self._counts)
