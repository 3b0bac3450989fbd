"""The words that go on from beginnings of names, and which of them another word may be meant for."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain

from normalize.names.thresholds import RUNNING_TEXT
from normalize.words.likeness import Spelling, may_be_like

Path = tuple[str, float, tuple[float, ...]]  # a phrase, the sum of its words' similarities, and each of them


class Following:
    """Distinct words that go on from a beginning: folded, and for each its neutral form and its outline.

    >>> following = Following.of([Spelling.of("Massoud"), Spelling.of("Wali")])
    >>> "wali" in following.words, following.of_outline(Spelling.of("Masood").outline)
    (True, ['massoud'])
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


class Behind:
    """What may stand behind a beginning of names that can be read in several ways, its ``paths``.

    >>> behind = Behind((("ahmad shah", 2.0, (1.0, 1.0)),), {"ahmad shah": Following.of([Spelling.of("Massoud")])})
    >>> [behind.may_have(word, word.lower(), word.istitle()) for word in ("Masoud", "Paris", "massoud", "masoud")]
    [True, False, True, False]
    """

    __slots__ = ("_neutral", "_outlines", "of", "paths")

    def __init__(self, paths: Sequence[Path], following: Mapping[str, Following]) -> None:
        self.paths = paths
        self.of = {path[0]: following[path[0]] for path in paths}
        self._neutral: Sequence[str] = ()
        self._outlines: Container[str] = ()

    def may_have(self, word: str, folded: str, capital: bool) -> bool:
        """Whether a word is one that goes on, or one with a ``capital`` is like one or may sound like it.

        Most words are none of that, and this costs less than to look for all that a word is like.
        """
        for following in self.of.values():
            if folded in following.words:
                return True
        if not capital:
            return False
        if not self._neutral:
            self._gather()
        return may_be_like(Spelling.of(word), self._neutral, self._outlines, RUNNING_TEXT.near)

    def _gather(self) -> None:
        parts = list(self.of.values())
        if len(parts) == 1:
            self._outlines, self._neutral = parts[0].outlines, parts[0].columns[1]
            return
        self._outlines = frozenset(chain.from_iterable(part.outlines for part in parts))
        self._neutral = list(dict.fromkeys(chain.from_iterable(part.columns[1] for part in parts)))
