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

_State = list[int]  # inode, size, time of the last write, time of the last change of anything


class States:
    """The states of files, by their resolved paths: ``hash_of`` reads a file only where its state leaves a doubt."""

    def __init__(self, noted: Mapping[str, tuple[_State, str]] | None = None, at: int = 0) -> None:
        self._noted, self._at = dict(noted or {}), at
        self.read = 0

    @classmethod
    def load(cls, path: Path) -> States:
        """The states that a run noted; none where there is no such file, or another thing."""
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            found: dict[str, Any] = parse(path.read_bytes())
            noted = {str(name): ([int(n) for n in state], str(held)) for name, (state, held) in found["files"].items()}
            return cls(noted, int(found["at"]))
        return cls()

    def hash_of(self, path: Path) -> str | None:
        """The SHA-256 of a file's bytes; None where it cannot be read."""
        state = _state(path)
        noted = self._noted.get(str(path.resolve()))
        if noted is not None and noted[0] == state and max(state[2:]) < self._at - _DOUBT_NS:
            return noted[1]
        self.read += 1
        with suppress(NormalizeError):
            return sha256_file(path)
        return None


class Taking:
    """Takes down the states of files as they are now, to be kept with the hashes that a run finds out of them."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._at = time_ns()
        self._states = {str(path.resolve()): _state(path) for path in paths}

    def write(self, path: Path, hashes: Mapping[str, str]) -> None:
        """Keep those of which the hash is known and that are as they were."""
        kept = {name: state for name, state in self._states.items() if name in hashes and _state(Path(name)) == state}
        files = {name: [state, hashes[name]] for name, state in sorted(kept.items())}
        write_atomic(path, dump({"at": self._at, "files": files}))


def _state(path: Path) -> _State | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return [status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns]
