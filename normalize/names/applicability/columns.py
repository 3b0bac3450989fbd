"""Deciding what a run may do with a single name and its best candidate: an ordered table of clauses.

The first clause whose test holds speaks. The thresholds are those of columns in :mod:`normalize.names.thresholds`, the
signals in :mod:`normalize.names.applicability.pairing`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from normalize.model import Applicability
from normalize.names import rules
from normalize.names.applicability.pairing import Pairing
from normalize.names.thresholds import COLUMNS

SAFE, UNSAFE, DISPLAY = Applicability.SAFE, Applicability.UNSAFE, Applicability.DISPLAY


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
        lambda p: p.is_single and p.is_respelled and p.apart <= COLUMNS.like_sounds,
        SAFE,
        "the same consonants, and no word that readers know",
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
