"""A journal quotes the files of its run, so nobody may read it who may not read them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from normalize.io.remote import is_remote

_OTHERS = {stat.S_IRGRP: stat.S_IRWXG, stat.S_IROTH: stat.S_IRWXO}  # who may read, and all that they may


def keep_private(home: Path, sources: Iterable[Path]) -> None:
    """Close a folder to the group, or to others, where one of the sources is closed to them. It is never opened.

    A folder of somebody else keeps what it has; so does one of a system without such permissions.

    >>> import tempfile
    >>> home = Path(tempfile.mkdtemp())
    >>> home.chmod(0o755)
    >>> source = home / "a.txt"
    >>> source.touch(mode=0o640)
    >>> keep_private(home, [source])
    >>> oct(home.stat().st_mode & 0o777)
    '0o750'
    """
    closed = 0
    for source in sources:
        if is_remote(source):
            continue
        with suppress(OSError):  # a source that is gone is told when it is its turn
            mode = os.stat(source).st_mode  # noqa: PTH116 - asked of each file of a run
            for reads, may in _OTHERS.items():
                closed |= 0 if mode & reads else may
        if closed == stat.S_IRWXG | stat.S_IRWXO:
            break
    if closed:
        with suppress(OSError):
            home.chmod(stat.S_IMODE(home.stat().st_mode) & ~closed)
