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
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")

_HEARTBEAT = 1.0  # seconds
_AHEAD = 4  # chunks in flight for each worker: enough to keep it busy, few enough to bound memory


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
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    source = iter(items)
    gc.freeze()  # what there is now stays: workers need not look through it, nor copy its pages by that
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
    context = multiprocessing.get_context(method)
    pool = ProcessPoolExecutor(jobs, context, initializer=_Worker.start, initargs=(function, state))
    waiting: deque[Future[list[R]]] = deque()
    try:
        pool.submit(_Worker.work, []).result()  # fork now, while the process is what the caller knows it to be
        while batch := list(islice(source, chunk)):
            waiting.append(pool.submit(_Worker.work, batch))
            if len(waiting) >= _AHEAD * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)
        gc.unfreeze()


def _die_with(parent: int) -> None:
    """End this process when its parent is gone: a killed run must not leave workers behind."""
    while os.getppid() == parent:
        time.sleep(_HEARTBEAT)
    os._exit(1)


class _Worker:
    """What one worker process was told to do."""

    function: Callable[[Any, Any], Any]
    state: Any

    @classmethod
    def start(cls, function: Callable[[Any, Any], Any], state: Any) -> None:
        cls.function, cls.state = staticmethod(function), state
        threading.Thread(target=_die_with, args=(os.getppid(),), daemon=True).start()

    @classmethod
    def work(cls, items: list[Any]) -> list[Any]:
        return [cls.function(cls.state, item) for item in items]
