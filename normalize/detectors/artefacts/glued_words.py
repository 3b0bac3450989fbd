"""A little word glued to the name behind it: *inKabul*."""

from __future__ import annotations

import re
from collections.abc import Iterable

from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.names.forms import PARTICLES
from normalize.rules import Rule, declare
from normalize.words.known import zipf

GLUED = declare(
    Rule(
        "Q207",
        "glued-words",
        Category.SPACING,
        "A little word and a name without the space between them.",
        "Neither of the two is found any more.",
        "unsafe",
        ("He came back inKabul and left", "He came back in Kabul and left"),
        "an iPhone, MacArthur, deGrom",
    )
)
_FORM = re.compile(r"([a-z]{2,7})([A-Z][a-z]{3,})")
_ALONE = re.compile(rf"(?<![\w.@#/-]){_FORM.pattern}(?![\w@/-])")
_LITTLE = 5.9  # zipf frequency of words like in, from and their
_KNOWN_LETTERS = 3.0
_SCORE = 0.8


class GluedWords(Detector):
    """Little words glued to names."""

    rules = (GLUED,)
    needs = Needs(targets=("en",))

    def wants(self, form: str) -> bool:
        """Whether a form is a little word and a name."""
        if "a" <= form[0] <= "z" and not form.islower() and (parts := _FORM.fullmatch(form)):
            little, name = parts.groups()
            return little not in PARTICLES and zipf(little) >= _LITTLE and zipf(name) >= _KNOWN_LETTERS
        return False

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        for i in reading.at(self):
            if parts := _ALONE.match(reading.text, reading.tokens.starts[i]):
                little, name = parts.groups()
                why = f"“{little}” and “{name}” are words"
                yield from reading.report(
                    *parts.span(),
                    GLUED,
                    f"two words glued together: {why}",
                    replacement=f"{little} {name}",
                    score=_SCORE,
                    evidence={"why": why},
                )
