"""What a person does to clusters: drop a form, split, merge, rename, tell the kind. Pure: clusters in, clusters out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from normalize.discovery.cluster import Apart, Cluster, Member, Role, in_order
from normalize.errors import ConfigError
from normalize.names.glossary.entry import KINDS
from normalize.names.glossary.exchange.ids import slug

_CHOSEN = "chosen by a person"
_APART = "kept apart by a person"


def named(clusters: Sequence[Cluster], identifier: str) -> Cluster:
    """The cluster with an id; raises ConfigError where there is none."""
    for cluster in clusters:
        if cluster.id == identifier:
            return cluster
    raise ConfigError(f"no cluster {identifier!r} in the draft")


def without(clusters: Sequence[Cluster], identifier: str) -> list[Cluster]:
    """The clusters but one. Raises ConfigError."""
    gone = named(clusters, identifier)
    return [cluster for cluster in clusters if cluster is not gone]


def drop(clusters: Sequence[Cluster], identifier: str, forms: Collection[str]) -> list[Cluster]:
    """Take forms out of a cluster: they belong to no entity that is written otherwise. Raises ConfigError."""
    cluster = named(clusters, identifier)
    gone, kept = _parted(cluster, forms)
    left = _with(cluster, kept, (*cluster.apart, *(Apart(member.form, _APART, member) for member in gone)))
    return _replaced(clusters, [cluster], [left])


def split(clusters: Sequence[Cluster], identifier: str, forms: Collection[str]) -> list[Cluster]:
    """Make a cluster of its own of some forms, called as the commonest of them. Raises ConfigError."""
    cluster = named(clusters, identifier)
    gone, kept = _parted(cluster, forms)
    name = max(gone, key=lambda member: (member.role is Role.NAME, member.count)).form
    taken = {other.id for other in clusters}
    apart = (Apart(cluster.id, _APART),)
    new = Cluster(_free(slug(name), taken), name, cluster.kind, _CHOSEN, (), apart, corpus=cluster.corpus)
    new = _with(new, gone, apart)
    left = _with(cluster, kept, (*cluster.apart, Apart(new.id, _APART)))
    return _replaced(clusters, [cluster], [left, new])


def merge(clusters: Sequence[Cluster], identifier: str, other: str) -> list[Cluster]:
    """Add the forms of another cluster to one, which keeps its id, name and kind. Raises ConfigError."""
    into, given = named(clusters, identifier), named(clusters, other)
    if into is given:
        raise ConfigError("a cluster cannot be merged with itself")
    if into.onto is not None and given.onto is not None:
        raise ConfigError(f"{into.id} and {given.id} are two entries of a glossary: they cannot be merged here")
    there = {member.form for member in into.members}
    added = [member for member in given.members if member.form not in there]
    ours = {*there, *(member.form for member in added), into.id, given.id}
    apart = tuple(one for one in (*into.apart, *given.apart) if one.form_or_id not in ours)
    if into.onto is None and given.onto is not None:  # what a glossary has goes before what was found
        into = replace(into, id=given.id, canonical=given.canonical, kind=given.kind, onto=given.onto)
    into = replace(into, acronym=into.acronym or given.acronym)
    merged = _with(into, [*into.members, *added], apart)
    return _replaced(clusters, [named(clusters, identifier), given], [merged])


def rename(clusters: Sequence[Cluster], identifier: str, canonical: str) -> list[Cluster]:
    """Give a cluster its canonical form: one of its forms, or a new one. Raises ConfigError.

    A form that is an acronym becomes the acronym that the others are written as; the name stays.
    """
    cluster = named(clusters, identifier)
    form = canonical.strip()
    if not form:
        raise ConfigError("a canonical form cannot be empty")
    if cluster.onto is not None:
        raise ConfigError(f"{cluster.id} is an entry of a glossary: its canonical form is changed there")
    if any(one.form_or_id == form and one.member is not None for one in cluster.apart):  # it stays when that changes
        clusters = take(clusters, identifier, form)
        cluster = named(clusters, identifier)
    role = next((member.role for member in cluster.members if member.form == form), Role.NAME)
    changed = {"acronym" if role is Role.ACRONYM else "canonical": form}
    return _replaced(clusters, [cluster], [replace(cluster, **changed, reason=_CHOSEN)])  # type: ignore[arg-type]


def take(clusters: Sequence[Cluster], identifier: str, form: str) -> list[Cluster]:
    """Add a form that was kept apart to a cluster. Raises ConfigError."""
    cluster, form = named(clusters, identifier), form.strip()
    there = next((one for one in clusters if form == one.id or any(m.form == form for m in one.members)), None)
    if there is not None:
        raise ConfigError(f"“{form}” is in the cluster “{there.canonical}”: merge the two")
    known = next((one.member for one in cluster.apart if one.form_or_id == form and one.member is not None), None)
    if known is None:
        raise ConfigError(f"{cluster.id}: no form “{form}” was kept apart")
    apart = tuple(one for one in cluster.apart if one.form_or_id != form)
    taken = _with(cluster, [*cluster.members, replace(known, why=_CHOSEN)], apart)
    return _replaced(clusters, [cluster], [taken])


def of_kind(clusters: Sequence[Cluster], identifier: str, kind: str) -> list[Cluster]:
    """Say what a cluster names: one of KINDS, or the beginning of one alone. Raises ConfigError."""
    cluster = named(clusters, identifier)
    meant = [known for known in KINDS if kind.strip() and known.startswith(kind.strip().casefold())]
    if len(meant) != 1:
        raise ConfigError(f"“{kind.strip()}” is no kind; kinds are {', '.join(KINDS)}")
    if cluster.onto is not None:
        raise ConfigError(f"{cluster.id} is an entry of a glossary: its kind is changed there")
    return _replaced(clusters, [cluster], [replace(cluster, kind=meant[0])])


def _parted(cluster: Cluster, forms: Collection[str]) -> tuple[list[Member], list[Member]]:
    """The members that are meant, and the others; both must be some."""
    gone = [member for member in cluster.members if member.form in forms]
    kept = [member for member in cluster.members if member.form not in forms]
    if len(gone) != len(set(forms)) or not gone:
        raise ConfigError(f"{cluster.id}: choose forms of this cluster")
    if not kept:
        raise ConfigError(f"{cluster.id}: one form at least must stay; reject the cluster to be rid of all")
    return gone, kept


def _with(cluster: Cluster, members: Sequence[Member], apart: tuple[Apart, ...]) -> Cluster:
    """The cluster with other members; what was canonical and is gone gives way to the commonest that is left."""
    names = [member for member in members if member.role is Role.NAME]
    acronyms = [member for member in members if member.role is Role.ACRONYM]
    was = {member.form for member in cluster.members}
    now = {member.form for member in members}
    canonical, acronym = cluster.canonical, cluster.acronym
    if cluster.onto is None and names and canonical in was - now:
        canonical = max(names, key=lambda member: member.count).form
    if acronym in was - now or (acronyms and acronym is None):
        acronym = max(acronyms, key=lambda member: member.count).form if acronyms else None
    return replace(cluster, members=tuple(members), apart=apart, canonical=canonical, acronym=acronym)


def _free(identifier: str, taken: Collection[str]) -> str:
    made, copy = identifier, 2
    while made in taken:
        made, copy = f"{identifier}-{copy}", copy + 1
    return made


def _replaced(clusters: Sequence[Cluster], old: Sequence[Cluster], new: Sequence[Cluster]) -> list[Cluster]:
    kept = [cluster for cluster in clusters if not any(cluster is gone for gone in old)]
    return in_order([*kept, *new])
