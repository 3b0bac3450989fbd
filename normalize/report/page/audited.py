"""The figures of a run's audit for its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from normalize.audit.agreement import agreements
from normalize.audit.earlier import holding, last_drawing
from normalize.audit.figures import Row, figures
from normalize.audit.sampling import draw
from normalize.audit.words import HOW, agreement, sentences, share_of
from normalize.report.page.tables import Cell, Table, number
from normalize.rules import all_rules
from normalize.run.journal import Run


@dataclass(frozen=True, slots=True)
class Audited:
    """What an audit found: in sentences, in tables, and how it was worked out."""

    says: Sequence[str]
    tables: Sequence[Table]
    how: str


def audited(run: Run) -> Audited | None:
    """The figures of the sample that was judged last; None where none was. Raises JournalError."""
    drawing = last_drawing(run)
    if drawing is None:
        return None
    sample = draw(run, drawing.size, drawing.by, drawing.seed)
    held = holding(run, drawing, sample.items)
    if not held.judged:
        return None
    found = figures(sample, held.judged)
    shown = [
        _table(
            found.rows, "Verdicts on edits", ("Rule", "In the run", "Right", "Wrong", "Unsure", "Share of right ones")
        ),
        _table(
            found.passages,
            "Verdicts on passages without edits",
            ("Passages", "In the run", "Nothing left", "Damage left", "Unsure", "Share without damage"),
        ),
    ]
    says = [*sentences(found), *filter(None, [held.told]), *map(agreement, agreements(held.judged))]
    return Audited(says, [t for t in shown if t.rows], HOW)


def _table(rows: Sequence[Row], caption: str, heads: Sequence[str]) -> Table:
    names = {rule.code: rule.name.replace("-", " ") for rule in all_rules()}
    shown = [
        [
            Cell(f"{names.get(row.stratum, '')} {row.stratum}".strip()),
            *map(number, (row.population, row.right, row.wrong, row.unsure)),
            Cell(share_of(row)),
        ]
        for row in rows
    ]
    return Table(caption, heads, shown)
