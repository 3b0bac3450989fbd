"""What stands around a place: read from the original when it is looked at, and kept for the next look."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from threading import Lock
from typing import Any

from normalize.errors import JournalError, NormalizeError
from normalize.io import Fields, FileRef, records
from normalize.io.formats import NO_OTHERS, Others
from normalize.review.kept import Kept, Window
from normalize.review.proposals import Place
from normalize.run.journal import EDITS, Run
from normalize.run.located import Lines
from normalize.run.undo import original_of

AROUND = 200  # code points on either side of a place
Original = Callable[[str], AbstractContextManager[Path]]  # from a path of a finding to the file as it was read


class Contexts:
    """Windows on the places of files, all of a file read in one go, as a record file has to be; for several threads."""

    def __init__(self, places: Iterable[Place], original: Original, fields: Fields, others: Others = NO_OTHERS) -> None:
        """``original`` opens the original of a path; ``others`` are formats that do not ship."""
        self._places: dict[str, list[Place]] = defaultdict(list)
        for place in places:
            self._places[place.path].append(place)
        self._original, self._fields, self._others = original, fields, others
        self._lock = Lock()
        self._kept = Kept()
        self._read: dict[str, str] = {}  # files that were read, each with what was in the way

    def window(self, place: Place) -> Window | str:
        """The stretch of text around a place; a sentence that says why there is none."""
        with self._lock:
            if place.path not in self._read:
                self._read[place.path] = self._problem_with(place.path)
            if problem := self._read[place.path]:
                return problem
            return self._kept.get(place.id) or "this text is not in the file any more"

    def _problem_with(self, path: str) -> str:
        """Read a file and keep its windows; what was in the way."""
        wanted: dict[tuple[int | None, str | None], list[Place]] = defaultdict(list)
        for place in self._places.pop(path, ()):
            wanted[place.record, place.field].append(place)
        try:
            with self._original(path) as file:
                for units in records(FileRef(file, path), fields=self._fields, others=self._others, broken=_passed):
                    for unit in units:
                        self._keep(unit.text, wanted.get((unit.record, unit.field), ()))
        except (NormalizeError, OSError, ValueError) as error:
            return str(error)
        return ""

    def _keep(self, text: str, places: Sequence[Place]) -> None:
        if places:
            lines = Lines(text)
            for place in places:
                at = max(0, place.start - AROUND)
                self._kept.add(place.id, Window(at, *lines(place.start)[:2], text[at : place.end + AROUND]))


def _passed(problem: str) -> None:
    """A record that cannot be read has no places."""


def of_files(places: Iterable[Place]) -> Original:
    """The originals of a check: the files themselves."""
    files = {place.path: Path(place.file) for place in places}
    return lambda path: nullcontext(files[path])


def of_run(run: Run) -> Original:
    """The originals of a run: its backups, its inputs, or its output with the edits taken back."""
    entries = run.files()

    @contextmanager
    def original(path: str) -> Iterator[Path]:
        if (entry := entries.get(path)) is None:
            raise JournalError(f"{path}: the journal does not say what the run did with this file")
        with tempfile.TemporaryDirectory() as scratch:
            yield _original(run, entry, Path(scratch))

    return original


def _original(run: Run, entry: Mapping[str, Any], scratch: Path) -> Path:
    with suppress(JournalError):
        return original_of(run, entry, (), scratch)  # most often it is there, and no edits have to be read
    made = [edit for edit in run.lines(EDITS) if edit["path"] == entry["path"]]
    return original_of(run, entry, made, scratch)
