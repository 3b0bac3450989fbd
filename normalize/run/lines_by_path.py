"""The lines of a file of a journal, file by file of the run."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from normalize.run.line_files import LineReader, Place
from normalize.run.shapes import LINES, line_of


class LinesByPath:
    """The lines of a file of a journal by the ``path`` they speak of, read when they are asked for; without damaged
    ones."""

    def __init__(self, file: Path) -> None:
        self._file, self._shape = LineReader(file), LINES[file.name]
        self._places: dict[str, list[Place]] = defaultdict(list)
        self._counts = Counter[str]()
        with suppress(OSError):
            for place, line in self._file:
                with suppress(ValueError):
                    self._add(str(line_of(line, self._shape)["path"]), place)

    def _add(self, path: str, place: Place) -> None:
        places = self._places[path]
        self._counts[path] += 1
        if places and (last := places[-1])[::2] == place[:2]:
            places[-1] = last._replace(end=place.end)
        else:
            places.append(place)

    def count(self, path: str) -> int:
        """How many lines there are on a path."""
        return self._counts[path]

    def of(self, path: str) -> Iterator[dict[str, Any]]:
        """The lines on a path, in their order."""
        for place in self._places.get(path, ()):
            for line in self._file.read(place).splitlines():
                yield line_of(line, self._shape)
