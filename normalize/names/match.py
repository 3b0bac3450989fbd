"""Matching single names, such as the cells of a column, against all entries.

A cell has no context: the names are aligned word by word, rare words weighing more, and the best entry is compared
with the best other one.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from normalize.model import Applicability, Candidate
from normalize.names import rules
from normalize.names.fold import fold, neutral, split
from normalize.names.gates import is_known
from normalize.names.index import Form
from normalize.names.link import Linker
from normalize.names.similar import similarity

_POOL = 60  # forms aligned for one name
_NEAREST = 24  # glossary words considered for one word of a name
_WORD = 0.55  # least likeness of such a word
_SAFE = 0.93
_LEAD = 0.08


@dataclass(frozen=True, slots=True)
class Match:
    """The answer for one name: the best candidate, the best of another entry, and what a run would do with it."""

    query: str
    best: Candidate | None
    canonical: str | None
    runner_up: Candidate | None
    applicability: Applicability


class Matcher:
    """Matches names against the entries of a linker."""

    def __init__(self, linker: Linker) -> None:
        self._linker = linker
        self._forms: list[tuple[Form, tuple[str, ...]]] = []
        self._postings: dict[str, list[int]] = defaultdict(list)
        for key, forms in linker.index.phrases.items():
            for form in forms:
                if form.role != "family" and not form.glued:
                    words = tuple(key.split())
                    for word in set(words):
                        self._postings[word].append(len(self._forms))
                    self._forms.append((form, words))
        self.candidates = lru_cache(maxsize=1 << 16)(self._candidates)

    def __getstate__(self) -> dict[str, object]:
        return {"linker": self._linker}

    def __setstate__(self, state: dict[str, Linker]) -> None:
        self.__init__(state["linker"])  # type: ignore[misc]

    def match(self, query: str) -> Match:
        """The best candidate whatever its score, and whether a run would map the name to it unasked."""
        found = self.candidates(query)
        if not found:
            return Match(query, None, None, None, Applicability.DISPLAY)
        best, runner_up = found[0], found[1] if len(found) > 1 else None
        canonical = self._linker.index.entries[best.entry].canonical
        return Match(query, best, canonical, runner_up, self._applicability(query, best, runner_up))

    def _applicability(self, query: str, best: Candidate, runner_up: Candidate | None) -> Applicability:
        lead = best.score - (runner_up.score if runner_up else 0.0)
        words = split(query)
        if best.rule == rules.LISTED and lead > 0:
            return Applicability.SAFE
        if lead < _LEAD or (len(words) == 1 and is_known(query, self._linker.language)):
            return Applicability.DISPLAY
        if best.score >= _SAFE and query[:1].isupper() and len(neutral(query)) >= 5:
            return Applicability.SAFE
        return Applicability.UNSAFE

    def _candidates(self, name: str) -> list[Candidate]:
        words = [fold(w) for w in split(name)]
        if not words:
            return []
        best: dict[str, Candidate] = {}
        for form in self._linker.index.phrases.get(" ".join(words), ()):
            if form.role != "family" and not form.glued:
                best[form.entry.id] = Candidate(form.entry.id, 1.0, rules.LISTED)
        for number in self._pool(words):
            form, parts = self._forms[number]
            score = min(self._aligned(words, parts), 0.9999)
            known = best.get(form.entry.id)
            if known is None or score > known.score:
                best[form.entry.id] = Candidate(form.entry.id, score, rules.NEAR)
        return sorted(best.values(), key=lambda c: (-c.score, c.entry))

    def _weight(self, word: str) -> float:
        """Rare words of the glossary weigh more, single letters less."""
        count = len(self._postings.get(word, ()))
        rarity = math.log(1 + len(self._forms) / (1 + count)) / math.log(2 + len(self._forms))
        return (0.3 + rarity) * min(1.0, len(word) / 4)

    def _pool(self, words: list[str]) -> list[int]:
        """The forms that share most with a name, by the words near to each of its words."""
        votes: dict[int, float] = defaultdict(float)
        glued = "".join(words)
        for word in {*words, glued}:
            for near, score in [(word, 1.0), *self._near(word)]:
                weight = score * self._weight(near)
                for number in self._postings.get(near, ()):
                    votes[number] += weight
        ranked = sorted(votes, key=lambda number: (-votes[number] / (1 + 0.2 * len(self._forms[number][1])), number))
        return ranked[:_POOL]

    def _near(self, word: str) -> list[tuple[str, float]]:
        return self._linker.index.near(word, _WORD, _NEAREST)

    def _aligned(self, ours: list[str], theirs: tuple[str, ...]) -> float:
        """Similarity 0..1 of two names: each word paired with its best counterpart, words left over counted against."""
        pairs = sorted(
            ((similarity(a, b), i, j) for i, a in enumerate(ours) for j, b in enumerate(theirs)),
            key=lambda pair: (-pair[0], abs(pair[1] - pair[2]), pair[1]),
        )
        mine, other, used_i, used_j = 0.0, 0.0, set[int](), set[int]()
        for score, i, j in pairs:
            if i not in used_i and j not in used_j and score >= _WORD:
                used_i.add(i)
                used_j.add(j)
                mine += score * self._weight(ours[i])
                other += score * self._weight(theirs[j])
        total_a, total_b = sum(map(self._weight, ours)), sum(map(self._weight, theirs))
        aligned = (mine + other) / (total_a + total_b)
        glued = similarity("".join(ours), "".join(theirs)) if len(ours) != len(theirs) or len(ours) > 1 else 0.0
        return max(aligned, 0.97 * glued)
