"""Whether a file is the one of an earlier run, told without reading it where that is certain.

A file whose inode, size and times are those noted then has the bytes that it had. Where anything differs, or the file
was written to so shortly before it was noted that its times would not show another write, its bytes are hashed: copies
and checkouts change times and no bytes. Of files elsewhere (``s3://``) nothing is noted.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from time import time_ns
from typing import BinaryIO

from normalize.errors import NormalizeError, OutputError
from normalize.io import sha256_file
from normalize.io.jsonlines import dump, parse
from normalize.io.remote import is_remote

STATES = "states.jsonl"  # beside the runs; while a run goes on in its folder
_DOUBT_NS = 2_000_000_000  # the coarsest clock of a file system in use (FAT), in nanoseconds

_State = list[int]  # inode, size, time of the last write, time of the last change of anything else


class States:
    """The states of files as an earlier run noted them."""

    def __init__(self, file: Path) -> None:
        """``file`` is what :class:`Noting` wrote; where there is none, or another thing, every file is read."""
        self.read = 0  # files that had to be read
        self._noted: dict[str, bytes] = {}
        with suppress(OSError), file.open("rb") as stream:
            for line in stream:
                with suppress(ValueError, KeyError, TypeError):
                    self._noted[parse(line)["path"]] = line  # a tenth of the memory that its parts would take

    def hash_of(self, path: Path) -> str | None:
        """The SHA-256 of a file's bytes, which are read only where its state leaves a doubt; None for none."""
        with suppress(KeyError, ValueError, TypeError):
            noted = parse(self._noted[str(path.absolute())])
            state: _State = noted["state"]
            if max(state[2:]) < noted["at"] - _DOUBT_NS and _state(path) == state:
                return str(noted["sha256"])
        self.read += 1
        with suppress(NormalizeError):
            return sha256_file(path)
        return None


class Noting:
    """Writes down the states of files as a run is done with them."""

    def __init__(self, run: Path) -> None:
        """``run`` is the folder of the run, which begins now, or is gone on with."""
        self._file, self._begun = run / STATES, time_ns()
        try:
            self._stream: BinaryIO = self._file.open("ab")
        except OSError as error:
            raise OutputError(f"{self._file}: cannot write: {error.strerror}") from error

    def read(self, path: Path, sha256: str) -> None:
        """An input that had these bytes when it was read; a write since the run began leaves a doubt."""
        self._note(path, sha256, self._begun)

    def written(self, path: Path, sha256: str) -> None:
        """A file that has these bytes now."""
        self._note(path, sha256, time_ns())

    def _note(self, path: Path, sha256: str, at: int) -> None:
        if not is_remote(path) and (state := _state(path)) is not None:
            self._stream.write(dump({"path": str(path.absolute()), "state": state, "at": at, "sha256": sha256}))

    def close(self, *, complete: bool) -> None:
        """Stop; what was noted in a complete run is kept beside the runs."""
        self._stream.close()
        if complete:
            self._file.replace(self._file.parent.parent / STATES)


def _state(path: Path) -> _State | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return [status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns]
