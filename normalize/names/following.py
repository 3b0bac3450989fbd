"""The words that go on from a beginning of names, and which of them another word may be meant for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from normalize.words.likeness import Spelling, may_be_like


class Following:
    """Distinct words that go on from a beginning: folded, and for each its neutral form and its outline.

    >>> following = Following.of([Spelling.of("Massoud"), Spelling.of("Wali")])
    >>> following.may_be_meant_by(Spelling.of("Masoud"), 0.8), following.may_be_meant_by(Spelling.of("Paris"), 0.8)
    (True, False)
    """

    def __init__(self, folded: Sequence[str], neutral: Sequence[str], outlines: Sequence[str]) -> None:
        self.words = frozenset(folded)
        self.columns = (folded, neutral, outlines)

    @classmethod
    def of(cls, words: Iterable[Spelling]) -> Following:
        """The same of words whose forms are known."""
        rows = [(word.folded, word.neutral, word.outline) for word in words]
        folded, neutral, outlines = zip(*rows, strict=True)
        return cls(folded, neutral, outlines)

    def and_(self, other: Following) -> Following:
        """The words of both."""
        rows = dict.fromkeys((*zip(*self.columns, strict=True), *zip(*other.columns, strict=True)))
        folded, neutral, outlines = zip(*rows, strict=True)
        return Following(folded, neutral, outlines)

    @cached_property
    def _outlines(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for folded, outline in zip(self.columns[0], self.columns[2], strict=True):
            found.setdefault(outline, []).append(folded)
        return found

    def of_outline(self, outline: str) -> Sequence[str]:
        """The words of an outline, folded."""
        return self._outlines.get(outline, ())

    def may_be_meant_by(self, word: Spelling, least: float) -> bool:
        """Whether another word is like one of them, at least so much, or may sound like it: cheaper than to look for
        all that it is like."""
        return may_be_like(word, self.columns[1], self._outlines, least)
