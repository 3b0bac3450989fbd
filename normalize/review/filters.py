"""Which proposals are looked at: a filter, and what its list, its counts and its histogram hold."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from normalize.review.proposals import Proposal

BINS = 100  # of the histogram of scores, a hundredth each; 1.0 is in the last one


class State(StrEnum):
    """What people said of a proposal: nothing about some place yet, the same everywhere, or different things."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    EDITED = "edited"
    MIXED = "mixed"


class Sort(StrEnum):
    """The order of the list."""

    PLACES = "places"
    SURE = "sure"
    UNSURE = "unsure"
    TEXT = "text"
    RULE = "rule"


_KEYS: dict[Sort, Callable[[Proposal], Any]] = {
    Sort.SURE: lambda p: -p.score,
    Sort.UNSURE: lambda p: p.score,
    Sort.TEXT: lambda p: (p.text.casefold(), p.text),
    Sort.RULE: lambda p: p.rule,
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What a proposal must have; an empty one asks for nothing.

    ``search`` is looked for in the text, the replacement and the entry, in any letter case; ``folder`` is the
    beginning of a path up to a slash, or a file; ``least`` and ``most`` bound the score. Of the others any one value
    will do; the language of a proposal without one is ``""``, and so is its entry.
    """

    search: str = ""
    rules: frozenset[str] = frozenset()
    entries: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    applicability: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    folder: str = ""
    least: float = 0.0
    most: float = 1.0
    sort: Sort = Sort.PLACES


# What a list can be narrowed by, with the values of a proposal; the order is that of the page.
FACETS: dict[str, Callable[[Proposal, State], Sequence[str]]] = {
    "states": lambda p, state: (state.value,),
    "applicability": lambda p, state: (p.applicability.value,),
    "rules": lambda p, state: (p.rule,),
    "entries": lambda p, state: (p.entry or "",),
    "languages": lambda p, state: (p.lang or "",),
    "folder": lambda p, state: folders(p),
}


def folders(proposal: Proposal) -> tuple[str, ...]:
    """The first folders of the paths of a proposal; a file that lies in none is its own.

    >>> from types import SimpleNamespace as Mock
    >>> folders(Mock(places=[Mock(path="a/b.txt"), Mock(path="a/c/d.txt"), Mock(path="e.txt")]))
    ('a', 'e.txt')
    """
    return tuple(sorted({place.path.partition("/")[0] for place in proposal.places}))


def lies_in(path: str, folder: str) -> bool:
    """Whether a path is, or lies below, a folder or file; every path lies in "".

    >>> lies_in("a/b.txt", "a"), lies_in("ab/c.txt", "a"), lies_in("a.txt", "a.txt")
    (True, False, True)
    """
    return not folder or path == folder or path.startswith(folder.rstrip("/") + "/")


def missed(proposal: Proposal, state: State, asked: Filter) -> list[str]:
    """Which conditions of a filter a proposal does not meet; ``score`` and ``search`` are two of them."""
    found = [
        name
        for name, values in FACETS.items()
        if name != "folder" and (wanted := getattr(asked, name)) and wanted.isdisjoint(values(proposal, state))
    ]
    if asked.folder and not any(lies_in(place.path, asked.folder) for place in proposal.places):
        found.append("folder")
    if not asked.least <= proposal.score <= asked.most:
        found.append("score")
    if asked.search:
        needle = asked.search.casefold()
        texts = (proposal.text, proposal.replacement, proposal.entry)
        if not any(needle in text.casefold() for text in texts if text):
            found.append("search")
    return found


def bin_of(score: float) -> int:
    """The bin of a score.

    >>> bin_of(0.0), bin_of(0.29), bin_of(1.0)
    (0, 29, 99)
    """
    return min(BINS - 1, int(score * BINS + 1e-9))


@dataclass
class View:
    """The list that a filter yields, with what is counted beside it, kept true as decisions are taken.

    ``hits`` are numbers of the order, rising; ``facets`` count what would be listed if only that facet were open,
    ``bins`` and ``places`` proposals and places by score, whatever bounds of the score are set.
    """

    asked: Filter
    order: Sequence[int]
    proposals: Sequence[Proposal]
    hits: list[int] = field(default_factory=list)
    facets: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in FACETS})
    bins: list[int] = field(default_factory=lambda: [0] * BINS)
    places: list[int] = field(default_factory=lambda: [0] * BINS)

    def add(self, position: int, state: State, by: int = 1) -> None:
        """Count the proposal at a position of the order in, or (``by`` -1) out, under a state."""
        proposal = self.proposals[self.order[position]]
        missing = missed(proposal, state, self.asked)
        if not missing:
            self._list(position, by)
        if not missing or missing == ["score"]:
            self.bins[bin_of(proposal.score)] += by
            self.places[bin_of(proposal.score)] += by * len(proposal.places)
        for name, values in FACETS.items():
            if not missing or missing == [name]:
                for value in values(proposal, state):
                    self.facets[name][value] += by

    def _list(self, position: int, by: int) -> None:
        if by > 0:
            if not self.hits or self.hits[-1] < position:
                self.hits.append(position)
            else:
                insort(self.hits, position)
        else:
            del self.hits[bisect_left(self.hits, position)]

    def listed(self, start: int, count: int) -> list[Proposal]:
        """The proposals from a row on."""
        return [self.proposals[self.order[at]] for at in self.hits[start : start + count]]

    def all(self) -> list[Proposal]:
        """All proposals of the list."""
        return self.listed(0, len(self.hits))


def order_of(proposals: Sequence[Proposal], sort: Sort) -> list[int]:
    """The numbers of proposals in an order; those that are equal in it stay as they are."""
    numbers = list(range(len(proposals)))
    key = _KEYS.get(sort)
    return numbers if key is None else sorted(numbers, key=lambda number: key(proposals[number]))
