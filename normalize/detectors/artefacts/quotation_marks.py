"""Quotation marks as translation leaves them: turned round, with spaces inside, in the source language’s own shape.

Which mark stands where depends on house style, too, so each fix is unsafe. A capital behind a closed quotation is
casing; the order of full stop and closing mark is shown only where a source language shines through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from normalize.detectors.artefacts.wordlists import words
from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding, Segment
from normalize.rules import Rule, declare
from normalize.text.tokens import Tokens

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
_SHAPES = {
    "«": (re.compile(r"«[ \u00a0\u202f]?([^«»\n]{1,400}?)[ \u00a0\u202f]?»"), "“{}”"),
    "„": (re.compile(r"„([^„“”\n]{1,400}?)[“”]"), "“{}”"),
    "+": (re.compile(r"(?<=[:“] |.“)\+ ?(?=[A-Z])([^+\n]{2,200}?) ?\+(?=[\s,.”\"])"), "‘{}’"),
}
_MARKS = frozenset("“”") | _SHAPES.keys()
_DASHED = re.compile(r"[ ]?([.,!?]?)[ ]?([“”\"]) ?[-–—] ")
_DOUBLED = re.compile(r"[.]([”\"]), ")
_THAT = frozenset([": “", ': "'])
_CLOSED = re.compile(r"(?:[.!?]?[”\"»],|,[”\"»]) ")
_OUTSIDE = re.compile(r"[”\"][.](?:\s|\Z)")


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

    def wants_separator(self, separator: str) -> bool:
        """Whether a separator holds a mark that has a direction or a language, or stands before an attribution."""
        return not _MARKS.isdisjoint(separator) or _joins(separator)

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        gaps = reading.tokens.separators
        marks = [(i, gaps[i]) for i in reading.at_separators(self)]
        for i, gap in marks:
            if 0 < i < len(reading.tokens.words) and _joins(gap):
                yield from _between(reading, i, gap)
        yield from _turned(reading, [i for i, gap in marks if "“" in gap or "”" in gap])
        for mark in _SHAPES:
            yield from _foreign(reading, mark, [i for i, gap in marks if mark in gap])


class QuotationOrder(Detector):
    """Full stops behind the closing mark, in a translated text."""

    rules = (ORDER,)
    needs = Needs(targets=("en",), sources=())

    def wants_separator(self, separator: str) -> bool:
        """Whether a separator begins with a closing mark and a full stop."""
        return _OUTSIDE.match(separator) is not None

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        for i in reading.at_separators(self):
            start = reading.tokens.separator_span(i)[0]
            why = "the full stop stands behind the closing mark, as the source language has it"
            yield from reading.report(start, start + 2, ORDER, why, score=0.4)


def _places(reading: Reading, marks: str, at: Iterable[int]) -> Iterator[int]:
    """Where some marks stand in separators."""
    for i in at:
        start = reading.tokens.separator_span(i)[0]
        for offset, mark in enumerate(reading.tokens.separators[i], start):
            if mark in marks:
                yield offset


def _turned(reading: Reading, at: Sequence[int]) -> Iterator[Finding]:
    """Curly marks that do not alternate in a line, and spaces on the inner side of a mark."""
    text, line, opened = reading.text, Segment(0, 0), False
    for start in _places(reading, "“”", at):
        if start >= line.end:
            line, opened = reading.line_at(start), False
        mark, end = text[start], start + 1
        before, after = text[start - 1 : start] if start > line.start else "", text[end : end + 1]
        spaced = bool(before) and before in _SPACES
        if mark == "“" and opened and (before in (*_SPACES, ",", ".", "?", "!")):
            # An opening mark inside a quotation that is open: the closing one, turned round.
            closing = "” " if after.isalpha() else "”"
            why = "an opening mark where the quotation ends"
            yield from reading.report(start - spaced, end, DIRECTION, why, replacement=closing)
            opened = False
            continue
        if mark == "”" and not opened and (not before or spaced) and after.isalpha():
            why = "a closing mark where a quotation begins"
            yield from reading.report(start, end, DIRECTION, why, replacement="“")
            opened = True
            continue
        if mark == "“" and after and after in _SPACES and (not before or spaced):
            yield from reading.report(start, end + 1, DIRECTION, "a space behind an opening mark", replacement=mark)
        if mark == "”" and opened and spaced:
            why = "a space in front of a closing mark"
            yield from reading.report(start - 1, end, DIRECTION, why, replacement=mark)
        opened = mark == "“"


def _joins(gap: str) -> bool:
    """Whether a separator may join a quotation and its attribution in a way that is looked at."""
    return gap in _THAT or any(pattern.fullmatch(gap) for pattern in (_DOUBLED, _DASHED, _CLOSED))


def _between(reading: Reading, i: int, gap: str) -> Iterator[Finding]:
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
    if word in ("he", "she", "they"):
        return after.lower() in words("reporting")
    return word in words("reporting") and bool(after) and after == after.lower()


def _foreign(reading: Reading, mark: str, at: Sequence[int]) -> Iterator[Finding]:
    """Pairs of marks that the source language uses."""
    pattern, put = _SHAPES[mark]
    end = 0
    for start in _places(reading, mark, at):
        match = pattern.match(reading.text, start) if start >= end else None
        if match:
            end = match.end()
            why = f"quotation marks of the source language: {match[0][0]} {match[0][-1]}"
            yield from reading.report(*match.span(), SHAPE, why, replacement=put.format(match[1]))
