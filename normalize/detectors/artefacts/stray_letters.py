"""Single letters that a translation left alone: *the country s army*, *it couldn t*, *35 s abstaining* (s’abstenant).

Each pattern is tight: what a reader may write so, is left alone. Behind a number an *s* is the elided word of a French
verb (Q218) or seconds, never a possessive (Q206): each place has one reading.
"""

from __future__ import annotations

from collections.abc import Iterable

from normalize.detectors.artefacts.elisions import ELIDED
from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.rules import Rule, declare
from normalize.text.pattern import pattern
from normalize.text.tokens import Tokens

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
_POSSESSIVE = pattern(r"(?<=[^\W\d_] )s(?= [^\W\d_]{2})")
_VERB = pattern(r"[a-z]{3,}(?:ing|ed)")
_SECONDS = frozenset(["in", "after", "for", "within", "took", "of", "every", "by", "about", "to", "last", "than"])
_LONGEST_COUNT = 4  # digits of a number of people
_BEFORE_COUNT = pattern(r"[\s(\[“\"]\Z|\A\Z")
_NOT = pattern(r"\b(?i:do|is|was|does|did|could|would|should|has|have|are|were)n\Z")
_SCORE = 0.8


class StrayLetters(Detector):
    """Letters that lost their apostrophe, or the word that they belonged to."""

    rules = (STRAY, ELIDED)
    needs = Needs(targets=("en",))
    testifies = True
    forms = frozenset(["s", "t"])

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        tokens = reading.tokens
        for i in reading.at(self):
            if tokens.separators[i] != " " or i == 0:
                continue
            if tokens.words[i] == "t":
                if _NOT.match(tokens.words[i - 1]):
                    yield from _lost_apostrophe(reading, i, "the apostrophe of a negation got lost")
            elif _is_reflexive(tokens, i):
                start, end = tokens.starts[i] - 1, tokens.ends[i] + 1
                why = "the elided “s’” of a French reflexive verb"
                yield from reading.report(start, end, ELIDED, why, replacement=" ", lang="fr")
            elif _POSSESSIVE.match(reading.text, tokens.starts[i]):
                yield from _lost_apostrophe(reading, i, "the apostrophe of a possessive got lost")


def _lost_apostrophe(reading: Reading, i: int, why: str) -> Iterable[Finding]:
    start, end = reading.tokens.starts[i] - 1, reading.tokens.ends[i]
    put, told = f"’{reading.tokens.words[i]}", {"why": why}
    return reading.report(start, end, STRAY, f"stray letter: {why}", replacement=put, score=_SCORE, evidence=told)


def _is_reflexive(tokens: Tokens, i: int) -> bool:
    """Whether an *s* stands between a number of people and what they do, not behind one of seconds: *in 35 s*."""
    if not (i < len(tokens.words) - 1 and tokens.separators[i + 1] == " "):
        return False
    number, before = tokens.words[i - 1], tokens.words[i - 2].lower() if i > 1 else ""
    return (
        number.isdecimal()
        and len(number) <= _LONGEST_COUNT
        and _VERB.fullmatch(tokens.words[i + 1]) is not None
        and _BEFORE_COUNT.search(tokens.separators[i - 1]) is not None
        and before not in _SECONDS
    )
