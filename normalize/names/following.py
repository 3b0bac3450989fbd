"""The words that go on from beginnings of names, and which of them another word may be meant for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from normalize.names.thresholds import RUNNING_TEXT
from normalize.words.likeness import Spelling, may_be_like

Path = tuple[str, float, tuple[float, ...]]  # a phrase, the sum of its words' similarities, and each of them


class Following:
    """Words that go on from a beginning: folded, and for each its neutral form and its outline.

    >>> following = Following(["massoud", "wali"], ["masut", "fali"], ["mst", "fl"])
    >>> following.has("wali"), following.of_outline("mst")
    (True, ['massoud'])
    """

    __slots__ = ("folded", "neutral", "outlines")

    def __init__(self, folded: Sequence[str], neutral: Sequence[str], outlines: Sequence[str]) -> None:
        self.folded, self.neutral, self.outlines = folded, neutral, outlines

    def and_(self, other: Following) -> Following:
        """The words of both."""
        return Following(
            (*self.folded, *other.folded), (*self.neutral, *other.neutral), (*self.outlines, *other.outlines)
        )

    def has(self, folded: str) -> bool:
        """Whether a word, folded, is one of them."""
        return folded in self.folded

    def of_outline(self, outline: str) -> Sequence[str]:
        """The words of an outline, folded, each once."""
        if outline not in self.outlines:
            return ()
        same = (folded for folded, own in zip(self.folded, self.outlines, strict=True) if own == outline)
        return list(dict.fromkeys(same))


class Behind:
    """What may stand behind a beginning of names that can be read in several ways, its ``paths``: by the phrase of each
    path, ``of`` has the words that go on from it; ``words`` are all of these.

    >>> ahmad_shah = Following(["massoud"], ["masut"], ["mst"])
    >>> behind = Behind((("ahmad shah", 2.0, (1.0, 1.0)),), {"ahmad shah": ahmad_shah})
    >>> [behind.may_have(word, word.lower(), word.istitle()) for word in ("Masoud", "Paris", "massoud", "masoud")]
    [True, False, True, False]
    """

    __slots__ = ("_neutral", "_outlines", "of", "paths", "words")

    def __init__(self, paths: Sequence[Path], of: Mapping[str, Following]) -> None:
        self.paths, self.of = paths, of
        self.words = frozenset(chain.from_iterable(part.folded for part in of.values()))
        self._neutral: Sequence[str] = ()
        self._outlines: frozenset[str] | None = None

    @property
    def outlines(self) -> frozenset[str]:
        """The outlines of all words that go on."""
        if self._outlines is None:
            self._outlines = frozenset(chain.from_iterable(part.outlines for part in self.of.values()))
        return self._outlines

    def may_have(self, word: str, folded: str, capital: bool) -> bool:
        """Whether a word is one that goes on, or one with a ``capital`` is like one or may sound like it.

        Most words are none of that, and this costs less than to look for all that a word is like.
        """
        if folded in self.words:
            return True
        if not capital:
            return False
        if not self._neutral:
            self._neutral = list(dict.fromkeys(chain.from_iterable(part.neutral for part in self.of.values())))
        return may_be_like(Spelling.of(word), self._neutral, self.outlines, RUNNING_TEXT.near)
