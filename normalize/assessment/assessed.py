"""What the documents of a file read like, counted: how many of each score, and which source languages shine through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from normalize.model import TranslationAssessment

STEPS = 10  # of the score, each a tenth


class Assessed:
    """Documents by their score in steps of a tenth, and by source language; adding and merging take any order.

    >>> counts = Assessed()
    >>> counts.add(TranslationAssessment(0.93, "fr", ()))
    >>> counts.scores, dict(counts.sources)
    ([0, 0, 0, 0, 0, 0, 0, 0, 0, 1], {'fr': 1})
    """

    def __init__(self) -> None:
        self.scores = [0] * STEPS
        self.sources: Counter[str] = Counter()

    @classmethod
    def of(cls, counted: Mapping[str, Any]) -> Assessed:
        """The counts that :meth:`as_dict` told."""
        made = cls()
        made.merge(counted)
        return made

    def add(self, assessment: TranslationAssessment) -> None:
        """Count one document."""
        self.scores[min(STEPS - 1, int(assessment.score * STEPS))] += 1
        if assessment.source_language is not None:
            self.sources[assessment.source_language] += 1

    def merge(self, counted: Mapping[str, Any]) -> None:
        """Count what :meth:`as_dict` told of others."""
        self.scores = [mine + theirs for mine, theirs in zip(self.scores, counted["scores"], strict=True)]
        self.sources.update(counted["sources"])

    def as_dict(self) -> dict[str, Any]:
        """The counts as the journal holds them."""
        return {"scores": self.scores, "sources": dict(sorted(self.sources.items()))}
