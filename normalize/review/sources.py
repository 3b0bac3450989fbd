"""Where proposals come from: a check that has just been made, or the journal of a run."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from normalize.model import Finding
from normalize.review.proposals import Grouping, Proposal
from normalize.run.file_report import FileReport
from normalize.run.journal import EDITS, FINDINGS, Run
from normalize.run.undo import as_finding

_STEP = 1_000  # findings between two reports of progress


def of_reports(reports: Iterable[FileReport]) -> list[Proposal]:
    """The proposals of files that were checked; what would be edited counts as made."""
    found = Grouping()
    for report in reports:
        made = [edit.id for edit in report.edits]
        found.add((at.finding for at in report.located), made)
    return found.proposals()


def of_run(run: Run, advance: Callable[[int], None]) -> list[Proposal]:
    """The proposals of a run; ``advance`` is told how many findings were read since the last time."""
    undone = run.taken_back().ids
    made = {line["id"] for line in run.lines(EDITS)} - undone
    found = Grouping()
    batch: list[Finding] = []
    for line in run.lines(FINDINGS):
        batch.append(as_finding(line))
        if len(batch) == _STEP:
            found.add(batch, made)
            advance(len(batch))
            batch.clear()
    found.add(batch, made)
    advance(len(batch))
    return found.proposals()
