"""How many of a sample go to each stratum."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt


def allocate(size: int, populations: Mapping[str, int]) -> dict[str, int]:
    """Share out a sample by the square roots of the strata: between equal shares, which are best for each stratum, and
    proportional ones, which are best for the whole.

    M. D. Bankier (1988), "Power allocations: determining sample sizes for subnational areas", The American Statistician
    42, 174-177, with an exponent of one half. No stratum gets more than it has, each that has any gets one as long as
    the sample lasts, and the whole sample is used where there is enough to draw.

    >>> allocate(10, {"N301": 100, "Q215": 4, "T501": 1})
    {'N301': 8, 'Q215': 1, 'T501': 1}
    """
    given = dict.fromkeys(populations, 0)
    weights = {name: sqrt(of) for name, of in populations.items()}
    for _ in range(min(size, sum(populations.values()))):
        open_ = [name for name, of in populations.items() if given[name] < of]
        # Each draw goes to the stratum that is furthest behind its share (D'Hondt); names decide between equals.
        best = min(open_, key=lambda name: (given[name] > 0, (given[name] + 1) / weights[name], name))
        given[best] += 1
    return given
