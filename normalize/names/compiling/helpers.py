"""Work shared out to processes that are forked from this one: what they work on they have, and nothing is sent to them.

Where that is not possible, or the work too small for it, this process does it all; the results are the same.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, TypeVar

_G = TypeVar("_G")
_R = TypeVar("_R")
_MOST = 4  # processes: each takes memory
_AHEAD = 2  # results for each process that may wait

_given: Any = None


def processes() -> int:
    """How many processes may work beside each other: 1 where none can be forked from this one."""
    if not hasattr(os, "sched_getaffinity") or multiprocessing.current_process().daemon:
        return 1
    # A thread that holds a lock while the process is forked holds it for ever in the child.
    return 1 if threading.active_count() > 1 else min(_MOST, len(os.sched_getaffinity(0)))


def in_order(work: Callable[[_G, int], _R], given: _G, pieces: Sequence[int], count: int) -> Iterator[_R]:
    """What ``work`` makes of each piece of ``given``, in order, in so many processes."""
    done = 0
    if count > 1:
        try:
            for result in _forked(work, given, pieces, count):
                yield result
                done += 1
        except BrokenProcessPool:  # one was killed, for its memory as a rule: this process goes on alone
            pass
    for piece in pieces[done:]:
        yield work(given, piece)


def _forked(work: Callable[[_G, int], _R], given: _G, pieces: Sequence[int], count: int) -> Iterator[_R]:
    with _pool(given, count) as pool:
        waiting: deque[Future[_R]] = deque()
        for piece in pieces:
            waiting.append(pool.submit(_call, work, piece))
            if len(waiting) > _AHEAD * count:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _pool(given: object, count: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(count, multiprocessing.get_context("fork"), _take, (given,))


def _take(given: object) -> None:
    global _given  # noqa: PLW0603  what this process was forked with
    _given = given


def _call(work: Callable[[Any, int], _R], piece: int) -> _R:
    return work(_given, piece)


@contextmanager
def beside(work: Callable[[_G, int], _R], given: _G, count: int) -> Iterator[Callable[[], _R]]:
    """Work that goes on in a process beside this one, where there may be more than one; what is called ends it."""
    if count == 1:
        yield lambda: work(given, 0)
        return
    with _pool(given, 1) as pool:
        future = pool.submit(_call, work, 0)

        def result() -> _R:
            try:
                return future.result()
            except BrokenProcessPool:
                return work(given, 0)

        yield result
