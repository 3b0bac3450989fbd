"""The words that go on from beginnings of names, and whether another word may be meant for one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from normalize.names.thresholds import RUNNING_TEXT
from normalize.words.likeness import Spelling, may_be_like


class Following:
    """Distinct words that go on from a beginning: folded, and for each its neutral form and its outline.

    >>> following = Following.of([Spelling.of("Massoud"), Spelling.of("Wali")])
    >>> "wali" in following.words, following.may_have(Spelling.of("Masood")), following.may_have(Spelling.of("Paris"))
    (True, True, False)
    >>> following.of_outline(Spelling.of("Masood").outline)
    ['massoud']
    """

    def __init__(self, folded: Sequence[str], neutral: Sequence[str], outlines: Sequence[str]) -> None:
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
    def words(self) -> frozenset[str]:
        """The words, folded."""
        return frozenset(self.columns[0])

    @cached_property
    def outlines(self) -> Mapping[str, list[str]]:
        """The words, folded, by their outline."""
        found: dict[str, list[str]] = {}
        for folded, outline in zip(self.columns[0], self.columns[2], strict=True):
            found.setdefault(outline, []).append(folded)
        return found

    def of_outline(self, outline: str) -> Sequence[str]:
        """The words of an outline, folded."""
        return self.outlines.get(outline, ())

    def may_have(self, word: Spelling) -> bool:
        """Whether a word may be like one of these or sound like it.

        Most words are not, and this costs less than to look for all that a word is like.
        """
        return may_be_like(word, self.columns[1], self.outlines, RUNNING_TEXT.near)
