"""What the journal of an earlier run says of single records, read when it is asked for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from normalize.io import Unit
from normalize.model import Finding
from normalize.run import journal
from normalize.run.facts import Facts, text_of
from normalize.run.line_files import LineReader, Place
from normalize.run.records import FieldResult
from normalize.run.shapes import LINES, line_of
from normalize.run.undo import as_finding
from normalize.text.edits import apply

_ByPlace = Mapping[tuple[int | None, str | None], Sequence[Finding]]  # by record and field


class KnownRecords:
    """What an earlier run found in the records of a file, for those that have the same text and are not concerned by
    what changed otherwise."""

    def __init__(
        self,
        path: str,
        file: str,
        lines: Mapping[str, LinesByPath],
        is_concerned: Callable[[str, Sequence[Unit]], bool],
    ) -> None:
        self._path, self._file, self._lines, self._is_concerned = path, file, lines, is_concerned

    def results(self, units: Sequence[Unit]) -> list[FieldResult] | None:
        """What comes of a record; None where it is concerned, or is not the one of that run."""
        facts = self._facts.get(units[0].record)
        if facts is None or facts["text"] != text_of(units) or self._is_concerned(self._path, units):
            return None
        with suppress(ValueError):
            return [self._of(unit, facts) for unit in units]
        return None

    def _of(self, unit: Unit, facts: Facts) -> FieldResult:
        """What came of a text in the earlier run. Raises ValueError where an edit does not fit it."""
        place = (unit.record, unit.field)
        text, edits = apply(unit.text, self._edits.get(place, ()))
        return FieldResult(unit, text, tuple(self._findings.get(place, ())), edits, facts=facts)

    @cached_property
    def _facts(self) -> Mapping[int | None, Facts]:
        return {line["record"]: line for line in self._lines[journal.FACTS].of(self._path)}

    @cached_property
    def _findings(self) -> _ByPlace:
        return self._by_place(journal.FINDINGS)

    @cached_property
    def _edits(self) -> _ByPlace:
        return self._by_place(journal.EDITS)

    def _by_place(self, name: str) -> _ByPlace:
        found: dict[tuple[int | None, str | None], list[Finding]] = defaultdict(list)
        for line in self._lines[name].of(self._path):
            found[line["record"], line["field"]].append(as_finding({**line, "file": self._file}))
        return found


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
