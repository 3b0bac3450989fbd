"""Which runs of an output folder have edits that still stand in its files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from normalize.io import sha256_file
from normalize.run import journal
from normalize.run.journal import Run


def runs_of(path: Path, *, trust: bool = False) -> Iterator[Run]:
    """The runs that an undo takes back: that of a run's own folder, or those of ``DIR`` or ``DIR/.normalize``.

    The first is the latest one that has edits to take back; behind it come the earlier ones, newest first, as far as
    edits of theirs stand in the files when they are asked for. Raises JournalError.
    """
    first = journal.open_run(path, with_edits=True, trust=trust)
    yield first
    if any((home / journal.MANIFEST).is_file() for home in (path, path / journal.HOME)):
        return
    for folder in reversed(journal.runs_in(first.folder.parent)):
        if folder.name < first.folder.name:
            run = journal.open_run(folder, trust=trust)
            if stands(run):
                yield run


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
