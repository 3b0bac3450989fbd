"""Single letters whose apostrophe a translation lost: *the country s army*, *it could n t*.

Each pattern is tight: what a reader may write so, is left alone. The elided *s’* of a French verb behind a number
(*35 s abstaining*) is the business of Q218, which knows where it comes from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.rules import Rule, declare

STRAY = declare(
    Rule(
        "Q206",
        "stray-letter",
        Category.MT_ARTIFACT,
        "A single letter that stands alone: its apostrophe got lost.",
        "It breaks the word beside it for every search and parser.",
        "unsafe",
        ("the country s army; they haven t left", "the country’s army; they haven’t left"),
        "it took 35 s to load",
    )
)
_POSSESSIVE = re.compile(r"(?<=[^\W\d_] )s(?= [^\W\d_]{2})")
_NOT = re.compile(r"\b(?i:do|is|was|does|did|could|would|should|has|have|are|were)n\Z")
_SCORE = 0.8


class StrayLetters(Detector):
    """Letters that lost their apostrophe."""

    rules = (STRAY,)
    needs = Needs(targets=("en",))
    words = frozenset(["s", "t"])

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        tokens = reading.tokens
        for i in reading.at(self):
            if tokens.separators[i] != " " or i == 0:
                continue
            start, end = tokens.starts[i] - 1, tokens.ends[i]
            if tokens.words[i] == "s" and _POSSESSIVE.match(reading.text, start + 1):
                why = "the apostrophe of a possessive got lost"
            elif tokens.words[i] == "t" and _NOT.match(tokens.words[i - 1]):
                why = "the apostrophe of a negation got lost"
            else:
                continue
            what = f"’{tokens.words[i]}"
            yield from reading.report(
                start, end, STRAY, f"stray letter: {why}", replacement=what, score=_SCORE, evidence={"why": why}
            )
