"""How often the forms of clusters stand within longer names, where they are written otherwise as well."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from normalize.discovery.cluster import Cluster, Role
from normalize.words.fold import split


def with_longer(clusters: Sequence[Cluster], vocabulary: Mapping[str, int]) -> list[Cluster]:
    """The clusters with what the longer names of a corpus have of their forms: *Wankoy* in *General Wankoy Street*.

    A longer name that is a form of some cluster itself counts there.
    """
    forms = {member.form for cluster in clusters for member in cluster.members if member.role is Role.NAME}
    found = _counts(forms, vocabulary)
    return [
        replace(
            cluster, members=tuple(replace(m, within=found[m.form]) if m.form in found else m for m in cluster.members)
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
