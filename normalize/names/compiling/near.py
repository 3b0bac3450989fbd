"""The words near to a given one: the keys of a deletion neighbourhood, and the words that have each."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import BinaryIO

from normalize.names.compiling.pairs import Pairs
from normalize.names.index import keys_of
from normalize.storage.layout import NUMBER, NUMBERS
from normalize.storage.writing import Keys, Numbered, encoded
from normalize.words.fold import consonants
from normalize.words.likeness import Spelling


def near_table(likened: Sequence[str], spelled: Mapping[str, str], scratch: BinaryIO) -> Numbered:
    """Keys to the words that have them, of words that others may be ``likened`` to, each with its neutral form.
    ``spelled`` is what :meth:`Words.spelled` gives, ``scratch`` an empty file that takes the values."""
    pairs = Pairs()
    rows = _Rows(len(likened), scratch)
    for number, word in enumerate(likened):
        neutral, _, outline = spelled[word].partition(" ")
        rows.words.append(encoded([word, neutral])[1:-1])
        pairs.add(keys_of(Spelling(word, neutral, consonants(neutral), outline)), number)
    keys = Keys()
    for key, held in pairs.groups():
        keys.add(key, rows.number(held))
    scratch.seek(0)
    return keys.table(rows.lengths, scratch)


class _Rows:
    """The rows of keys, each distinct one written once, by the numbers of words; ``words`` are these, each with its
    neutral form as JSON."""

    def __init__(self, count: int, values: BinaryIO) -> None:
        self.words: list[bytes] = []
        self.lengths = array(NUMBERS)
        self._values = values
        self._single = array(NUMBERS, bytes(NUMBER * count))  # one more than the number of a word's own row
        self._several: dict[bytes, int] = {}

    def number(self, words: Sequence[int]) -> int:
        """The number of the row of some words."""
        if len(words) > 1:
            known = self._several.setdefault(array(NUMBERS, words).tobytes(), len(self.lengths))
            if known == len(self.lengths):
                self._add(b"[%b]" % b",".join([self.words[w] for w in words]))
            return known
        word = words[0]
        if not self._single[word]:
            self._add(b"[%b]" % self.words[word])
            self._single[word] = len(self.lengths)
        return self._single[word] - 1

    def _add(self, row: bytes) -> None:
        self._values.write(row)
        self.lengths.append(len(row))
