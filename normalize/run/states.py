"""Whether a file is the one of an earlier run, told without reading it where that is certain.

A file whose inode, size and times are those noted then has the bytes that it had. Where anything differs, or the file
was written to so shortly before it was noted that its times would not show another write, its bytes are hashed: copies
and checkouts change times and no bytes. What is noted lies in the user's cache and not beside the runs, which hold no
time; of files elsewhere (``s3://``), and of more files than fit, nothing is noted.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from time import time_ns
from typing import Any

from normalize.errors import NormalizeError
from normalize.io import sha256_file
from normalize.io.remote import is_remote
from normalize.storage import cache
from normalize.storage.writing import pack

_KIND, _TABLE = "states", "files"
_DOUBT_NS = 2_000_000_000  # the coarsest clock of a file system in use (FAT), in nanoseconds
_MOST = 200_000  # files noted: a hundred megabytes of memory; to hash small files costs little

_State = list[int]  # inode, size, time of the last write, time of the last change of anything else


class States:
    """The states of the files of an output folder and of its inputs, as the last run noted them."""

    def __init__(self, home: Path) -> None:
        """``home`` is the folder of the runs."""
        self.read = 0  # files that had to be read
        store = cache.fetch(_KIND, _key(home))
        self._noted = store.tables.get(_TABLE) if store is not None else None

    def hash_of(self, path: Path) -> str | None:
        """The SHA-256 of a file's bytes, which are read only where its state leaves a doubt; None for none."""
        noted: Any = None if self._noted is None else self._noted.get(str(path.absolute()))
        if noted is not None:
            state, at, held = noted
            if max(state[2:]) < at - _DOUBT_NS and _state(path) == state:
                return str(held)
        self.read += 1
        with suppress(NormalizeError):
            return sha256_file(path)
        return None


class Noting:
    """Notes the states of files as a run is done with them."""

    def __init__(self, home: Path) -> None:
        """``home`` is the folder of the runs; one begins now."""
        self._home, self._begun = home, time_ns()
        self._noted: dict[str, tuple[_State, int, str]] = {}

    def read(self, path: Path, sha256: str) -> None:
        """An input that had these bytes when it was read; a write since the run began leaves a doubt."""
        self._note(path, sha256, self._begun)

    def written(self, path: Path, sha256: str) -> None:
        """A file that has these bytes now."""
        self._note(path, sha256, time_ns())

    def _note(self, path: Path, sha256: str, at: int) -> None:
        name = str(path.absolute())
        fits = len(self._noted) < _MOST and not is_remote(path) and name.isprintable()
        if fits and (state := _state(path)) is not None:
            self._noted[name] = state, at, sha256

    def keep(self) -> None:
        """Keep what was noted for the next run."""
        cache.keep(_KIND, _key(self._home), lambda: pack(_key(self._home), {}, {_TABLE: self._noted}))


def _key(home: Path) -> str:
    return cache.key_of([str(home.absolute())])


def _state(path: Path) -> _State | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return [status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns]
