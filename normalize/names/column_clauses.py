"""Deciding what a run may do with a single name and its best candidate: an ordered table of clauses.

The first clause whose test holds speaks. The thresholds are those of columns in :mod:`normalize.names.thresholds`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple, Protocol

from rapidfuzz.distance import DamerauLevenshtein

from normalize.model import Applicability, Candidate
from normalize.names import rules
from normalize.names.designators import core, unified
from normalize.names.thresholds import COLUMNS
from normalize.words.fold import fold, neutral, skeleton, split
from normalize.words.known import COMMON, derives_from, zipf
from normalize.words.likeness import similarity

SAFE, UNSAFE, DISPLAY = Applicability.SAFE, Applicability.UNSAFE, Applicability.DISPLAY

_NAMED = ("person", "place")  # kinds whose names are seldom made of words
_READERS = ("en", "fr", "es", "it", "de", "pt", "nl")  # whose words must not be taken for names
_NEVER = 2.0  # a likeness that none reaches


class Entries(Protocol):
    """What is asked of those who know the entries: :class:`normalize.names.matcher.Matcher`."""

    language: str

    def kind_of(self, entry: str) -> str:
        """The kind of an entry."""

    def form_of(self, query: str, entry: str) -> tuple[str, ...]:
        """The form of an entry that is most like a name, as folded words, designators unified."""

    def as_in_a_run(self, query: str, entry: str) -> Applicability:
        """What a run would do with a listed form that stands alone."""


class Pairing:
    """A name, its best candidate, and the signals that the clauses look at, each worked out once."""

    def __init__(self, entries: Entries, query: str, best: Candidate, runner_up: Candidate | None) -> None:
        self.entries, self.query, self.best, self.runner_up = entries, query, best, runner_up
        self.score = best.score

    @property
    def is_listed(self) -> bool:
        return self.best.rule == rules.LISTED.code

    @property
    def is_listed_twice(self) -> bool:
        return self.is_listed and self.runner_up is not None and self.runner_up.rule == rules.LISTED.code

    @property
    def is_foreign_acronym(self) -> bool:
        return self.best.rule == rules.FOREIGN_ACRONYM.code

    @cached_property
    def ours(self) -> tuple[str, ...]:
        """The words of the name, folded, designators unified."""
        return unified(tuple(fold(word) for word in split(self.query)))

    @cached_property
    def theirs(self) -> tuple[str, ...]:
        """The words of the form that is most like it."""
        return self.entries.form_of(self.query, self.best.entry)

    @property
    def is_lower_case_or_short(self) -> bool:
        letters = re.sub(r"\W", "", self.query)
        return not letters[:1].isupper() or len(neutral(letters)) < COLUMNS.least_letters

    # A single word has no other word to hold on to.

    @property
    def is_single(self) -> bool:
        return len(self.ours) == 1

    @property
    def is_a_word(self) -> bool:
        """Whether it is a word of a language that may shine through, or a derivation of the name."""
        if any(zipf(self.query, lang) >= COLUMNS.familiar for lang in _READERS):
            return True
        return derives_from(self.query, "".join(self.theirs))

    @cached_property
    def alike(self) -> float:
        """The likeness of the neutral forms."""
        form = "".join(self.theirs)
        return DamerauLevenshtein.normalized_similarity(neutral(fold(self.query)), neutral(form))

    @property
    def has_same_consonants(self) -> bool:
        return skeleton(fold(self.query)) == skeleton("".join(self.theirs))

    # Several words: those that say what kind of thing a name names do not count.

    @cached_property
    def cores(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return core(self.ours), core(self.theirs)

    @property
    def has_as_many_words(self) -> bool:
        return len(self.cores[0]) == len(self.cores[1])

    @property
    def has_another_word(self) -> bool:
        """Whether a name that is made of words, as those of most companies are, has another one."""
        a, b = self.cores
        other = set() if "".join(a) == "".join(b) else set(a) ^ set(b)
        named = self.entries.kind_of(self.best.entry) in _NAMED
        return not named and any(zipf(word, self.entries.language) >= COMMON for word in other)

    @property
    def is_one_name_joined(self) -> bool:
        """Whether the words written together are alike enough for the probability and the kind."""
        a, b = self.cores
        kind = self.entries.kind_of(self.best.entry)
        bands = (by_kind.get(kind, _NEVER) for least, by_kind in COLUMNS.joined if self.score >= least)
        return similarity("".join(a), "".join(b)) >= min(bands, default=_NEVER)

    @property
    def has_same_words(self) -> bool:
        """Whether both have the same words, in whatever order, each pair alike."""
        a, b = self.cores
        pairs = sorted(((similarity(x, y), i, j) for i, x in enumerate(a) for j, y in enumerate(b)), reverse=True)
        left, right = set(range(len(a))), set(range(len(b)))
        for score, i, j in pairs:
            if score >= COLUMNS.pair and i in left and j in right:
                left.remove(i)
                right.remove(j)
        return not left


class Clause(NamedTuple):
    """A test, what follows where it holds (a run's own answer, where that decides), and why, in words."""

    name: str
    test: Callable[[Pairing], bool]
    applicability: Applicability | Callable[[Pairing], Applicability]
    why: str


CLAUSES = (
    Clause("listed-twice", lambda p: p.is_listed_twice, DISPLAY, "two entries list the name"),
    Clause(
        "listed",
        lambda p: p.is_listed,
        lambda p: p.entries.as_in_a_run(p.query, p.best.entry),
        "a listed form is as safe as in a text that has nothing but it",
    ),
    Clause("unlikely", lambda p: p.score < COLUMNS.unsafe, DISPLAY, "hardly a spelling of any name"),
    Clause("foreign-acronym", lambda p: p.is_foreign_acronym, UNSAFE, "a document would have to speak for the entry"),
    Clause("lower-case-or-short", lambda p: p.is_lower_case_or_short, UNSAFE, "no name by its looks, or too short"),
    Clause("single-known-word", lambda p: p.is_single and p.is_a_word, DISPLAY, "a word, or a derivation of the name"),
    Clause(
        "single-respelled",
        lambda p: p.is_single and p.alike == 1.0 and p.score >= COLUMNS.safe_respelled,
        SAFE,
        "the same sounds in another romanisation",
    ),
    Clause(
        "single-near",
        lambda p: (
            p.is_single
            and p.alike >= COLUMNS.alike
            and p.score >= COLUMNS.safe_alone
            and len(neutral(p.query)) >= COLUMNS.long
            and p.has_same_consonants
        ),
        SAFE,
        "a long word with the same consonants",
    ),
    Clause("single", lambda p: p.is_single, UNSAFE, "a single word that is only like a name"),
    Clause("another-word", lambda p: p.has_another_word, UNSAFE, "a name made of words has another one"),
    Clause(
        "joined",
        lambda p: not p.has_as_many_words and p.is_one_name_joined,
        SAFE,
        "the same name with its words joined or parted",
    ),
    Clause(
        "same-words",
        lambda p: p.has_as_many_words and p.score >= COLUMNS.safe and p.has_same_words,
        SAFE,
        "the same words, each pair alike",
    ),
    Clause("other", lambda p: True, UNSAFE, "alike, but not surely the same"),
)


def decide(pairing: Pairing) -> Applicability:
    """What may be done with a name unasked, by the first clause whose test holds."""
    clause = next(clause for clause in CLAUSES if clause.test(pairing))
    decided = clause.applicability
    return decided if isinstance(decided, Applicability) else decided(pairing)
