"""What stands around a place: read from the original when it is looked at, and kept for the next look."""

from __future__ import annotations

import tempfile
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from normalize.errors import JournalError, NormalizeError
from normalize.io import Fields, FileRef, records
from normalize.io.formats import NO_OTHERS, Others
from normalize.review.proposals import Place
from normalize.run.journal import EDITS, Run
from normalize.run.located import Lines
from normalize.run.undo import original_of
from normalize.text.lines import BREAKS

AROUND = 200  # code points on either side of a place
_WORD = 25  # code points within which a word ends, most often
_KEPT = 50_000  # windows that are kept, of whole files at a time
Original = Callable[[str], AbstractContextManager[Path]]  # from a path of a finding to the file as it was read


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a text that begins at the offset ``at``, and the 1-based line and column of the place in it.

    ``opens`` and ``goes_on`` say that its line began before it, and goes on behind it.
    """

    at: int
    line: int
    column: int
    text: str
    opens: bool = False
    goes_on: bool = False

    def around(self, start: int, end: int, most: int) -> tuple[str, str]:
        """Up to so many code points in front of a span, and behind it."""
        start, end = start - self.at, end - self.at
        return self.text[max(0, start - most) : start], self.text[end : end + most]

    def around_line(self, start: int, end: int, most: int) -> Window:
        """The part of the window that is on the lines of a span, up to so many code points on either side.

        It begins and ends between words where a word begins or ends near by, and says whether the line goes on.

        >>> Window(10, 2, 1, "The end.\\nThe Panchir valley.\\n").around_line(23, 30, 100).text
        'The Panchir valley.'
        """
        before, behind = self.around(start, end, most)
        first = max(before.rfind(mark) for mark in BREAKS) + 1
        last = min((at for mark in BREAKS if (at := behind.find(mark)) >= 0), default=len(behind))
        opens, goes_on = not first and len(before) == most, last == most
        if opens:
            first = before.find(" ", 0, _WORD) + 1
        if goes_on:
            last = max(behind.rfind(" ", last - _WORD, last), 0) or last
        at = start - len(before) + first
        text = self.text[at - self.at : end - self.at + last]
        return replace(self, at=at, text=text, opens=opens, goes_on=goes_on)

    def holds(self, place: Place, text: str) -> bool:
        """Whether the text stands at the place, as far as it can be seen here."""
        return self.text[place.start - self.at : place.end - self.at] == text


class Contexts:
    """Windows on the places of files, all of a file read in one go, as a record file has to be."""

    def __init__(self, places: Iterable[Place], original: Original, fields: Fields, others: Others = NO_OTHERS) -> None:
        """``original`` opens the original of a path; ``others`` are formats that do not ship."""
        self._places: dict[str, list[Place]] = defaultdict(list)
        for place in places:
            self._places[place.path].append(place)
        self._original, self._fields, self._others = original, fields, others
        self._kept: OrderedDict[str, dict[str, Window] | str] = OrderedDict()

    def window(self, place: Place) -> Window | str:
        """The stretch of text around a place; a sentence that says why there is none."""
        found = self._of_file(place.path)
        return found if isinstance(found, str) else found.get(place.id, "this text is not in the file any more")

    def _of_file(self, path: str) -> dict[str, Window] | str:
        if path not in self._kept:
            self._kept[path] = self._read(path)
            while len(self._kept) > 1 and sum(map(len, self._kept.values())) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(path)
        return self._kept[path]

    def _read(self, path: str) -> dict[str, Window] | str:
        wanted: dict[tuple[int | None, str | None], list[Place]] = defaultdict(list)
        for place in self._places[path]:
            wanted[place.record, place.field].append(place)
        found: dict[str, Window] = {}
        try:
            with self._original(path) as file:
                for units in records(FileRef(file, path), fields=self._fields, others=self._others, broken=_passed):
                    for unit in units:
                        found |= _cut(unit.text, wanted[unit.record, unit.field])
        except (NormalizeError, OSError, ValueError) as error:
            return str(error)
        return found


def _cut(text: str, places: list[Place]) -> dict[str, Window]:
    if not places:
        return {}
    lines = Lines(text)
    starts = ((place, max(0, place.start - AROUND)) for place in places)
    return {p.id: Window(at, *lines(p.start)[:2], text[at : p.end + AROUND]) for p, at in starts}


def _passed(problem: str) -> None:
    """A record that cannot be read has no places."""


def of_files(places: Iterable[Place]) -> Original:
    """The originals of a check: the files themselves."""
    files = {place.path: Path(place.file) for place in places}
    return lambda path: nullcontext(files[path])


def of_run(run: Run) -> Original:
    """The originals of a run: its backups, its inputs, or its output with the edits taken back."""
    entries = {entry["path"]: entry for entry in run.files()}

    @contextmanager
    def original(path: str) -> Iterator[Path]:
        with tempfile.TemporaryDirectory() as scratch:
            yield _original(run, entries[path], Path(scratch))

    return original


def _original(run: Run, entry: Mapping[str, Any], scratch: Path) -> Path:
    with suppress(JournalError):
        return original_of(run, entry, (), scratch)  # most often it is there, and no edits have to be read
    made = [edit for edit in run.lines(EDITS) if edit["path"] == entry["path"]]
    return original_of(run, entry, made, scratch)
