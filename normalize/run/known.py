"""What the journal of an earlier run says of single records, read when it is asked for."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import groupby
from typing import Any

from normalize.io import Unit
from normalize.model import Finding
from normalize.run import journal
from normalize.run.facts import Facts, text_of
from normalize.run.lines_by_path import LinesByPath
from normalize.run.records import FieldResult
from normalize.run.undo import as_finding
from normalize.text.edits import apply


class KnownRecords:
    """What an earlier run found in the records of a file, for those that have the same text and are not concerned by
    what changed otherwise. They are asked for in their order: never more than one is in memory."""

    def __init__(
        self,
        path: str,
        file: str,
        lines: Mapping[str, LinesByPath],
        is_concerned: Callable[[str, Sequence[Unit]], bool],
    ) -> None:
        self._path, self._file, self._is_concerned = path, file, is_concerned
        self._lines = {name: _ByRecord(partial(found.of, path)) for name, found in lines.items()}

    def results(self, units: Sequence[Unit]) -> list[FieldResult] | None:
        """What comes of a record; None where it is concerned, or is not the one of that run."""
        record = units[0].record
        facts = next(iter(self._lines[journal.FACTS].at(record)), None)
        if facts is None or facts["text"] != text_of(units) or self._is_concerned(self._path, units):
            return None
        found, made = (self._findings(name, record) for name in (journal.FINDINGS, journal.EDITS))
        with suppress(ValueError):
            return [self._of(unit, found[unit.field], made[unit.field], facts) for unit in units]
        return None

    def _of(self, unit: Unit, found: Sequence[Finding], made: Sequence[Finding], facts: Facts) -> FieldResult:
        """What came of a text in the earlier run. Raises ValueError where an edit does not fit it."""
        text, edits = apply(unit.text, made)
        return FieldResult(unit, text, tuple(found), edits, facts=facts)

    def _findings(self, name: str, record: int | None) -> Mapping[str | None, Sequence[Finding]]:
        """By field."""
        found: dict[str | None, list[Finding]] = defaultdict(list)
        for line in self._lines[name].at(record):
            found[line["field"]].append(as_finding({**line, "file": self._file}))
        return found


class _ByRecord:
    """Lines on one path, record by record, asked for in the order of the records; or from the start again."""

    def __init__(self, start: Callable[[], Iterator[dict[str, Any]]]) -> None:
        self._start = start
        self._groups: Iterator[tuple[int, list[dict[str, Any]]]] = iter(())
        self._next: tuple[int, list[dict[str, Any]]] | None = None
        self._asked = sys.maxsize

    def at(self, record: int | None) -> list[dict[str, Any]]:
        """The lines on a record."""
        number = _number(record)
        if number < self._asked:
            groups = groupby(self._start(), key=lambda line: _number(line["record"]))
            self._groups = ((at, list(lines)) for at, lines in groups)
            self._next = next(self._groups, None)
        self._asked = number
        while self._next is not None and self._next[0] < number:
            self._next = next(self._groups, None)
        return self._next[1] if self._next is not None and self._next[0] == number else []


def _number(record: int | None) -> int:
    return -1 if record is None else record
