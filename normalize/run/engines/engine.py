"""What runs one function over many items: the protocol, and the engine that needs no other process.

An engine is handed chunks of work (records of a file, some small files), never single documents: these cost more to
hand over than to work on. Others are written beside the two that ship (:class:`~normalize.run.engines.processes.Local`
is the pool of processes of this machine): same signature, the state put once, answers in the order of the items, and
no more items read ahead than :data:`AHEAD` a worker and :data:`AHEAD_SIZE` in all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar, runtime_checkable

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")
P = TypeVar("P", covariant=True)

NO_MEMORY = "memory ran out"
AHEAD = 4  # items in flight for each worker: enough to keep it busy, few enough to bound memory
AHEAD_SIZE = 1 << 24  # code points of the items in flight, beyond those of one item for each worker


@dataclass(frozen=True, slots=True)
class Lost:
    """The answer to an item whose worker died at it: killed, or out of memory. ``reason`` goes on after the name of
    the item: *the worker died (signal 9)*."""

    reason: str


def one(item: Any) -> int:
    """Items are of one size."""
    return 1


class Engine(Protocol):
    """Runs functions over items."""

    @property
    def workers(self) -> int:
        """How many items are worked on at once; 1 where that happens in this process, when an answer is asked for."""

    def map_ordered(
        self, function: Callable[[S, T], R], state: S, items: Iterable[T], size: Callable[[T], int] = one
    ) -> Iterator[R | Lost]:
        """``function(state, item)`` for each item, in order; :class:`Lost` for one at which a worker died.

        ``function`` and ``state`` go to each worker once, items and answers are pickled. Items are read as far ahead
        as said above, ``size`` being theirs. What the function raises is raised here. To close the iterator stops the
        workers; it may be called again at any time, also while another call goes on.
        """


class Tree(Protocol[P]):
    """Partial results, merged where they are, in the order in which they are added: no more than a few at a time are
    held anywhere."""

    def add(self, ref: Any) -> None:
        """Take in the next one, a reference to it."""

    def result(self) -> P | None:
        """All of them as one; None where there were none."""


@runtime_checkable
class Keeps(Protocol):
    """An engine whose workers are too many for one process to merge what all of them answer: large answers stay where
    they are made, and are merged there."""

    @property
    def workers(self) -> int: ...

    def map_apart(
        self, function: Callable[[S, T], tuple[R, Any]], state: S, items: Iterable[T], size: Callable[[T], int] = one
    ) -> Iterator[tuple[R, Any] | Lost]:
        """As :meth:`Engine.map_ordered`; of each answer the second part comes as a reference."""

    def tree(self, merge: Callable[[R, R], R]) -> Tree[R]:
        """What merges these parts; ``merge`` may change its first argument."""


class Here:
    """Everything in this process, each item when its answer is asked for.

    >>> list(Here().map_ordered(pow, 2, [1, 2, 3]))
    [2, 4, 8]
    """

    workers = 1

    def map_ordered(
        self, function: Callable[[S, T], R], state: S, items: Iterable[T], size: Callable[[T], int] = one
    ) -> Iterator[R | Lost]:
        """As :class:`Engine` says."""
        for item in items:
            try:
                answer: R | Lost = function(state, item)
            except MemoryError:
                answer = Lost(NO_MEMORY)
            yield answer
