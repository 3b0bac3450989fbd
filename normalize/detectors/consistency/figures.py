"""Numbers whose thousands are parted in two ways: ``8.096`` and ``8,096`` in one document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from normalize.detectors.detector import Detector, Needs
from normalize.evidence.place import place
from normalize.evidence.reading import Reading
from normalize.model import Applicability, Category, Finding
from normalize.rules import Rule, declare
from normalize.text.pattern import pattern

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
_GROUPED = pattern(r"(?<![\w.,])\d{1,3}(?:\.\d{3}|,\d{3})+(?!\w|[.,]\d)")
_LISTED = pattern(r"[^\n]{1,80}?[:\t ][ \t]*(\d{1,3}(?:[.,]\d{3})*)[ \t]*\r?\n?")
_GROUP = 3  # digits between two marks
_LEAST_COMMAS = 2  # in a list before its points are taken for errors


class Figures(Detector):
    """Numbers whose thousands are parted in two ways."""

    rules = (TWO_FORMATS,)
    needs = Needs(targets=("en",))

    def wants_separator(self, separator: str) -> bool:
        """A point may part thousands."""
        return separator == "."

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Findings on numbers with points between their thousands, beside proof that commas are meant."""
        words = reading.tokens.words
        behind = (words[i] for i in reading.at_separators(self) if i < len(words))
        if any(len(word) >= _GROUP and word[0].isdigit() for word in behind):
            yield from _pointed(reading)


def _pointed(reading: Reading) -> Iterator[Finding]:
    numbers = list(_GROUPED.finditer(reading.text))
    pointed = [m for m in numbers if "." in m[0] and not reading.protected.covers(*m.span())]
    if not pointed or len(pointed) == len(numbers):
        return
    with_comma = {m[0]: m.span() for m in reversed(numbers) if "." not in m[0]}
    around = dict(_in_lists(reading))
    for match in pointed:
        right = match[0].replace(".", ",")
        if right in with_comma:
            witness, why = with_comma[right], "the document writes the same number with a comma"
        elif match.start() in around:
            witness, why = around[match.start()], "the list around it parts thousands with a comma"
        else:
            continue
        other = place(reading, *witness)
        yield reading.finding(
            *match.span(),
            TWO_FORMATS,
            f"a number in two formats, also {other['text']} (line {other['line']}): {why}",
            applicability=Applicability.UNSAFE,
            replacement=right,
            score=0.9 if right in with_comma else 0.8,
            evidence={"why": why, "places": [place(reading, *match.span()), other]},
        )


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
