"""The likeliest division of a page into article and furniture: a chain of two states with weights of features.

Each line has a score, the sum of the weights of its features; going from article to furniture and back costs. What
comes out is, for each line, the probability that it is furniture, given all lines of the page (the forward-backward
algorithm over a linear-chain conditional random field: Lafferty, McCallum and Pereira 2001).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from normalize.detectors.furniture.stamps import data

INTO, OUT_OF = "into furniture", "out of furniture"
BIAS = "any line"
_MOST_SCORE = 30.0  # beyond it nothing changes, and the exponential would grow without bounds


class Weights(NamedTuple):
    """The weight of each feature, and what a step into furniture and out of it weighs."""

    features: dict[str, float]
    into: float
    out_of: float

    def score(self, features: Iterable[str]) -> float:
        """What the features of a line weigh together."""
        return sum([self.features.get(name, 0.0) for name in features], self.features.get(BIAS, 0.0))


@cache
def weights() -> Weights:
    """The weights of weights.yaml, which benchmarks/furniture/fit.py writes."""
    listed = dict(data("weights.yaml"))
    return Weights(listed, listed.pop(INTO), listed.pop(OUT_OF))


def probabilities(scores: Sequence[float], into: float, out_of: float) -> list[float]:
    """The probability of furniture for each line, from the scores of all.

    >>> [round(p, 2) for p in probabilities([4.0, 0.0, 4.0, -4.0], -2.0, -2.0)]
    [0.99, 0.96, 0.97, 0.12]
    """
    enter, leave = math.exp(into), math.exp(out_of)
    odds = [math.exp(max(-_MOST_SCORE, min(_MOST_SCORE, score))) for score in scores]
    ahead: list[tuple[float, float]] = []
    furniture, article = 1.0, 1.0
    for i, odd in enumerate(odds):
        if i:
            furniture, article = furniture + article * enter, article + furniture * leave
        furniture *= odd
        total = furniture + article
        furniture, article = furniture / total, article / total
        ahead.append((furniture, article))
    found: list[float] = []
    furniture, article = 1.0, 1.0
    for (here, there), odd in zip(reversed(ahead), reversed(odds), strict=True):
        both = here * furniture + there * article
        found.append(here * furniture / both)
        furniture *= odd
        furniture, article = furniture + article * leave, article + furniture * enter
        total = furniture + article
        furniture, article = furniture / total, article / total
    return found[::-1]
