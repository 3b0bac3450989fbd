"""Drafts that are used as glossaries before everything in them was decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from normalize.errors import InputError
from normalize.judgements.judgement import Judgement
from normalize.text.counted import counted


def open_drafts(glossaries: Iterable[str], judgements: Iterable[Judgement]) -> Iterator[str]:
    """A sentence for each of some glossaries that is a draft with clusters on which nobody decided."""
    drafts = [path for name in glossaries if (path := Path(name)).suffix.lower() in (".yaml", ".yml")]
    for path in drafts:
        if number := left_open(path, judgements):
            used = "is used as it stands" if number == 1 else "are used as they stand"
            yield f"{counted(number, 'open cluster')} in {path} {used}: `normalize review {path}` decides on them"


def left_open(path: Path, judgements: Iterable[Judgement]) -> int:
    """How many clusters of a draft nobody decided on; 0 for a glossary that is no draft."""
    from normalize.discovery.draft import CLUSTERS, read_clusters  # only where there is a draft

    if not path.with_suffix(CLUSTERS).is_file():
        return 0
    from normalize.discovery.decided import is_accepted, said_of_pairs

    try:
        clusters = read_clusters(path)
    except InputError:  # another file of that name
        return 0
    said = list(judgements)
    corpora: Sequence[str] = sorted({cluster.corpus or path.stem for cluster in clusters})
    by_corpus = {corpus: said_of_pairs(said, corpus) for corpus in corpora}
    return sum(not is_accepted(cluster, by_corpus[cluster.corpus or path.stem]) for cluster in clusters)
