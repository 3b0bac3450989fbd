"""Translations kept on disk: what a model said once is not asked again, by this run or another.

One SQLite file in WAL mode: several processes may use it at once, and a process that is killed leaves it whole.
"""

from __future__ import annotations

import math
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from normalize.errors import OutputError
from normalize.translate.model import Output

FILE = "translations.sqlite"
_WAIT = 30.0  # seconds that a process waits for another one's write
_AT_ONCE = 500  # keys a query
_TABLE = "CREATE TABLE IF NOT EXISTS outputs (key BLOB PRIMARY KEY, text BLOB NOT NULL, score REAL) WITHOUT ROWID"


def key_of(*parts: str) -> bytes:
    """The key of a text under all that its translation depends on."""
    digest = blake2b(digest_size=20)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "little") + data)
    return digest.digest()


@dataclass(frozen=True, slots=True)
class Size:
    """How much a cache holds."""

    path: Path
    entries: int
    bytes: int


def _output(text: Any, score: Any) -> Output | None:
    """What a row holds; None for one that this version did not write: it counts as not there."""
    if not isinstance(text, bytes) or not (score is None or (isinstance(score, float) and math.isfinite(score))):
        return None
    try:
        return Output(text.decode("utf-8", "surrogatepass"), score)
    except UnicodeDecodeError:
        return None


class Cache:
    """The translations in a folder. Not shared between threads; picklable, and safe to take into a forked process."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._made: tuple[int, sqlite3.Connection] | None = None

    def __getstate__(self) -> dict[str, object]:
        return {"path": self.path, "_made": None}

    def get(self, keys: Iterable[bytes]) -> dict[bytes, Output]:
        """What is known, by key."""
        wanted = sorted(set(keys))
        found: dict[bytes, Output] = {}
        with self._used() as connection:
            for at in range(0, len(wanted), _AT_ONCE):
                part = wanted[at : at + _AT_ONCE]
                marks = ",".join("?" * len(part))
                rows = connection.execute(f"SELECT key, text, score FROM outputs WHERE key IN ({marks})", part)  # noqa: S608  only question marks
                found |= {key: output for key, text, score in rows if (output := _output(text, score)) is not None}
        return found

    def put(self, outputs: Mapping[bytes, Output]) -> None:
        """Remember outputs; on disk when this returns."""
        rows = [(key, out.text.encode("utf-8", "surrogatepass"), out.score) for key, out in sorted(outputs.items())]
        with self._used() as connection, connection:
            connection.executemany("INSERT OR REPLACE INTO outputs VALUES (?, ?, ?)", rows)

    def size(self) -> Size:
        """Entries and bytes; nothing is created for the answer."""
        if not self.path.is_file():
            return Size(self.path, 0, 0)
        with self._used() as connection:
            entries = connection.execute("SELECT count(*) FROM outputs").fetchone()[0]
        return Size(self.path, entries, sum(file.stat().st_size for file in self._files() if file.is_file()))

    def clear(self) -> None:
        """Forget everything, whatever state the file is in. Raises OutputError."""
        self.close()
        try:
            for file in self._files():
                file.unlink(missing_ok=True)
        except OSError as error:
            raise OutputError(f"{self.path}: cannot remove the cache: {error.strerror}") from error

    def close(self) -> None:
        """Close the file; it opens again when it is needed."""
        made, self._made = self._made, None
        if made is not None and made[0] == os.getpid():
            made[1].close()

    def _files(self) -> Iterator[Path]:
        return (self.path.with_name(self.path.name + end) for end in ("", "-wal", "-shm"))

    @contextmanager
    def _used(self) -> Iterator[sqlite3.Connection]:
        try:
            yield self._connection()
        except (sqlite3.Error, OSError) as error:
            what = f"{self.path}: cannot be used as the cache of translations: {error}"
            raise OutputError(f"{what}; remove the file, or name another folder with `--cache DIR`") from error

    def _connection(self) -> sqlite3.Connection:
        """The connection of this process: SQLite's must not be carried across a fork."""
        if self._made is None or self._made[0] != os.getpid():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self.path, timeout=_WAIT, check_same_thread=False)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.execute(_TABLE)
            self._made = (os.getpid(), connection)
        return self._made[1]
