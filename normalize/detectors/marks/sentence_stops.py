"""A full stop inside a sentence: *on Thursday. by the council*, where a link, a name or a clause fell out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from normalize.detectors.artefacts.wordlists import words
from normalize.detectors.detector import Detector, Needs
from normalize.detectors.marks.prose import is_prose
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.names.form import PARTICLES
from normalize.rules import Rule, declare
from normalize.words.known import COMMON, zipf

INSIDE = declare(
    Rule(
        "Q273",
        "stop-inside-sentence",
        Category.PUNCTUATION,
        "A full stop before a word in small letters: the sentence goes on, or the next one lost its capital.",
        "Sentence splitters cut there, and half a sentence has no subject or no verb.",
        "unsafe before a subject, which gets its capital; else display",
        ("The road was closed. the mayor left.", "The road was closed. The mayor left."),
        "They sell bread, milk, etc. and open at 9 a.m. on Sundays. iPhones are sold, too.",
    )
)
_LEAST_LETTERS = 4  # a shorter word in front of a point may be an abbreviation
_LEAST_CAPITAL = 5  # and so may a longer one with a capital
_HABIT = 3  # so many sentences in small letters, and more than with capitals, are a habit
_NAME_PARTICLES = PARTICLES | {"de", "van", "von", "da", "di", "le", "la", "du", "der", "den", "dos"}


class SentenceStops(Detector):
    """Full stops before small letters."""

    rules = (INSIDE,)
    needs = Needs(targets=("en",))
    testifies = True

    def wants_separator(self, separator: str) -> bool:
        """Whether a separator is a full stop and a blank."""
        return separator == ". "

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        given = reading.tokens.words
        at = [i for i in reading.at_separators(self) if 0 < i < len(given)]
        small = [i for i in at if given[i].islower()]
        if small and (len(small) < _HABIT or 2 * len(small) <= len(at)):
            for i in small:
                if _ends(given[i - 1]) and _goes_on(given[i]):
                    yield from _reported(reading, i)


def _ends(word: str) -> bool:
    """Whether a word in front of a point is no abbreviation."""
    least = _LEAST_LETTERS if word.islower() else _LEAST_CAPITAL
    if len(word) < least or not word.isalpha() or not word[1:].islower():
        return False
    return word.lower() not in words("abbreviations") and zipf(word) >= COMMON


def _goes_on(word: str) -> bool:
    """Whether a word behind a point is an everyday one, and no part of a name (de Gaulle)."""
    return word.isalpha() and word not in _NAME_PARTICLES and zipf(word) >= COMMON


def _reported(reading: Reading, i: int) -> Iterator[Finding]:
    start, end = reading.tokens.separator_span(i)
    line = reading.line_at(start)
    if not is_prose(reading.text[line.start : line.end]):
        return
    word = reading.tokens.words[i]
    if word in words("subjects"):
        stop = reading.tokens.ends[i]
        why = "a sentence in running text begins with a small letter"
        yield from reading.report(start, stop, INSIDE, why, replacement=f". {word[0].upper()}{word[1:]}")
    else:
        yield from reading.report(start, end, INSIDE, "a full stop, and the sentence goes on", score=0.6)
