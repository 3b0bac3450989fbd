"""Whether two forms are one entity's: a table of named clauses, of which the first whose test holds speaks."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from normalize.discovery.compared import Compared
from normalize.discovery.signals import reasons, score
from normalize.discovery.thresholds import DISCOVERY


class Relation(Enum):
    """What two forms are to each other: one entity's, two entities', near with too little to tell, or nothing."""

    SAME = "same"
    APART = "apart"
    NEAR = "near"
    OTHER = "other"


SAME, APART, NEAR, OTHER = Relation


class Clause(NamedTuple):
    """A test, what follows where it holds, and why, in words."""

    name: str
    test: Callable[[Compared], bool]
    relation: Relation
    why: Callable[[Compared], str]


def _says(text: str) -> Callable[[Compared], str]:
    return lambda c: text


CLAUSES = (
    Clause("another-number", lambda c: c.has_another_number, APART, _says("another number or initial")),
    Clause(
        "particle",
        lambda c: c.lacks_a_particle and not c.is_joined and not c.is_together_only,
        NEAR,
        _says("one has a particle that the other has not"),
    ),
    Clause(
        "same-letters",
        lambda c: c.is_same_letters,
        SAME,
        _says("the same letters but for marks, joints and particles"),
    ),
    Clause("telling-word", lambda c: c.has_a_telling_word, APART, _says("one has a word that tells it from the other")),
    Clause(
        "another-level",
        lambda c: c.has_another_level,
        APART,
        _says("places of two levels, as a village and its district"),
    ),
    Clause(
        "demonym",
        lambda c: c.is_demonym and (c.is_demonym_of_it or not (c.is_foreign and c.is_together_only)),
        APART,
        _says("one says where somebody is from"),
    ),
    Clause("inflected", lambda c: c.is_inflected, APART, _says("one is derived from the other")),
    Clause(
        "kin",
        lambda c: c.are_kin and not c.is_single and not (c.is_same_sounds and c.has_as_many_words),
        APART,
        _says("a document has both and speaks of kin"),
    ),
    Clause(
        "given-name-in-front",
        lambda c: c.has_a_given_name_more,
        SAME,
        _says("the same name with a given name in front of it, and nobody else is called so"),
    ),
    Clause(
        "another-first-word",
        lambda c: c.has_another_first_word,
        APART,
        _says("each begins with an established word of its own"),
    ),
    Clause(
        "everyday-word",
        lambda c: c.has_a_word and not (c.is_foreign and c.is_together_only),
        OTHER,
        _says("an everyday word"),
    ),
    Clause(
        "endings",
        lambda c: c.is_related and not (c.is_foreign or c.frames or c.is_together_only),
        OTHER,
        _says("they differ by their endings"),
    ),
    Clause(
        "established",
        lambda c: (
            c.clashing > 0
            and not (c.is_foreign or c.frames > 1 or c.is_same_sounds)
            and not (c.is_respelled_in_a_rare_name or c.is_a_person_together)
        ),
        NEAR,
        _says("both are established names"),
    ),
    Clause("more-words", lambda c: not (c.has_as_many_words or c.is_joined), OTHER, _says("one has more words")),
    Clause(
        "single-without-support",
        lambda c: (c.is_single or c.has_a_common_rest) and not c.has_support and not c.is_same_sounds,
        NEAR,
        _says("alike, but no document speaks for one entity"),
    ),
    Clause(
        "enough",
        lambda c: score(c) >= DISCOVERY.same and (c.likeness >= DISCOVERY.least_likeness or c.is_foreign),
        SAME,
        lambda c: reasons(c) or "nearly the same letters",
    ),
    Clause(
        "too-little",
        lambda c: score(c) >= DISCOVERY.near,
        NEAR,
        _says("alike, but too little speaks for one entity"),
    ),
)


class Ruling(NamedTuple):
    """What a clause said of two forms, with the sum of their signals."""

    relation: Relation
    clause: str
    why: str
    score: float


def decide(compared: Compared) -> Ruling:
    """What two forms are to each other, by the first clause whose test holds."""
    for clause in CLAUSES:
        if clause.test(compared):
            return Ruling(clause.relation, clause.name, clause.why(compared), score(compared))
    return Ruling(OTHER, "unlike", "not alike enough", score(compared))
