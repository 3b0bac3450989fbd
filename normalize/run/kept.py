"""A survey on an engine whose workers are many: their profiles stay where they are counted, and are merged there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from normalize.evidence.profile import Profile
from normalize.run.engines import Keeps, Lost
from normalize.run.engines.engine import one

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")


class Apart:
    """An engine for functions that yield a profile among other things: it comes as a reference to it, ``kept``."""

    def __init__(self, engine: Keeps) -> None:
        self._engine = engine

    @property
    def workers(self) -> int:
        """How many items are worked on at once."""
        return self._engine.workers

    def map_ordered(
        self, function: Callable[[S, T], R], state: S, items: Iterable[T], size: Callable[[T], int] = one
    ) -> Iterator[R | Lost]:
        """As :class:`~normalize.run.engines.Engine` says."""
        for answer in self._engine.map_apart(_Parting(function), state, items, size):
            if isinstance(answer, Lost):
                yield answer
            else:
                rest, profile = answer
                yield replace(rest, kept=[profile])


@dataclass(frozen=True)
class _Parting(Generic[S, T]):
    """What a function yields, without its profile, and the profile."""

    function: Callable[[S, T], Any]

    def __call__(self, state: S, item: T) -> tuple[Any, Profile]:
        found = self.function(state, item)
        return replace(found, profile=Profile()), found.profile


@dataclass(frozen=True)
class Merging:
    """Merges profiles within a limit."""

    limit: int

    def __call__(self, total: Profile, other: Profile) -> Profile:
        total.limit = min(total.limit, self.limit)
        total.add(other)
        return total
