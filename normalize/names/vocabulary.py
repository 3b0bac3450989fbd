"""Each distinct word form resolved once: which glossary words it is, or may be a spelling of.

The memo grows with the vocabulary and not with the text; it is bounded, and a form that fell out is resolved again
with the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from normalize.languages.tables import has_words
from normalize.names.index import Index
from normalize.words.fold import fold
from normalize.words.known import derives_from, is_known

NEAR = 0.80
_BOUND = 1 << 20
_LONGEST = 64  # code points


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a word form may stand for.

    ``options`` are folded glossary words with their similarity (1.0: the same word), best first. ``alone`` says
    whether likeness may map the form by itself: it is no known word, no word of the glossary, and no derivation.
    """

    options: tuple[tuple[str, float], ...]
    longest: int
    alone: bool


class Vocabulary:
    """Word forms resolved against an index, remembered."""

    def __init__(self, index: Index, language: str = "en") -> None:
        self.index = index
        self.language = language
        self.memo: dict[str, Resolution | None] = {}
        self._inside: dict[str, tuple[tuple[str, float], ...]] = {}

    def __getstate__(self) -> dict[str, object]:
        return {"index": self.index, "language": self.language, "memo": {}, "_inside": {}}

    def resolve_all(self, forms: Iterable[str]) -> dict[str, Resolution | None]:
        """Resolve forms ahead of use (forked workers then share the answers); returns the memo that holds them all."""
        if len(self.memo) >= _BOUND:
            self.memo = {}
        memo = self.memo
        for form in set(forms).difference(memo):
            memo[form] = self._resolve(form)
        return memo

    def resolve(self, form: str) -> Resolution | None:
        """The glossary words that a name may open with, given its first word as written; None for most words."""
        try:
            return self.memo[form]
        except KeyError:
            if len(self.memo) >= _BOUND:
                self.memo = {}
            found = self.memo[form] = self._resolve(form)
            return found

    def options(self, form: str) -> tuple[tuple[str, float], ...]:
        """The glossary words that a form inside a name may be, with their similarity."""
        try:
            return self._inside[form]
        except KeyError:
            if len(self._inside) >= _BOUND:
                self._inside = {}
            resolution = self.resolve(form)
            folded = fold(form)
            plain = ((folded, 1.0),) if folded in self.index.words else ()
            found = self._inside[form] = plain if resolution is None else resolution.options
            return found

    def _resolve(self, form: str) -> Resolution | None:
        if len(form) > _LONGEST:  # no name is that long
            return None
        folded = fold(form)
        exact = folded in self.index.words or folded in self.index.openers
        capital = form[:1].isupper()
        near: list[tuple[str, float]] = []
        if capital and not form.isdigit():
            near = [pair for pair in self.index.near(form, NEAR) if pair[0] != folded]
        options = (*(((folded, 1.0),) if exact else ()), *near)
        openers = [self.index.openers[word] for word, _ in options if word in self.index.openers]
        if not openers:
            return None
        alone = bool(near) and not exact and has_words(self.language) and not is_known(form, self.language)
        alone = alone and not any(derives_from(form, word) for word, _ in near)
        return Resolution(options, max(openers), alone)
