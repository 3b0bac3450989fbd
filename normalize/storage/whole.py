"""Reading a small file as a whole: settings, glossaries, profiles, judgements."""

from __future__ import annotations

import errno
import os
import select
import stat
from pathlib import Path

PATIENCE = 5.0  # seconds for the first byte of a pipe: whoever writes has been started before


def read_whole(path: Path) -> bytes:
    """The bytes of a file, or of a pipe. Raises OSError, for a device too: `/dev/zero` has no end.

    A pipe that nobody writes to is not waited for.

    >>> read_whole(Path("/dev/zero"))
    Traceback (most recent call last):
    OSError: [Errno 22] it is a device, not a file: '/dev/zero'
    """
    mode = path.stat().st_mode
    if stat.S_ISFIFO(mode):
        return _of_pipe(path)
    with path.open("rb") as stream:
        if (stat.S_ISCHR(mode) or stat.S_ISBLK(mode)) and not stream.isatty():
            raise OSError(errno.EINVAL, "it is a device, not a file", str(path))
        return stream.read()


def _of_pipe(path: Path) -> bytes:
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)  # else a pipe that nobody writes to is never opened
    with os.fdopen(descriptor, "rb") as stream:
        if not select.select([stream], [], [], PATIENCE)[0]:
            raise OSError(errno.ETIMEDOUT, "it is a pipe that nobody writes to", str(path))
        os.set_blocking(descriptor, True)
        return stream.read()
