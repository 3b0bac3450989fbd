"""From decisions on pairs to clusters: complete linkage, so that no chain of likenesses joins what is apart.

The surest pairs are joined first. Two clusters become one only where no member of the one is apart from a member of the
other, and each is like each; a form that two clusters claim with nearly the same right belongs to neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from normalize.discovery.clauses import Relation, Ruling
from normalize.discovery.thresholds import DISCOVERY

Decide = Callable[[str, str], Ruling]
_TOLD = frozenset(["another-number", "another-level", "kin", "two-entries"])  # however little speaks for one entity
_MOST = 60  # members of a cluster (judgement): spellings of one name that are more are none


@dataclass
class Joined:
    """Clusters of forms, with what joined each form, and what was kept out of which cluster.

    ``joined`` leads from a form to the decision by which it came in and the form that it is a spelling of; ``refused``
    are pairs that are like each other and stand in two clusters, or in none, with the reason: the weightiest first.
    """

    clusters: list[list[str]] = field(default_factory=list)
    joined: dict[str, tuple[str, Ruling]] = field(default_factory=dict)
    refused: list[tuple[str, str, str]] = field(default_factory=list)


class _Clusters:
    """The clusters while they grow."""

    def __init__(self, decide: Decide, alike: Callable[[str, str], float]) -> None:
        self._decide, self._alike = decide, alike
        self.of: dict[str, list[str]] = {}

    def members(self, form: str) -> list[str]:
        return self.of.setdefault(form, [form])

    def objection(self, a: str, b: str) -> str:
        """What speaks against one cluster of the clusters of two forms; empty where nothing does."""
        ours, theirs = self.members(a), self.members(b)
        if len(ours) + len(theirs) > _MOST:
            return "too many forms for one name"
        for x in ours:
            for y in theirs:
                decision = self._decide(x, y)
                if decision.relation is Relation.APART:
                    return f"{x} and {y}: {decision.why}"
                if decision.relation is Relation.OTHER and self._alike(x, y) < DISCOVERY.linked:
                    return f"{x} and {y} are not alike"
        return ""

    def join(self, a: str, b: str) -> None:
        ours, theirs = self.members(a), self.members(b)
        ours += theirs
        for form in theirs:
            self.of[form] = ours


def joined(decisions: Mapping[tuple[str, str], Ruling], decide: Decide, alike: Callable[[str, str], float]) -> Joined:
    """The clusters that some decisions on pairs make; ``decide`` and ``alike`` answer for any other pair."""
    found, growing = Joined(), _Clusters(decide, alike)
    same = [(pair, d) for pair, d in decisions.items() if d.relation is Relation.SAME]
    claims: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for (a, b), decision in sorted(same, key=lambda item: (-item[1].score, item[0])):
        if growing.members(a) is growing.members(b):
            continue
        objection = growing.objection(a, b)
        if objection:
            claims[a].append((decision.score, b))
            claims[b].append((decision.score, a))
            found.refused.append((a, b, objection))
            continue
        for form, other in ((a, b), (b, a)):
            found.joined.setdefault(form, (other, decision))
        growing.join(a, b)
    doubtful = dict(_doubtful(claims, found, growing))
    for form, other in doubtful.items():
        growing.members(form).remove(form)
        growing.of[form] = [form]
        found.refused.append((form, other, f"{form} is as near to {other}"))
    distinct = {id(members): sorted(members) for members in growing.of.values() if len(members) > 1}
    found.clusters = sorted(distinct.values())
    told = [((a, b, d.why), d.clause in _TOLD) for (a, b), d in sorted(decisions.items()) if _is_worth_telling(d)]
    first = [one for one, is_first in told if is_first]
    found.refused = [*first, *found.refused, *(one for one, is_first in told if not is_first)]
    return found


def _is_worth_telling(decision: Ruling) -> bool:
    is_near = decision.relation in (Relation.APART, Relation.NEAR) and decision.score >= DISCOVERY.near
    return is_near or decision.clause in _TOLD


def _doubtful(
    claims: Mapping[str, Iterable[tuple[float, str]]], found: Joined, growing: _Clusters
) -> Iterable[tuple[str, str]]:
    """The forms that another cluster claims with nearly the same right as their own, with a form of that one."""
    for form in sorted(claims):
        if form not in found.joined or len(growing.members(form)) < 2:
            continue
        other, decision = found.joined[form]
        rivals = [(score, name) for score, name in claims[form] if growing.members(name) is not growing.members(form)]
        best = max(rivals, default=None)
        # A form that is joined by marks or joints alone is what it is.
        if best is None or decision.clause == "same-letters" or decision.score - best[0] >= DISCOVERY.margin:
            continue
        if len(growing.members(best[1])) > 1 and growing.members(other) is growing.members(form):
            yield form, best[1]
