"""The phrases of all entries with the forms that are found by them, and what follows from the phrases as a whole."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, compress, islice
from typing import BinaryIO

import orjson

from normalize.names.compiling.described import COUNTED, LIKENED, PLAIN, WRITTEN, Described, Forms
from normalize.names.compiling.pairs import Pairs
from normalize.names.designators import unified
from normalize.names.form import PARTICLES
from normalize.names.form_rows import text_of
from normalize.names.index import MIN_LETTERS
from normalize.storage.layout import NUMBER, NUMBERS
from normalize.storage.writing import Numbered, trie_of
from normalize.words.fold import fold, split
from normalize.words.likeness import Spelling


class Phrases:
    """Phrases in the order in which the entries give them, those that are listed before those that are made.

    A trie numbers them; of most there is one form, and others are held apart.
    """

    def __init__(self, listed: Sequence[Forms], made: Sequence[Forms]) -> None:
        self._parts = [*listed, *made]
        self.trie = trie_of(chain.from_iterable(part.keys() for part in self._parts))
        self._numbers = array(NUMBERS)  # of the phrases of all forms
        self._is_first = bytearray()  # whether a form is the first of its phrase
        # The rows of all other forms, by phrase, each behind its bits and a new line: in one text, which takes less.
        self._others: dict[int, bytes] = {}
        known = bytearray(len(self.trie))
        for part in listed:
            self._add(part, known, b"")
        is_listed = bytes(known)
        for part in made:
            self._add(part, known, is_listed)
        self._bits = bytearray(compress(chain.from_iterable(part.bits for part in self._parts), self._is_first))
        for place, number in enumerate(compress(self._numbers, self._is_first)):
            if number in self._others:
                self._bits[place] |= _SEVERAL

    def _add(self, part: Forms, known: bytearray, is_listed: bytes) -> None:
        """Add forms, but those of phrases that are listed already."""
        numbers = array(NUMBERS, map(self.trie.key_id, part.keys()))
        is_first, later = bytearray(b"\1") * len(numbers), list[int]()
        for place, number in enumerate(numbers):
            if known[number]:
                later.append(place)
            else:
                known[number] = 1
        rows = part.rows.split(b"\n") if later else ()
        for place in later:
            is_first[place] = 0
            number = numbers[place]
            if not is_listed or not is_listed[number]:
                self._others[number] = b"%b\n%c%b" % (self._others.get(number, b""), part.bits[place], rows[place])
        self._numbers += numbers
        self._is_first += is_first

    def __iter__(self) -> Iterator[str]:
        return compress(chain.from_iterable(part.keys() for part in self._parts), self._is_first)

    def _rows(self) -> Iterator[bytes]:
        """The row of the first form of each phrase."""
        rows = chain.from_iterable(part.rows.split(b"\n") for part in self._parts if part.bits)
        return compress(rows, self._is_first)

    def _bits_of(self, phrase: str, first: int) -> tuple[int, ...]:
        """The bits of all forms of a phrase that has several."""
        return (first & ~_SEVERAL, *(other[0] for other in self._others[self.trie.key_id(phrase)].split(b"\n")[1:]))

    def table(self, values: BinaryIO) -> Numbered:
        """Phrases with the rows of their forms; ``values`` is an empty file that takes these.

        Rows that are the same have one number. They begin with the number of an entry, and those of an entry come
        together: what is listed, and later what is made, which says so. So few are to be remembered at a time.
        """
        numbers, lengths = array(NUMBERS, bytes(NUMBER * len(self.trie))), array(NUMBERS)
        known, entry = dict[bytes, int](), b""
        for place, row in zip(compress(self._numbers, self._is_first), self._rows(), strict=True):
            if not row.startswith(entry) or not entry:
                known.clear()
                entry = row[: row.index(b",") + 1]
            others = self._others.get(place)
            rows = b"[%b]" % (row if others is None else b",".join((row, *_rows_of(others))))
            number = numbers[place] = known.setdefault(rows, len(lengths))
            if number == len(lengths):
                values.write(rows)
                lengths.append(len(rows))
        values.seek(0)
        return Numbered(self.trie, numbers, lengths, values)

    def names(self) -> Iterator[tuple[str, int]]:
        """Every whole name that is written apart: its phrase, and its place among the forms of that phrase."""
        for phrase, bits in zip(self, self._bits, strict=True):
            if bits & _SEVERAL:
                places = enumerate(self._bits_of(phrase, bits))
                yield from ((phrase, place) for place, own in places if own & COUNTED)
            elif bits & COUNTED:
                yield phrase, 0

    def words(self) -> Words:
        """The words of all forms that are written apart."""
        found = Words()
        for phrase, row, bits in zip(self, self._rows(), self._bits, strict=True):
            if bits & _SEVERAL:
                self._add_words(found, phrase, row, self._bits_of(phrase, bits))
                continue
            parts = phrase.split(" ")
            if bits & WRITTEN and not found.has(parts):
                if bits & PLAIN:
                    found.add_folded(parts)
                else:
                    found.add(text_of(orjson.loads(row), phrase))
            if bits & LIKENED:
                found.liken(parts)
        found.complete()
        return found

    def _add_words(self, found: Words, phrase: str, row: bytes, bits: Sequence[int]) -> None:
        """Add the words of a phrase that has several forms, given the row of the first and the bits of each."""
        parts = phrase.split(" ")
        first = next((place for place, own in enumerate(bits) if own & WRITTEN), None)
        if first is not None and not found.has(parts):
            if bits[first] & PLAIN:
                found.add_folded(parts)
            else:
                rows = (row, *_rows_of(self._others[self.trie.key_id(phrase)]))
                found.add(text_of(orjson.loads(rows[first]), phrase))
        if any(own & LIKENED for own in bits):
            found.liken(parts)


def _rows_of(others: bytes) -> Iterator[bytes]:
    return (other[1:] for other in others.split(b"\n")[1:])


_TOGETHER = 1 << 12  # words that are spelled at a time
_SEVERAL = 16  # a bit beside those of a form: its phrase has others, too


class Words:
    """Words, folded, each with whether others may be likened to it."""

    def __init__(self) -> None:
        self.found: dict[str, bool] = {}
        self._written: dict[str, str] = {}  # how words are first written, where that tells more
        self._settled: set[str] = set()  # words of which there is nothing more to learn

    def has(self, words: Iterable[str]) -> bool:
        """Whether all these words, folded, are there."""
        return self._settled.issuperset(words) or all(map(self.found.__contains__, words))

    def complete(self) -> None:
        """No more words will come."""
        self._settled.clear()

    def add(self, text: str) -> None:
        """The words of a form."""
        for word in split(text):
            folded = fold(word)
            if folded not in self.found:
                self.found[folded] = False
                if not word.isascii():
                    self._written[folded] = word

    def add_folded(self, words: Iterable[str]) -> None:
        """Words that are written in ASCII, given folded: how they are written tells no more."""
        for word in words:
            self.found.setdefault(word, False)

    def liken(self, words: Iterable[str]) -> None:
        """Words that are there, and that others may be likened to."""
        if self._settled.issuperset(words):
            return
        for word in words:
            if len(word) >= MIN_LETTERS:
                self.found[word] = True
        self._settled.update(words)

    def spelled(self) -> dict[str, str]:
        """Each word, folded, with its neutral form and its outline, a blank between them: one text takes less memory
        than two."""
        found: dict[str, str] = {}
        rest = iter(self.found)
        while words := [*islice(rest, _TOGETHER)]:
            spelled = Spelling.each([self._written.get(word, word) for word in words])
            found.update(zip(words, (f"{word.neutral} {word.outline}" for word in spelled), strict=True))
        return found


class Said:
    """What entries say beside their forms: first words of phrases that have a small letter, who has acronyms, and what
    is to be told of an index below."""

    def __init__(self) -> None:
        self.lower_openers = set(PARTICLES)
        self.acronyms: dict[str, list[str]] = defaultdict(list)
        self.foreign_acronyms: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
        self.overruled: list[str] = []

    def add(self, part: Described) -> None:
        """What some entries say."""
        self.lower_openers |= part.lower_openers
        self.overruled += part.overruled
        for acronym, key in part.acronyms:
            self.acronyms[acronym].append(key)
        for acronym, key, lang in part.foreign_acronyms:
            self.foreign_acronyms[acronym].append((key, lang))


def gathered(parts: Iterable[Described]) -> tuple[Phrases, Said]:
    """The phrases of entries that were described part by part, and what else these say."""
    said = Said()
    listed, made = [], []
    for part in parts:
        said.add(part)
        listed.append(part.listed)
        made.append(part.made)
    return Phrases(listed, made), said


def openings(phrases: Iterable[str]) -> dict[str, int]:
    """The first words of phrases, with the number of words of the longest."""
    openers: dict[str, int] = {}
    for phrase in phrases:
        words = phrase.count(" ") + 1
        first = phrase.partition(" ")[0] if words > 1 else phrase
        if words > openers.get(first, 0):
            openers[first] = words
    return openers


def following(phrases: Iterable[str]) -> dict[str, str | dict[str, None]]:
    """Beginnings of phrases, one word or more short of the whole, to the words that go on from them: most beginnings
    have one, which stands by itself."""
    found: dict[str, str | dict[str, None]] = {}
    for phrase in phrases:
        end = phrase.find(" ")
        while end >= 0:
            after = phrase.find(" ", end + 1)
            word = phrase[end + 1 : after] if after >= 0 else phrase[end + 1 :]
            known = found.setdefault(phrase[:end], word)
            if isinstance(known, dict):
                known[word] = None
            elif known != word:
                found[phrase[:end]] = {known: None, word: None}
            end = after
    return found


def preceding(beginnings: Mapping[str, str | dict[str, None]]) -> dict[str, list[str]]:
    """Second words of phrases to the first ones, given what :func:`following` says.

    >>> preceding(following(["ahmad shah massoud", "reza shah"]))
    {'shah': ['ahmad', 'reza']}
    """
    found: dict[str, list[str]] = {}
    for beginning, after in beginnings.items():
        if " " not in beginning:
            for word in (after,) if isinstance(after, str) else after:
                found.setdefault(word, []).append(beginning)
    return found


class Postings:
    """Words, designators unified, with the numbers of the names that have them."""

    def __init__(self) -> None:
        self._pairs = Pairs()
        self.names = 0

    def noted(self, names: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
        """The same names, of which the words are noted: each has the number of those before it."""
        before, words = "", dict[str, None]()
        for name in names:
            if name[0] != before:
                before = name[0]
                words = dict.fromkeys(unified(tuple(before.split())))
            self._pairs.add(words, self.names)
            self.names += 1
            yield name

    def groups(self) -> Iterator[tuple[str, Sequence[int]]]:
        """Each word with its numbers. It can be asked for once."""
        return self._pairs.groups()
