"""From joined forms, bodies and compounds to the clusters that a person is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from normalize.discovery.bodies import Body, right_acronym
from normalize.discovery.canonical import Choice, choose, kind_of, language_of
from normalize.discovery.cluster import Apart, Cluster, Member, Role
from normalize.discovery.clustering import Joined
from normalize.discovery.compared import Corpus
from normalize.discovery.compounds import Corrupted
from normalize.discovery.families import choices_in_full
from normalize.discovery.known import Known
from normalize.names.glossary.exchange.ids import slug
from normalize.words.fold import split

_MOST_APART = 8  # forms kept apart that are told of


class Proposing:
    """Makes clusters, each with an id that no other has."""

    def __init__(self, corpus: Corpus, known: Known, joined: Joined) -> None:
        self._corpus, self._known, self._joined = corpus, known, joined
        self._taken = set(known.ids())
        self._entries = {
            form: frozenset(entry for one in forms for entry in known.of(one))
            for forms in joined.clusters
            for form in forms
        }
        self._refused: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
        for rank, (a, b, why) in enumerate(joined.refused):
            self._refused[a].append((rank, b, why if a in why else f"{why} ({a})"))
            self._refused[b].append((rank, a, why if b in why else f"{why} ({b})"))

    def clusters(self, bodies: Sequence[Body], compounds: Iterable[Corrupted]) -> list[Cluster]:
        """All clusters, in no order."""
        of_names = [made for forms in self._joined.clusters if (made := self._of_forms(forms)) is not None]
        found = self._as_in_full(_without_explained(of_names))
        for body in bodies:
            if (made := self._of_body(body, found)) is not None:
                found.append(made)
        found += self._of_compounds(compounds)
        return [self._numbered(cluster) for cluster in sorted(_merged(found), key=_order)]

    def _of_forms(self, forms: Sequence[str]) -> Cluster | None:
        entries = {entry for form in forms for entry in self._known.of(form)}
        new = [form for form in forms if not self._known.of(form)]
        if not new or len(entries) > 1:
            return None
        if not entries:
            return self._chosen(forms, choose(forms, self._corpus))
        entry = next(iter(entries))
        if self._are_of_others(new, forms, entry):
            right = next(form for form in self._ordered(forms, "") if form not in new)
            return self._chosen(forms, Choice(right, "the form that a glossary has of others of this name"))
        return self._onto(entry, new, forms)

    def _are_of_others(self, new: Iterable[str], forms: Iterable[str], entry: str) -> bool:
        """Whether a family name that a glossary has of one person is borne by others alone: *Ghulam Sarwar Khalily* is
        not Karim Khalili."""
        longer = self._bearers(new) or self._bearers(forms)
        theirs = (self._entries.get(name) or self._known.of(name) for name in (*longer, *forms) if " " in name)
        return bool(longer) and not any(entry in entries for entries in theirs)

    def _bearers(self, forms: Iterable[str]) -> list[str]:
        return [name for form in forms for name in self._corpus.bearers.get(form, ())]

    def _chosen(self, forms: Sequence[str], choice: Choice) -> Cluster:
        kind = kind_of(forms, self._corpus.evidence)
        members = tuple(self._member(form, choice.form) for form in self._ordered(forms, choice.form))
        return Cluster(slug(choice.form), choice.form, kind, choice.reason, members, self._apart(forms))

    def _as_in_full(self, found: Sequence[Cluster]) -> list[Cluster]:
        """The clusters, of which those of family names have the form of the full names, and none where these differ."""
        made = []
        for cluster in found:
            choices = choices_in_full(cluster, found) if cluster.onto is None else []
            if len(choices) == 1 and choices[0].form != cluster.canonical:
                made.append(self._chosen([member.form for member in cluster.members], choices[0]))
            elif len(choices) < 2:
                made.append(cluster)
        return made

    def _onto(self, entry: str, new: Sequence[str], forms: Sequence[str]) -> Cluster:
        """New forms of an entry that a glossary has."""
        known = self._known.entry(entry)
        members = tuple(self._member(form, known.canonical) for form in self._ordered(new, known.canonical))
        reason = f"new forms of an entry of a glossary ({known.glossary or entry})"
        return Cluster(entry, known.canonical, known.kind, reason, members, self._apart(forms), onto=entry)

    def _ordered(self, forms: Iterable[str], canonical: str) -> list[str]:
        seen = self._corpus.evidence
        return sorted(forms, key=lambda form: (form != canonical, -seen.of(form).count, form))

    def _member(self, form: str, canonical: str, why: str = "", role: Role = Role.NAME) -> Member:
        seen, languages = self._corpus.evidence.of(form), dict(sorted(self._corpus.evidence.of(form).languages.items()))
        lang = None
        if form == canonical:
            why = why or "the form proposed"
        else:
            lang = language_of(form, canonical, languages, self._corpus.language) if role is Role.NAME else None
            why = why or self._why(form)
        return Member(form, seen.count, seen.documents, languages, seen.contexts, why, lang, role)

    def _why(self, form: str) -> str:
        other, decision = self._joined.joined[form]
        return f"a spelling of {other}: {decision.why}"

    def _apart(self, forms: Iterable[str]) -> tuple[Apart, ...]:
        """What is near to some forms and was kept out, each once."""
        own = set(forms)
        kept_out = sorted(one for form in own for one in self._refused.get(form, ()) if one[1] not in own)
        found: dict[str, str] = {}
        for _, other, why in kept_out:
            found.setdefault(other, why)
        return tuple(Apart(other, why) for other, why in list(found.items())[:_MOST_APART])

    def _of_body(self, body: Body, found: list[Cluster]) -> Cluster | None:
        """The cluster of a body; a cluster of its long forms that is there takes its acronyms in."""
        acronym, why = right_acronym(body)
        entries = self._entries_of(body)
        new = [form for form in (*body.names, *body.acronyms) if not entries & self._known.of(form)]
        if not new or acronym is None or len(entries) > 1:
            return None
        names = tuple(name for name in body.names if self._corpus.evidence.of(name).count)
        canonical = body.names[0]
        there = next((c for c in found if any(m.form in body.names for m in c.members)), None)
        if there is not None:
            found.remove(there)
            canonical = there.canonical
            names = tuple(dict.fromkeys((*(m.form for m in there.members), *names)))
        members = [self._member(name, canonical, self._why_body(name, canonical)) for name in names]
        members += [self._acronym(form, acronym, canonical) for form in body.acronyms]
        onto = next(iter(entries), None)
        kept = tuple(member for member in members if onto is None or member.form in new)
        if onto is not None:
            canonical, acronym = self._known.entry(onto).canonical, self._known.entry(onto).acronym
        apart = tuple(Apart(form, reason) for form, reason in body.apart)
        made = Cluster(
            onto or slug(canonical),
            canonical,
            "organisation",
            f"{canonical}, {acronym}: {why}",
            kept,
            apart,
            onto,
            acronym,
        )
        return made if made.settles else None

    def _entries_of(self, body: Body) -> set[str]:
        """The entries that a body is of: by its long forms, and by its acronyms where the entry may be called so.

        What the documents themselves define goes before what else the letters stand for.
        """
        of_acronyms = {entry for acronym in body.acronyms for entry in self._known.of(acronym)}
        called = {entry for entry in of_acronyms if self._known.may_be_called(entry, body.names)}
        return called | {entry for name in body.names for entry in self._known.of(name)}

    def _why_body(self, name: str, canonical: str) -> str:
        return "" if name in self._joined.joined or name == canonical else f"the same words as {canonical}"

    def _acronym(self, form: str, acronym: str, canonical: str) -> Member:
        why = "the acronym proposed" if form == acronym else f"{canonical} stands beside it"
        return self._member(form, acronym, why, Role.ACRONYM)

    def _of_compounds(self, compounds: Iterable[Corrupted]) -> Iterator[Cluster]:
        by_right: dict[str, list[Corrupted]] = defaultdict(list)
        for one in compounds:
            if one.right is not None:
                by_right[one.right].append(one)
        for right in sorted(by_right):
            same = by_right[right]
            members = [self._member(right, right), *(self._member(one.form, right, one.why) for one in same)]
            reason = "an established name behind the same prefix"
            yield Cluster(slug(right), right, "other", reason, tuple(members))

    def _numbered(self, cluster: Cluster) -> Cluster:
        """The cluster with an id of its own."""
        if cluster.onto is not None:
            return cluster
        made, copy = cluster.id, 2
        while made in self._taken:
            made, copy = f"{cluster.id}-{copy}", copy + 1
        self._taken.add(made)
        return replace(cluster, id=made)


def _merged(clusters: Iterable[Cluster]) -> list[Cluster]:
    """The clusters, those onto one entry as one: a glossary has each id once."""
    found: dict[str, Cluster] = {}
    kept: list[Cluster] = []
    for cluster in clusters:
        if cluster.onto is None:
            kept.append(cluster)
        elif cluster.onto not in found:
            found[cluster.onto] = cluster
        else:
            first = found[cluster.onto]
            members = {member.form: member for member in (*first.members, *cluster.members)}
            apart = {one.form_or_id: one for one in (*first.apart, *cluster.apart) if one.form_or_id not in members}
            found[cluster.onto] = replace(first, members=tuple(members.values()), apart=tuple(apart.values()))
    return [*kept, *found.values()]


def _order(cluster: Cluster) -> tuple[str, str, tuple[str, ...]]:
    return cluster.id, cluster.canonical, tuple(member.form for member in cluster.members)


def _without_explained(clusters: Sequence[Cluster]) -> list[Cluster]:
    """The clusters without those of longer names that say no more than a cluster of single words: *Panchir Resistance*
    beside *Panchir*."""
    single = {
        frozenset((a.form, b.form))
        for cluster in clusters
        for a in cluster.members
        for b in cluster.members
        if a.form != b.form and not (" " in a.form or " " in b.form)
    }

    def is_explained(cluster: Cluster) -> bool:
        words = [split(member.form) for member in cluster.members]
        if cluster.kind == "person" or any(len(w) != len(words[0]) or len(w) < 2 for w in words):
            return False
        other = [(a, b) for w in words for a, b in zip(words[0], w, strict=True) if a != b]
        return bool(other) and all(frozenset(pair) in single for pair in other)

    return [cluster for cluster in clusters if not is_explained(cluster)]
