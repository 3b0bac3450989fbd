"""Glossary entries compiled for lookup: phrases of folded words, and the words near to a given one.

Looking up costs the same whatever the number of entries: phrases are found by hashing, near words by the keys of a
deletion neighbourhood (Garbe, SymSpell, 2012) over neutral forms and by consonant skeletons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from normalize.names.entry import Entry
from normalize.names.fold import fold, neutral, skeleton, split
from normalize.names.similar import similarity

PARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "ibn",
        "bin",
        "ben",
        "abu",
        "van",
        "der",
        "den",
        "de",
        "di",
        "da",
        "dos",
        "del",
        "la",
        "le",
        "von",
        "ould",
        "st",
    ]
)
_KEY_LETTERS = 8
_MIN_LETTERS = 4
_ONE_NAME = 0.8  # least likeness of an alias and its right form for the alias to be tried in one word, too


@dataclass(frozen=True, slots=True)
class Form:
    """One surface form of an entry and the right form that it stands for.

    ``role``: ``right`` (canonical or short), ``alias``, or ``family`` (the family name of a person, derived).
    ``target`` is None where a mapping would add or drop a word of a name.
    """

    entry: Entry
    text: str
    role: str
    target: str | None
    lang: str | None = None
    glued: bool = False

    @property
    def accepted(self) -> bool:
        """Whether this is a spelling that the glossary's own language accepts beside the canonical one."""
        return self.lang == self.entry.language


def _family_name(name: str) -> str | None:
    """The family name of a person's full name, with its particle; None for a single name."""
    words = split(name)
    if len(words) < 2:
        return None
    first = len(words) - 1
    while first > 1 and fold(words[first - 1]) in PARTICLES:
        first -= 1
    at = 0
    for word in words[:first]:
        at = name.index(word, at) + len(word)
    return name[name.index(words[first], at) :]


def _target(entry: Entry, text: str, lang: str | None) -> str | None:
    """The right form for an alias: the one with as many words and the closest spelling.

    Only an exonym (of a place, or in another language) or a joint changes the number of words; else None.
    """
    words = split(text)
    equals = [f for f in entry.right_forms if len(split(f)) == len(words)]
    if len(equals) == 1:
        return equals[0]
    if equals:
        return max(equals, key=lambda f: sum(map(similarity, words, split(f))))
    glued = "".join(map(fold, words))
    for form in entry.right_forms:
        if "".join(map(fold, split(form))) == glued:
            return form
    foreign = lang is not None and lang != entry.language
    exonym = entry.kind == "place" or (foreign and entry.kind != "person")
    return entry.canonical if exonym else None


def forms_of(entry: Entry) -> Iterator[Form]:
    """Every surface form of an entry by which running text may name it, acronyms apart."""
    for text in entry.right_forms:
        yield Form(entry, text, "right", text)
    accepted = {fold(alias.text) for alias in entry.aliases if alias.lang == entry.language}
    for alias in entry.aliases:
        # What English accepts is no error for being French, too.
        lang = entry.language if fold(alias.text) in accepted else alias.lang
        yield Form(entry, alias.text, "alias", _target(entry, alias.text, lang), lang)
    if entry.kind == "person":
        seen: set[str] = set()
        for text, lang in [*((f, None) for f in entry.right_forms), *((a.text, a.lang) for a in entry.aliases)]:
            target = _target(entry, text, lang)
            family, right = _family_name(text), target and _family_name(target)
            if family and right and family not in seen and len(split(family)) == len(split(right)):
                seen.add(family)
                yield Form(entry, family, "family", right, lang)


class Index:
    """The forms of all entries, by folded phrase; immutable after it is built."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries: dict[str, Entry] = {entry.id: entry for entry in entries}
        self.phrases: dict[str, tuple[Form, ...]] = {}
        self.beginnings: set[str] = set()
        self.openers: dict[str, int] = {}
        self.lower_openers: set[str] = set(PARTICLES)
        self.acronyms: dict[str, tuple[Entry, ...]] = {}
        self.foreign_acronyms: dict[str, tuple[tuple[Entry, str | None], ...]] = {}
        phrases: dict[str, list[Form]] = defaultdict(list)
        for entry in self.entries.values():
            for form in forms_of(entry):
                words = [fold(w) for w in split(form.text)]
                if not words:
                    continue
                phrases[" ".join(words)].append(form)
                if len(words) > 1 and form.text[:1].islower():
                    self.lower_openers.add(words[0])
                glued = "".join(words)
                joined = 2 <= len(words) <= 3 and len(glued) >= 7 and form.role != "family" and form.target is not None
                if joined and similarity("".join(split(form.target or "")), glued) >= _ONE_NAME:
                    phrases[glued].append(Form(entry, form.text, form.role, form.target, form.lang, glued=True))
            if entry.acronym:
                self.acronyms[entry.acronym] = (*self.acronyms.get(entry.acronym, ()), entry)
            for alias in entry.acronyms:
                known = self.foreign_acronyms.get(alias.text, ())
                self.foreign_acronyms[alias.text] = (*known, (entry, alias.lang))
        for key, forms in phrases.items():
            self.phrases[key] = tuple(forms)
            first, _, rest = key.partition(" ")
            end = key.find(" ")
            while end >= 0:
                self.beginnings.add(key[:end])
                end = key.find(" ", end + 1)
            self.openers[first] = max(self.openers.get(first, 0), 1 + (rest.count(" ") + 1 if rest else 0))
        self.words: dict[str, str] = {}
        for form in (f for fs in phrases.values() for f in fs):
            for word in split(form.text):
                self.words.setdefault(fold(word), word)

    @cached_property
    def _near_keys(self) -> dict[str, tuple[str, ...]]:
        """Deletion and skeleton keys to the glossary words (as written) that have them."""
        keys: dict[str, list[str]] = defaultdict(list)
        for folded, word in self.words.items():
            if len(folded) >= _MIN_LETTERS:
                for key in near_keys(word):
                    keys[key].append(word)
        return {key: tuple(words) for key, words in keys.items()}

    def prepare(self) -> None:
        """Build now what is otherwise built at first use."""
        _ = self._near_keys

    def near(self, word: str, least: float, most: int = 8) -> list[tuple[str, float]]:
        """Glossary words like this one, folded, with their similarity, best first.

        >>> from normalize.names.entry import Entry
        >>> Index([Entry("panjshir", "Panjshir", "place")]).near("Panchir", 0.8)[0][0]
        'panjshir'
        """
        if len(word) < _MIN_LETTERS:
            return []
        table = self._near_keys
        nearby = {other for key in near_keys(word) for other in table.get(key, ())}
        scored = [(fold(other), similarity(word, other)) for other in nearby]
        kept = sorted((pair for pair in scored if pair[1] >= least), key=lambda pair: (-pair[1], pair[0]))
        return kept[:most]


@lru_cache(maxsize=1 << 14)  # the words that texts repeat
def near_keys(word: str) -> frozenset[str]:
    """The neutral form and each of its forms with one letter left out, and the skeleton."""
    letters = neutral(word)[:_KEY_LETTERS]
    return frozenset([letters, "=" + skeleton(word), *(letters[:i] + letters[i + 1 :] for i in range(len(letters)))])
