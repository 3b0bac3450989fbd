"""Family names by themselves: they are written as in the full names of the persons who have them."""

from __future__ import annotations

from collections.abc import Iterable

from normalize.discovery.canonical import NOTHING_TELLS, Choice
from normalize.discovery.cluster import Cluster
from normalize.words.fold import split


def choices_in_full(cluster: Cluster, clusters: Iterable[Cluster]) -> list[Choice]:
    """The forms that clusters of full names with the same family names have for these, if nothing else tells which form
    is right; more than one, and the family name by itself is either."""
    own = {member.form for member in cluster.members}
    if not cluster.reason.endswith(NOTHING_TELLS) or any(len(split(form)) > 1 for form in own):
        return []
    found: dict[str, Choice] = {}
    for other in clusters:
        names = [split(member.form) for member in other.members]
        last = split(other.canonical)[-1]
        if all(len(name) > 1 for name in names) and len(own & {name[-1] for name in names}) > 1 and last in own:
            found.setdefault(last, Choice(last, f"as in {other.canonical}"))
    return [found[form] for form in sorted(found)]
