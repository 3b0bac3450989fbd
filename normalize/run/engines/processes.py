"""A pool of processes that is handed whole chunks of items and answers in order.

The state goes to each worker once (with fork it is shared, not copied), the items in chunks: single small documents
cost more to hand over than to work on.
"""

from __future__ import annotations

import gc
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")

_HEARTBEAT = 1.0  # seconds
_AHEAD = 4  # chunks in flight for each worker: enough to keep it busy, few enough to bound memory


class Pool(Generic[S, T, R]):
    """Workers that each know a function of chunks, and its state; with one job the work is done here, when it is asked
    for."""

    def __init__(self, function: Callable[[S, list[T]], list[R]], state: S, jobs: int) -> None:
        self._function, self._state, self._jobs = function, state, jobs

    @property
    def ahead(self) -> int:
        """How many chunks to hand over before the first answer is waited for."""
        return 1 if self._jobs == 1 else _AHEAD * self._jobs

    def __enter__(self) -> Self:
        if self._jobs == 1:
            return self
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        gc.freeze()  # what there is now stays: workers need not look through it, nor copy its pages by that
        method = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
        context = multiprocessing.get_context(method)
        told = (self._function, self._state)
        self._workers = ProcessPoolExecutor(self._jobs, context, initializer=_Worker.start, initargs=told)
        self._workers.submit(_Worker.work, []).result()  # fork now, while the process is what the caller knows it to be
        return self

    def __exit__(self, *_: object) -> None:
        if self._jobs > 1:
            self._workers.shutdown(cancel_futures=True)
            gc.unfreeze()

    def submit(self, items: list[T], *, here: bool = False) -> Callable[[], list[R]]:
        """Hand over a chunk; what comes back waits for its answers, in order. With ``here`` no worker is asked."""
        if here or self._jobs == 1:
            return lambda: self._function(self._state, items)
        future: Future[list[R]] = self._workers.submit(_Worker.work, items)
        return future.result


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
    """``function(state, some)`` for all items in chunks: what comes of each item, in order.

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


def die_with(parent: int) -> None:
    """End this process when its parent is gone: a killed run must not leave workers behind."""
    while os.getppid() == parent:
        time.sleep(_HEARTBEAT)
    os._exit(1)


class _Worker:
    """What one worker process was told to do."""

    function: Callable[[Any, list[Any]], list[Any]]
    state: Any

    @classmethod
    def start(cls, function: Callable[[Any, list[Any]], list[Any]], state: Any) -> None:
        cls.function, cls.state = staticmethod(function), state
        threading.Thread(target=die_with, args=(os.getppid(),), daemon=True).start()

    @classmethod
    def work(cls, items: list[Any]) -> list[Any]:
        return cls.function(cls.state, items) if items else []
