"""Deciding what a run may do with a single name and its best candidate: an ordered table of clauses.

The first clause whose test holds speaks. The thresholds are those of columns in :mod:`normalize.names.thresholds`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple, Protocol

from normalize.model import Applicability, Candidate
from normalize.names import rules
from normalize.names.candidates import bare, folded
from normalize.names.designators import core, legal_forms
from normalize.names.thresholds import COLUMNS
from normalize.text.pattern import pattern
from normalize.words.fold import neutral
from normalize.words.known import COMMON, derives_from, zipf
from normalize.words.likeness import similarity
from normalize.words.sounds import distance

SAFE, UNSAFE, DISPLAY = Applicability.SAFE, Applicability.UNSAFE, Applicability.DISPLAY

_NAMED = ("person", "place")  # kinds whose names are seldom made of words
_PATRONYMIC = pattern(r"[oe]v(?:ich|na)\Z")  # of Russian and its like: Petrovich, Petrovna
_VOWELS = frozenset("aeiouy")
_READERS = ("en", "fr", "es", "it", "de", "pt", "nl")  # whose words must not be taken for names


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
        return folded(self.query)

    @cached_property
    def theirs(self) -> tuple[str, ...]:
        """The words of the form that is most like it."""
        return self.entries.form_of(self.query, self.best.entry)

    @cached_property
    def letters(self) -> str:
        return re.sub(r"\W", "", self.query)

    @property
    def is_lower_case(self) -> bool:
        return not self.letters[:1].isupper()

    @property
    def is_short(self) -> bool:
        return len(neutral(self.letters)) < COLUMNS.least_letters

    # A single word has no other word to hold on to.

    @property
    def is_single(self) -> bool:
        return len(self.ours) == 1

    @property
    def is_an_acronym(self) -> bool:
        """Whether it is a word without vowels, of which every letter counts."""
        return self.is_single and not _VOWELS & set(self.ours[0])

    @property
    def is_a_word(self) -> bool:
        """Whether it is a word of a language that may shine through, or a derivation of the name."""
        if any(zipf(self.query, lang) >= COLUMNS.familiar for lang in _READERS):
            return True
        return derives_from(self.query, "".join(self.theirs))

    @property
    def band(self) -> float:
        """The probability from which a name that sounds the same is mapped."""
        if not self.is_named or (self.is_single and not self.query.isascii()):
            return COLUMNS.sure  # a word with marks may be one of a language that has them
        return COLUMNS.safe_alone if self.is_single else COLUMNS.safe

    @cached_property
    def apart(self) -> float:
        """How far the two are from the same sounds, for each letter: of the pair of words that differs most where both
        have as many, else of the words joined."""
        a, b = self.cores
        if self.has_as_many_words:
            return max(_apart(x, y) for x, y in _counterparts(a, b))
        return _apart("".join(a), "".join(b))

    @property
    def is_one_with_more_words(self) -> bool:
        """Whether a person's or place's name has all words of the other: several of them, or what says where it is."""
        a, b = self.cores
        several = min(len(a), len(b)) > 1 or bare(self.query) != self.query
        return self.is_named and several and all(_apart(x, y) <= COLUMNS.like_sounds for x, y in _counterparts(a, b))

    # Several words: those that say what kind of thing a name names do not count.

    @cached_property
    def cores(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return core(self.ours), core(self.theirs)

    @property
    def kind(self) -> str:
        return self.entries.kind_of(self.best.entry)

    @property
    def is_named(self) -> bool:
        return self.kind in _NAMED

    @property
    def is_but_for_a_patronymic(self) -> bool:
        """Whether a person's name has all words of the other, and else patronymics alone."""
        shorter, longer = sorted(self.cores, key=len)
        paired = {b for _, b in _counterparts(shorter, longer)}
        rest = [word for word in longer if word not in paired]
        alike = all(_apart(a, b) <= COLUMNS.like_sounds for a, b in _counterparts(shorter, longer))
        return (
            self.kind == "person" and len(shorter) > 1 and bool(rest) and alike and all(map(_PATRONYMIC.search, rest))
        )

    @property
    def has_as_many_words(self) -> bool:
        return len(self.cores[0]) == len(self.cores[1])

    @property
    def has_another_word(self) -> bool:
        """Whether a name that is made of words, as those of most companies are, has another one."""
        a, b = self.cores
        other = set() if "".join(a) == "".join(b) else set(a) ^ set(b)
        return not self.is_named and any(zipf(word, self.entries.language) >= COMMON for word in other)

    @property
    def has_another_legal_form(self) -> bool:
        """Whether only one of two companies has a legal form, or each has its own."""
        if self.is_named:
            return False
        return legal_forms(self.ours) != legal_forms(self.theirs)


def _apart(a: str, b: str) -> float:
    return distance(a, b) / max(1, min(len(a), len(b)))


def _counterparts(ours: tuple[str, ...], theirs: tuple[str, ...]) -> list[tuple[str, str]]:
    """The words of two names in pairs, the most alike first; words left over have none."""
    pairs = sorted(
        ((similarity(x, y), -abs(i - j), i, j) for i, x in enumerate(ours) for j, y in enumerate(theirs)), reverse=True
    )
    left, right = dict(enumerate(ours)), dict(enumerate(theirs))
    return [(left.pop(i), right.pop(j)) for _, _, i, j in pairs if i in left and j in right]


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
    Clause(
        "family-name", lambda p: p.best.rule == rules.FAMILY.code, DISPLAY, "a family name alone names nobody for sure"
    ),
    Clause("foreign-acronym", lambda p: p.is_foreign_acronym, UNSAFE, "a document would have to speak for the entry"),
    Clause("short", lambda p: p.is_short, UNSAFE, "too short"),
    Clause("acronym", lambda p: p.is_an_acronym, UNSAFE, "acronyms are never fuzzy"),
    Clause("lower-case", lambda p: p.is_single and p.is_lower_case, UNSAFE, "no name by its looks"),
    Clause("single-known-word", lambda p: p.is_single and p.is_a_word, DISPLAY, "a word, or a derivation of the name"),
    Clause("another-legal-form", lambda p: p.has_another_legal_form, UNSAFE, "companies of another legal form"),
    Clause(
        "same-sounds",
        lambda p: p.apart <= COLUMNS.same_sounds and p.score >= p.band,
        SAFE,
        "spellings of the same sounds",
    ),
    Clause(
        "near-sounds",
        lambda p: p.is_named and p.apart <= COLUMNS.near_sounds and p.score >= COLUMNS.sure,
        SAFE,
        "spellings of nearly the same sounds, and no other entry comes near",
    ),
    Clause(
        "single",
        lambda p: p.is_single and p.apart > COLUMNS.like_sounds,
        UNSAFE,
        "a single word that is only like a name",
    ),
    Clause(
        "a-word-more",
        lambda p: p.is_one_with_more_words and p.score >= COLUMNS.sure_of_part[p.kind],
        SAFE,
        "all words of the one are in the other, and no other entry comes near",
    ),
    Clause(
        "but-for-a-patronymic",
        lambda p: p.score >= COLUMNS.sure_but_for_patronymic and p.is_but_for_a_patronymic,
        SAFE,
        "the patronymic is all that one of them lacks",
    ),
    Clause(
        "far-ahead",
        lambda p: p.is_named and not p.is_single and p.score >= COLUMNS.far_ahead[p.kind],
        SAFE,
        "no other entry comes near",
    ),
    Clause("another-word", lambda p: p.has_another_word, UNSAFE, "a name made of words has another one"),
    Clause("other", lambda p: True, UNSAFE, "alike, but not surely the same"),
)


def decide(pairing: Pairing) -> Applicability:
    """What may be done with a name unasked, by the first clause whose test holds."""
    clause = next(clause for clause in CLAUSES if clause.test(pairing))
    decided = clause.applicability
    return decided if isinstance(decided, Applicability) else decided(pairing)
