"""Whether two forms are one entity's: a table of named clauses, of which the first whose test holds speaks."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from normalize.discovery.signals import Compared
from normalize.discovery.thresholds import DISCOVERY
from normalize.names.thresholds import COLUMNS


class Verdict(Enum):
    """What two forms are to each other: one entity's, two entities', near with too little to tell, or nothing."""

    SAME = "same"
    APART = "apart"
    NEAR = "near"
    OTHER = "other"


SAME, APART, NEAR, OTHER = Verdict


class Clause(NamedTuple):
    """A test, what follows where it holds, and why, in words."""

    name: str
    test: Callable[[Compared], bool]
    verdict: Verdict
    why: Callable[[Compared], str]


def _says(text: str) -> Callable[[Compared], str]:
    return lambda c: text


CLAUSES = (
    Clause("another-number", lambda c: c.has_another_number, APART, _says("another number or initial")),
    Clause(
        "same-letters",
        lambda c: c.is_same_letters,
        SAME,
        _says("the same letters but for marks, joints and particles"),
    ),
    Clause("telling-word", lambda c: c.has_a_telling_word, APART, _says("one has a word that tells it from the other")),
    Clause(
        "kin",
        lambda c: c.are_kin and not (c.is_same_sounds and c.has_as_many_words),
        APART,
        _says("a document has both and speaks of kin"),
    ),
    Clause(
        "another-level",
        lambda c: c.has_another_level,
        APART,
        _says("places of two levels, as a village and its district"),
    ),
    Clause("inflected", lambda c: c.is_inflected, APART, _says("one is derived from the other")),
    Clause("another-given-name", lambda c: c.has_another_given_name, APART, _says("another given name")),
    Clause(
        "everyday-word",
        lambda c: c.has_a_word and not (c.is_foreign and c.is_together),
        OTHER,
        _says("an everyday word"),
    ),
    Clause(
        "endings",
        lambda c: c.is_related and not (c.is_foreign or c.frames),
        OTHER,
        _says("they differ by their endings"),
    ),
    Clause(
        "established",
        lambda c: c.known > 0 and not (c.is_foreign or c.frames > 1 or c.apart <= COLUMNS.same_sounds),
        APART,
        _says("both are established names"),
    ),
    Clause("more-words", lambda c: not c.has_as_many_words, OTHER, _says("one has more words")),
    Clause(
        "enough",
        lambda c: c.score >= DISCOVERY.same,
        SAME,
        lambda c: c.reasons() or "nearly the same letters",
    ),
    Clause(
        "too-little",
        lambda c: c.score >= DISCOVERY.near,
        NEAR,
        _says("alike, but too little speaks for one entity"),
    ),
)


class Decision(NamedTuple):
    """What a clause said of two forms, with the sum of their signals."""

    verdict: Verdict
    clause: str
    why: str
    score: float


def decide(compared: Compared) -> Decision:
    """What two forms are to each other, by the first clause whose test holds."""
    for clause in CLAUSES:
        if clause.test(compared):
            return Decision(clause.verdict, clause.name, clause.why(compared), compared.score)
    return Decision(OTHER, "unlike", "not alike enough", compared.score)
