"""``normalize rule``: what a rule finds, why it matters, an example."""

from __future__ import annotations

import unicodedata
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from normalize import plugins
from normalize.cli import options as o
from normalize.rules import Rule, all_rules
from normalize.rules import rule as find_rule
from normalize.settings import config as configuration

Code = Annotated[
    str | None, typer.Argument(help="A rule's code or name; without it, all rules are listed.", show_default=False)
]
All = Annotated[bool, typer.Option("--all", help="Explain every rule, in Markdown.")]


def rule(code: Code = None, everything: All = False, plugin: o.Plugin = None, config: o.ConfigFile = None) -> None:
    """Explain a rule, or list all of them."""
    others = plugins.load(configuration.load(config, plugins=tuple(plugin or ())).plugins).rules
    out = Console(highlight=False, soft_wrap=True)
    if everything:
        out.print("\n\n".join(map(explain, all_rules(others))), markup=False)
    elif code is not None:
        out.print(explain(find_rule(code, others)), markup=False)
    else:
        table = Table("code", "name", "category", "what it finds", box=None, pad_edge=False)
        for known in all_rules(others):
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
            f"**Example.** `{_seen(before)}` becomes `{_seen(after)}`",
            f"**Stays.** `{_seen(known.counter_example)}`",
            f"Category: {known.category.value}",
        )
    )


def _seen(text: str) -> str:
    """An example with the signs that nobody sees, and letters of other scripts in Latin words, as code points.

    >>> _seen("the har\u00adbour"), _seen("the h\u0430rbour"), _seen("гавань")
    ('the har⟨U+00AD⟩bour', 'the h⟨U+0430⟩rbour', 'гавань')
    """
    mixed = any(ch.isascii() and ch.isalpha() for ch in text)
    hidden = (unicodedata.category(ch) in ("Cf", "Cc") or (mixed and "\u0370" <= ch < "\u0590") for ch in text)
    return "".join(f"⟨U+{ord(ch):04X}⟩" if hide else ch for ch, hide in zip(text, hidden, strict=True))
