"""From the likeness of two names to the probability that they name one entity.

A logistic model over a few comparisons of the name, the best form of the best entry, and the lead over the best other
entry. Its weights are in ``calibration.yaml``; ``benchmarks/fit_match.py`` fits them on pairs of known variants.
"""

from __future__ import annotations

import math
from functools import cache

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from normalize.storage.datafiles import load
from normalize.words.fold import skeleton

FEATURES = (
    "likeness",
    "lead",
    "narrow_lead",
    "letters",
    "written",
    "sorted",
    "initial",
    "consonants",
    "length",
    "equal",
)
_NARROW = 0.12
_LETTERS = 20


def compare(ours: tuple[str, ...], theirs: tuple[str, ...], likeness: float, lead: float) -> tuple[float, ...]:
    """The features of a pair of names (folded words), each about 0..1, in the order of :data:`FEATURES`."""
    a, b = "".join(ours), "".join(theirs)
    return (
        likeness,
        lead,
        max(0.0, _NARROW - lead),
        min(len(a), _LETTERS) / _LETTERS,
        JaroWinkler.similarity(a, b),
        fuzz.token_sort_ratio(" ".join(ours), " ".join(theirs)) / 100,
        float(a[:1] == b[:1]),
        float(skeleton(a) == skeleton(b)),
        min(abs(len(a) - len(b)), 6) / 6,
        float(a == b),
    )


@cache
def _weights() -> tuple[float, tuple[float, ...]]:
    data = load("normalize.names", "calibration.yaml")
    return float(data["bias"]), tuple(float(data["weights"][name]) for name in FEATURES)


def probability(features: tuple[float, ...]) -> float:
    """The probability 0..1 that a pair with these features names one entity."""
    bias, weights = _weights()
    return 1 / (1 + math.exp(-bias - sum(w * x for w, x in zip(weights, features, strict=True))))
