"""No blank behind a mark: *closed.The*, *2014.In*, *spoke,Monday*.

Hosts and file names look alike (*Example.com*, *Node.js*). So a word that opens sentences must follow (*The*, *Today*),
or everyday words stand on both sides.
"""

from __future__ import annotations

from collections.abc import Iterable

from normalize.detectors.artefacts.wordlists import words
from normalize.detectors.detector import Detector
from normalize.detectors.marks.prose import is_prose
from normalize.detectors.marks.rules import MISSING
from normalize.evidence.reading import CERTAIN, PROBABLE, Reading
from normalize.model import Applicability, Finding
from normalize.names.form import PARTICLES
from normalize.words.known import COMMON, zipf

_STOPS = frozenset(".!?")
_PAUSES = frozenset(",;")
_JOINTS = _STOPS | _PAUSES | {")", ":"}
_PATH = frozenset(".@/_-")  # behind the next word, these make it part of a host, an abbreviation or a name of code
_OPENS = 5.5  # zipf frequency of words that open sentences
_LEAST_LETTERS = 3  # shorter words in front of a full stop may be abbreviations
_LEAST_DIGITS = 2


class MissingSpaces(Detector):
    """Marks without the blank behind them."""

    rules = (MISSING,)
    testifies = True

    def wants_separator(self, separator: str) -> bool:
        """Whether a separator is a mark and nothing else."""
        return separator in _JOINTS

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        tokens = reading.tokens
        given, gaps = tokens.words, tokens.separators
        for i in reading.at_separators(self):
            if i == 0 or i == len(given) or not given[i][0].isalpha():
                continue
            before, mark, after, behind = given[i - 1], gaps[i], given[i], gaps[i + 1][:1]
            if behind in _PATH and (behind != "." or gaps[i + 1] == "."):
                continue
            if _meet(before, mark, after, reading.target):
                yield from _reported(reading, i, _opens_surely(before, mark, after, reading.target))


def _reported(reading: Reading, i: int, sure: bool) -> Iterable[Finding]:
    start, end = reading.tokens.separator_span(i)
    line = reading.line_at(start)
    sure = sure and is_prose(reading.text[line.start : line.end])
    why = f"no blank behind “{reading.text[start:end]}”"
    return reading.report(
        start,
        end,
        MISSING,
        why,
        replacement=f"{reading.text[start:end]} ",
        applicability=Applicability.SAFE if sure else Applicability.UNSAFE,
        score=CERTAIN if sure else PROBABLE,
        evidence={"why": why},
    )


def _opens_surely(before: str, mark: str, after: str, target: str) -> bool:
    """Whether a sentence ends in an everyday word, and the next one opens with a little word: *closed.The*."""
    if target != "en" or mark not in _STOPS or not after.istitle() or after.lower() not in words("openers"):
        return False
    return _is_everyday(before, _LEAST_LETTERS + 1, target) and before.islower()


def _meet(before: str, mark: str, after: str, target: str) -> bool:
    """Whether the end of one sentence and the beginning of the next one meet, or two everyday words."""
    if after.lower() in PARTICLES:
        return False
    opens = after.istitle() and zipf(after, target) >= _OPENS
    if mark in _STOPS:
        return _stops(before, after, opens, target)
    if mark in _PAUSES and not after[0].isupper():
        both = _is_everyday(before, _LEAST_LETTERS, target) and before.islower() and _is_everyday(after, 2, target)
        return both and zipf(after, target) >= _OPENS
    if mark in _PAUSES:
        return _is_everyday(before, _LEAST_LETTERS, target) and before.islower() and _is_everyday(after, 2, target)
    return opens and len(after) >= _LEAST_LETTERS and before.islower() and _is_everyday(before, 4, target)


def _stops(before: str, after: str, opens: bool, target: str) -> bool:
    """Whether a full stop between two words ends a sentence."""
    if before.isdecimal():
        return opens and len(before) >= _LEAST_DIGITS and len(after) > 1
    if after.islower():
        goes_on = target == "en" and len(after) >= _LEAST_LETTERS and after in words("openers") | words("reporting")
        return goes_on and before.islower() and _is_everyday(before, _LEAST_LETTERS + 1, target)
    if len(before) < _LEAST_LETTERS or not (before[-1].islower() and after.istitle()):
        return False
    if opens and before[-_LEAST_LETTERS:].islower():
        return True
    return _is_everyday(before, _LEAST_LETTERS, target) and _is_everyday(after, 2, target)


def _is_everyday(word: str, shortest: int, target: str) -> bool:
    """Whether a word of so many letters is common, and written in small letters but for the first."""
    return len(word) >= shortest and word.isalpha() and word[1:].islower() and zipf(word, target) >= COMMON
