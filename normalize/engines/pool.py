"""A pool of processes that is handed whole chunks of items and answers in order.

The state goes to each worker once (with fork it is shared, not copied), the items in chunks: single small documents
cost more to hand over than to work on.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any, TypeVar

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")

_CHUNKS_PER_WORKER = 16
_LARGEST_CHUNK = 64
_AHEAD = 4  # chunks in flight for each worker: enough to keep it busy, few enough to bound memory


def map_ordered(function: Callable[[S, T], R], state: S, items: Sequence[T], jobs: int = 1) -> Iterator[R]:
    """``function(state, item)`` for each item, in order, whatever the number of processes.

    >>> list(map_ordered(pow, 2, [1, 2, 3]))
    [2, 4, 8]
    """
    if jobs == 1 or len(items) < 2:
        for item in items:
            yield function(state, item)
        return
    size = max(1, min(_LARGEST_CHUNK, len(items) // (jobs * _CHUNKS_PER_WORKER)))
    chunks = [items[i : i + size] for i in range(0, len(items), size)]
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
    context = multiprocessing.get_context(method)
    pool = ProcessPoolExecutor(jobs, context, initializer=_receive, initargs=(function, state))
    waiting: deque[Future[list[R]]] = deque()
    try:
        for chunk in chunks:
            waiting.append(pool.submit(_work, chunk))
            if len(waiting) >= _AHEAD * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


_received: tuple[Callable[[Any, Any], Any], Any] | None = None


def _receive(function: Callable[[Any, Any], Any], state: Any) -> None:
    global _received
    _received = function, state


def _work(items: Sequence[Any]) -> list[Any]:
    assert _received is not None
    function, state = _received
    return [function(state, item) for item in items]
