"""``normalize rule``: what a rule finds, why it matters, an example."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from normalize.rules import Rule, all_rules
from normalize.rules import rule as find_rule

Code = Annotated[
    str | None, typer.Argument(help="A rule's code or name; without it, all rules are listed.", show_default=False)
]
All = Annotated[bool, typer.Option("--all", help="Explain every rule, in Markdown.")]


def rule(code: Code = None, everything: All = False) -> None:
    """Explain a rule, or list all of them."""
    out = Console(highlight=False, soft_wrap=True)
    if everything:
        out.print("\n\n".join(map(explain, all_rules())), markup=False)
    elif code is not None:
        out.print(explain(find_rule(code)), markup=False)
    else:
        table = Table("code", "name", "category", "what it finds", box=None, pad_edge=False)
        for known in all_rules():
            table.add_row(known.code, known.name, known.category.value, known.what)
        out.print(table)


def explain(known: Rule) -> str:
    """A rule in Markdown."""
    before, after = known.example
    return "\n\n".join(
        (
            f"## {known.code} {known.name}",
            f"**What it finds.** {known.what}",
            f"**Why it matters.** {known.why}",
            f"**Applied.** {known.applicability}",
            f"**Example.** `{before}` becomes `{after}`",
            f"**Stays.** `{known.counter_example}`",
            f"Category: {known.category.value}",
        )
    )
