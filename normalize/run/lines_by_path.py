"""The lines of a file of a journal, file by file of the run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import Any

from normalize.run.file_entries import Entry, FileEntries
from normalize.run.journal_shapes import LINES, line_of
from normalize.run.line_files import LineReader, Place


class LinesByPath:
    """The lines of a file of a journal by the ``path`` they speak of, read when they are asked for; without damaged
    ones. What is held of a path are some ten bytes, as long as the lines come by path."""

    def __init__(self, file: Path) -> None:
        self._file, self._shape = LineReader(file), LINES[file.name]
        self._places = FileEntries.of(self._grouped(), _joined)

    def _grouped(self) -> Iterator[Entry]:
        for path, lines in groupby(self._told(), lambda told: told[0]):
            places: list[list[int]] = []  # as lists, for JSON has no tuples
            count = 0
            for _, place in lines:
                count += 1
                if places and (places[-1][0], places[-1][2]) == (place.member, place.start):
                    places[-1][2] = place.end
                else:
                    places.append(list(place))
            yield {"path": path, "count": count, "places": places}

    def _told(self) -> Iterator[tuple[str, Place]]:
        with suppress(OSError):
            for place, line in self._file:
                with suppress(ValueError):
                    yield str(line_of(line, self._shape)["path"]), place

    def count(self, path: str) -> int:
        """How many lines there are on a path."""
        found = self._places.get(path)
        return 0 if found is None else int(found["count"])

    def of(self, path: str) -> Iterator[dict[str, Any]]:
        """The lines on a path, in their order."""
        found = self._places.get(path)
        for place in found["places"] if found is not None else ():
            for line in self._file.read(Place(*place)).splitlines():
                yield line_of(line, self._shape)


def _joined(one: Entry, other: Entry) -> Entry:
    return {**one, "count": one["count"] + other["count"], "places": [*one["places"], *other["places"]]}
