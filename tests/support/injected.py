"""Faults of the system at a chosen moment: short writes, full disks, errors of devices, refused renames, deaths.

A *point* is a call that changes what is on disk, or reads it. :class:`Faults` counts the points that a piece of work
goes by, and lets one of them fail in one way. The work runs in a process of its own (:func:`run`), since a death is one
of the ways. Nothing of it needs privileges. Nothing is really brought to the disk: processes die here, machines do not.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

DIED = 9  # exit status of a process that died of a fault

# What can go wrong at each kind of point: an errno, or a word.
WAYS: dict[str, tuple[int | str, ...]] = {
    "open": (errno.EACCES, errno.ENOSPC, errno.EMFILE, "death"),
    "read": (errno.EIO, "death"),
    "write": (errno.ENOSPC, errno.EIO, "short", "short, then ENOSPC", "death", "half, then death"),
    "fsync": (errno.EIO, errno.ENOSPC, "death"),
    "replace": (errno.EACCES, errno.EXDEV, errno.EIO, "death", "done, then death"),
    "mkdir": (errno.EACCES, errno.ENOSPC, "death"),
    "unlink": (errno.EACCES, errno.EROFS, "death", "done, then death"),
    "chmod": (errno.EPERM, "death"),
    "truncate": (errno.EIO, "death"),
    "link": (errno.EXDEV, errno.EPERM, "death", "done, then death"),
}
_OF_OS = {
    "fsync": ("fsync",),
    "replace": ("replace", "rename"),
    "mkdir": ("mkdir",),
    "unlink": ("unlink", "remove", "rmdir"),
    "chmod": ("chmod", "fchmod", "utime", "chown", "setxattr"),
    "truncate": ("ftruncate",),
    "link": ("link", "symlink"),
}
_PATIENCE = 10.0  # seconds in which workers must have ended after their parent
_WRITING = frozenset("wax+")


@dataclass(frozen=True)
class Fault:
    """The ``number``-th point of a kind fails in a way; with ``workers`` the points of child processes count alone."""

    kind: str
    number: int
    way: int | str
    workers: bool = False

    def __str__(self) -> str:
        way = errno.errorcode[self.way] if isinstance(self.way, int) else self.way
        return f"{self.kind} {self.number}: {way}{' in a worker' if self.workers else ''}"


class Faults:
    """Counts the points below some folders, and makes one of them fail."""

    def __init__(self, below: Path, fault: Fault | None = None) -> None:
        self._below, self._fault, self._pid = os.fspath(below), fault, os.getpid()
        self.passed: dict[str, int] = dict.fromkeys(WAYS, 0)
        self._short = False

    @contextmanager
    def injected(self) -> Iterator[None]:
        """The system as it fails."""
        opened = io.open

        def opens(file: Any, mode: str = "r", buffering: int = -1, *rest: Any, **more: Any) -> Any:
            return self._open(opened, file, mode, buffering, *rest, **more)

        patches = [mock.patch.object(io, "open", opens), mock.patch.object(builtins, "open", opens)]
        patches.append(mock.patch.object(os, "open", self._os_open(os.open)))
        patches.append(mock.patch.object(os, "write", self._os_write(os.write)))
        for kind, names in _OF_OS.items():
            real = (lambda file: None) if kind == "fsync" else None
            patches += [mock.patch.object(os, name, self._call(kind, real or getattr(os, name))) for name in names]
        for patch in patches:
            patch.start()
        try:
            yield
        finally:
            for patch in reversed(patches):
                patch.stop()

    def _is_ours(self, file: Any) -> bool:
        """Whether a file is one of those below: of a descriptor, by its name in /proc."""
        try:
            if isinstance(file, int):
                return os.readlink(f"/proc/self/fd/{file}").startswith(self._below)  # noqa: PTH115
            place = os.fsdecode(os.fspath(file))
        except (OSError, TypeError):
            return False
        return not place.startswith("/") or place.startswith(self._below)

    def _at(self, kind: str) -> int | str | None:
        """The way in which the point that is reached now fails, if it does."""
        fault = self._fault
        if fault is not None and fault.workers == (os.getpid() == self._pid):
            return None
        self.passed[kind] += 1
        if fault is None or kind != fault.kind or self.passed[kind] != fault.number:
            return None
        if fault.way == "death":
            os._exit(DIED)
        return fault.way

    def _call(self, kind: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(file: Any, *rest: Any, **more: Any) -> Any:
            if not self._is_ours(file):
                return real(file, *rest, **more)
            way = self._at(kind)
            if isinstance(way, int):
                raise OSError(way, os.strerror(way), file if isinstance(file, str) else None)
            made = real(file, *rest, **more)
            if way is not None:
                os._exit(DIED)
            return made

        return call

    def _os_open(self, real: Callable[..., int]) -> Callable[..., int]:
        def call(path: Any, flags: int, *rest: Any, **more: Any) -> int:
            writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            if writes and self._is_ours(path):
                way = self._at("open")
                if isinstance(way, int):
                    raise OSError(way, os.strerror(way), os.fspath(path))
            return real(path, flags, *rest, **more)

        return call

    def _os_write(self, real: Callable[[int, Any], int]) -> Callable[[int, Any], int]:
        def call(descriptor: int, data: Any) -> int:
            if not self._is_ours(descriptor):
                return real(descriptor, data)
            return self.write(lambda some: real(descriptor, some), data)

        return call

    def write(self, real: Callable[[Any], int | None], data: Any) -> int:
        """Write some bytes, all or fewer, or fail."""
        if self._short:
            self._short = False
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        way = self._at("write")
        if isinstance(way, int):
            raise OSError(way, os.strerror(way))
        if way is None:
            return real(data) or 0
        written = real(memoryview(data)[: len(data) // 2]) or 0
        if way == "half, then death":
            os._exit(DIED)
        self._short = way == "short, then ENOSPC"
        return written

    def read(self) -> None:
        """Fail to read, if it is time."""
        if isinstance(way := self._at("read"), int):
            raise OSError(way, os.strerror(way))

    def _open(self, real: Callable[..., Any], file: Any, mode: str, buffering: int, *rest: Any, **more: Any) -> Any:
        writes = bool(_WRITING & set(mode))
        if not self._is_ours(file) or (more.get("opener") is not None):
            return real(file, mode, buffering, *rest, **more)
        if writes and not isinstance(file, int):
            way = self._at("open")
            if isinstance(way, int):
                raise OSError(way, os.strerror(way), os.fspath(file))
        raw = _Raw(self, file, mode.replace("b", "").replace("t", ""), closefd=more.pop("closefd", True))
        if "b" in mode and buffering == 0:
            return raw
        kind = io.BufferedRandom if "+" in mode else io.BufferedWriter if writes else io.BufferedReader
        buffered = kind(raw, buffering if buffering > 1 else io.DEFAULT_BUFFER_SIZE)  # type: ignore[arg-type]
        if "b" in mode:
            return buffered
        text = io.TextIOWrapper(buffered, *rest, line_buffering=buffering == 1, **more)
        text.mode = mode  # type: ignore[misc]
        return text


class _Raw(io.FileIO):
    """A file whose reads and writes are points."""

    def __init__(self, faults: Faults, file: Any, mode: str, **more: Any) -> None:
        super().__init__(file, mode, **more)
        self._faults = faults

    def write(self, data: Any) -> int:
        return self._faults.write(super().write, data)

    def readinto(self, buffer: Any) -> int | None:  # type: ignore[override]
        self._faults.read()
        return super().readinto(buffer)

    def readall(self) -> bytes:
        self._faults.read()
        return super().readall()


@contextmanager
def jumping_clock(seconds: float, every: int = 3) -> Iterator[None]:
    """A clock that is set to and fro: each so-many-th question is answered as if it were asked so much later."""
    asked = 0
    real = {name: getattr(time, name) for name in ("time", "monotonic", "time_ns", "monotonic_ns")}

    def jumps(name: str) -> Callable[[], Any]:
        def now() -> Any:
            nonlocal asked
            asked += 1
            jump = seconds if asked % every == 0 else 0
            return real[name]() + (int(jump * 1e9) if name.endswith("_ns") else jump)

        return now

    patches = [mock.patch.object(time, name, jumps(name)) for name in real]
    for patch in patches:
        patch.start()
    try:
        yield
    finally:
        for patch in patches:
            patch.stop()


@dataclass(frozen=True)
class Stop:
    """A signal after some seconds, to a command alone or to its workers, too; so often, each time it is begun again."""

    signal: int
    seconds: float
    to_all: bool = False
    times: int = 1


@dataclass(frozen=True)
class Ended:
    """How a command ended, what it said, how many points of each kind it passed, and what it left running."""

    status: int
    said: str
    passed: dict[str, int]
    left: tuple[int, ...] = ()

    @property
    def is_polite(self) -> bool:
        """Whether it died, or told what is wrong as it tells a person, and its workers ended with it."""
        told = self.status == DIED or not ("Traceback" in self.said or "internal error" in self.said)
        return told and not self.left


def _stop(pid: int, stop: Stop) -> None:
    """Send a signal to a process when it is time, if it still runs."""
    until = time.monotonic() + stop.seconds
    while time.monotonic() < until:
        if os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return
        time.sleep(0.001)
    with suppress(ProcessLookupError):
        (os.killpg if stop.to_all else os.kill)(pid, stop.signal)


def _left(group: int) -> tuple[int, ...]:
    """The processes of a group that have not ended; they have some seconds to do so, and are killed then."""
    until = time.monotonic() + _PATIENCE
    while True:
        running = []
        for place in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                state, _, of = place.read_text("utf-8", "replace").rpartition(")")[2].split()[:3]
                if int(of) == group and state != "Z":
                    running.append(int(place.parent.name))
        if not running or time.monotonic() > until:
            break
        time.sleep(0.05)
    for pid in running:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return tuple(running)


def run(
    words: list[str],
    folder: Path,
    fault: Fault | None = None,
    keys: str = "",
    clock: float = 0,
    stop: Stop | None = None,
) -> Ended:
    """Run a command of the program in a process that is forked from this one, in a folder."""
    log = folder.parent / "said"
    pid = start(words, folder, log, fault, keys, clock)
    if stop is not None:
        with suppress(OSError):
            os.setpgid(pid, pid)
        _stop(pid, stop)
    return ended(pid, log, stop is not None)


def start(
    words: list[str], folder: Path, log: Path, fault: Fault | None = None, keys: str = "", clock: float = 0
) -> int:
    """Begin to run a command, which says what it says in ``log``: its process, to be waited for by :func:`ended`."""
    log.write_bytes(b"")
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)  # Ray leaves a handler that waits for threads which are not here
        os.setpgid(0, 0)
        _child(words, folder, fault, keys, clock, log)
    return pid


def ended(pid: int, log: Path, is_stopped: bool = False) -> Ended:
    """How a command ended that was begun; where it was stopped, workers may be left."""
    _, status = os.waitpid(pid, 0)
    left = _left(pid) if is_stopped else ()
    said, is_done, points = log.read_text("utf-8", "replace").partition("\x00")
    passed = dict(zip(WAYS, map(int, points.split()), strict=True)) if is_done else {}
    code = os.waitstatus_to_exitcode(status)
    return Ended(DIED if code == -signal.SIGKILL else code, said, passed, left)


def warm(words: list[str], folder: Path) -> None:
    """Run a command in this process, so that those that are forked from it find its tables read and its words known."""
    from normalize.cli import main

    here = Path.cwd()
    os.chdir(folder)
    said = io.TextIOWrapper(io.BytesIO(), "utf-8")
    try:
        with redirect_stdout(said), redirect_stderr(said), mock.patch.object(sys, "argv", ["normalize", *words]):
            main()
    except SystemExit:
        pass
    finally:
        os.chdir(here)


def _child(words: list[str], folder: Path, fault: Fault | None, keys: str, clock: float, log: Path) -> None:
    """What the child process does; it never returns."""
    status: Any = 70
    faults = Faults(folder, fault)
    try:
        os.chdir(folder)
        out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
        os.dup2(out, 1)
        os.dup2(out, 2)
        sys.stdout = io.TextIOWrapper(io.FileIO(1, "w", closefd=False), "utf-8", write_through=True)
        sys.stderr = io.TextIOWrapper(io.FileIO(2, "w", closefd=False), "utf-8", write_through=True)
        sys.stdin = io.TextIOWrapper(io.BytesIO(keys.encode()), "utf-8")
        sys.argv = ["normalize", *words]
        from normalize.cli import main, session

        session.errors.cache_clear()
        try:
            with jumping_clock(clock) if clock else faults.injected():
                main()
        except SystemExit as stop:
            status = stop.code or 0
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # what follows is no more of the program
        os.write(out, b"\x00" + " ".join(map(str, faults.passed.values())).encode())
    except KeyboardInterrupt:  # before the program has begun
        status = 130
    except BaseException as error:
        os.write(2, f"Traceback: {error!r}".encode())
    os._exit(status)
