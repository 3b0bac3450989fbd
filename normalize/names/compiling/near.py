"""The words near to a given one: the keys of a deletion neighbourhood, and the words that have each."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection, Sequence
from io import BytesIO
from itertools import chain

from normalize.names.compiling.pairs import Pairs
from normalize.names.compiling.phrases import Words
from normalize.names.index import keys_of
from normalize.storage.layout import NUMBER, NUMBERS
from normalize.storage.writing import Keys, Numbered, encoded


def near_table(words: Words, first: Collection[str]) -> Numbered:
    """Keys to the words that have them: how many of these are among the ``first``, which begin names of several words,
    and each word with its neutral form, those first."""
    likened = [word for word, is_likened in words.found.items() if is_likened]
    ordered = chain((word for word in likened if word in first), (word for word in likened if word not in first))
    pairs = Pairs()
    rows = _Rows(len(likened), len(first))
    for number, word in enumerate(ordered):
        spelling = words.spelled(word)
        rows.words.append(encoded([word, spelling.neutral])[1:-1])
        pairs.add(keys_of(spelling), number)
    keys = Keys()
    for key, held in pairs.groups():
        keys.add(key, rows.number(held))
    rows.values.seek(0)
    return keys.table(rows.lengths, rows.values)


class _Rows:
    """The rows of keys, each distinct one written once, by the numbers of words; ``words`` are these, each with its
    neutral form as JSON."""

    def __init__(self, count: int, first: int) -> None:
        self.words: list[bytes] = []
        self.values, self.lengths = BytesIO(), array(NUMBERS)
        self._first = first
        self._single = array(NUMBERS, bytes(NUMBER * count))  # one more than the number of a word's own row
        self._several: dict[bytes, int] = {}

    def number(self, words: Sequence[int]) -> int:
        """The number of the row of some words."""
        if len(words) > 1:
            known = self._several.setdefault(array(NUMBERS, words).tobytes(), len(self.lengths))
            if known == len(self.lengths):
                self._add(b"[%d,%b]" % (bisect_left(words, self._first), b",".join([self.words[w] for w in words])))
            return known
        word = words[0]
        if not self._single[word]:
            self._add(b"[%d,%b]" % (word < self._first, self.words[word]))
            self._single[word] = len(self.lengths)
        return self._single[word] - 1

    def _add(self, row: bytes) -> None:
        self.values.write(row)
        self.lengths.append(len(row))
