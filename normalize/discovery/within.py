"""How often the forms of clusters stand within longer names, where they are written otherwise as well."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from normalize.discovery.cluster import Cluster, Member, Role
from normalize.words.fold import split


def with_longer(clusters: Sequence[Cluster], vocabulary: Mapping[str, int]) -> list[Cluster]:
    """The clusters with what the longer names of a corpus have of their forms: *Wankoy* in *General Wankoy Street*.

    A longer name that is a form of some cluster itself counts there.
    """
    forms = {member.form for cluster in clusters for member in cluster.members if member.role is Role.NAME}
    found = _counts(forms, vocabulary)
    kept_out = {one.form_or_id for cluster in clusters for one in cluster.apart if one.member is not None}
    found |= _counts(kept_out - forms, vocabulary)

    def told(member: Member) -> Member:
        return replace(member, within=found[member.form]) if member.form in found else member

    return [
        replace(
            cluster,
            members=tuple(map(told, cluster.members)),
            apart=tuple(one if one.member is None else replace(one, member=told(one.member)) for one in cluster.apart),
        )
        for cluster in clusters
    ]


def _counts(forms: set[str], vocabulary: Mapping[str, int]) -> Counter[str]:
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for form in forms:
        words = tuple(split(form))
        by_first[words[0]].append(words)
    text = {tuple(split(form)): form for form in forms}
    found: Counter[str] = Counter()
    for name, times in vocabulary.items():
        if name not in forms and " " in name:
            for words in _inside(split(name), by_first):
                found[text[words]] += times
    return found


def _inside(name: Sequence[str], by_first: Mapping[str, Iterable[tuple[str, ...]]]) -> Iterator[tuple[str, ...]]:
    """The forms that a longer name has in it, given by their first words."""
    for at, word in enumerate(name):
        for words in by_first.get(word, ()):
            if len(words) < len(name) and tuple(name[at : at + len(words)]) == words:
                yield words
