"""``normalize rule``: what a rule finds, why it matters, an example."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

import normalize
from normalize.cli import options as o
from normalize.cli.terminal import console, say
from normalize.model import Category
from normalize.rules import Rate, Rule, all_rules, rate
from normalize.rules import rule as find_rule
from normalize.settings.sources import load
from normalize.storage import cache as disk
from normalize.storage.writing import pack

Code = Annotated[
    str | None, typer.Argument(help="A rule's code or name; without it, all rules are listed.", show_default=False)
]
All = Annotated[bool, typer.Option("--all", help="Explain every rule, in Markdown.")]


def rule(code: Code = None, everything: All = False, plugin: o.Plugin = None, config: o.ConfigFile = None) -> None:
    """Explain a rule, or list all of them."""
    others = load(config, plugins=plugin).named.rules
    if everything:
        say("\n\n".join(map(explain, all_rules(others))))
    elif code is not None:
        say(explain(_shipped(code) or find_rule(code, others)))
    else:
        from rich.table import Table

        table = Table("code", "name", "category", "what it finds", box=None, pad_edge=False)
        for known in all_rules(others):
            table.add_row(known.code, known.name, known.category.value, known.what)
        console().print(table)


def _shipped(code: str) -> Rule | None:
    """A rule that ships, by code or name, from the cache: their detectors take longer to load than all else here."""
    package = Path(normalize.__file__).parent
    table = disk.kept("rules", [disk.code_digest((package,))], _packed).tables["rules"]
    row = table.get(code.casefold())
    if row is None:
        return None
    return Rule(**{**row, "category": Category(row["category"]), "example": tuple(row["example"])})


def _packed(key: str) -> bytes:
    rules = {name.casefold(): asdict(known) for known in all_rules() for name in (known.name, known.code)}
    return pack(key, {}, {"rules": rules})


def explain(known: Rule) -> str:
    """A rule in Markdown."""
    before, after = known.example
    measured = rate(known.code)
    return "\n\n".join(
        (
            f"## {known.code} {known.name}",
            f"**What it finds.** {known.what}",
            f"**Why it matters.** {known.why}",
            f"**Applied.** {known.applicability}",
            f"**Example.** {_quoted(before)}{_outcome(after)}",
            f"**Stays.** {_quoted(known.counter_example)}",
            *((f"**In human English.** {_rate(measured)}",) if measured else ()),
            f"Category: {known.category.value}",
        )
    )


def _outcome(after: str) -> str:
    """What becomes of an example: a text, or a remark in brackets where no text is put in its place."""
    is_remark = after.startswith("(") and after.endswith(")")
    return f": {after[1:-1]}" if is_remark else f" becomes {_quoted(after)}"


def _quoted(text: str) -> str:
    """A text as code, in Markdown; backticks in it take a longer fence, and ends of lines are shown.

    >>> _quoted("two\\nlines"), _quoted("the sign `")
    ('`two↵lines`', '`` the sign ` ``')
    """
    shown = _seen(text.replace("\n", "↵"))
    if "`" not in shown:
        return f"`{shown}`"
    fence = "`" * (max(map(len, re.findall("`+", shown))) + 1)
    return f"{fence} {shown} {fence}"


def _rate(measured: Rate) -> str:
    """How often a rule reports where nothing is translated.

    >>> _rate(Rate(0, 1_800_000))
    'no finding in 1.8 million words of speeches'
    """
    words = f"{measured.words / 1e6:.1f} million words of speeches"
    if not measured.findings:
        return f"no finding in {words}"
    return (
        f"{measured.findings} finding{'s' * (measured.findings > 1)} in {words}, {measured.per_100_000:.2f} in 100,000"
    )


def _seen(text: str) -> str:
    """An example with the signs that nobody sees, and letters of other scripts in Latin words, as code points.

    >>> _seen("the har\u00adbour"), _seen("the h\u0430rbour"), _seen("гавань")
    ('the har⟨U+00AD⟩bour', 'the h⟨U+0430⟩rbour', 'гавань')
    """
    mixed = any(ch.isascii() and ch.isalpha() for ch in text)
    hidden = (unicodedata.category(ch) in ("Cf", "Cc") or (mixed and "\u0370" <= ch < "\u0590") for ch in text)
    return "".join(f"⟨U+{ord(ch):04X}⟩" if hide else ch for ch, hide in zip(text, hidden, strict=True))
