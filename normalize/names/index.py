"""Glossary entries compiled for lookup: phrases of folded words, and the words near to a given one.

Looking up costs the same whatever the number of entries: phrases are found by hashing, near words by the keys of a
deletion neighbourhood (Garbe, SymSpell, 2012) over neutral forms and by consonant skeletons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from types import MappingProxyType

from normalize.names.designators import unified
from normalize.names.following import Following
from normalize.names.form import PARTICLES, Form
from normalize.names.glossary.entry import Entry
from normalize.storage import memos
from normalize.words.fold import consonants, fold, neutral, split
from normalize.words.likeness import OUTLINE, Spelling, alike, are_alike
from normalize.words.sounds import outline

_KEY_LETTERS = 8
MIN_LETTERS = 4
_LATIN_END = "\u024f"  # names of careful entries in other scripts are found as they are, not by likeness
_OUTLINE = "~"  # in front of keys that are outlines
_NONE: Mapping[str, str] = MappingProxyType({})
_ONE_NAME = 0.8  # least likeness of an alias and its right form for the alias to be tried in one word, too

Neutral = Mapping[str, str]  # words, folded, to their neutral forms
# Keys to words, folded. Most keys have one word, which then stands by itself: a fraction of the memory of lists.
Near = dict[str, str | list[str]]


class Index:
    """The forms of all entries, by folded phrase; immutable after it is built."""

    entries: Mapping[str, Entry]
    phrases: Mapping[str, tuple[Form, ...]]
    words: Collection[str]  # of all forms, folded
    openers: Mapping[str, int]  # first words of phrases, to the number of words of the longest
    beginnings: Collection[str]  # of phrases, one word or more short of the whole
    lower_openers: frozenset[str]
    acronyms: Mapping[str, tuple[Entry, ...]]
    foreign_acronyms: Mapping[str, tuple[tuple[Entry, str | None], ...]]

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        from normalize.names.forms import forms_of, made_forms  # what it takes is not read where an index is opened

        self.entries = {entry.id: entry for entry in entries}
        phrases: dict[str, list[Form]] = defaultdict(list)
        lower_openers = set(PARTICLES)
        acronyms: dict[str, list[Entry]] = defaultdict(list)
        foreign_acronyms: dict[str, list[tuple[Entry, str | None]]] = defaultdict(list)
        for entry in self.entries.values():
            for form in forms_of(entry):
                words = [fold(w) for w in split(form.text)]
                if not words:
                    continue
                phrases[" ".join(words)].append(form)
                if form.text[:1].islower() and (len(words) > 1 or form.is_small):
                    lower_openers.add(words[0])
                glued = "".join(words)
                joined = 2 <= len(words) <= 3 and len(glued) >= 7 and form.role != "family" and form.target is not None
                if joined and are_alike("".join(split(form.target or "")), glued, _ONE_NAME):
                    phrases[glued].append(Form(entry, form.text, form.role, form.target, form.lang, glued=True))
            if entry.acronym:
                acronyms[entry.acronym].append(entry)
            for alias in entry.acronyms:
                foreign_acronyms[alias.text].append((entry, alias.lang))
        for key, form in made_forms(self.entries.values(), set(phrases)):
            if all(known.entry is not form.entry for known in phrases[key]):
                phrases[key].append(form)
        self.phrases = {key: tuple(forms) for key, forms in phrases.items()}
        self.lower_openers = frozenset(lower_openers)
        self.acronyms = {acronym: tuple(owners) for acronym, owners in acronyms.items()}
        self.foreign_acronyms = {acronym: tuple(owners) for acronym, owners in foreign_acronyms.items()}
        self.openers, self.beginnings = _openings(self.phrases)
        self._spellings: dict[str, Spelling] = {}
        self._written: dict[str, str] = {}  # words, folded, to the first form as written
        for key, forms in phrases.items():
            if not all(map(self._written.__contains__, key.split(" "))):
                for word in (w for form in forms if not form.glued for w in split(form.text)):
                    self._written.setdefault(fold(word), word)
        self.words = frozenset(self._written)  # a view of keys cannot be pickled

    @cached_property
    def near_keys(self) -> Mapping[str, Neutral]:
        """Deletion and skeleton keys to the glossary words that have them."""
        return self._near_keys(self.words)

    @cached_property
    def near_beginnings(self) -> Mapping[str, Neutral]:
        """The same for the words that names of several words begin with."""
        return self._near_keys(self.beginnings)

    def _near_keys(self, among: Collection[str]) -> dict[str, Neutral]:
        return {
            key: {word: self.neutral_of(word) for word in ([words] if isinstance(words, str) else words)}
            for key, words in some_of(self.near_words(), among)
        }

    def neutral_of(self, folded: str) -> str:
        """The neutral form of a word, given folded."""
        return self._spelled(folded).neutral

    def near_words(self) -> Near:
        """Keys to the glossary words that have them, in an order that follows from that of the entries."""
        rows: Near = {}
        likened = self._likened
        for folded in self._written:
            if folded not in likened:
                continue
            for key in _keys_of(self._spelled(folded)):
                known = rows.setdefault(key, folded)
                if known is folded:
                    continue
                if isinstance(known, list):
                    known.append(folded)
                else:
                    rows[key] = [known, folded]
        return rows

    def _spelled(self, folded: str) -> Spelling:
        """The spelling of a word, given folded: one object a word."""
        made = self._spellings.get(folded)
        if made is None:
            made = self._spellings[folded] = Spelling.of(self._written[folded])
        return made

    @cached_property
    def _likened(self) -> set[str]:
        """The words, folded, that others may be likened to."""
        return {
            word
            for phrase, forms in self.phrases.items()
            if any(
                not (form.origin or form.glued) and (not form.entry.careful or form.text[0] <= _LATIN_END)
                for form in forms
            )
            for word in phrase.split(" ")
            if len(word) >= MIN_LETTERS
        }

    def goes_on(self, beginning: str, word: str) -> bool:
        """Whether a name that begins with some words goes on with a word, all of them folded."""
        longer = f"{beginning} {word}"
        return longer in self.phrases or longer in self.beginnings

    @cached_property
    def following(self) -> Mapping[str, Following]:
        """Beginnings of names to the words that go on from them."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for key in self.phrases:
            end = key.find(" ")
            while end >= 0:
                after = key.find(" ", end + 1)
                found[key[:end]][key[end + 1 : after] if after >= 0 else key[end + 1 :]] = None
                end = after
        return {beginning: Following.of(map(self._spelled, words)) for beginning, words in found.items()}

    @cached_property
    def names(self) -> Sequence[tuple[str, int]]:
        """Every whole name that is written apart: its phrase, and its place among the forms of that phrase."""
        return [
            (key, i)
            for key, forms in self.phrases.items()
            for i, form in enumerate(forms)
            if form.role != "family" and not form.glued and not form.origin
        ]

    @cached_property
    def named_forms(self) -> int:
        """How many :attr:`names` there are."""
        return len(self.names)

    def named(self, number: int) -> tuple[str, Form] | None:
        """The phrase and the form of one of the :attr:`names`, by its number; None where it counts no more."""
        key, place = self.names[number]
        return key, self.phrases[key][place]

    @cached_property
    def postings(self) -> Mapping[str, Sequence[int]]:
        """Words, designators unified, to the numbers of the :attr:`names` that have them."""
        postings: dict[str, list[int]] = defaultdict(list)
        for number, (key, _) in enumerate(self.names):
            for word in set(unified(tuple(key.split()))):
                postings[word].append(number)
        return dict(postings)

    def near(self, word: str, least: float, most: int = 8) -> list[tuple[str, float]]:
        """Glossary words like this one, folded, with their similarity, best first.

        >>> from normalize.names.glossary.entry import Entry
                >>> Index([Entry("panjshir", "Panjshir", "place")]).near("Panchir", 0.8)[0][0]
                'panjshir'
        """
        if len(word) < MIN_LETTERS:
            return []
        return _like(word, _keys(word), self.near_keys, least)[:most]

    def near_opening(self, word: str, least: float) -> list[tuple[str, float]]:
        """Other words like this one that names of several words begin with, folded, with their similarity."""
        if len(word) < MIN_LETTERS:
            return []
        folded = fold(word)
        return [pair for pair in _like(word, _keys(word), self.near_beginnings, least) if pair[0] != folded]


def _like(word: str, keys: Iterable[str], table: Mapping[str, Neutral], least: float) -> list[tuple[str, float]]:
    """The words of a table of near keys that are like a word, folded, with their similarity, best first."""
    nearby: dict[str, str] = {}
    for key in keys:
        found = table.get(key)
        if found is not None:
            nearby.update(found)
    if not nearby:
        return []
    spelling = Spelling.of(word)
    like = alike(spelling, nearby, table.get(_OUTLINE + spelling.outline, _NONE), least)
    return sorted(like, key=lambda pair: (-pair[1], pair[0])) if len(like) > 1 else like


def _openings(phrases: Iterable[str]) -> tuple[dict[str, int], set[str]]:
    """The first words of phrases with the number of words of the longest, and all beginnings."""
    openers: dict[str, int] = {}
    beginnings: set[str] = set()
    for key in phrases:
        end = key.find(" ")
        first = key if end < 0 else key[:end]
        while end >= 0:
            beginnings.add(key[:end])
            end = key.find(" ", end + 1)
        openers[first] = max(openers.get(first, 0), 1 + key.count(" "))
    return openers, beginnings


def some_of(near: Near, among: Collection[str]) -> Iterator[tuple[str, str | list[str]]]:
    """Those keys and words of which the words are among some."""
    for key, words in near.items():
        if isinstance(words, str):
            if words in among:
                yield key, words
        elif found := [word for word in words if word in among]:
            yield key, found if len(found) > 1 else found[0]


@lru_cache(maxsize=memos.NEIGHBOURS)
def near_keys(word: str) -> frozenset[str]:
    """The neutral form and each of its forms with one letter left out, and the skeleton."""
    sound = neutral(word)
    return frozenset(_near_keys(sound, consonants(sound)))


def _near_keys(sound: str, skeleton: str) -> list[str]:
    letters = sound[:_KEY_LETTERS]
    return [letters, "=" + skeleton, *[letters[:i] + letters[i + 1 :] for i in range(len(letters))]]


def _keys(word: str) -> frozenset[str]:
    """The :func:`near_keys` of a word, and its outline where that tells something."""
    line = outline(word)
    return near_keys(word) | {_OUTLINE + line} if len(line) >= OUTLINE else near_keys(word)


def _keys_of(word: Spelling) -> Iterable[str]:
    """The same of a word whose forms are known, in their order."""
    keys = dict.fromkeys(_near_keys(word.neutral, word.skeleton))
    if len(word.outline) >= OUTLINE:
        keys[_OUTLINE + word.outline] = None
    return keys
