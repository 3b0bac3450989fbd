"""Words that stand twice: ``and and``."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress, count, islice
from operator import eq

from normalize.detectors.artefacts.wordlists import words
from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.rules import Rule, declare

WORD = declare(
    Rule(
        "Q215",
        "doubled-word",
        Category.MT_ARTIFACT,
        "A word that stands twice: “and and”, “four years. years.” and the like.",
        "Language models and readers stumble over it.",
        "unsafe",
        ("a list with a jar and and a pot", "a list with a jar and a pot"),
        "He said that that was what they had had, very very late.",
    )
)
_SCORE = 0.8


class DoubledWords(Detector):
    """Words that stand twice.

    It wants each document: whether a word repeats the one in front of it is no property of the word.
    """

    rules = (WORD,)
    needs = Needs(targets=("en",))
    testifies = True
    everywhere = True

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        given = reading.tokens.words
        if True in map(eq, given, islice(given, 1, None)):
            for i in compress(count(1), map(eq, given, islice(given, 1, None))):
                yield from _word(reading, i)


def _word(reading: Reading, i: int) -> Iterable[Finding]:
    """The word again, across a space, or across a full stop and in front of another."""
    tokens = reading.tokens
    gap, word, behind = tokens.separators[i], tokens.words[i], tokens.separators[i + 1]
    stops = gap == ". " and behind[:1] == "."
    if not word.islower() or not word.isalpha() or len(word) < 2 or word in words("twice"):
        return ()
    if not (gap == " " or stops) or behind[:1] == "-" or tokens.separators[i - 1][-1:] == "-":
        return ()
    if word in (*tokens.words[max(0, i - 2) : i - 1], *tokens.words[i + 1 : i + 2]):
        return ()  # three times is no slip
    start, end = tokens.starts[i - 1], tokens.ends[i]
    return reading.report(start, end, WORD, f"“{word}” stands twice", replacement=word, score=_SCORE)
