"""Findings with their place in the text, as a person would look for it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from normalize.model import Finding
from normalize.run.records import FieldResult
from normalize.text.lines import BREAKS

SHOWN_BEFORE, _SHOWN_BEHIND = 60, 100  # code points of the line that a finding is shown in


@dataclass(frozen=True, slots=True)
class Located:
    """A finding with its 1-based line and column, the line that it stands in, and the id of its record, if any."""

    finding: Finding
    line: int
    column: int
    context: str
    id: str | None = None

    def as_dict(self) -> dict[str, object]:
        """The finding as one line of JSON lines holds it, with the id of its record where there is one."""
        found = self.finding.as_dict()
        return found if self.id is None else {**found, "record_id": self.id}


def located(result: FieldResult) -> Iterator[Located]:
    """The findings of a field, each with its place in it."""
    if not result.findings:
        return
    place = Lines(result.unit.text)
    for finding in result.findings:
        yield Located(finding, *place(finding.start), result.unit.id)


class Lines:
    """Where in a text an offset lies: 1-based line and column, and what to show of the line.

    >>> Lines("One line.\\nThe Panchir valley.")(14)
    (2, 5, 'The Panchir valley.')
    """

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines(keepends=True) or [""]
        self._starts = list(accumulate(map(len, self._lines), initial=0))[:-1]

    def __call__(self, offset: int) -> tuple[int, int, str]:
        at = bisect_right(self._starts, offset) - 1
        column = offset - self._starts[at]
        shown = self._lines[at][max(0, column - SHOWN_BEFORE) : column + _SHOWN_BEHIND].strip(BREAKS)
        return at + 1, column + 1, shown
