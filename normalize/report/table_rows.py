"""Every finding of a run and what became of it, as rows of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from normalize.report.evidence import runner_up
from normalize.run.journal import Run
from normalize.run.outcomes import Told, documents

_HEAD = (
    "status", "rule", "kind", "before", "after", "why", "runner-up", "score", "applicability", "entry", "language",
    "path", "record", "record id", "field", "start", "end", "id",
)  # fmt: skip


def rows(run: Run) -> Iterator[Sequence[object]]:
    """The head, then a row for each finding in the order of the run; read as a stream. Raises JournalError."""
    yield _HEAD
    for _, told in documents(run):
        yield from map(_row, told)


def _row(told: Told) -> Sequence[object]:
    line = told.line
    evidence = line["evidence"]
    return (
        told.outcome.value,
        line["rule"],
        line["category"],
        line["text"],
        line["replacement"],
        told.why or evidence.get("why") or line["message"],
        runner_up(evidence, line["category"], line["entry"]),
        line["score"],
        line["applicability"],
        line["entry"],
        line["lang"],
        line["path"],
        line["record"],
        line.get("record_id"),
        line["field"],
        line["start"],
        line["end"],
        line["id"],
    )
