"""The runs of an output folder one on top of the other: which an undo goes through, and whose a file is."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from normalize.errors import JournalError
from normalize.io import sha256_file
from normalize.run import journal
from normalize.run.journal import Run


def runs_of(path: Path, *, trust: bool = False) -> Iterator[Run]:
    """The runs that an undo takes back: that of a run's own folder, or all those of ``DIR`` or ``DIR/.normalize``,
    newest first. Raises JournalError."""
    latest = journal.open_run(path, trust=trust)
    yield latest
    if any((home / journal.MANIFEST).is_file() for home in (path, path / journal.HOME)):
        return
    for folder in reversed(journal.runs_in(latest.folder.parent)):
        if folder.name < latest.folder.name:
            yield journal.open_run(folder, trust=trust)


@dataclass(frozen=True, slots=True)
class Later:
    """What an undo saw to before: the later ``runs``, and the paths of the files that it ``left`` alone and named."""

    runs: Sequence[Run] = ()
    left: Container[str] = ()

    def has(self, path: str) -> bool:
        """Whether a file is no earlier run's any more, or was told of."""
        return path in self.left or any(_has_written(run, path) for run in self.runs)


FIRST = Later()


def _has_written(run: Run, path: str) -> bool:
    """Whether a run wrote a copy of its own of a file, over that of any run before it; in place none does that: what
    it finds is what the run before it left."""
    entry = None if run.manifest["in_place"] else run.files().get(path)
    return entry is not None and entry["status"] in ("changed", "unchanged")


def on_top(run: Run, path: str, sha256: str) -> Run | None:
    """The run into the same folder after this one that left a file as it is now, None where nobody did."""
    for folder in journal.runs_in(run.folder.parent):
        if folder.name > run.folder.name:
            with suppress(JournalError):
                other = journal.open_run(folder, trust=run.is_trusted)
                entry = other.files().get(path)
                if entry and entry["status"] == "changed" and other.taken_back().state(path, sha256) is not None:
                    return other
    return None


def stands(run: Run) -> bool:
    """Whether some file is as the run, or an undo of a part of it, left it, and not as it was before."""
    back = run.taken_back()
    for entry in run.files():
        file = run.output / entry["path"]
        if entry["status"] == "changed" and file.is_file():
            now = sha256_file(file)
            if now != entry["before"] and back.state(entry["path"], now) is not None:
                return True
    return False
