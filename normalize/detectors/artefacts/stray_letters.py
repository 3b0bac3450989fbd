"""Letters that a translation left over or lost, and words that it glued together.

Each pattern is tight: what a reader may write so, is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Applicability, Category, Finding
from normalize.names.index import PARTICLES
from normalize.rules import Rule, declare
from normalize.words.known import zipf

STRAY = declare(
    Rule(
        "Q206",
        "stray-letter",
        Category.MT_ARTIFACT,
        "A single letter that stands alone: left over from an ending of the source, or its apostrophe got lost.",
        "It breaks the word or number beside it for every search and parser.",
        "unsafe",
        ("5 against and 35 s abstaining; the country s army", "5 against and 35 abstaining; the country’s army"),
        "it took 35 s to load",
    )
)
GLUED = declare(
    Rule(
        "Q207",
        "glued-words",
        Category.SPACING,
        "Two words without the space between them: a little word and a name, or two sentences.",
        "Neither of the two words is found any more, and the sentences are read as one.",
        "unsafe",
        ("He came back inKabul.Then he left", "He came back in Kabul. Then he left"),
        "an iPhone, MacArthur, deGrom",
    )
)
_AFTER_NUMBER = re.compile(r"\b(\w+) (\d{1,4}) (s )(?=[a-z]{2,}ing\b)")
_SECONDS = frozenset(["in", "after", "for", "within", "took", "of", "every", "by", "about", "to", "last", "than"])
_POSSESSIVE = re.compile(r"(?<=[^\W\d_] )s(?= [^\W\d_]{2})")
_NOT = re.compile(r"\b(?i:do|is|was|does|did|could|would|should|has|have|are|were)n t\b")
_POINT_FIRST = re.compile(r"(?<=[^\W\d_] )\((\.)([lrm])\)")
_GLUED = re.compile(r"(?<![\w.@#/-])([a-z]{2,7})([A-Z][a-z]{3,})(?![\w@/-])")
_SENTENCES = re.compile(r"(?<=[a-z]{3})([.!?])(?=([A-Z][a-z]{0,9})\b(?![.@/]))")
_INNER = re.compile(r"[a-z][A-Z][a-z]")
_ENDS = frozenset(".!?")
_LITTLE = 5.9  # zipf frequency of words like in, from and their
_OPENER = 5.5  # and of words that open sentences
_KNOWN_LETTERS = 3.0


class StrayLetters(Detector):
    """Stray letters and glued words."""

    rules = (
        STRAY,
        GLUED,
    )
    needs = Needs(targets=("en",))
    everywhere = True

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        return find_strays(reading)


def find_strays(reading: Reading) -> Iterator[Finding]:
    """Findings on stray letters and glued words."""
    for finding in (*_letters(reading), *_glued(reading)):
        if not reading.protected.covers(finding.start, finding.end):
            yield finding


def _letters(reading: Reading) -> Iterator[Finding]:
    text = reading.text
    if " s " in text:
        taken = set()
        for m in _AFTER_NUMBER.finditer(text):
            if m[1].lower() not in _SECONDS:
                taken.add(m.start(3))
                yield _stray(reading, m.start(3), m.end(3), "", "a letter left over between a number and a verb")
        for m in _POSSESSIVE.finditer(text):
            if m.start() not in taken:
                start = m.start() - 1
                yield _stray(reading, start, m.end(), "’s", "the apostrophe of a possessive got lost")
    if "t" in reading.tokens.forms and "n t" in text:
        for m in _NOT.finditer(text):
            yield _stray(reading, m.end() - 2, m.end(), "’t", "the apostrophe of a negation got lost")
    if "(." in text:
        for m in _POINT_FIRST.finditer(text):
            why = "the point of an abbreviation stands before its letter"
            yield _stray(reading, m.start(1), m.end(2), f"{m[2]}.", why)


def _stray(reading: Reading, start: int, end: int, replacement: str, why: str) -> Finding:
    return reading.finding(
        start,
        end,
        STRAY,
        f"stray letter: {why}",
        applicability=Applicability.UNSAFE,
        replacement=replacement,
        score=0.8,
        evidence={"why": why},
    )


def _glued(reading: Reading) -> Iterator[Finding]:
    text = reading.text
    for m in _GLUED.finditer(text) if any(map(_has_inner_capital, reading.tokens.forms)) else ():
        little, name = m.groups()
        if zipf(little) >= _LITTLE and little not in PARTICLES and zipf(name) >= _KNOWN_LETTERS:
            yield _parted(reading, m.start(), m.end(), f"{little} {name}", f"“{little}” and “{name}” are words")
    for m in _joints(reading):
        if zipf(m[2]) >= _OPENER and m[2].lower() not in PARTICLES:
            yield _parted(reading, m.start(1), m.end(2), f"{m[1]} {m[2]}", f"“{m[2]}” opens a sentence")


@lru_cache(maxsize=1 << 18)
def _has_inner_capital(form: str) -> bool:
    return _INNER.search(form) is not None


def _joints(reading: Reading) -> Iterator[re.Match[str]]:
    """The marks that end a sentence with no space between them and the next word."""
    tokens = reading.tokens
    for i in tokens.at_gaps(_ENDS):
        if i and (match := _SENTENCES.match(reading.text, tokens.ends[i - 1])):
            yield match


def _parted(reading: Reading, start: int, end: int, replacement: str, why: str) -> Finding:
    return reading.finding(
        start,
        end,
        GLUED,
        f"two words glued together: {why}",
        applicability=Applicability.UNSAFE,
        replacement=replacement,
        score=0.8,
        evidence={"why": why},
    )
