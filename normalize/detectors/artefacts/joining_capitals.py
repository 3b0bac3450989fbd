"""Conjunctions and relative pronouns with a capital inside a sentence: *the team, Which won*."""

from __future__ import annotations

from collections.abc import Iterable

from normalize.detectors.artefacts.wordlists import words
from normalize.detectors.detector import Detector, Needs
from normalize.detectors.marks.prose import is_prose
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.rules import Rule, declare

JOINING = declare(
    Rule(
        "Q278",
        "capital-inside-sentence",
        Category.CASING,
        "A conjunction or relative pronoun with a capital behind a comma, a dash or an aside: “the team, Which won”.",
        "It looks like a new sentence, or like the beginning of a name.",
        "unsafe",
        ("They praised the team, Which won the cup.", "They praised the team, which won the cup."),
        "He asked himself, Where Are They? It plays in “Lies, But Who Cares”.",
    )
)
_JOINTS = frozenset([", ", " – ", " — ", " - ", ") ", "), ", "; "])


class JoiningCapitals(Detector):
    """Capitals of words that join two parts of a sentence."""

    rules = (JOINING,)
    needs = Needs(targets=("en",))
    testifies = True

    @property
    def forms(self) -> frozenset[str]:
        """Conjunctions and relative pronouns with a capital."""
        return frozenset(map(str.capitalize, words("joining")))

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        tokens = reading.tokens
        given, gaps, last = tokens.words, tokens.separators, len(tokens.words) - 1
        for i in reading.at(self):
            if not 0 < i < last or gaps[i] not in _JOINTS or gaps[i + 1] != " ":
                continue
            if not (given[i - 1].islower() and given[i + 1].islower()):
                continue
            start, end = tokens.starts[i], tokens.ends[i]
            line = reading.line_at(start)
            if is_prose(reading.text[line.start : line.end]):
                why = "a word that joins two parts of a sentence has a capital"
                yield from reading.report(start, end, JOINING, why, replacement=given[i].lower())
