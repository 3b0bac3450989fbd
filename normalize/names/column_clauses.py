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
from normalize.names.romanisation.syllables import readings
from normalize.names.thresholds import COLUMNS
from normalize.text.pattern import pattern
from normalize.words.fold import neutral, skeleton
from normalize.words.known import COMMON, KNOWN, derives_from, zipf
from normalize.words.likeness import similarity
from normalize.words.sounds import distance

SAFE, UNSAFE, DISPLAY = Applicability.SAFE, Applicability.UNSAFE, Applicability.DISPLAY

_NAMED = ("person", "place")  # kinds whose names are seldom made of words
_PATRONYMIC = pattern(r"[oe]v(?:ich|na)\Z")  # of Russian and its like: Petrovich, Petrovna
_VOWELS = frozenset("aeiouy")
_VOWEL_GROUPS = pattern("[aeiouy]+")
_READERS = ("en", "fr", "es", "it", "de", "pt", "nl")  # whose words must not be taken for names


class Entries(Protocol):
    """What is asked of those who know the entries: :class:`normalize.names.matcher.Matcher`."""

    language: str

    def kind_of(self, entry: str) -> str:
        """The kind of an entry."""

    def compared(self, query: str, entry: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words of a name, as read, and of the form of an entry that is most like it: folded, designators unified."""

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
    def compared(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return self.entries.compared(self.query, self.best.entry)

    @property
    def ours(self) -> tuple[str, ...]:
        """The words of the name, folded, designators unified, in the reading that is most like the entry's form."""
        return self.compared[0]

    @property
    def theirs(self) -> tuple[str, ...]:
        """The words of the form that is most like it."""
        return self.compared[1]

    @cached_property
    def letters(self) -> str:
        return re.sub(r"\W", "", self.query)

    @property
    def is_lower_case(self) -> bool:
        return not self.letters[:1].isupper()

    @property
    def is_short(self) -> bool:
        """Whether one of the two is: *Ulin* is as near to *Yulin* as a silent letter."""
        return min(len(neutral(self.letters)), len(neutral("".join(self.theirs)))) < COLUMNS.least_letters

    @property
    def is_cut_otherwise(self) -> bool:
        """Whether the two are the same letters, cut into words or syllables otherwise: *bei bei* for *Beibei*."""
        a, b = self.cores
        return self.kind == "place" and "".join(a) == "".join(b)

    # A single word has no other word to hold on to.

    @property
    def is_single(self) -> bool:
        return len(self.ours) == 1

    @property
    def is_single_as_written(self) -> bool:
        return len(folded(self.query)) == 1

    @property
    def is_an_acronym(self) -> bool:
        """Whether it is a word without vowels, of which every letter counts."""
        return self.is_single and not _VOWELS & set(self.ours[0])

    @property
    def is_a_word(self) -> bool:
        """Whether it is a word of a language that may shine through, or a derivation of the name."""
        if self.familiar >= COLUMNS.familiar:
            return True
        return derives_from(self.query, "".join(self.theirs))

    @cached_property
    def familiar(self) -> float:
        """How frequent a single word is where it is most frequent, of the languages of readers."""
        return max(zipf(self.query, lang) for lang in _READERS)

    @property
    def is_respelled(self) -> bool:
        """Whether a place that no reader knows as a word differs by vowels alone: the same first sound, the same
        consonants, as many syllables."""
        a, b = "".join(self.ours), "".join(self.theirs)
        return (
            self.kind == "place"
            and self.familiar < COLUMNS.rare
            and min(len(a), len(b)) > COLUMNS.least_letters
            and neutral(a)[:1] == neutral(b)[:1]
            and skeleton(a) == skeleton(b)
            and len(_VOWEL_GROUPS.findall(a)) == len(_VOWEL_GROUPS.findall(b))
        )

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
            return max(apart(x, y) for x, y in _counterparts(a, b))
        return apart("".join(a), "".join(b))

    @property
    def is_one_with_more_words(self) -> bool:
        """Whether a person's or place's name has all words of the other, several or with what says where it is, and
        more."""
        a, b = self.cores
        if self.has_as_many_words and bare(self.query) == self.query:
            return False
        several = min(len(a), len(b)) > 1 or bare(self.query) != self.query
        return self.is_named and several and all(apart(x, y) <= COLUMNS.like_sounds for x, y in _counterparts(a, b))

    @property
    def is_short_but_unknown(self) -> bool:
        """Whether a short word has the sounds of the other, and is none that readers know."""
        return self.is_single and self.apart <= COLUMNS.same_sounds and self.familiar < KNOWN and not self.is_an_acronym

    @cached_property
    def is_of_other_syllables(self) -> bool:
        """Whether a Mandarin name that is written syllable by syllable has other ones: of these every letter counts."""
        a, b = self.cores
        return self.kind == "place" and bool(readings(self.query)) and "".join(a) != "".join(b)

    # Several words: those that say what kind of thing a name names do not count.

    @cached_property
    def cores(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return core(self.ours), core(self.theirs)

    @property
    def kind(self) -> str:
        return self.entries.kind_of(self.best.entry)

    @property
    def begins_alike(self) -> bool:
        """Whether the first words of both names are spellings of one: else one has another given name in front."""
        a, b = self.cores
        return apart(a[0], b[0]) <= COLUMNS.like_sounds

    @property
    def is_named(self) -> bool:
        return self.kind in _NAMED

    @property
    def is_like_word_for_word(self) -> bool:
        """Whether a person's or place's name of several words sounds like the other, word by word."""
        return self.is_named and not self.is_single and self.has_as_many_words and self.apart <= COLUMNS.like_sounds

    @property
    def is_near_body(self) -> bool:
        """Whether the name of a body is word by word nearly the other, in what is no everyday word and no legal form."""
        several = not self.is_named and not self.is_single and self.has_as_many_words
        return several and self.apart <= COLUMNS.near_sounds and not self.has_another_word

    @property
    def is_but_for_a_patronymic(self) -> bool:
        """Whether a person's name has all words of the other, and else patronymics alone."""
        shorter, longer = sorted(self.cores, key=len)
        paired = {b for _, b in _counterparts(shorter, longer)}
        rest = [word for word in longer if word not in paired]
        alike = all(apart(a, b) <= COLUMNS.like_sounds for a, b in _counterparts(shorter, longer))
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
        """Whether a company of the glossary has a legal form, and the name has not the same one.

        A company that the glossary knows without one is known by that name, whatever its form.
        """
        theirs = legal_forms(self.theirs)
        return not self.is_named and bool(theirs) and legal_forms(self.ours) != theirs


def apart(a: str, b: str) -> float:
    """How far two words are from the same sounds, for each letter of the shorter one."""
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
    Clause(
        "cut-otherwise",
        lambda p: p.is_cut_otherwise and not p.is_single_as_written and p.score >= COLUMNS.safe,
        SAFE,
        "the same letters, cut into words otherwise",
    ),
    Clause("other-syllables", lambda p: p.is_of_other_syllables, UNSAFE, "other syllables of Mandarin"),
    Clause("short", lambda p: p.is_short and not p.is_short_but_unknown, UNSAFE, "too short"),
    Clause("acronym", lambda p: p.is_an_acronym, UNSAFE, "acronyms are never fuzzy"),
    Clause(
        "lower-case",
        lambda p: p.is_single and p.is_lower_case and p.familiar > 0,
        UNSAFE,
        "no name by its looks, and a word that readers know",
    ),
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
        "near-sounds-of-a-body",
        lambda p: p.is_near_body and p.score >= COLUMNS.sure_of_body,
        SAFE,
        "word for word spellings of nearly the same sounds, and no everyday word among those that differ",
    ),
    Clause(
        "respelled",
        lambda p: (
            p.is_single and p.is_respelled and p.apart <= COLUMNS.like_sounds and p.score >= COLUMNS.sure_of_vowels
        ),
        SAFE,
        "the same consonants in as many syllables, and no word of any language",
    ),
    Clause(
        "single",
        lambda p: p.is_single and p.apart > COLUMNS.like_sounds,
        UNSAFE,
        "a single word that is only like a name",
    ),
    Clause(
        "a-word-more",
        lambda p: (
            p.is_one_with_more_words
            and p.score >= (COLUMNS.sure_of_part if p.begins_alike else COLUMNS.sure_of_more_in_front)[p.kind]
        ),
        SAFE,
        "all words of the one are in the other, and no other entry comes near",
    ),
    Clause(
        "like-sounds",
        lambda p: p.is_like_word_for_word and p.score >= COLUMNS.sure_of_likes[p.kind],
        SAFE,
        "every word has a counterpart of like sounds, and no other entry comes near",
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
