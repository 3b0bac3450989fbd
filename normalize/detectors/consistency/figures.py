"""Numbers whose thousands are parted in two ways: ``8.096`` and ``8,096`` in one document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from normalize.detectors.detector import Detector, Needs
from normalize.evidence.place import place
from normalize.evidence.reading import Reading
from normalize.model import Applicability, Category, Finding
from normalize.rules import Rule, declare

TWO_FORMATS = declare(
    Rule(
        "Q204",
        "number-in-two-formats",
        Category.PUNCTUATION,
        "A number with a point between its thousands, where the document writes the same one, or the list around it,"
        " with a comma.",
        "A machine that leaves 8.096 as it stands in Italian makes eight of eight thousand.",
        "unsafe: it may be a decimal fraction",
        ("8.096 cases … 8,096 in all", "8,096 cases … 8,096 in all"),
        "a rate of 8.096 per cent",
    )
)
_GROUPED = re.compile(r"(?<![\w.,])\d{1,3}(?:\.\d{3}|,\d{3})+(?!\w|[.,]\d)")
_LISTED = re.compile(r"[^\n]{1,80}?[:\t ][ \t]*(\d{1,3}(?:[.,]\d{3})*)[ \t]*\r?\n?")
_POINT = frozenset(".")
_LEAST_COMMAS = 2  # in a list before its points are taken for slips
_COMMA_LANGUAGES = ("en",)


class Figures(Detector):
    """Numbers whose thousands are parted in two ways."""

    rules = (TWO_FORMATS,)
    needs = Needs(targets=("en",))
    everywhere = True

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        return find_figures(reading)


def find_figures(reading: Reading) -> list[Finding]:
    """Findings on numbers with points between their thousands, beside proof that commas are meant."""
    if reading.target not in _COMMA_LANGUAGES:
        return []
    tokens = reading.tokens
    if not any(
        len(tokens.words[i]) >= 3 and tokens.words[i][0].isdigit()
        for i in tokens.at_gaps(_POINT)
        if 0 < i < len(tokens.words)
    ):
        return []  # no number with a point
    numbers = list(_GROUPED.finditer(reading.text))
    pointed = [m for m in numbers if "." in m[0] and not reading.protected.covers(*m.span())]
    if not pointed or len(pointed) == len(numbers):
        return []
    with_comma = {m[0]: m.span() for m in reversed(numbers) if "." not in m[0]}
    around = dict(_in_lists(reading))
    found = []
    for match in pointed:
        right = match[0].replace(".", ",")
        if right in with_comma:
            witness, why = with_comma[right], "the document writes the same number with a comma"
        elif match.start() in around:
            witness, why = around[match.start()], "the list around it parts thousands with a comma"
        else:
            continue
        other = place(reading, *witness)
        found.append(
            reading.finding(
                *match.span(),
                TWO_FORMATS,
                f"a number in two formats, also {other['text']} (line {other['line']}): {why}",
                applicability=Applicability.UNSAFE,
                replacement=right,
                score=0.9 if right in with_comma else 0.8,
                evidence={"why": why, "places": [place(reading, *match.span()), other]},
            )
        )
    return found


def _in_lists(reading: Reading) -> Iterator[tuple[int, tuple[int, int]]]:
    """The offset of each pointed number in a list of which most lines have commas, with the span of one that has."""
    run: list[tuple[int, int]] = []
    for segment in reading.lines:
        match = (
            _LISTED.fullmatch(reading.text, segment.start, segment.end) if segment.end - segment.start < 120 else None
        )
        if match:
            run.append(match.span(1))
        elif run:
            yield from _mixed(reading.text, run)
            run = []
    yield from _mixed(reading.text, run)


def _mixed(text: str, run: Iterable[tuple[int, int]]) -> Iterator[tuple[int, tuple[int, int]]]:
    commas = [span for span in run if "," in text[slice(*span)]]
    if len(commas) >= _LEAST_COMMAS:
        yield from ((start, commas[0]) for start, end in run if "." in text[start:end])
