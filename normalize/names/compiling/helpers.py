"""Work shared out to processes that are forked from this one: what they work on they have, and nothing is sent to them.

Where that is not possible, or the work too small for it, this process does it all; the results are the same.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

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
    _as_a_new_process()


def _as_a_new_process() -> None:
    """SIGTERM ends this process: a handler of the one that it was forked from (Ray's) waits for threads that are not
    here."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _call(work: Callable[[Any, int], _R], piece: int) -> _R:
    return work(_given, piece)


@contextmanager
def beside(work: Callable[[_G, int], _R], given: _G, count: int) -> Iterator[Callable[[], _R]]:
    """Work that goes on in a process beside this one, where there may be more than one; what is called waits for it.

    The process ends, and its memory with it, as soon as it is done.
    """
    if count == 1:
        yield lambda: work(given, 0)
        return
    context = multiprocessing.get_context("fork")
    line, far = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(far, work, given), daemon=True)
    process.start()
    far.close()

    def result() -> _R:
        try:
            answer, error = line.recv()
        except EOFError:  # it was killed
            return work(given, 0)
        if error is not None:
            raise error
        made: _R = answer
        return made

    try:
        yield result
    finally:
        line.close()
        process.kill()
        process.join()


def _answer(line: Connection, work: Callable[[_G, int], Any], given: _G) -> None:
    _as_a_new_process()
    try:
        line.send((work(given, 0), None))
    except Exception as error:  # noqa: BLE001  raised where the answer is waited for
        line.send((None, error))
