"""What `discover` proposes: clusters of forms that name one entity, each form with where it was seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Role(StrEnum):
    """What a form is to its entity."""

    NAME = "name"
    ACRONYM = "acronym"


@dataclass(frozen=True, slots=True)
class Context:
    """One place where a form stands: ``start`` and ``end`` are code points of the text as it was read, ``before`` and
    ``behind`` what stands around ``text`` there. ``path``, ``record`` and ``field`` are those of a finding."""

    path: str
    record: int | None
    field: str | None
    start: int
    end: int
    before: str
    text: str
    behind: str


@dataclass(frozen=True, slots=True)
class Member:
    """One form of a cluster: how often and in how many documents it stands, in passages of which languages, up to three
    contexts, and ``why`` it belongs to the cluster. ``lang`` is the language that spells it so (ISO 639-1), if any
    does. ``within`` is how often it stands in longer names that are of no cluster, beside ``count``."""

    form: str
    count: int
    documents: int
    languages: Mapping[str, int] = field(default_factory=dict)
    contexts: tuple[Context, ...] = ()
    why: str = ""
    lang: str | None = None
    role: Role = Role.NAME
    within: int = 0

    @property
    def mentions(self) -> int:
        """How often the form stands in the corpus, by itself and within longer names."""
        return self.count + self.within


@dataclass(frozen=True, slots=True)
class Apart:
    """A form, or the id of another cluster, that is near and was kept out, and why."""

    form_or_id: str
    why: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """Forms that name one entity. ``canonical`` is the form proposed for all, by ``reason``; ``kind`` as in a glossary.

    ``acronym`` is the one proposed for members that are acronyms. ``onto`` is the id of the entry of a known glossary
    that the members are new forms of: its canonical form need not occur in the corpus. ``corpus`` is the name of that
    corpus, as judgements on the cluster have it; None where nobody said.

    >>> mine = Cluster("panjshir", "Panjshir", "place", "", (Member("Panjshir", 27, 3), Member("Panchir", 13, 2)))
    >>> mine.mentions, mine.settles
    (40, 13)
    """

    id: str
    canonical: str
    kind: str
    reason: str
    members: tuple[Member, ...]
    apart: tuple[Apart, ...] = ()
    onto: str | None = None
    acronym: str | None = None
    corpus: str | None = None

    @property
    def mentions(self) -> int:
        """How often the forms of the cluster stand in the corpus."""
        return sum(member.mentions for member in self.members)

    @property
    def settles(self) -> int:
        """How many mentions would be written otherwise: what a decision on the cluster is worth."""
        right = (self.canonical, self.acronym)
        return sum(member.mentions for member in self.members if member.form not in right)


def in_order(clusters: list[Cluster]) -> list[Cluster]:
    """Clusters in the order in which they are worth a person's time."""
    return sorted(clusters, key=lambda c: (-c.settles, -c.mentions, c.id))


def as_dict(cluster: Cluster) -> dict[str, Any]:
    """A cluster as plain values; :func:`from_dict` makes it of them again."""
    return {**asdict(cluster), "mentions": cluster.mentions}


def from_dict(values: Mapping[str, Any]) -> Cluster:
    """A cluster from plain values. Raises KeyError, TypeError or ValueError for anything else.

    >>> mine = Cluster("panjshir", "Panjshir", "place", "", (Member("Panjshir", 27, 3),), (Apart("Panjshiri", "…"),))
    >>> from_dict(as_dict(mine)) == mine
    True
    """
    given = {key: value for key, value in values.items() if key != "mentions"}
    given["members"] = tuple(map(_member, given["members"]))
    given["apart"] = tuple(Apart(**apart) for apart in given.get("apart", ()))
    made = Cluster(**given)
    if not all(isinstance(text, str) for text in (made.id, made.canonical, made.kind, made.reason, made.corpus or "")):
        raise TypeError("id, canonical, kind, reason and corpus must be texts")
    return made


def _member(values: Mapping[str, Any]) -> Member:
    given = dict(values)
    given["contexts"] = tuple(Context(**context) for context in given.get("contexts", ()))
    given["role"] = Role(given.get("role", Role.NAME))
    given["languages"] = {str(lang): int(count) for lang, count in given.get("languages", {}).items()}
    made = Member(**given)
    if not isinstance(made.form, str) or type(made.count) is not int or type(made.documents) is not int:
        raise TypeError("a member needs a form and two counts")
    if type(made.within) is not int:
        raise TypeError("what a member has within longer names is a count")
    return made
