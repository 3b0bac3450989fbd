"""Ray: the chunks of a run as tasks of a cluster, or of this machine.

Files are read and written where a task runs: all machines see them under the same paths (a shared disk), and have this
package in the same version. The state goes to the object store once, and from there to each machine once; a task is
told its chunk alone. Ray starts a task again that was on a machine which is lost; what it wrote is then written again,
the same bytes.
"""

from __future__ import annotations

import os
import socket
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, TypeVar

from normalize import __version__
from normalize.errors import ConfigError, MissingLibrary, WorkerError
from normalize.run.engines.engine import AHEAD, AHEAD_SIZE, Lost, Tree, one

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")

_RETRIES = 3  # times that a chunk is tried again whose worker died: Ray's own default
_FAN_IN = 16  # partial results that one task merges
_PATIENCE = 10.0  # seconds that a cluster has to answer at its address
_SEEN_FOR = 5.0  # seconds for which the number of workers of a cluster is taken as known
_STATES: dict[bytes, tuple[Callable[..., Any], Any]] = {}  # of a worker process: the one state that it last worked with


class OnRay:
    """The engine of a Ray cluster: the one that RAY_ADDRESS names or that runs on this machine, else one that is
    started here with so many workers, and ends with this process."""

    def __init__(self, jobs: int) -> None:
        """Raises MissingLibrary without Ray, and ConfigError where RAY_ADDRESS names a cluster that is not there."""
        self._ray = _library()
        self._counted, self._workers = 0.0, 1
        if not self._ray.is_initialized():
            _connect(self._ray, jobs)

    @property
    def workers(self) -> int:
        """The CPUs of the cluster as it is now: machines come and go."""
        if time.monotonic() > self._counted + _SEEN_FOR:
            self._workers = max(1, int(self._ray.cluster_resources().get("CPU", 1)))
            self._counted = time.monotonic()
        return self._workers

    def map_ordered(
        self, function: Callable[[S, T], R], state: S, items: Iterable[T], size: Callable[[T], int] = one
    ) -> Iterator[R | Lost]:
        """As :class:`~normalize.run.engines.engine.Engine` says."""
        told = self._put(function, state)
        task = self._ray.remote(num_cpus=1, max_retries=_RETRIES, scheduling_strategy="SPREAD")(_work)
        with _Window(self._ray, items, size, lambda item: task.remote(told, item)) as window:
            while (handed := window.next(self.workers)) is not None:
                yield self._answer(handed[1])

    def map_apart(
        self, function: Callable[[S, T], tuple[R, Any]], state: S, items: Iterable[T], size: Callable[[T], int] = one
    ) -> Iterator[tuple[R, Any] | Lost]:
        """As :meth:`map_ordered`, for what comes in two: the first comes here, the second, which may be large, stays in
        the cluster and comes as a reference to it, for :meth:`tree`."""
        told = self._put(function, state)
        task = self._ray.remote(num_cpus=1, max_retries=_RETRIES, scheduling_strategy="SPREAD", num_returns=2)(_work)
        with _Window(self._ray, items, size, lambda item: task.remote(told, item)) as window:
            while (handed := window.next(self.workers)) is not None:
                small, large = handed[1]
                answer = self._answer(small)
                yield answer if isinstance(answer, Lost) else (answer, large)

    def tree(self, merge: Callable[[R, R], R]) -> Tree[R]:
        """Merges what stays in the cluster there."""
        return _Tree(self._ray, merge)

    def _put(self, function: Any, state: Any) -> _Told:
        return _Told([self._ray.put((function, state))], __version__)

    def _answer(self, ref: Any) -> Any:
        from ray import exceptions

        try:
            return self._ray.get(ref)
        except exceptions.RayTaskError as error:
            if isinstance(error.cause, ModuleNotFoundError):
                raise _elsewhere(str(error.cause)) from error
            raise error.cause from None
        except exceptions.RaySystemError as error:  # what a task was told could not be read there
            raise _elsewhere(str(error).strip().splitlines()[-1]) from error
        except (exceptions.WorkerCrashedError, exceptions.NodeDiedError, exceptions.OutOfMemoryError) as error:
            return Lost(f"the worker died, each of {_RETRIES + 1} times ({type(error).__name__})")


class _Window:
    """The items that are on their way: few enough to bound memory, many enough to keep all workers busy."""

    def __init__(
        self, ray: Any, items: Iterable[Any], size: Callable[[Any], int], submit: Callable[[Any], Any]
    ) -> None:
        self._ray, self._items, self._size, self._submit = ray, iter(items), size, submit
        self._handed: deque[tuple[Any, Any, int]] = deque()
        self._in_flight = 0

    def __enter__(self) -> _Window:
        return self

    def next(self, workers: int) -> tuple[Any, Any] | None:
        """The next item in order, with what was handed over for it; None at the end."""
        while self._has_room(workers):
            try:
                item = next(self._items)
            except StopIteration:
                break
            size = self._size(item)
            self._handed.append((item, self._submit(item), size))
            self._in_flight += size
        if not self._handed:
            return None
        item, ref, size = self._handed.popleft()
        self._in_flight -= size
        return item, ref

    def _has_room(self, workers: int) -> bool:
        if len(self._handed) < workers:
            return True
        return len(self._handed) < AHEAD * workers and self._in_flight < AHEAD_SIZE

    def __exit__(self, *error: object) -> None:
        for _, ref, _ in self._handed:  # none is left, unless the caller stopped
            self._ray.cancel(ref[0] if isinstance(ref, list) else ref, force=True)


class _Tree:
    """Partial results, merged by tasks: each level holds fewer than :data:`_FAN_IN`, in the order of the items."""

    def __init__(self, ray: Any, merge: Callable[[Any, Any], Any]) -> None:
        self._ray, self._merge = ray, merge
        self._task = ray.remote(num_cpus=1, max_retries=_RETRIES)(_merged)
        self._levels: list[list[Any]] = []

    def add(self, ref: Any) -> None:
        """Take in the next partial result."""
        for level in self._levels:
            level.append(ref)
            if len(level) < _FAN_IN:
                return
            ref = self._task.remote(self._merge, *level)
            level.clear()
        self._levels.append([ref])

    def result(self) -> Any:
        """All of them as one; None where there are none."""
        left: list[Any] = []
        for level in self._levels:  # the first level holds the last items
            left = [*level, *left]
            while len(left) > _FAN_IN:
                left = [self._task.remote(self._merge, *left[:_FAN_IN]), *left[_FAN_IN:]]
        return _merged(self._merge, *self._ray.get(left)) if left else None


class _Told(NamedTuple):
    """What every task is told: where function and state are (in a list, so that Ray does not resolve the reference for
    each task anew), and the version of the package that they are of."""

    state: list[Any]
    version: str


def _elsewhere(why: str) -> ConfigError:
    return ConfigError(f"a machine of the cluster cannot do the work: {why}; all need the same packages as this one")


def _work(told: _Told, item: Any) -> Any:
    """In a worker: what comes of one item."""
    [ref] = told.state
    if told.version != __version__:
        raise _elsewhere(f"it has version {__version__} of normalize, not {told.version}")
    if ref.binary() not in _STATES:
        import ray

        _STATES.clear()
        _STATES[ref.binary()] = ray.get(ref)
    function, state = _STATES[ref.binary()]
    return function(state, item)


def _merged(merge: Callable[[Any, Any], Any], *parts: Any) -> Any:
    total = parts[0]
    for part in parts[1:]:
        total = merge(total, part)
    return total


@cache
def _library() -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is sent to anybody unasked
    try:
        import ray
    except ImportError as error:
        raise MissingLibrary("--engine ray needs Ray: pip install 'normalize-news[ray]'") from error
    return ray


def _to_standard_error(data: Mapping[str, Any], ignore_prefix: bool) -> None:
    """The first line of a message of Ray's daemons."""
    lines = "".join(data["lines"]).splitlines()
    sys.stderr.write(f"ray: {lines[0] if lines else ''}\n")


def _address() -> str:
    """Where the cluster is. Raises ConfigError for what no Ray answers at: Ray itself tries for minutes, and then
    again."""
    address = os.environ.get("RAY_ADDRESS", "auto")
    host, _, port = address.rpartition(":")
    if "://" in address:
        raise ConfigError(
            f"RAY_ADDRESS={address}: Ray Client is not supported; start on a machine of the cluster, with HOST:PORT"
        )
    if not port.isdecimal():
        return address
    try:
        socket.create_connection((host.strip("[]"), int(port)), _PATIENCE).close()
    except (OSError, OverflowError, UnicodeError) as error:
        raise ConfigError(f"RAY_ADDRESS names a Ray cluster that cannot be reached: {address}: {error}") from error
    return address


def _connect(ray: Any, jobs: int) -> None:
    from ray._private import worker

    # Standard output is for findings, and Ray writes there what its daemons say when a machine is lost.
    if hasattr(worker, "print_to_stdstream"):
        worker.print_to_stdstream = _to_standard_error
    quiet = {"log_to_driver": False, "logging_level": "ERROR"}
    try:
        ray.init(address=_address(), **quiet)
    except ConnectionError as error:
        if "RAY_ADDRESS" in os.environ:
            raise ConfigError(f"RAY_ADDRESS names a Ray cluster that cannot be reached: {error}") from error
        os.environ.setdefault("RAY_worker_niceness", "0")  # as the processes of a pool have; Ray's own default is 15
        try:
            ray.init(address="local", num_cpus=jobs, include_dashboard=False, **quiet)
        except Exception as error:  # Ray has no class of its own for a machine that is too busy to start it in time
            told = str(error).partition("\n")[0]
            raise WorkerError(
                f"Ray could not be started here ({told}); try again, start it by `ray start --head`, or go without"
            ) from error
