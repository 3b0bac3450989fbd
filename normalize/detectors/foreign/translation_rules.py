"""The rules on translating foreign spans."""

from __future__ import annotations

from normalize.model import Category
from normalize.rules import Rule, declare

UNTRANSLATED = declare(
    Rule(
        "L110",
        "untranslated",
        Category.FOREIGN,
        "A foreign span that stays as it is, because neither the phrase memory nor an installed model translates it.",
        "The text is still in several languages; the message names the command that installs a missing model.",
        "display",
        ("El gobierno anuncia nuevas medidas para el campo.", "(reported; nothing is changed)"),
        "The government announces new measures.",
    )
)
REJECTED = declare(
    Rule(
        "L111",
        "translation-rejected",
        Category.FOREIGN,
        "A foreign span whose translation was thrown away: a loop, an echo, a lost number or name, an absurd length.",
        "A wrong translation does more harm than a foreign sentence, which at least says what its author meant.",
        "display",
        ("Hay 12 heridos en la ciudad.", "(reported; nothing is changed)"),
        "There are 12 people injured in the city.",
    )
)
