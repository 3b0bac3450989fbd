"""What the page asks about the clusters of a draft, and the answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from normalize.discovery import edit
from normalize.discovery.cluster import Cluster, as_dict
from normalize.errors import ConfigError
from normalize.judgements.judgement import Verdict
from normalize.names.glossary.entry import KINDS
from normalize.review.asked import word, written
from normalize.review.cluster_desk import ClusterDesk
from normalize.review.shown import cut
from normalize.review.steps import Step
from normalize.web.refused import Refused
from normalize.web.requests import json_of, list_of, number_of, object_of, text_of

_MOST_ROWS, _FORM = 500, 200
Query = Mapping[str, str]


class Clusters:
    """Answers about the clusters on a desk; GET questions change nothing, POST ones are decisions."""

    kind = "clusters"

    def __init__(self, desk: ClusterDesk) -> None:
        self._desk = desk
        self._total = len(desk.clusters)
        self.reads: Mapping[str, Callable[[Query], dict[str, Any]]] = {"list": self._list, "item": self._item}
        self.writes: Mapping[str, Callable[[Any], dict[str, Any]]] = {
            "decide": self._decide,
            "drop": lambda body: self._forms(body, desk.drop),
            "split": lambda body: self._forms(body, desk.split),
            "merge": self._merge,
            "rename": self._rename,
            "kind": self._kind,
            "take": self._take,
        }

    def revision(self) -> int:
        """A number that every decision changes."""
        return self._desk.look()

    def about(self) -> dict[str, Any]:
        """What stays the same while the page is open."""
        return {"corpus": self._desk.room.corpus, "total": self._total, "rules": {}, "kinds": list(KINDS)}

    def left(self) -> int:
        """How many clusters wait for a decision."""
        return self._desk.left()

    def undo(self) -> Step | None:
        """Take the last change back."""
        return self._desk.undo()

    def _list(self, query: Query) -> dict[str, Any]:
        asked = object_of(json_of(query.get("filter", "{}").encode(), "the filter"), "the filter", ("search", *_FACETS))
        search = text_of(asked.get("search", ""), "'search'").casefold()
        wanted = {name: {text_of(v, name) for v in list_of(asked.get(name, []), name)} for name in _FACETS}
        listed: list[Cluster] = []
        facets = {name: Counter[str]() for name in _FACETS}
        for cluster in self._desk.clusters:
            if search and not any(search in text.casefold() for text in _texts(cluster)):
                continue
            values = {name: of(self._desk, cluster) for name, of in _FACETS.items()}
            missed = [name for name in _FACETS if wanted[name] and wanted[name].isdisjoint(values[name])]
            for name in _FACETS:
                if not missed or missed == [name]:
                    facets[name].update(values[name])
            if not missed:
                listed.append(cluster)
        start = number_of(query.get("start", "0"), "start", 0)
        count = min(number_of(query.get("count", "100"), "count", 0), _MOST_ROWS)
        rows = [self._row(cluster) for cluster in listed[start : start + count]]
        counts = {name: facet.most_common() for name, facet in facets.items()}
        return {"total": len(listed), "start": start, "rows": rows, "facets": counts}

    def _row(self, cluster: Cluster) -> dict[str, Any]:
        return {
            "id": cluster.id,
            "canonical": cut(cluster.canonical, _FORM),
            "forms": len(cluster.members),
            "kind": cluster.kind,
            "mentions": cluster.mentions,
            "settles": cluster.settles,
            "state": self._desk.state(cluster).value,
            "onto": cluster.onto,
        }

    def _item(self, query: Query) -> dict[str, Any]:
        cluster = self._named(query.get("id"))
        members = [member | {"shown": cut(member["form"], _FORM)} for member in as_dict(cluster)["members"]]
        names = {other.id: other.canonical for other in self._desk.clusters}
        apart = [
            {
                "name": cut(names.get(one.form_or_id, one.form_or_id), _FORM),
                "why": one.why,
                "form": None if one.member is None else one.member.form,
                "mentions": 0 if one.member is None else one.member.mentions,
            }
            for one in cluster.apart
        ]
        told = {"reason": cluster.reason, "acronym": cluster.acronym, "members": members, "apart": apart}
        return {**self._row(cluster), **told}

    def _named(self, identifier: Any) -> Cluster:
        try:
            return edit.named(self._desk.clusters, text_of(identifier, "'id'"))
        except ConfigError as error:
            raise Refused(404, str(error)) from None

    def _decide(self, body: Any) -> dict[str, Any]:
        given = object_of(body, "the body", ("id", "verdict", "why"))
        verdict = word(Verdict, given.get("verdict"), "verdict")
        if verdict is Verdict.EDIT:
            raise Refused(400, "a cluster is accepted, rejected or renamed")
        step = self._desk.decide(self._named(given.get("id")), verdict, written(given.get("why", ""), "why"))
        return {"told": step.told}

    def _forms(self, body: Any, change: Callable[[Cluster, set[str]], Step]) -> dict[str, Any]:
        given = object_of(body, "the body", ("id", "forms"))
        forms = {text_of(form, "a form") for form in list_of(given.get("forms"), "'forms'")}
        return {"told": change(self._named(given.get("id")), forms).told}

    def _merge(self, body: Any) -> dict[str, Any]:
        given = object_of(body, "the body", ("id", "other"))
        return {"told": self._desk.merge(self._named(given.get("id")), self._named(given.get("other"))).told}

    def _rename(self, body: Any) -> dict[str, Any]:
        given = object_of(body, "the body", ("id", "canonical"))
        canonical = written(given.get("canonical"), "canonical")
        return {"told": self._desk.rename(self._named(given.get("id")), canonical).told}

    def _kind(self, body: Any) -> dict[str, Any]:
        given = object_of(body, "the body", ("id", "kind"))
        return {"told": self._desk.of_kind(self._named(given.get("id")), text_of(given.get("kind"), "'kind'")).told}

    def _take(self, body: Any) -> dict[str, Any]:
        given = object_of(body, "the body", ("id", "form"))
        return {"told": self._desk.take(self._named(given.get("id")), text_of(given.get("form"), "'form'")).told}


_FACETS: Mapping[str, Callable[[ClusterDesk, Cluster], list[str]]] = {
    "states": lambda desk, cluster: [desk.state(cluster).value],
    "kinds": lambda _, cluster: [cluster.kind],
    "languages": lambda _, cluster: sorted({lang for member in cluster.members for lang in member.languages}),
}


def _texts(cluster: Cluster) -> list[str]:
    return [cluster.canonical, cluster.id, *(member.form for member in cluster.members)]
