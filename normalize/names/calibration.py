"""From the comparison of two names to the probability that they name one entity.

Two logistic models: one weighs what a pair of names has in common, and ranks the candidates; the other turns the
evidence of the best candidate and its lead over the best other entry into a probability. Their weights are in
``calibration.yaml``; ``benchmarks/fit_match.py`` fits them on pairs of known variants.
"""

from __future__ import annotations

import math
from functools import cache
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from normalize.names.designators import core
from normalize.storage.datafiles import load
from normalize.words.fold import neutral, skeleton
from normalize.words.likeness import similarity
from normalize.words.sound_distance import outline

_LETTERS, _CONSONANTS, _WORDS, _DIFFERENCE = 20, 6, 3, 6  # from where more counts no more
_PAIR = 0.55  # least likeness of two words that are each other's counterparts
_NARROW = 1.0  # a lead below it is none
_FAR = 6.0  # the lead where there is no other entry


class Comparison(NamedTuple):
    """What two names have in common, each about 0..1. Words that say what kind of thing a name names do not count
    in those from ``joined`` on."""

    likeness: float  # word by word, rare words weighing more
    letters: float  # how long the name is
    written: float  # Jaro-Winkler over the letters
    sorted: float  # over the words in alphabetical order
    initial: float
    consonants: float
    length: float  # by how much the two differ in it
    equal: float
    joined: float  # all words as one
    neutral: float  # edits between neutral forms
    edits: float  # edits between the letters
    worst: float  # the likeness of the pair of words that differs most
    ours_left: float  # share of letters without a counterpart
    theirs_left: float
    single: float  # both are one word
    single_likeness: float
    single_edits: float
    outline: float
    outline_length: float
    bare: float  # compared without what says where they are


def compare(ours: tuple[str, ...], theirs: tuple[str, ...], likeness: float, is_bare: bool) -> Comparison:
    """Compare two names (folded words)."""
    a, b = "".join(ours), "".join(theirs)
    left, right = core(ours), core(theirs)
    x, y = "".join(left), "".join(right)
    worst, ours_left, theirs_left = _paired(left, right)
    single = float(len(left) == len(right) == 1)
    edits = fuzz.ratio(x, y) / 100
    return Comparison(
        likeness=likeness,
        letters=min(len(x), _LETTERS) / _LETTERS,
        written=JaroWinkler.similarity(a, b),
        sorted=fuzz.token_sort_ratio(" ".join(ours), " ".join(theirs)) / 100,
        initial=float(a[:1] == b[:1]),
        consonants=float(skeleton(a) == skeleton(b)),
        length=min(abs(len(x) - len(y)), _DIFFERENCE) / _DIFFERENCE,
        equal=float(x == y),
        joined=similarity(x, y),
        neutral=DamerauLevenshtein.normalized_similarity(neutral(x), neutral(y)),
        edits=edits,
        worst=worst,
        ours_left=ours_left / len(x),
        theirs_left=theirs_left / len(y),
        single=single,
        single_likeness=single * likeness,
        single_edits=single * edits,
        outline=float(outline(x) == outline(y)),
        outline_length=min(len(outline(x)), _CONSONANTS) / _CONSONANTS,
        bare=float(is_bare),
    )


def _paired(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[float, int, int]:
    """The likeness of the pair of counterparts that differs most, and the letters of either name that have none."""
    pairs = sorted(
        ((similarity(a, b), i, j) for i, a in enumerate(ours) for j, b in enumerate(theirs)),
        key=lambda pair: (-pair[0], abs(pair[1] - pair[2]), pair[1]),
    )
    left, right, worst = dict(enumerate(ours)), dict(enumerate(theirs)), 0.0
    for score, i, j in pairs:
        if score >= _PAIR and i in left and j in right:
            del left[i], right[j]
            worst = score
    return worst, sum(map(len, left.values())), sum(map(len, right.values()))


class _Weights(NamedTuple):
    bias: float
    weights: tuple[float, ...]

    def logit(self, features: tuple[float, ...]) -> float:
        return self.bias + sum(w * x for w, x in zip(self.weights, features, strict=True))


@cache
def _weights() -> tuple[_Weights, _Weights]:
    data = load("normalize.names", "calibration.yaml")
    pair, lead = data["pair"], data["lead"]
    return (
        _Weights(float(pair["bias"]), tuple(float(pair["weights"][name]) for name in Comparison._fields)),
        _Weights(float(lead["bias"]), tuple(float(lead["weights"][name]) for name in LEAD)),
    )


LEAD = ("evidence", "lead", "narrow_lead", *Comparison._fields)


def evidence(comparison: Comparison) -> float:
    """What two names have in common, in one number: the higher, the likelier that they are one entity's."""
    return _weights()[0].logit(comparison)


def leading(
    comparison: Comparison, own: float, other: float | None, is_listed_elsewhere: bool = False
) -> tuple[float, ...]:
    """The features of a candidate among others, in the order of :data:`LEAD`.

    ``own`` is its :func:`evidence`, ``other`` that of the best other entry; where another entry lists the very name
    there is no lead.
    """
    lead = _FAR if other is None else max(-_FAR, min(_FAR, own - other))
    lead = -_FAR if is_listed_elsewhere else lead
    return (own, lead, max(0.0, _NARROW - lead), *comparison)


def probability(comparison: Comparison, own: float, other: float | None, is_listed_elsewhere: bool = False) -> float:
    """The probability 0..1 that a candidate is meant. See :func:`leading`."""
    logit = _weights()[1].logit(leading(comparison, own, other, is_listed_elsewhere))
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, logit))))
