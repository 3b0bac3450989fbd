"""The words near to a given one: the keys of a deletion neighbourhood, and the words that have each.

Only numbers are held for the pairs of keys and words, of which there are about ten a word: eight bytes a pair.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable
from io import BytesIO
from itertools import accumulate, chain, count

from marisa_trie import Trie

from normalize.names.compiling.phrases import Words
from normalize.names.index import keys_of
from normalize.storage.layout import NUMBER, NUMBERS
from normalize.storage.writing import Numbered, by_key, encoded, trie_of

_Pairs = tuple["array[int]", "array[int]"]  # of each pair the number of its key and that of its word


def near_table(words: Words, beginnings: Container[str]) -> Numbered:
    """Keys to the words that have them: how many of these begin names of several words, and each word with its neutral
    form, those that do so first."""
    known = [word for word in words.written if word in words.likened]
    first = [word for word in known if word in beginnings]
    rows, keys, pairs = _pairs(words, chain(first, (word for word in known if word not in beginnings)))
    trie = trie_of(keys)
    order = by_key(trie, keys, range(len(keys)))  # the numbers of the keys, in the order of the trie
    del keys
    return _written(trie, order, _grouped(pairs, len(order)), _Rows(rows, len(first)))


def _pairs(words: Words, ordered: Iterable[str]) -> tuple[list[bytes], dict[str, int], _Pairs]:
    """Each word with its neutral form as JSON, the keys with their numbers, and the pairs of keys and words."""
    rows: list[bytes] = []
    numbers: dict[str, int] = defaultdict(count().__next__)  # each key that is new has the next number
    ours, theirs = array(NUMBERS), array(NUMBERS)
    for number, word in enumerate(ordered):
        spelling = words.spelled(word)
        rows.append(encoded([word, spelling.neutral])[1:-1])
        found = keys_of(spelling)
        ours.extend(map(numbers.__getitem__, found))
        theirs.extend([number] * len(found))
    return rows, numbers, (ours, theirs)


def _grouped(pairs: _Pairs, keys: int) -> tuple[array[int], array[int]]:
    """The words of all keys, key by key, each key's in their order; and where those of each key end."""
    counts = array(NUMBERS, bytes(NUMBER * keys))
    for key in pairs[0]:
        counts[key] += 1
    ends = array(NUMBERS, accumulate(counts, initial=0))
    words = array(NUMBERS, bytes(NUMBER * len(pairs[0])))
    for key, word in zip(*pairs, strict=True):
        place = ends[key]
        words[place] = word
        ends[key] = place + 1
    return words, ends


class _Rows:
    """The rows of keys, each distinct one written once, by the numbers of words."""

    def __init__(self, words: list[bytes], first: int) -> None:
        self.values, self.lengths = BytesIO(), array(NUMBERS)
        self._words, self._first = words, first
        self._single = array(NUMBERS, bytes(NUMBER * len(words)))  # one more than the number of a word's own row
        self._several: dict[bytes, int] = {}

    def number(self, words: array[int]) -> int:
        """The number of the row of some words."""
        if len(words) > 1:
            known = self._several.setdefault(words.tobytes(), len(self.lengths))
            if known == len(self.lengths):
                self._add(b"[%d,%b]" % (bisect_left(words, self._first), b",".join([self._words[w] for w in words])))
            return known
        word = words[0]
        if not self._single[word]:
            self._add(b"[%d,%b]" % (word < self._first, self._words[word]))
            self._single[word] = len(self.lengths)
        return self._single[word] - 1

    def _add(self, row: bytes) -> None:
        self.values.write(row)
        self.lengths.append(len(row))


def _written(trie: Trie, order: array[int], grouped: tuple[array[int], array[int]], rows: _Rows) -> Numbered:
    """The table whose keys come in some order, with the rows of their words."""
    words, ends = grouped
    numbers = array(NUMBERS, (rows.number(words[ends[key - 1] if key else 0 : ends[key]]) for key in order))
    rows.values.seek(0)
    return Numbered(trie, numbers, rows.lengths, rows.values)
