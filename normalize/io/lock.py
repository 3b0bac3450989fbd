"""One program at a time at a file that is read, changed and written again."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from normalize.errors import OutputError
from normalize.io.messages import reason

try:
    import fcntl
except ImportError:  # Windows, where files that are open cannot be replaced, so that nothing of this could be done
    fcntl = None  # type: ignore[assignment]

_PATIENCE = 30.0  # seconds: whoever has the lock writes a few lines, and a disk may be slow
_PAUSE = 0.02  # seconds between two tries


@contextmanager
def locked(path: Path, patience: float = _PATIENCE) -> Iterator[None]:
    """Keep others who ask for the same lock away from a file, or from a folder.

    A file that is not there is made. The lock is the system's, on the file itself: it ends with the process, whatever
    ends that, so that none is ever left behind. It may be replaced by the last thing that is done under the lock.
    Raises OutputError where it cannot be opened, or where another program has it for more than ``patience`` seconds.
    """
    if fcntl is None:
        yield
        return
    descriptor = _lock(path, patience)
    try:
        yield
    finally:
        os.close(descriptor)


def _lock(path: Path, patience: float) -> int:
    until = time.monotonic() + patience
    while True:
        try:
            descriptor = _open(path)
            if _is_taken(descriptor) and _is_the_same(descriptor, path):
                return descriptor
        except OSError as error:
            raise OutputError(f"{path}: cannot be written: {reason(error)}") from error
        os.close(descriptor)
        if time.monotonic() > until:
            since = f" since {patience:g} seconds" if patience else ""
            raise OutputError(f"{path}: another program is writing to it{since}; try again when it has ended")
        time.sleep(_PAUSE)


def _open(path: Path) -> int:
    if path.is_dir():
        return os.open(path, os.O_RDONLY)
    path.parent.mkdir(parents=True, exist_ok=True)
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o666)


def _is_taken(descriptor: int) -> bool:
    """Whether the lock was free, and is ours now."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_the_same(descriptor: int, path: Path) -> bool:
    """Whether the file is still the one that was opened: whoever had the lock may have replaced it."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False
