"""Quotation marks as translation leaves them: turned round, with spaces inside, in the source language’s own shape.

Which mark stands where depends on house style, too, so each fix is unsafe. A capital behind a closed quotation is
casing; the order of full stop and closing mark is shown only where a source language shines through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from normalize.detectors.artefacts.proposal import unsafe
from normalize.detectors.artefacts.wordlists import words
from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.rules import Rule, declare
from normalize.text.separators import gap_span, lines_with, unusual

DIRECTION = declare(
    Rule(
        "Q230",
        "quote-direction",
        Category.PUNCTUATION,
        "A quotation mark turned the wrong way, or with a space on its inner side.",
        "Tools that extract quotations pair marks by their direction.",
        "unsafe",
        ("She called it “a small step “ and left.", "She called it “a small step” and left."),
        "She called it “a small step” and left.",
    )
)
ORDER = declare(
    Rule(
        "Q231",
        "quote-order",
        Category.PUNCTUATION,
        "A full stop before and a comma behind the same closing mark, a colon between “that” and a quotation, or, in "
        "a translated document, a full stop behind the closing mark.",
        "Two stops end one sentence twice; sentence splitters cut there.",
        "unsafe for two marks and for the colon; display for the order alone, which is a house style",
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
SHAPE = declare(
    Rule(
        "Q233",
        "source-quotes",
        Category.PUNCTUATION,
        "Quotation marks of the source language: « », „ “, + … + and a dash behind the closing mark.",
        "Tools for English do not know them as quotation marks.",
        "unsafe",
        ("He said: «We wait» and left.", "He said: “We wait” and left."),
        "He said: “We wait” and left.",
    )
)
_SPACES = " \u00a0\u202f"
_GUILLEMETS = re.compile(r"«[ \u00a0\u202f]?([^«»\n]{1,400}?)[ \u00a0\u202f]?»")
_LOW = re.compile(r"„([^„“”\n]{1,400}?)[“”]")
_PLUS = re.compile(r"(?<=[:“] |.“)\+ ?(?=[A-Z])([^+\n]{2,200}?) ?\+(?=[\s,.”\"])")
_DASHED = re.compile(r"^[ ]?([.,!?]?)[ ]?([“”\"]) ?[-–—] $")
_DOUBLED = re.compile(r"^[.]([”\"]), $")
_OUTSIDE = re.compile(r"^[”\"][.](?:\s|$)")
_CLOSED = re.compile(r"^(?:[.!?]?[”\"»],|,[”\"»]) $")


class QuotationMarks(Detector):
    """Quotation marks turned round, doubled, or of the source language."""

    rules = (
        DIRECTION,
        ORDER,
        CAPITAL,
        SHAPE,
    )
    needs = Needs(targets=("en",))
    testifies = True
    everywhere = True

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        return find_quotes(reading)


class QuotationOrder(Detector):
    """Full stops behind the closing mark, in a translated text."""

    rules = (ORDER,)
    needs = Needs(targets=("en",), sources=())
    everywhere = True

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        return _outside(reading)


def find_quotes(reading: Reading) -> Iterator[Finding]:
    """Findings on quotation marks."""
    text = reading.text
    if not any(mark in text for mark in '“”«„"+'):
        return
    yield from _turned(reading)
    yield from _between(reading, reading.lower)
    yield from _shapes(reading)


def _turned(reading: Reading) -> Iterator[Finding]:
    """Curly marks that do not alternate in a line, and spaces on the inner side of a mark."""
    for at, line in lines_with(reading.text, "“”"):
        opened = False
        for i, mark in enumerate(line):
            if mark not in "“”":
                continue
            before, after = line[i - 1 : i], line[i + 1 : i + 2]
            start, end = at + i, at + i + 1
            if mark == "“" and opened and (before in (*_SPACES, ",", ".", "?", "!")):
                # An opening mark inside a quotation that is open: the closing one, turned round.
                start -= before in _SPACES
                gap = "" if not after or not after.isalpha() else " "
                why = "an opening mark where the quotation ends"
                yield from unsafe(reading, start, end, DIRECTION, f"”{gap}", why)
                opened = False
                continue
            if mark == "”" and not opened and (not before or before in _SPACES) and after.isalpha():
                why = "a closing mark where a quotation begins"
                yield from unsafe(reading, start, end, DIRECTION, "“", why)
                opened = True
                continue
            if mark == "“" and after and after in _SPACES and (not before or before in _SPACES):
                why = "a space behind an opening mark"
                yield from unsafe(reading, start, end + 1, DIRECTION, mark, why)
            if mark == "”" and opened and before and before in _SPACES:
                why = "a space in front of a closing mark"
                yield from unsafe(reading, start - 1, end, DIRECTION, mark, why)
            opened = mark == "“"


def _between(reading: Reading, lower: list[str]) -> Iterator[Finding]:
    """Marks between a quotation and its attribution, and the attribution's first letter."""
    tokens = reading.tokens
    for i, gap in unusual(reading):
        if i == 0 or i >= len(lower) or len(gap) > 6:
            continue
        start, end = gap_span(reading, i)
        if doubled := _DOUBLED.match(gap):
            why = "a full stop and a comma around one closing mark"
            yield from unsafe(reading, start, end - 1, ORDER, f",{doubled[1]}", why)
        if (dashed := _DASHED.match(gap)) and lower[i] in words("reporting"):
            why = "a dash between a quotation and its attribution, as in Russian"
            mark = "”" if dashed[2] in "“”" else dashed[2]
            yield from unsafe(reading, start, end, SHAPE, f"{dashed[1] or ','}{mark} ", why)
        if gap[:2] == ": " and gap[2:] in ("“", '"') and lower[i - 1] == "that":
            why = "a colon between “that” and the quotation"
            yield from unsafe(reading, start, end, ORDER, gap[1:], why)
        word = tokens.words[i]
        if _CLOSED.match(gap) and word[:1].isupper() and _attribution(lower, i, reading):
            why = "the attribution of a quotation begins with a capital"
            first = word[:1].lower() + word[1:]
            span = (tokens.starts[i], tokens.ends[i])
            yield from unsafe(reading, *span, CAPITAL, first, why)


def _attribution(lower: list[str], i: int, reading: Reading) -> bool:
    """“Said the minister”, “He stressed”; a verb before a name may be a name itself (Said Ahmed)."""
    after = lower[i + 1] if i + 1 < len(lower) else ""
    if lower[i] in ("he", "she", "they"):
        return after in words("reporting")
    return lower[i] in words("reporting") and reading.tokens.words[i + 1 : i + 2] == [after]


def _outside(reading: Reading) -> Iterator[Finding]:
    for i, gap in unusual(reading):
        if _OUTSIDE.match(gap):
            start = gap_span(reading, i)[0]
            if not reading.protected.covers(start, start + 2):
                why = "the full stop stands behind the closing mark, as the source language has it"
                yield reading.finding(start, start + 2, ORDER, why, score=0.4)


def _shapes(reading: Reading) -> Iterator[Finding]:
    text = reading.text
    for gate, pattern, put in (("«", _GUILLEMETS, "“{}”"), ("„", _LOW, "“{}”"), ("+", _PLUS, "‘{}’")):
        if gate in text:
            for match in pattern.finditer(text):
                why = f"quotation marks of the source language: {match[0][0]} {match[0][-1]}"
                put_here = put.format(match[1])
                yield from unsafe(reading, *match.span(), SHAPE, put_here, why)
