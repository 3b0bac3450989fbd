"""The line of the original in which an edit or finding of a run stands, as long as the original can be had."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from normalize.io.formats import Others
from normalize.run.journal import EDITS, Run
from normalize.run.located import Lines
from normalize.run.originals import READING, originals


def context_of(run: Run, line: Mapping[str, Any], others: Others) -> tuple[int, int, str] | None:
    """1-based line and column, and the line itself; None where the original is gone, or changed since the run.

    ``line`` is one of the journal; ``others`` are formats that do not ship.
    """
    entry = run.files().get(line["path"])
    if entry is None or entry["status"] == "failed":
        return None
    try:
        for units in originals(run, entry, others):
            for unit in units:
                if (unit.record, unit.field) == (line["record"], line["field"]):
                    return Lines(unit.text)(line["start"])
    except READING:
        return None
    return None


def overlapping(run: Run, line: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The edit of a run that overlaps a finding, if any does."""
    place = ("path", "record", "field")
    return next(
        (
            edit
            for edit in run.lines(EDITS)
            if edit["id"] != line["id"]
            and all(edit[key] == line[key] for key in place)
            and edit["start"] < line["end"]
            and line["start"] < edit["end"]
        ),
        None,
    )
