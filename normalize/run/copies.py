"""The clean copies in an output folder: which of them a run may replace, and which somebody has worked on since."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from normalize.errors import JournalError, OutputError
from normalize.io import FileRef, sha256_file
from normalize.io.beneath import put
from normalize.run.file_entries import FileEntries
from normalize.run.journal import HOME, UNDONE, open_run, runs_in

REPLACED = "replaced"  # in a run's folder: what stood in the output and was no work of a run


class Copies:
    """What the runs into an output folder, and their undos, left there."""

    def __init__(self, output: Path, home: Path) -> None:
        """``home`` is the folder that holds the journals of the runs into ``output``."""
        self._output = output
        self._runs: list[FileEntries] = []
        self._undone: dict[str, set[str]] = defaultdict(set)
        self.is_interrupted = False  # whether the last run was: it may have left copies that no journal names
        for folder in runs_in(home / HOME):
            try:
                run = open_run(folder)
            except JournalError:  # what it wrote is not known to be the work of a run
                continue
            self.is_interrupted = not run.complete
            self._runs.append(run.files().which(lambda entry: entry["after"] is not None))
            for line in run.lines(UNDONE):
                for path, sha256 in line["files"].items():
                    self._undone[path].add(sha256)

    def _left(self, path: str) -> set[str]:
        """The hashes of a file as runs and undos left it."""
        entries = filter(None, (run.get(path) for run in self._runs))
        return {str(entry["after"]) for entry in entries} | self._undone.get(path, set())

    def strange(self, files: Iterable[FileRef]) -> list[FileRef]:
        """The files in whose place something stands that no run wrote."""
        return [ref for ref in self._there(files) if not self._left(ref.relative)]

    def edited(self, files: Iterable[FileRef]) -> list[FileRef]:
        """The files whose clean copy is there, and is not what a run left: somebody edited it."""
        there = self._there(files)
        return [ref for ref in there if sha256_file(self._output / ref.relative) not in self._left(ref.relative)]

    def _there(self, files: Iterable[FileRef]) -> list[FileRef]:
        """The files in whose place something stands; of a folder that is not there, nothing is asked one by one."""
        if not self._output.exists():
            return []
        return [ref for ref in files if (self._output / ref.relative).is_file()]

    def keep(self, files: Iterable[FileRef], run: Path) -> None:
        """Keep what stands in the place of files with a run, before it is replaced. Raises OutputError."""
        for ref in files:
            there, kept = self._output / ref.relative, run / REPLACED / ref.relative
            try:
                kept.parent.mkdir(parents=True, exist_ok=True)
                put(there, kept, kept.parent, there.stat().st_mode)
            except OSError as error:
                raise OutputError(f"{kept}: cannot be written: {error.strerror}") from error


def forget_same(run: Path, path: str, sha256: str) -> None:
    """What was kept of a file is not needed where the run has written the very same."""
    kept = run / REPLACED / path
    if kept.is_file() and sha256_file(kept) == sha256:
        kept.unlink()
        with suppress(OSError):  # as far up as they are empty
            os.removedirs(kept.parent)
