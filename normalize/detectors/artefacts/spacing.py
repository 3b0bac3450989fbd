"""Spaces that translation puts into times, handles and before marks, and marks that it leaves behind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from normalize.detectors.artefacts.proposal import unsafe
from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Applicability, Category, Finding
from normalize.rules import Rule, declare
from normalize.text.separators import gap_span, unusual
from normalize.words.known import COMMON, zipf

SPACED = declare(
    Rule(
        "Q240",
        "spaced-sign",
        Category.SPACING,
        "A space inside a time, a handle or a percentage, or, in a translated text, in front of a stop.",
        "A time with a space is no time to a parser, and a handle with one is no handle.",
        "unsafe",
        ("Updated at 2021-03-05T13: 08 by the desk", "Updated at 2021-03-05T13:08 by the desk"),
        "Score: 13, and at 13:08 it ended. Read John 3.",
    )
)
MISSING = declare(
    Rule(
        "Q241",
        "missing-space",
        Category.SPACING,
        "No space between a full stop or comma and the next word.",
        "Two sentences become one, and two words one token.",
        "unsafe",
        ("The road was closed.The mayor left.", "The road was closed. The mayor left."),
        "Read more at Example.com or ask the Node.js team.",
    )
)
STRAY = declare(
    Rule(
        "Q242",
        "stray-mark",
        Category.MT_ARTIFACT,
        "Marks that hold nothing: a full stop before a comma, a backtick inside a word, a point at the wrong side.",
        "Something was lost there: a link, a name, a part of the sentence.",
        "unsafe for a point at the wrong side of a letter; display for the rest",
        ("They asked for help. , we answered at once.", "(reported; nothing is changed)"),
        "They asked for help, etc., and we answered.",
    )
)
_JOINTS = frozenset([": ", ".", ","])
_HOUR = re.compile(r"(?:\A|T)(?:[01]?\d|2[0-4])\Z")
_MINUTE = re.compile(r"[0-5]\d\Z")
_HANDLE = re.compile(r"(?<![\w@])@ (?=\w*[A-Za-z]\w*\b)(\w{3,30})\b(?!@)")
_PERCENT = re.compile(r"(?<=\d)[ \u00a0\u202f]%(?!\w)")
_BEFORE = re.compile(r"^[ \u00a0\u202f]([,;!?]|\.(?!\.))(?=\s|\Z)")
_LOST = re.compile(r"^(?:\.|,|;|:)[ \u00a0\u202f][,.;][ \u00a0\u202f]$")
_CAPTION = re.compile(r"\(\.([a-zA-Z])\)")


class Spacing(Detector):
    """Spaces inside times and handles, missing ones, and marks that hold nothing."""

    rules = (
        SPACED,
        MISSING,
        STRAY,
    )
    needs = Needs(targets=("en",))
    testifies = True
    everywhere = True

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        return find_spacing(reading)


class SpacesBeforeMarks(Detector):
    """Spaces in front of stops, in a translated text."""

    rules = (SPACED,)
    needs = Needs(targets=("en",), sources=())
    everywhere = True

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        return _before_marks(reading)


def find_spacing(reading: Reading) -> Iterator[Finding]:
    """Findings on spaces and stray marks."""
    text, tokens, lower = reading.text, reading.tokens, reading.lower
    for i, gap in [(i, tokens.separators[i]) for i in tokens.at_gaps(_JOINTS) if i < len(lower)]:
        if gap == ": " and i and _MINUTE.match(lower[i]) and _HOUR.search(tokens.words[i - 1][-3:]):
            start, end = gap_span(reading, i)
            yield from unsafe(reading, start, end, SPACED, ":", "a space inside a time", shown=_shown_time(reading, i))
        elif gap != ": " and i and _glued(tokens.words[i - 1], tokens.words[i]):
            start, end = gap_span(reading, i)
            why = "no space behind the mark"
            yield from unsafe(reading, start, end, MISSING, gap + " ", why)
    for i, gap in unusual(reading):
        start, end = gap_span(reading, i)
        if i and _LOST.match(gap):
            yield from _display(reading, start, end - 1, "two marks with nothing between them: something was lost")
        elif gap == "`" and 0 < i < len(lower) and lower[i - 1][-1:].isalpha() and lower[i][:1].isalpha():
            yield from _display(reading, tokens.starts[i - 1], tokens.ends[i], "a backtick inside a word")
    if "@ " in text:
        yield from _handles(reading)
    if "%" in text:
        for match in _PERCENT.finditer(text):
            yield from unsafe(reading, *match.span(), SPACED, "%", "a space in front of the per cent sign")
    if "(." in text:
        for match in _CAPTION.finditer(text):
            why = "a point at the wrong side of an abbreviation"
            yield from unsafe(reading, *match.span(), STRAY, f"({match[1]}.)", why)


def _before_marks(reading: Reading) -> Iterator[Finding]:
    for i, gap in unusual(reading):
        if i and (before := _BEFORE.match(gap)):
            start = gap_span(reading, i)[0]
            yield from unsafe(reading, start, start + 2, SPACED, before[1], f"a space in front of “{before[1]}”")


def _display(reading: Reading, start: int, end: int, why: str) -> Iterator[Finding]:
    if not reading.protected.covers(start, end):
        yield reading.finding(start, end, STRAY, why, score=0.5)


def _shown_time(reading: Reading, i: int) -> str:
    return f"{reading.tokens.words[i - 1][-2:]}:{reading.tokens.words[i]}"


def _glued(before: str, after: str) -> bool:
    """Whether two everyday words meet at a mark: *closed.The*, not *Example.com* and not *e.g.The*."""
    return (
        len(before) > 2
        and before.islower()
        and before.isalpha()
        and len(after) > 1
        and after[0].isupper()
        and after[1:].islower()
        and after.isalpha()
        and zipf(before) >= COMMON
        and zipf(after) >= COMMON
    )


def _handles(reading: Reading) -> Iterator[Finding]:
    """Spaced handles; they are protected, and this rule alone is about them."""
    text = reading.text
    social = "witter" in text or "nstagram" in text
    for match in _HANDLE.finditer(text):
        name = match[1]
        telling = not name.isalpha() or not (name.islower() or name.istitle())
        if telling or social:
            yield reading.finding(
                *match.span(),
                SPACED,
                "a space inside a handle",
                applicability=Applicability.UNSAFE,
                replacement=f"@{name}",
                score=0.7,
            )
