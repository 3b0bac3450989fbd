"""The phrases of all entries with the forms that are found by them, and what follows from the phrases as a whole."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import chain, compress, islice
from operator import or_

import orjson

from normalize.names.compiling.described import COUNTED, LIKENED, PLAIN, WRITTEN, Described, Forms
from normalize.names.compiling.pairs import Pairs
from normalize.names.designators import unified
from normalize.names.form import PARTICLES
from normalize.names.form_rows import text_of
from normalize.names.index import MIN_LETTERS
from normalize.storage.layout import NUMBERS
from normalize.storage.writing import Numbered, distinct_by, trie_of
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
        self._others: dict[int, list[tuple[bytes, int]]] = {}  # the rows and bits of all other forms, by phrase
        known = bytearray(len(self.trie))
        for part in listed:
            self._add(part, known)
        is_listed = bytes(known)
        for part in made:
            self._add(part, known, is_listed)

    def _add(self, part: Forms, known: bytearray, is_listed: bytes = b"") -> None:
        """Add forms, but those of phrases that are listed already."""
        for phrase, row, bits in part:
            number = self.trie.key_id(phrase)
            self._numbers.append(number)
            self._is_first.append(not known[number])
            if known[number] and not (is_listed and is_listed[number]):
                self._others.setdefault(number, []).append((row, bits))
            known[number] = 1

    def __iter__(self) -> Iterator[str]:
        return compress(chain.from_iterable(part.keys() for part in self._parts), self._is_first)

    def forms(self) -> Iterator[tuple[str, bytes, bytes]]:
        """Each phrase with the rows of its forms as JSON, with commas between them, and the bits of each form."""
        every: Iterator[tuple[str, bytes, int]] = chain.from_iterable(self._parts)
        for (phrase, row, bits), number in compress(zip(every, self._numbers, strict=True), self._is_first):
            others = self._others.get(number)
            if others is None:
                yield phrase, row, _BITS[bits]
            else:
                yield phrase, b",".join((row, *(r for r, _ in others))), bytes((bits, *(b for _, b in others)))

    def table(self) -> Numbered:
        """Phrases with the rows of their forms."""
        numbers = compress(self._numbers, self._is_first)
        return distinct_by(self.trie, zip(numbers, (b"[%b]" % rows for _, rows, _ in self.forms()), strict=True))

    def names(self) -> Iterator[tuple[str, int]]:
        """Every whole name that is written apart: its phrase, and its place among the forms of that phrase."""
        for phrase, _, bits in self.forms():
            for place, bit in enumerate(bits):
                if bit & COUNTED:
                    yield phrase, place

    def words(self) -> Words:
        """The words of all forms that are written apart."""
        found = Words()
        known = found.found.__contains__
        for phrase, rows, bits in self.forms():
            parts = phrase.split(" ")
            every = bits[0] if len(bits) == 1 else reduce(or_, bits)
            if every & WRITTEN and not all(map(known, parts)):
                first = next(place for place, bit in enumerate(bits) if bit & WRITTEN)
                if bits[first] & PLAIN:
                    found.add_folded(parts)
                else:
                    found.add(text_of(orjson.loads(b"[%b]" % rows)[first], phrase))
            if every & LIKENED:
                found.liken(parts)
        return found


_TOGETHER = 1 << 12  # words that are spelled at a time
_BITS = [bytes([bit]) for bit in range((COUNTED | LIKENED | WRITTEN | PLAIN) + 1)]


class Words:
    """Words, folded, each with whether others may be likened to it."""

    def __init__(self) -> None:
        self.found: dict[str, bool] = {}
        self._written: dict[str, str] = {}  # how words are first written, where that tells more

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
        for word in words:
            if len(word) >= MIN_LETTERS:
                self.found[word] = True

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
    """What entries say beside their forms: first words of phrases that have a small letter, and who has acronyms."""

    def __init__(self) -> None:
        self.lower_openers = set(PARTICLES)
        self.acronyms: dict[str, list[str]] = defaultdict(list)
        self.foreign_acronyms: dict[str, list[tuple[str, str | None]]] = defaultdict(list)

    def add(self, part: Described) -> None:
        """What some entries say."""
        self.lower_openers |= part.lower_openers
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


def postings(names: Iterable[tuple[str, int]]) -> Iterator[tuple[str, Sequence[int]]]:
    """Words, designators unified, with the numbers of the names that have them."""
    pairs = Pairs()
    before, words = "", dict[str, None]()
    for number, (phrase, _) in enumerate(names):
        if phrase != before:
            before, words = phrase, dict.fromkeys(unified(tuple(phrase.split())))
        pairs.add(words, number)
    return pairs.groups()
