"""Quotations and their attributions: two stops around one mark, a colon behind “that”, a dash, a capital.

Which mark stands where depends on house style, too, so each fix is unsafe. The order of full stop and closing mark
alone is house style and never reported.
"""

from __future__ import annotations

from collections.abc import Iterable

from normalize.detectors.artefacts.wordlists import words
from normalize.detectors.detector import Detector, Needs
from normalize.detectors.marks.shapes import SHAPE
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.rules import Rule, declare
from normalize.text.pattern import pattern
from normalize.text.tokens import Tokens

ORDER = declare(
    Rule(
        "Q231",
        "quote-order",
        Category.PUNCTUATION,
        "A full stop before and a comma behind the same closing mark, or a colon between “that” and a quotation.",
        "Two stops end one sentence twice; sentence splitters cut there.",
        "unsafe",
        ("“We wait.”, said the captain.", "“We wait,” said the captain."),
        "He spoke of a “small step”.",
    )
)
CAPITAL = declare(
    Rule(
        "Q232",
        "capital-after-quote",
        Category.CASING,
        "An attribution that begins with a capital behind a closed quotation: “…”, Said the minister.",
        "It looks like a new sentence without a subject.",
        "unsafe",
        ("“We wait”, Said the captain.", "“We wait”, said the captain."),
        "“We wait.” Said Ahmed is the captain.",
    )
)
_DASHED = pattern(r"[ ]?([.,!?]?)[ ]?([“”\"]) ?[-–—] ")
_DOUBLED = pattern(r"[.]([”\"]), ")
_THAT = frozenset([": “", ': "'])
_CLOSED = pattern(r"(?:[.!?]?[”\"»],|,[”\"»]|[.!?,]?[”\"»],? [-–—]) ")
_PRONOUNS = frozenset(["he", "she", "they"])


class Attributions(Detector):
    """Marks between a quotation and its attribution, and the attribution's first letter."""

    rules = (ORDER, CAPITAL, SHAPE)
    needs = Needs(targets=("en",))
    testifies = True

    def wants_separator(self, separator: str) -> bool:
        """Whether a separator may join a quotation and its attribution in a way that is looked at."""
        return separator in _THAT or any(pattern.fullmatch(separator) for pattern in (_DOUBLED, _DASHED, _CLOSED))

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        for i in reading.at_separators(self):
            if 0 < i < len(reading.tokens.words):
                yield from _between(reading, i, reading.tokens.separators[i])


def _between(reading: Reading, i: int, gap: str) -> Iterable[Finding]:
    """Marks between a quotation and its attribution, and the attribution's first letter."""
    tokens = reading.tokens
    start, end = tokens.separator_span(i)
    word = tokens.words[i]
    if doubled := _DOUBLED.fullmatch(gap):
        why = "a full stop and a comma around one closing mark"
        yield from reading.report(start, end - 1, ORDER, why, replacement=f",{doubled[1]}")
    if (dashed := _DASHED.fullmatch(gap)) and word.lower() in words("reporting"):
        why = "a dash between a quotation and its attribution, as in Russian"
        mark = "”" if dashed[2] in "“”" else dashed[2]
        yield from reading.report(start, end, SHAPE, why, replacement=f"{dashed[1] or ','}{mark} ")
    if gap in _THAT and tokens.words[i - 1].lower() == "that":
        why = "a colon between “that” and the quotation"
        yield from reading.report(start, end, ORDER, why, replacement=gap[1:])
    if _CLOSED.fullmatch(gap) and word[:1].isupper() and _attribution(tokens, i):
        why = "the attribution of a quotation begins with a capital"
        first = word[:1].lower() + word[1:]
        yield from reading.report(tokens.starts[i], tokens.ends[i], CAPITAL, why, replacement=first)


def _attribution(tokens: Tokens, i: int) -> bool:
    """“Said the minister”, “He stressed”; a verb before a name may be a name itself (Said Ahmed)."""
    word, after = tokens.words[i].lower(), "".join(tokens.words[i + 1 : i + 2])
    if word in _PRONOUNS:
        return after.lower() in words("reporting")
    return word in words("reporting") and bool(after) and after == after.lower()
