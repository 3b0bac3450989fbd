"""Whether a file is the one of an earlier run, told without reading it where that is certain.

A file whose inode, size and times are those noted then has the bytes that it had. Where anything differs, or the file
was written to so shortly before it was noted that its times would not show another write, its bytes are hashed: copies
and checkouts change times and no bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from time import time_ns
from typing import Any

from normalize.errors import NormalizeError
from normalize.io import sha256_file, write_atomic
from normalize.io.jsonlines import dump, parse

STATES = "states.json"
_DOUBT_NS = 2_000_000_000  # the coarsest clock of a file system in use (FAT), in nanoseconds

_State = list[int]  # inode, size, time of the last write, time of the last change of anything else


class States:
    """The states of files as an earlier run noted them, by their absolute paths."""

    def __init__(self, noted: Mapping[str, tuple[_State, int, str]] | None = None) -> None:
        """``noted``: the state, when it was noted (in nanoseconds), and the SHA-256 of the bytes then."""
        self._noted = noted or {}
        self.read = 0  # files that had to be read

    @classmethod
    def load(cls, file: Path) -> States:
        """The states in a file; none where there is no such file, or it holds another thing."""
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            found: dict[str, Any] = parse(file.read_bytes())
            told = ((path, [int(n) for n in state], int(at), str(held)) for path, (state, at, held) in found.items())
            return cls({path: (state, at, held) for path, state, at, held in told})
        return cls()

    def hash_of(self, path: Path) -> str | None:
        """The SHA-256 of a file's bytes, which are read only where its state leaves a doubt; None for none."""
        state, at, held = self._noted.get(str(path.absolute()), (None, 0, ""))
        if state is not None and _state(path) == state and max(state[2:]) < at - _DOUBT_NS:
            return held
        self.read += 1
        with suppress(NormalizeError):
            return sha256_file(path)
        return None


class Noting:
    """Takes down the states of files, with the hashes that a run finds out of them."""

    def __init__(self, inputs: Iterable[Path]) -> None:
        self._at = time_ns()
        self._begun = {path: _state(path) for path in inputs}
        self._noted: dict[str, tuple[_State, int, str]] = {}

    def read(self, path: Path, held: str) -> None:
        """An input that had the bytes with this hash when it was read; left out if it changed since the run began."""
        if (state := _state(path)) is not None and state == self._begun.get(path):
            self._noted[str(path.absolute())] = state, self._at, held

    def written(self, path: Path, held: str) -> None:
        """A file that has just been written, or was found with these bytes."""
        at = time_ns()
        if (state := _state(path)) is not None:
            self._noted[str(path.absolute())] = state, at, held

    def write(self, file: Path) -> None:
        """Keep what was taken down."""
        write_atomic(file, dump(dict(sorted(self._noted.items()))))


def _state(path: Path) -> _State | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return [status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns]
