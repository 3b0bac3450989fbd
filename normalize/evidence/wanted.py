"""What a run wants to know of each distinct form: its detectors and readers, each with a bit in the classes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol

from normalize.evidence.classes import Classes


class Wants(Protocol):
    """Anything that is asked once about each distinct form and separator of a run.

    Who keeps an answer of this class is not asked at all.
    """

    @property
    def words(self) -> frozenset[str]:
        """Lower-case words wanted in any letter case, without being asked."""
        return frozenset()

    @property
    def forms(self) -> frozenset[str]:
        """Words wanted as they are written here, without being asked."""
        return frozenset()

    def wants(self, form: str) -> bool:
        """Whether a word form, as written, matters."""
        return False

    def wants_separator(self, separator: str) -> bool:
        """Whether what stands between two words matters."""
        return False


class Wanted:
    """The classes of words and separators for those who want some; each is known by the bit it has in them."""

    def __init__(self, wanting: Iterable[Wants]) -> None:
        self.wanting: Sequence[Wants] = tuple(wanting)
        self._bits = {id(one): 1 << number for number, one in enumerate(self.wanting)}
        self.always = 1 << len(self.wanting)  # the bit that each document has
        words: Counter[str] = Counter()
        forms: Counter[str] = Counter()
        for one in self.wanting:
            words.update(dict.fromkeys(one.words, self.bit(one)))
            forms.update(dict.fromkeys(one.forms, self.bit(one)))
        asked = [(self.bit(one), one.wants) for one in self.wanting if _answers(one, "wants")]
        self.words = Classes(asked, words, forms)
        self.separators = Classes(
            [(self.bit(one), one.wants_separator) for one in self.wanting if _answers(one, "wants_separator")]
        )

    def share(self, one: object, other: object) -> None:
        """Let another ask by the bit of one who wants."""
        self._bits[id(other)] = self._bits[id(one)]

    def bit(self, one: object) -> int:
        """The bit of one who wants."""
        return self._bits[id(one)]

    def show(self, forms: Iterable[str]) -> None:
        """Show forms ahead of use."""
        self.words.show(forms)


def _answers(one: Wants, question: str) -> bool:
    """Whether one who wants has an answer of its own to a question."""
    return getattr(type(one), question) is not getattr(Wants, question)
