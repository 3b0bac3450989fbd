"""The interval of a proportion: E. B. Wilson (1927), "Probable inference, the law of succession, and statistical
inference", Journal of the American Statistical Association 22, 209-212."""

from __future__ import annotations

from math import sqrt

Z = 1.959963984540054  # of a standard normal variable: 95 of 100 values lie nearer to its mean


def wilson(successes: int, trials: int, z: float = Z) -> tuple[float, float]:
    """The score interval of a proportion, 0..1; all of it where nothing was tried.

    >>> tuple(round(bound, 4) for bound in wilson(19, 20))
    (0.7639, 0.9911)
    >>> wilson(0, 0)
    (0.0, 1.0)
    """
    if not 0 <= successes <= trials:
        raise ValueError(f"{successes} successes of {trials} trials")
    if not trials:
        return 0.0, 1.0
    share, square = successes / trials, z * z
    middle = (share + square / (2 * trials)) / (1 + square / trials)
    half = z / (1 + square / trials) * sqrt(share * (1 - share) / trials + square / (4 * trials * trials))
    # At the ends the exact bound is 0 or 1, and must not miss it by a rounding.
    return (max(0.0, middle - half) if successes else 0.0), (min(1.0, middle + half) if successes < trials else 1.0)
