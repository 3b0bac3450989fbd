"""One damage, one finding: where two rules see the same damage, the one speaks that is surer, or that mends it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from normalize.model import Applicability, Finding

_SURER = {Applicability.SAFE: 0, Applicability.UNSAFE: 1, Applicability.DISPLAY: 2}


def without_duplicates(findings: Iterable[Finding], order: Mapping[str, int]) -> list[Finding]:
    """The findings without those that another rule makes, too: same span, same replacement.

    Of their rules the one with the surer finding stays (its applicability, then its score), of equals the one that
    comes first in ``order``, by code. Findings without a replacement are diagnoses: two of them may both be true, but
    beside a repair of the same span and category a diagnosis says nothing that the repair does not.
    """
    told = list(findings)
    best: dict[tuple[int, int, str], tuple[int, float, int, str]] = {}
    mended = set()
    for finding in told:
        if finding.replacement is not None:
            place = (finding.start, finding.end, finding.replacement)
            rank = _rank(finding, order)
            best[place] = min(rank, best.get(place, rank))
            mended.add((finding.start, finding.end, finding.category))
    return [
        finding
        for finding in told
        if (
            (finding.start, finding.end, finding.category) not in mended
            if finding.replacement is None
            else best[finding.start, finding.end, finding.replacement][-1] == finding.rule
        )
    ]


def _rank(finding: Finding, order: Mapping[str, int]) -> tuple[int, float, int, str]:
    place = order.get(finding.rule, len(order))
    return _SURER[finding.applicability], -finding.score, place, finding.rule
