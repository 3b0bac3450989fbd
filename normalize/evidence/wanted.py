"""What a run wants to know of each distinct form: its detectors and readers, each with a bit in the classes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from normalize.evidence.classes import Classes


class Wants(Protocol):
    """Anything that is asked once about each distinct form and separator of a run."""

    @property
    def words(self) -> frozenset[str]:
        """Lower-case words wanted in any letter case, without being asked."""

    def wants(self, form: str) -> bool:
        """Whether a word form, as written, matters."""

    def wants_separator(self, separator: str) -> bool:
        """Whether what stands between two words matters."""


class Wanted:
    """The classes of words and separators for those who want some; each is known by the bit it has in them."""

    def __init__(self, wanting: Iterable[Wants]) -> None:
        self.wanting: Sequence[Wants] = tuple(wanting)
        self._bits = {id(one): 1 << number for number, one in enumerate(self.wanting)}
        listed: dict[str, int] = {}
        for one in self.wanting:
            for word in one.words:
                listed[word] = listed.get(word, 0) | self.bit(one)
        self.words = Classes([one.wants for one in self.wanting], listed)
        self.separators = Classes([one.wants_separator for one in self.wanting])

    def share(self, one: object, other: object) -> None:
        """Let another ask by the bit of one who wants."""
        self._bits[id(other)] = self._bits[id(one)]

    def bit(self, one: object) -> int:
        """The bit of one who wants."""
        return self._bits[id(one)]

    def show(self, forms: Iterable[str]) -> None:
        """Show forms ahead of use: forked workers then share the answers."""
        for form in forms:
            self.words[form]
