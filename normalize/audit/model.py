"""The values of an audit: what is drawn, and what a person says of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class By(StrEnum):
    """What parts the edits into strata."""

    RULE = "rule"
    CATEGORY = "category"
    ENTRY = "entry"
    FOLDER = "folder"


class Part(StrEnum):
    """What is drawn from: the edits, and the passages in which none was made."""

    EDITS = "edits"
    CLEAN = "passages of documents without edits"
    REST = "other passages without edits"


class Answer(StrEnum):
    """What a person says of an edit, or of a passage: right where nothing is left in it, wrong where something is."""

    RIGHT = "right"
    WRONG = "wrong"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Span:
    """A span of a passage: what was put there, or None where it was only pointed out, and the message."""

    start: int
    end: int
    put: str | None
    message: str


@dataclass(frozen=True, slots=True)
class Sampled:
    """Something to judge: an edit in its passage, or a passage without any.

    ``id`` is the edit's, or that of the passage; ``stratum`` is drawn ``drawn`` times of ``population``. ``text`` is
    the passage before the run, and ``spans`` what the run did or pointed out in it, the edit in question first;
    ``sharing`` counts the edits that begin in the passage. ``text`` is empty where the original is gone. ``line`` and
    ``column`` count from 1, as those of findings: where the edit, or the passage, begins.
    """

    id: str
    part: Part
    stratum: str
    population: int
    drawn: int
    path: str
    record: int | None
    field: str | None
    line: int
    text: str
    spans: tuple[Span, ...] = ()
    rule: str | None = None
    before: str = ""
    after: str = ""
    why: str = ""
    sharing: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Judged:
    """What one person says of one sampled item; ``missed`` where damage beside the edit was left in its passage."""

    id: str
    answer: Answer
    missed: bool = False
    who: str = ""
