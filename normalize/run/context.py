"""The line of the original in which an edit or finding of a run stands, as long as the original can be had."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from normalize.errors import NormalizeError
from normalize.io import Fields, FileRef, records
from normalize.io.formats import Others
from normalize.run.folder import Lines
from normalize.run.journal import EDITS, Run
from normalize.run.undo import original_of


def context_of(run: Run, line: Mapping[str, Any], others: Others) -> tuple[int, int, str] | None:
    """1-based line and column, and the line itself; None where the original is gone, or changed since the run.

    ``line`` is one of the journal; ``others`` are formats that do not ship.
    """
    entry = next((one for one in run.files() if one["path"] == line["path"]), None)
    if entry is None or entry["before"] is None:
        return None
    fields = Fields(tuple(run.manifest["configuration"]["text_field"]))
    made = [edit for edit in run.lines(EDITS) if edit["path"] == line["path"]]
    with tempfile.TemporaryDirectory() as scratch:
        try:
            original = FileRef(original_of(run, entry, made, Path(scratch)), entry["path"])
            for units in records(original, fields=fields, others=others, broken=_passed):
                for unit in units:
                    if (unit.record, unit.field) == (line["record"], line["field"]):
                        return Lines(unit.text)(line["start"])
        except (NormalizeError, OSError):
            return None
    return None


def _passed(problem: str) -> None:
    """A record that cannot be read is not the one that is looked for."""


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
