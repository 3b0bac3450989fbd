"""What glossaries say of the names of clusters that were found without them: a draft never contradicts them.

Clusters are found without a glossary, and used on top of those that ship. There a cluster whose names have a right form
takes it, and a cluster whose names are those of several right forms is left out: no majority of a corpus overrules what
a glossary says, only a person does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from normalize.discovery.cluster import Cluster, Member, Role, in_order
from normalize.names.form import Form
from normalize.names.index import Index
from normalize.words.fold import fold, split


@dataclass
class Adopted:
    """Clusters as they go together with glossaries: how many of them ``took`` the right form of one, and those that are
    ``left_out``, for a glossary has their names as several."""

    clusters: list[Cluster] = field(default_factory=list)
    took: int = 0
    left_out: list[Cluster] = field(default_factory=list)


def adopt(clusters: Iterable[Cluster], index: Index) -> Adopted:
    """Clusters with the right forms that the glossaries of an index have for their names; each id that another entity
    of these has is made another one."""
    made, found = Adopted(), list(clusters)
    taken = {cluster.id for cluster in found if cluster.onto is not None}
    for cluster in found:
        if cluster.onto is not None:  # an entry that the user goes on with
            made.clusters.append(cluster)
            continue
        forms = list(_known(cluster, index))
        targets = {form.target or form.text for form in forms}
        if len(targets) > 1:
            made.left_out.append(cluster)
            continue
        kept = cluster
        if targets and (right := targets.pop()) != cluster.canonical:
            kept = _with(cluster, right, forms, taken)
            made.took += 1
        kept = kept if kept.onto else _numbered(kept, index, taken)
        taken.add(kept.id)
        made.clusters.append(kept)
    made.clusters = in_order(made.clusters)
    return made


def _known(cluster: Cluster, index: Index) -> Iterator[Form]:
    """The forms that glossaries have of the names of a cluster: as names, else as the family names of persons."""
    found = [
        form
        for member in cluster.members
        if member.role is Role.NAME
        for form in index.phrases.get(" ".join(map(fold, split(member.form))), ())
        if not form.glued
    ]
    named = [form for form in found if form.role != "family"]
    return iter(named or found)


def _with(cluster: Cluster, right: str, forms: Iterable[Form], taken: set[str]) -> Cluster:
    """A cluster with the right form of a glossary: onto its entry, where that is the one whose name this is."""
    entries = {form.entry.id: form.entry for form in forms}
    (entry, *others) = entries.values()
    reason = f"the form of a glossary ({entry.glossary or entry.id})"
    cluster = replace(cluster, members=tuple(_told(member, cluster.canonical, right) for member in cluster.members))
    if others or entry.canonical != right or entry.id in taken:
        return replace(cluster, canonical=right, reason=reason)
    acronym = entry.acronym if entry.acronym and cluster.acronym else cluster.acronym
    return replace(
        cluster, id=entry.id, canonical=right, kind=entry.kind, reason=reason, onto=entry.id, acronym=acronym
    )


def _told(member: Member, before: str, right: str) -> Member:
    """A member with why it belongs to its cluster, now that another form is right."""
    if member.form == right:
        return replace(member, why="the form proposed", lang=None)
    return replace(member, why=f"a spelling of {right}, as a glossary has it") if member.form == before else member


def _numbered(cluster: Cluster, index: Index, taken: set[str]) -> Cluster:
    """The cluster with an id that no other cluster has, nor an entry with another canonical form."""

    def is_free(name: str) -> bool:
        entry = index.entries.get(name)
        return name not in taken and (entry is None or entry.canonical == cluster.canonical)

    made, copy = cluster.id, 2
    while not is_free(made):
        made, copy = f"{cluster.id}-{copy}", copy + 1
    return replace(cluster, id=made)
