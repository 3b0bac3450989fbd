"""Glossary entries compiled for lookup: phrases of folded words, and the words near to a given one.

Looking up costs the same whatever the number of entries: phrases are found by hashing, near words by the keys of a
deletion neighbourhood (Garbe, SymSpell, 2012) over neutral forms and by consonant skeletons.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from contextlib import closing
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from normalize.names.following import Following
from normalize.names.form import Form
from normalize.names.glossary.entry import Entry
from normalize.storage import memos
from normalize.words.fold import consonants, neutral
from normalize.words.likeness import OUTLINE, Spelling, alike
from normalize.words.sound_distance import outline

if TYPE_CHECKING:
    from normalize.storage.tables import Store, Table

_KEY_LETTERS = 8
MIN_LETTERS = 4
_OUTLINE = "~"  # in front of keys that are outlines

Neutral = Mapping[str, str]  # words, folded, to their neutral forms


class Index:
    """The forms of all entries, by folded phrase; immutable after it is built."""

    entries: Mapping[str, Entry]
    phrases: Mapping[str, Sequence[Form]]
    words: Collection[str]  # of all forms, folded
    openers: Mapping[str, int]  # first words of phrases, to the number of words of the longest
    beginnings: Collection[str]  # of phrases, one word or more short of the whole
    lower_openers: frozenset[str]
    acronyms: Mapping[str, tuple[Entry, ...]]
    foreign_acronyms: Mapping[str, tuple[tuple[Entry, str | None], ...]]
    near_keys: Mapping[str, Neutral]  # deletion and skeleton keys to the glossary words that have them
    followers: Table  # beginnings of names to the words that go on from them: see :class:`Following`
    preceding: Mapping[str, frozenset[str]]  # second words of names to the first ones
    names: Sequence[tuple[str, int]]  # every whole name written apart: its phrase, its place among that one's forms
    postings: Mapping[str, Sequence[int]]  # words, designators unified, to the numbers of the names that have them

    store: Store  # which all this is read from

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        from normalize.names.compiled import filled  # what compiling takes is not read where an index is opened
        from normalize.names.compiling.store import packed
        from normalize.storage.tables import unpack

        with closing(packed(list(entries), "")) as made:
            store = unpack(bytes(made), "")
        assert store is not None
        filled(self, store)

    def __reduce__(self) -> tuple[Any, ...]:
        from normalize.names.compiled import reopened

        return reopened, (bytes(self.store.data), self.store.key)

    @cached_property
    def named_forms(self) -> int:
        """How many :attr:`names` there are."""
        return len(self.names)

    def following(self, beginnings: Sequence[str]) -> dict[str, Following]:
        """Beginnings of names with the words that go on from them, as far as there are any."""
        rows = self.followers.together(beginnings)
        return {key: Following(*columns) for key, columns in zip(beginnings, rows, strict=True) if columns}

    def named(self, number: int) -> tuple[str, Form] | None:
        """The phrase and the form of one of the :attr:`names`, by its number; None where it counts no more."""
        key, place = self.names[number]
        return key, self.phrases[key][place]

    def near(self, word: str, least: float, most: int = 8) -> list[tuple[str, float]]:
        """Glossary words like this one, folded, with their similarity, best first.

        >>> from normalize.names.glossary.entry import Entry
        >>> Index([Entry("panjshir", "Panjshir", "place")]).near("Panchir", 0.8)[0][0]
        'panjshir'
        """
        if len(word) < MIN_LETTERS:
            return []
        return _like(word, self.near_rows(_keys(word)), least, most)[:most]

    def near_rows(self, keys: Iterable[str]) -> list[tuple[str, Neutral]]:
        """Those of some near keys that glossary words have, each with these words, in the order of the keys."""
        return [(key, row) for key in keys if (row := self.near_keys.get(key))]

    def near_among(self, word: str, others: Set[str], least: float) -> list[tuple[str, float]]:
        """Those of other glossary words, folded, that are like this one, with their similarity, best first.

        >>> from normalize.names.glossary.entry import Entry
        >>> Index([Entry("panjshir", "Panjshir", "place")]).near_among("Panchir", {"paris", "panjshir"}, 0.8)[0][0]
        'panjshir'
        """
        if len(word) < MIN_LETTERS:
            return []
        rows = (
            (key, {other: sound for other, sound in row.items() if other in others})  # of others there may be thousands
            for key, row in self.near_rows(_keys(word))
        )
        return _like(word, [(key, row) for key, row in rows if row], least)


def _like(
    word: str, rows: Sequence[tuple[str, Neutral]], least: float, most: int | None = None
) -> list[tuple[str, float]]:
    """The words of some near keys and their rows that are like a word, folded, with their similarity, best first: all,
    or the ``most`` likest and perhaps others."""
    if not rows:
        return []
    nearby: dict[str, str] = {}
    for _, row in reversed(rows):  # a word of two sounds (Şoko, Soko) has the one that the first key has
        nearby.update(row)
    spelling = Spelling.of(word)
    same_outline = dict.fromkeys(chain.from_iterable(row for key, row in rows if key.startswith(_OUTLINE)))
    like = alike(spelling, nearby, same_outline, least, most)
    return sorted(like, key=_best_first) if len(like) > 1 else like


def _best_first(pair: tuple[str, float]) -> tuple[float, str]:
    return -pair[1], pair[0]


@lru_cache(maxsize=memos.NEIGHBOURS)
def near_keys(word: str) -> tuple[str, ...]:
    """The neutral form, the skeleton, and each form with one letter left out, each once, the surest first."""
    sound = neutral(word)
    return tuple(dict.fromkeys(_near_keys(sound, consonants(sound))))


def _near_keys(sound: str, skeleton: str) -> list[str]:
    letters = sound[:_KEY_LETTERS]
    return [letters, "=" + skeleton, *[letters[:i] + letters[i + 1 :] for i in range(len(letters))]]


def _keys(word: str) -> tuple[str, ...]:
    """The :func:`near_keys` of a word, and its outline where that tells something, the surest first."""
    line = outline(word)
    keys = near_keys(word)
    return (*keys, _OUTLINE + line) if len(line) >= OUTLINE else keys


def keys_of(word: Spelling) -> Collection[str]:
    """The same of a word whose forms are known, in an order that follows from them."""
    keys = dict.fromkeys(_near_keys(word.neutral, word.skeleton))
    if len(word.outline) >= OUTLINE:
        keys[_OUTLINE + word.outline] = None
    return keys
