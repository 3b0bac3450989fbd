"""The rules on foreign text."""

from __future__ import annotations

from normalize.model import Category
from normalize.rules import Rule, declare

FOREIGN = declare(
    Rule(
        "L101",
        "foreign-line",
        Category.FOREIGN,
        "A line, or the part of a line on one side of a divider, that is not in the target language.",
        "A Spanish headline above an English article is counted, indexed and trained on as if it were English.",
        "display",
        ("Lire la suite de cet article", "(reported; nothing is changed)"),
        "Skip to content",
    )
)
