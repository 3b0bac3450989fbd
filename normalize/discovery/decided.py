"""What was decided on clusters before: which were accepted, and which are not to be proposed again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from normalize.discovery.cluster import Cluster, Role
from normalize.judgements.judgement import CLUSTER, Judgement, Scope, Verdict
from normalize.judgements.store import latest

Said = Mapping[tuple[str, str | None], Verdict]


def questions(cluster: Cluster) -> list[tuple[str, str]]:
    """What would be written otherwise, and how: each form that is not the right one of its role."""
    right = {Role.NAME: cluster.canonical, Role.ACRONYM: cluster.acronym}
    pairs = ((member.form, right[member.role]) for member in cluster.members)
    return [(form, put) for form, put in pairs if put is not None and form != put]


def said_of_pairs(judgements: Iterable[Judgement], corpus: str) -> Said:
    """What was said in a corpus of each pair of a form and the right one, whatever rule finds it."""
    mine = Scope.of_corpus(corpus)
    return {
        (j.text, j.replacement): j.verdict for j in latest(judgements) if j.rule in (None, CLUSTER) and j.scope == mine
    }


def is_accepted(cluster: Cluster, said: Said) -> bool:
    """Whether a cluster was accepted: all its forms were."""
    return {said.get(pair) for pair in questions(cluster)} == {Verdict.ACCEPT}


def without_rejected(clusters: Iterable[Cluster], judgements: Iterable[Judgement], corpus: str) -> list[Cluster]:
    """The clusters without those that were rejected in a corpus: whose forms were in one that was, whichever of them
    was to be written for all."""
    mine = Scope.of_corpus(corpus)
    rejected: dict[tuple[str | None, str], set[str]] = defaultdict(set)
    for one in latest(judgements):
        if one.rule == CLUSTER and one.verdict is Verdict.REJECT and one.scope == mine:
            rejected[one.entry, one.when] |= {one.text, one.replacement or ""}

    def is_rejected(cluster: Cluster) -> bool:
        forms = {form for pair in questions(cluster) for form in pair}
        return any(forms <= known for known in rejected.values())

    return [cluster for cluster in clusters if not is_rejected(cluster)]
