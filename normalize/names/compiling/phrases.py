"""The phrases of all entries with the forms that are found by them, and what follows from the phrases as a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from operator import or_

import orjson

from normalize.names.compiling.described import COUNTED, LIKENED, PLAIN, WRITTEN, Described, Known
from normalize.names.designators import unified
from normalize.names.form import PARTICLES
from normalize.names.form_rows import text_of
from normalize.names.index import MIN_LETTERS
from normalize.words.fold import fold, split
from normalize.words.likeness import Spelling


class Phrases:
    """Phrases in the order in which the entries give them, those that are listed before those that are made.

    ``rows`` holds the rows of each phrase's forms as JSON, with commas between them, ``bits`` the bits of each form.
    """

    def __init__(self) -> None:
        self.entries: list[tuple[str, bytes]] = []
        self.rows: list[bytes] = []
        self.bits: list[bytes] = []
        self.lower_openers = set(PARTICLES)
        self.acronyms: dict[str, list[str]] = defaultdict(list)
        self.foreign_acronyms: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
        self._numbers: dict[str, int] = {}

    @classmethod
    def of(cls, parts: Iterable[Described]) -> Phrases:
        """The phrases of entries that were described part by part."""
        found = cls()
        made: list[Known] = []
        for part in parts:
            found._add(part)
            made += part.made
        listed = len(found.rows)
        for known in made:
            if found._numbers.get(known[0], listed) >= listed:
                found._add_form(known)
        return found

    def _add(self, part: Described) -> None:
        self.entries += part.entries
        self.lower_openers |= part.lower_openers
        for acronym, key in part.acronyms:
            self.acronyms[acronym].append(key)
        for acronym, key, lang in part.foreign_acronyms:
            self.foreign_acronyms[acronym].append((key, lang))
        for known in part.listed:
            self._add_form(known)

    def _add_form(self, known: Known) -> None:
        phrase, row, bits = known
        number = self._numbers.setdefault(phrase, len(self.rows))
        if number == len(self.rows):
            self.rows.append(row)
            self.bits.append(_BITS[bits])
        else:
            self.rows[number] = b"%b,%b" % (self.rows[number], row)
            self.bits[number] += _BITS[bits]

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def table(self) -> Iterator[tuple[str, bytes]]:
        """Phrases with the rows of their forms."""
        return ((phrase, b"[%b]" % rows) for phrase, rows in zip(self._numbers, self.rows, strict=True))

    def names(self) -> Iterator[tuple[str, int]]:
        """Every whole name that is written apart: its phrase, and its place among the forms of that phrase."""
        for phrase, bits in zip(self._numbers, self.bits, strict=True):
            for place, bit in enumerate(bits):
                if bit & COUNTED:
                    yield phrase, place

    def words(self) -> Words:
        """The words of all forms that are written apart."""
        found = Words()
        known = found.written.__contains__
        for phrase, rows, bits in zip(self._numbers, self.rows, self.bits, strict=True):
            parts = phrase.split(" ")
            every = bits[0] if len(bits) == 1 else reduce(or_, bits)
            if every & WRITTEN and not all(map(known, parts)):
                first = next(place for place, bit in enumerate(bits) if bit & WRITTEN)
                if bits[first] & PLAIN:
                    found.add_folded(parts)
                else:
                    found.add(text_of(orjson.loads(b"[%b]" % rows)[first], phrase))
            if every & LIKENED:
                found.likened.update([part for part in parts if len(part) >= MIN_LETTERS])
        return found


_BITS = [bytes([bit]) for bit in range((COUNTED | LIKENED | WRITTEN | PLAIN) + 1)]


class Words:
    """Words, folded, each with how it is first written where that tells more; ``likened`` are those that others may be
    likened to."""

    def __init__(self) -> None:
        self.written: dict[str, str | None] = {}
        self.likened: set[str] = set()

    def add(self, text: str) -> None:
        """The words of a form."""
        for word in split(text):
            self.written.setdefault(fold(word), None if word.isascii() else word)

    def add_folded(self, words: Iterable[str]) -> None:
        """Words that are written in ASCII, given folded: how they are written tells no more."""
        for word in words:
            self.written.setdefault(word, None)

    def spelled(self, folded: str) -> Spelling:
        """The spelling of a word, given folded."""
        return Spelling.of(self.written[folded] or folded)


def openings(phrases: Iterable[str]) -> dict[str, int]:
    """The first words of phrases, with the number of words of the longest."""
    openers: dict[str, int] = {}
    for phrase in phrases:
        words = phrase.count(" ") + 1
        first = phrase.partition(" ")[0] if words > 1 else phrase
        if words > openers.get(first, 0):
            openers[first] = words
    return openers


def following(phrases: Iterable[str]) -> Mapping[str, str | dict[str, None]]:
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


def postings(names: Iterable[tuple[str, int]]) -> Mapping[str, int | list[int]]:
    """Words, designators unified, to the numbers of the names that have them: of most words one, by itself."""
    found: dict[str, int | list[int]] = {}
    before, words = "", frozenset[str]()
    for number, (phrase, _) in enumerate(names):
        if phrase != before:
            before, words = phrase, frozenset(unified(tuple(phrase.split())))
        for word in words:
            known = found.setdefault(word, number)
            if isinstance(known, list):
                known.append(number)
            elif known != number:
                found[word] = [known, number]
    return found
