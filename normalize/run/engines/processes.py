"""A pool of processes of this machine that answers in order, and survives the death of a worker.

Forked where that is possible: the state is then shared, not copied. Each worker has a line of its own, so that it is
known what it was at when it died; it reads ahead of its work by one item, and so is never idle while it is answered.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from normalize.run.engines.engine import AHEAD, AHEAD_SIZE, NO_MEMORY, Engine, Here, Lost, one

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")

_HANDED = 2  # items that a worker has at once: one to work on, and one to go on with
_LEAVE = 1.0  # seconds in which a worker that is told to stop does so
_SHORT = 71  # the exit status of a worker that got no more memory; EX_OSERR of sysexits.h
_FAILED, _DONE = b"!", b"."


def local(jobs: int) -> Engine:
    """The engine of this machine: so many processes, or for one none but this."""
    return Here() if jobs == 1 else Local(jobs)


@dataclass(eq=False, slots=True)
class Task:
    """An item on its way."""

    item: Any
    size: int
    answer: Any = None
    is_answered: bool = False
    has_failed: bool = False  # the answer is what was raised

    def result(self) -> Any:
        """The answer, once it is there; what went wrong is raised when its turn has come."""
        if self.has_failed:
            raise self.answer
        return self.answer


class Local:
    """A pool of processes.

    >>> list(Local(2).map_ordered(pow, 2, [1, 2, 3]))
    [2, 4, 8]
    """

    def __init__(self, jobs: int) -> None:
        self.workers = jobs

    def map_ordered(
        self, function: Callable[[S, T], R], state: S, items: Iterable[T], size: Callable[[T], int] = one
    ) -> Iterator[R | Lost]:
        """As :class:`Engine` says."""
        with crew_of(self.workers, function, state) as crew:
            window: deque[Task] = deque()
            source = iter(items)
            while True:
                while crew.has_room(window) and (task := _next(source, size)) is not None:
                    window.append(task)
                    crew.hand(task)
                if not window:
                    return
                while not window[0].is_answered:
                    crew.wait()
                yield window.popleft().result()


def _next(source: Iterator[Any], size: Callable[[Any], int]) -> Task | None:
    for item in source:
        return Task(item, size(item))
    return None


class _Worker:
    """One process, and what it was handed and has not answered."""

    def __init__(self, context: BaseContext, told: tuple[Any, Any], others: Sequence[Connection]) -> None:
        self.line, far = context.Pipe()
        self.tasks: deque[Task] = deque()
        inherited = [*others, self.line] if context.get_start_method() == "fork" else []
        # Typed as in the stubs of each context; all have it.
        self.process: BaseProcess = context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(far, inherited, *told), daemon=True
        )
        self.process.start()
        far.close()

    def hand(self, task: Task) -> None:
        """Give it one more item; where it is dead, that is seen when it is waited for."""
        self.tasks.append(task)
        with suppress(OSError):
            self.line.send_bytes(pickle.dumps(task.item, pickle.HIGHEST_PROTOCOL))

    def take(self) -> bool:
        """Take the next answer, which is there; False where there is none and will be none."""
        try:
            data = self.line.recv_bytes()
        except (EOFError, OSError):
            return False
        task = self.tasks.popleft()
        task.answer = pickle.loads(memoryview(data)[1:])  # noqa: S301  of our own worker
        task.is_answered, task.has_failed = True, data[:1] == _FAILED
        return True

    def end(self) -> str:
        """Bury it; says what it died of."""
        self.line.close()
        self.process.join(_LEAVE)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()
        code = self.process.exitcode or 0
        if code == _SHORT:
            return NO_MEMORY
        return f"the worker died ({f'signal {-code}' if code < 0 else f'status {code}'})"


class Crew:
    """The workers of one call."""

    def __init__(self, workers: int, function: Callable[..., Any], state: Any) -> None:
        import multiprocessing

        method = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
        self._context = multiprocessing.get_context(method)
        self._told = (function, state)
        self._waiting: deque[Task] = deque()  # for a worker
        self._size = workers
        self._workers: list[_Worker] = []

    def has_room(self, window: Sequence[Task]) -> bool:
        """Whether one more item may be read."""
        if len(window) < self._size:
            return True
        return len(window) < AHEAD * self._size and sum(task.size for task in window) < AHEAD_SIZE

    def hand(self, task: Task) -> None:
        """Give an item to the worker that has least to do."""
        if len(self._workers) < self._size and all(worker.tasks for worker in self._workers):
            self._hire()
        self._waiting.append(task)
        self._share()

    def hire_all(self) -> None:
        """Start all workers now, while this process is what whoever asks for them knows it to be."""
        while len(self._workers) < self._size:
            self._hire()

    def _hire(self) -> None:
        with _undisturbed():
            self._workers.append(_Worker(self._context, self._told, [worker.line for worker in self._workers]))

    def _share(self) -> None:
        while self._waiting:
            worker = min(self._workers, key=lambda one: len(one.tasks))
            if len(worker.tasks) >= _HANDED:
                return
            worker.hand(self._waiting.popleft())

    def wait(self) -> None:
        """Wait for answers, take those that are there, and go on without workers that died."""
        from multiprocessing.connection import wait

        there = set(wait([worker.line for worker in self._workers if worker.tasks]))
        for worker in [worker for worker in self._workers if worker.line in there]:
            if not worker.take():
                self._bury(worker)
        self._share()

    def _bury(self, worker: _Worker) -> None:
        """What a dead worker was at is lost; what it was to go on with goes to others."""
        self._workers.remove(worker)
        how = worker.end()
        at, *left = worker.tasks
        at.answer, at.is_answered = Lost(how), True
        self._waiting.extendleft(reversed(left))
        self._hire()

    def leave(self) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.end()


@contextmanager
def crew_of(workers: int, function: Callable[..., Any], state: Any) -> Generator[Crew]:
    """Workers that know a function and its state; they end with it."""
    crew = Crew(workers, function, state)
    gc.freeze()  # what there is now stays: workers need not look through it, nor copy its pages by that
    try:
        yield crew
    finally:
        gc.unfreeze()
        crew.leave()


@contextmanager
def _undisturbed() -> Generator[None]:
    """Start a process to which Ctrl-C means nothing: this one ends it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(line: Connection, inherited: Sequence[Connection], function: Callable[..., Any], state: Any) -> None:
    """Answer items until it is told to stop, or the line is closed by the parent's death."""
    with suppress(_StoppedError):
        _answer_all(line, inherited, function, state)
    os._exit(0)


def _answer_all(line: Connection, inherited: Sequence[Connection], function: Callable[..., Any], state: Any) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _stop)
    for other in inherited:  # as long as these are open here, nobody would see the parent's end closed
        other.close()
    items: SimpleQueue[bytes] = SimpleQueue()
    # It reads whatever the worker is at, so that neither side waits for the other to read first.
    threading.Thread(target=_read, args=(line, items), daemon=True).start()
    while True:
        data = items.get()  # where a stop finds it at nothing, there is nothing to put in order
        try:
            item = pickle.loads(data)  # noqa: S301  of our own parent
            answer = _DONE + pickle.dumps(function(state, item), pickle.HIGHEST_PROTOCOL)
        except MemoryError:
            os._exit(_SHORT)
        except Exception as error:  # noqa: BLE001  raised where the answer is waited for
            answer = _FAILED + _pickled(error)
        del data
        with suppress(OSError):
            line.send_bytes(answer)


def _pickled(error: Exception) -> bytes:
    try:
        data = pickle.dumps(error)
        pickle.loads(data)  # noqa: S301  of our own
    except Exception:  # noqa: BLE001  whatever its class does wrong
        return pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))
    return data


class _StoppedError(BaseException):
    """Ends the work of a worker, with all that has to be put in order then: half-written files go."""


def _stop(number: int, frame: object) -> None:
    signal.signal(signal.SIGTERM, _stop_again)
    raise _StoppedError


def _stop_again(number: int, frame: object) -> None:
    """Nothing: both the parent and the closed line tell a worker to stop, and it may be at it."""


def _read(line: Connection, items: SimpleQueue[bytes]) -> None:
    with suppress(EOFError, OSError):
        while True:
            items.put(line.recv_bytes())
    os.kill(os.getpid(), signal.SIGTERM)  # the main thread stops
    time.sleep(_LEAVE)
    os._exit(1)
