"""Cutting a text into passages, what a person reads at one look: a line, or a piece of one that is long."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from normalize.text.lines import BREAKS, lines

LONGEST = 600  # code points: some hundred words


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a text without the end of its line: the 1-based number of the line, and the span."""

    line: int
    start: int
    end: int


def passages(text: str) -> list[Passage]:
    """The passages of a text that are not blank, in their order. Long lines are cut at blanks where they have any.

    >>> passages("One line.\\n\\nAnother.")
    [Passage(line=1, start=0, end=9), Passage(line=3, start=11, end=19)]
    """
    return [
        Passage(number, start, end)
        for number, line in enumerate(lines(text), start=1)
        for start, end in _pieces(text, line.start, line.end)
    ]


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    while end > start and text[end - 1] in BREAKS:
        end -= 1
    found = []
    while start < end:
        cut = end
        if end - start > LONGEST:
            blank = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
            cut = blank + 1 if blank >= 0 else start + LONGEST
        if not text[start:cut].isspace():
            found.append((start, cut))
        start = cut
    return found


def passage_at(found: Sequence[Passage], start: int, end: int) -> Passage | None:
    """The passage of a span: from the beginning of the first passage that it touches to the end of the last one.

    ``found`` are the passages of the text. None where there are none.

    >>> text = "One line.\\nAnother.\\nThe last."
    >>> passage_at(passages(text), 12, 22)
    Passage(line=2, start=10, end=28)
    """
    touched = touching(found, start, end)
    if not touched:
        return None
    return Passage(touched[0].line, min(touched[0].start, start), max(touched[-1].end, end))


def touching(found: Sequence[Passage], start: int, end: int) -> Sequence[Passage]:
    """The passages that a span touches; the one before it where it lies between two; none where there are none."""
    first = max(0, bisect_right(found, start, key=lambda one: one.start) - 1)
    last = max(0, bisect_right(found, max(start, end - 1), key=lambda one: one.start) - 1)
    return found[first : last + 1]
