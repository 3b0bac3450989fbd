"""The one tokenising pass that every detector shares.

A token is a run of letters, digits and combining marks (by Unicode category); everything between two tokens is a
separator. Tokens and separators alternate and join to the text, so the offset of each is known without a second pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import accumulate, compress, count

from normalize.storage import memos
from normalize.text.lines import BREAKS
from normalize.text.marks import MARKS

# The look-ahead spares most words the large class.
WORD = re.compile(f"([^\\W_]+(?:(?=[\u0300-\U0010ffff])[\u200c\u200d{MARKS}]+[^\\W_]*)*)")
_SENTENCE_BREAK = re.compile(rf"[.!?:;…\t{BREAKS}|•>\[(\"“‘«]|//|^$")


@lru_cache(maxsize=memos.SEPARATORS)
def breaks_sentence(separator: str) -> bool:
    """Whether the word behind a separator is capitalised for its position alone."""
    return _SENTENCE_BREAK.search(separator) is not None


class Tokens:
    """The words of a text with the separators around them: ``len(separators) == len(words) + 1``.

    >>> t = tokenize("anti-Taliban, he said")
    >>> t.words, t.separators
    (['anti', 'Taliban', 'he', 'said'], ['', '-', ', ', ' ', ''])
    >>> t.starts[1], t.ends[1]
    (5, 12)
    """

    # Plain attributes: every document makes one, and before Python 3.12 a cached property takes a lock.
    __slots__ = ("_bounds", "_forms", "_places", "parts", "separators", "text", "words")

    def __init__(self, text: str, parts: list[str]) -> None:
        self.text = text
        self.parts = parts
        self.words = parts[1::2]
        self.separators = parts[0::2]
        self._bounds: tuple[list[int], list[int]] | None = None
        self._forms: frozenset[str] | None = None
        self._places: dict[str, list[int]] | None = None

    @property
    def forms(self) -> frozenset[str]:
        """The distinct words: a rule whose words are not among them has nothing to look for."""
        if self._forms is None:
            self._forms = frozenset(self.words)
        return self._forms

    def places(self, form: str) -> Sequence[int]:
        """The number of each word that is a form: for whoever asks for many forms, of whom each would read the text."""
        if self._places is None:
            self._places = {}
            for i, word in enumerate(self.words):
                self._places.setdefault(word, []).append(i)
        return self._places.get(form, ())

    def at(self, forms: AbstractSet[str]) -> Iterator[int]:
        """The number of each word that is one of some forms."""
        return compress(count(), map(forms.__contains__, self.words))

    @property
    def starts(self) -> list[int]:
        """The offset of each word."""
        return (self._bounds or self._measured())[0]

    @property
    def ends(self) -> list[int]:
        """The offset behind each word."""
        return (self._bounds or self._measured())[1]

    def _measured(self) -> tuple[list[int], list[int]]:
        bounds = list(accumulate(map(len, self.parts)))
        self._bounds = bounds[0:-1:2], bounds[1::2]
        return self._bounds

    def opens_sentence(self, index: int) -> bool:
        """Whether the word may be capitalised for standing first in a sentence, line, quotation or bracket."""
        return index == 0 or breaks_sentence(self.separators[index])

    def separator_span(self, index: int) -> tuple[int, int]:
        """Where the separator in front of a word stands; that behind the last word has the number behind its own."""
        start = self.ends[index - 1] if index else 0
        return start, start + len(self.separators[index])

    def slice(self, first: int, last: int) -> str:
        """The text from the first word to the last one, both included."""
        return self.text[self.starts[first] : self.ends[last]]


def tokenize(text: str) -> Tokens:
    """Cut a text into words and separators."""
    return Tokens(text, WORD.split(text))
