"""Reading a small file as a whole: settings, glossaries, profiles, judgements."""

from __future__ import annotations

import errno
import stat
from pathlib import Path


def read_whole(path: Path) -> bytes:
    """The bytes of a file, or of a pipe. Raises OSError, for a device too: `/dev/zero` has no end.

    >>> read_whole(Path("/dev/zero"))
    Traceback (most recent call last):
    OSError: [Errno 22] it is a device, not a file: '/dev/zero'
    """
    with path.open("rb") as stream:
        mode = path.stat().st_mode
        if (stat.S_ISCHR(mode) or stat.S_ISBLK(mode)) and not stream.isatty():
            raise OSError(errno.EINVAL, "it is a device, not a file", str(path))
        return stream.read()
