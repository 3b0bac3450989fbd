"""No space behind a mark: *closed.The*.

Hosts and file names look alike (*Example.com*, *Node.js*). So a word that opens sentences must follow (*The*, *Today*),
or everyday words stand on both sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.names.forms import PARTICLES
from normalize.rules import Rule, declare
from normalize.words.known import COMMON, zipf

MISSING = declare(
    Rule(
        "Q241",
        "missing-space",
        Category.SPACING,
        "No space between a full stop, another mark or a comma and the next word: “closed.The”, “spoke,Monday”.",
        "Two sentences become one, and two words one token.",
        "unsafe",
        ("The road was closed.The mayor left.", "The road was closed. The mayor left."),
        "Read more at Example.com or ask the Node.js team.",
    )
)
_STOPS = frozenset(".!?")
_JOINTS = _STOPS | {","}
_BETWEEN_WORDS = frozenset(".,")
_PATH = frozenset(".@/")  # behind the next word, these make it part of a host or an abbreviation
_LETTERS_BEFORE = re.compile(r"[a-z]{3}\Z")
_OPENER = re.compile(r"[A-Z][a-z]{0,9}")
_OPENS = 5.5  # zipf frequency of words that open sentences


class MissingSpaces(Detector):
    """Marks without the space behind them."""

    rules = (MISSING,)
    needs = Needs(targets=("en",))
    testifies = True

    def wants_separator(self, separator: str) -> bool:
        """Whether a separator is a mark and nothing else."""
        return separator in _JOINTS

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        tokens = reading.tokens
        words, gaps = tokens.words, tokens.separators
        for i in reading.at_separators(self):
            if i == 0 or i == len(words) or not words[i][0].isupper() or not words[i - 1][-1].islower():
                continue
            if _meet(words[i - 1], gaps[i], words[i], gaps[i + 1][:1]):
                why = "no space behind the mark"
                yield from reading.report(*tokens.separator_span(i), MISSING, why, replacement=f"{gaps[i]} ")


def _meet(before: str, mark: str, after: str, behind: str) -> bool:
    """Whether the end of one sentence and the beginning of the next one meet, or two everyday words."""
    if after.lower() in PARTICLES or (mark in _STOPS and behind in _PATH):
        return False
    if mark in _STOPS and _LETTERS_BEFORE.search(before) and _OPENER.fullmatch(after) and zipf(after) >= _OPENS:
        return True
    # Two letters in front of a mark may be an abbreviation.
    return mark in _BETWEEN_WORDS and _is_everyday(before, 3) and before.islower() and _is_everyday(after, 2)


def _is_everyday(word: str, shortest: int) -> bool:
    """Whether a word of so many letters is common, and written in small letters but for the first."""
    return len(word) >= shortest and word.isalpha() and word[1:].islower() and zipf(word) >= COMMON
