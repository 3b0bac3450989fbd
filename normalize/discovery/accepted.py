"""Accepted spellings of names that no glossary of a run has, and the drafts that have them: without its draft a run
writes nothing of what was accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from normalize.errors import InputError
from normalize.judgements.judgement import Judgement, Verdict
from normalize.judgements.store import latest
from normalize.names.index import Index
from normalize.text.counted import counted

_SHOWN = 3  # entries that are named in a sentence


@dataclass(frozen=True, slots=True)
class Homeless:
    """Accepted spellings that the glossaries of a run do not have: how many of each entry.

    >>> str(Homeless({"karzendeh": 2, "wankoye": 1}))
    '3 accepted spellings of karzendeh, wankoye'
    """

    counts: Mapping[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.counts)

    def __str__(self) -> str:
        names = list(self.counts)
        more = ", …" if len(names) > _SHOWN else ""
        return f"{counted(sum(self.counts.values()), 'accepted spelling')} of {', '.join(names[:_SHOWN])}{more}"

    def without(self, entries: Collection[str]) -> Homeless:
        """Those of other entries."""
        return Homeless({entry: count for entry, count in self.counts.items() if entry not in entries})


def homeless(judgements: Iterable[Judgement], corpus: str | None, index: Callable[[], Index]) -> Homeless:
    """What was accepted for a corpus, and is in no glossary of an index, which is opened only if anything was."""
    accepted = [
        one.entry
        for one in latest(judgements)
        if one.verdict is Verdict.ACCEPT and one.rule is None and one.entry and one.scope.corpus in (None, corpus)
    ]
    known = index().entries if accepted else {}
    return Homeless(Counter(entry for entry in accepted if entry not in known))


def drafts_of(
    missing: Homeless, judgements: Iterable[Judgement], folders: Iterable[Path]
) -> tuple[list[str], Homeless]:
    """The drafts in some folders that hold what was accepted, as few as there need be; and what is in none of them."""
    if not missing:
        return [], missing
    held, chosen = dict(_accepted_in(folders, list(judgements))), list[str]()
    while missing and held:
        best = max(held, key=lambda path: (len(held[path] & missing.counts.keys()), _reversed(path)))
        left = missing.without(held.pop(best))
        if left == missing:
            break
        chosen, missing = [*chosen, best], left
    return sorted(chosen), missing


def _reversed(path: str) -> list[int]:
    """What puts the first of equals last: the shorter name, then the earlier letter."""
    return [-len(path), *(-ord(letter) for letter in path)]


def _accepted_in(folders: Iterable[Path], judgements: Sequence[Judgement]) -> Iterator[tuple[str, set[str]]]:
    """Each draft of some folders, with the entries of it that were accepted."""
    from normalize.discovery.decided import is_accepted, said_of_pairs
    from normalize.discovery.draft import CLUSTERS, read_clusters

    for path in dict.fromkeys(path for folder in folders for path in sorted(folder.glob("*.y*ml"))):
        if not path.with_suffix(CLUSTERS).is_file():
            continue
        try:
            clusters = read_clusters(path)
        except InputError:  # another file of that name
            continue
        said = {name: said_of_pairs(judgements, name) for name in {c.corpus or path.stem for c in clusters}}
        yield str(path), {c.onto or c.id for c in clusters if is_accepted(c, said[c.corpus or path.stem])}
