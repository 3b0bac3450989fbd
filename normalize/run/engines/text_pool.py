"""Single small items, handed in chunks to the processes of this machine, and answered in order.

The state goes to each worker once (with fork it is shared, not copied), the items in chunks: single small documents
cost more to hand over than to work on.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from typing import Generic, Self, TypeVar

from normalize.errors import WorkerError
from normalize.run.engines.engine import AHEAD, Lost
from normalize.run.engines.processes import Crew, Task, crew_of

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")


class Pool(Generic[S, T, R]):
    """Workers that each know a function of chunks, and its state; with one job the work is done here, when it is asked
    for.

    ``lost`` answers for an item at which a worker dies: without it WorkerError is raised.
    """

    def __init__(
        self,
        function: Callable[[S, list[T]], list[R]],
        state: S,
        jobs: int,
        lost: Callable[[T, Lost], R] | None = None,
    ) -> None:
        self._function, self._state, self._jobs, self._lost = function, state, jobs, lost
        self._left = ExitStack()
        self._crew: Crew | None = None

    @property
    def ahead(self) -> int:
        """How many chunks to hand over before the first answer is waited for."""
        return 1 if self._jobs == 1 else AHEAD * self._jobs

    def __enter__(self) -> Self:
        if self._jobs > 1:
            self._crew = self._left.enter_context(crew_of(self._jobs, self._function, self._state))
            self._crew.hire_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._left.close()

    def submit(self, items: list[T], *, here: bool = False) -> Callable[[], list[R]]:
        """Hand over a chunk; what comes back waits for its answers, in order. With ``here`` no worker is asked."""
        if here or self._crew is None:
            return lambda: self._function(self._state, items)
        task = Task(items, 1)
        self._crew.hand(task)
        return lambda: self._answers(task)

    def _answers(self, task: Task) -> list[R]:
        assert self._crew is not None
        while not task.is_answered:
            self._crew.wait()
        found: list[R] | Lost = task.result()
        if not isinstance(found, Lost):
            return found
        if len(task.item) > 1:  # at which of them it died will be known
            return [answer for item in task.item for answer in self.submit([item])()]
        if self._lost is None:
            raise WorkerError(f"{found.reason} at one of the texts, or before it had any")
        return [self._lost(item, found) for item in task.item]


def map_ordered(
    function: Callable[[S, T], R], state: S, items: Iterable[T], jobs: int = 1, chunk: int = 16
) -> Iterator[R]:
    """``function(state, item)`` for each item, in order, whatever the number of processes.

    >>> list(map_ordered(pow, 2, [1, 2, 3]))
    [2, 4, 8]
    """
    if jobs == 1:
        for item in items:
            yield function(state, item)
        return
    yield from map_chunks(_Each(function), state, items, jobs, chunk)


def map_chunks(
    function: Callable[[S, list[T]], list[R]], state: S, items: Iterable[T], jobs: int = 1, chunk: int = 16
) -> Iterator[R]:
    """``function(state, some)`` for all items in chunks: what comes of each item, in order. Raises WorkerError.

    >>> list(map_chunks(lambda state, items: [state + item for item in items], 1, [1, 2, 3], chunk=2))
    [2, 3, 4]
    """
    source = iter(items)
    waiting: deque[Callable[[], list[R]]] = deque()
    with Pool(function, state, jobs) as pool:
        while batch := list(islice(source, chunk)):
            waiting.append(pool.submit(batch))
            if len(waiting) >= pool.ahead:
                yield from waiting.popleft()()
        while waiting:
            yield from waiting.popleft()()


class _Each(Generic[S, T, R]):
    """A function of single items as one of chunks; an object, so that it can be handed to workers."""

    def __init__(self, function: Callable[[S, T], R]) -> None:
        self._function = function

    def __call__(self, state: S, items: list[T]) -> list[R]:
        return [self._function(state, item) for item in items]
