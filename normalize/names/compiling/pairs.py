"""Pairs of texts and numbers, grouped by the texts: of millions of them little more is held than the letters.

They are put apart by the last letter of the texts, as bytes, and brought together one letter after another.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from normalize.storage.layout import NUMBERS

_BUFFERED = 1 << 18  # texts that wait as such, to be packed together


class Pairs:
    """Pairs that come one after the other.

    >>> pairs = Pairs()
    >>> for number, texts in enumerate((["ab", "b"], ["a", "ab"])):
    ...     pairs.add(texts, number)
    >>> list(pairs.groups())
    [('ab', [0, 1]), ('b', [0]), ('a', [1])]
    """

    def __init__(self) -> None:
        self._waiting: dict[str, list[str]] = defaultdict(list)
        self._texts: dict[str, list[bytes]] = defaultdict(list)
        self._numbers: dict[str, array[int]] = defaultdict(lambda: array(NUMBERS))
        self._count = 0

    def add(self, texts: Iterable[str], number: int) -> None:
        """Each of some texts with a number; no text has an end of line."""
        waiting, numbers = self._waiting, self._numbers
        for text in texts:
            last = text[-1:]
            waiting[last].append(text)
            numbers[last].append(number)
            self._count += 1
        if self._count > _BUFFERED:
            self._pack()

    def _pack(self) -> None:
        for last, texts in self._waiting.items():
            if texts:
                self._texts[last].append("\n".join(texts).encode())
                texts.clear()
        self._count = 0

    def groups(self) -> Iterator[tuple[str, Sequence[int]]]:
        """Each text with its numbers, in the order in which they came. It can be asked for once."""
        self._pack()
        for last in list(self._texts):
            found: dict[str, list[int]] = defaultdict(list)
            texts = (text for packed in self._texts.pop(last) for text in packed.decode().split("\n"))
            for text, number in zip(texts, self._numbers.pop(last), strict=True):
                found[text].append(number)
            yield from found.items()
