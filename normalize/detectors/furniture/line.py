"""A line with something on it, and what it was recognised as."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from normalize.detectors.furniture.phrases import Phrase
from normalize.model import Segment
from normalize.text.pattern import pattern

SENTENCE_END = pattern(r"[.!?…。؟۔:;][\"”’»)\]']*\Z|[\"”»]\Z")
DATED = pattern(r"\d{1,4}[./:-]\d{1,2}|\b(?:19|20)\d\d\b")
_FEWEST_WORDS = 6  # of a sentence
_LONG = 100  # code points: a line of this length is text, whatever its end


class Certainty(StrEnum):
    """How surely a line is furniture."""

    SURE = "sure"  # may be dropped
    LIKELY = "likely"  # only shown
    BESIDE = "beside"  # furniture only beside other furniture


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it: its segment, its text without outer white space, and what it was recognised as."""

    segment: Segment
    start: int
    text: str
    phrase: Phrase | None = None
    certainty: Certainty = Certainty.SURE
    probability: float | None = None  # where the line model speaks

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def line_of(text: str, segment: Segment) -> Line | None:
    """The line of a segment, or None where nothing stands in it."""
    raw = text[segment.start : segment.end]
    inner = raw.strip()
    return Line(segment, segment.start + len(raw) - len(raw.lstrip()), inner) if inner else None


def is_sentence(line: str) -> bool:
    """Whether a trimmed line reads as text of the article.

    >>> is_sentence("The harbour was closed for three days."), is_sentence("Harbour closed for three days")
    (True, False)
    """
    if len(line) >= _LONG:
        return True
    return SENTENCE_END.search(line) is not None and line.count(" ") >= _FEWEST_WORDS - 1
