"""How a target language writes its marks: which quotation marks open and close, and where it has blanks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from normalize.storage.datafiles import load

COMMAS = ",،"
STOPS = ".;:!?…؛؟"
PAIRED = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Habits:
    """The marks of one language: quotation marks that open, close or do either, and those with blanks beside them.

    ``spaced`` are stops in front of which a blank may stand, ``inside`` quotation marks that may have one on their
    inner side.
    """

    opening: str
    closing: str
    either: str
    spaced: str
    inside: str

    @property
    def quotes(self) -> frozenset[str]:
        """All quotation marks that are paired."""
        return frozenset(self.opening + self.closing + self.either)

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """The marks that open with those that close what they open."""
        return frozenset(zip(self.opening, self.closing, strict=False))


@cache
def habits_of(target: str) -> Habits | None:
    """The habits of a language (ISO 639-1), None where its script has no blanks between words.

    >>> habits_of("de").closing, habits_of("fr").spaced, habits_of("ja")
    ('“', ';:!?', None)
    """
    data = load("normalize.detectors.marks", "habits.yaml")
    if target in data["unspaced"].split():
        return None
    rows: dict[str, dict[str, str]] = data["languages"]
    return Habits(**rows.get(target, rows["other"]))


@cache
def pairs_elsewhere(habits: Habits) -> frozenset[tuple[str, str]]:
    """Pairs of other languages: a quotation in them is turned by halves nowhere.

    >>> ("“", "”") in pairs_elsewhere(habits_of("de")), ("“", "”") in pairs_elsewhere(habits_of("en"))
    (True, False)
    """
    rows = load("normalize.detectors.marks", "habits.yaml")["languages"].values()
    return frozenset().union(*(Habits(**row).pairs for row in rows)) - habits.pairs
