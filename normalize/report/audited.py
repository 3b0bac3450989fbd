"""The figures of an audit as a table for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from normalize.audit.figures import Figures
from normalize.audit.words import share_of
from normalize.rules import all_rules

if TYPE_CHECKING:
    from rich.table import Table


def table(found: Figures) -> Table:
    """One row a stratum: how many there are, how many were judged and how, the share of right ones and its interval."""
    from rich.table import Column, Table

    numbers = [Column(name, justify="right") for name in ("in the run", "right", "wrong", "unsure")]
    names = {rule.code: rule.name for rule in all_rules()}
    shown = Table("", *numbers, "right, and Wilson’s interval", box=None, pad_edge=False)
    for row in (*found.rows, *found.passages):
        cells = (row.population, row.right, row.wrong, row.unsure)
        shown.add_row(f"{row.stratum} {names.get(row.stratum, '')}".strip(), *(f"{n:,}" for n in cells), share_of(row))
    return shown
