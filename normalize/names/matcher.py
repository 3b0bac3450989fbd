"""Matching single names, such as the cells of a column, against all entries.

A cell has no context: the names are aligned word by word, rare words weighing more, and the best entry is compared
with the best other one. A score is the probability that the name means the entry.

What is safe for a cell and for a run differs on purpose in two ways. A form that is like a listed one needs support in
running text, where most words are no names; a cell is a name, so likeness may be enough. And a listed form that a run
leaves alone for its style (diacritics, letter case, another script, another number of words) is linked for sure. Else
the two agree: a listed form is as safe in a cell as in a text that has nothing but it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from normalize.model import Applicability, Candidate, Document
from normalize.names import rules
from normalize.names.calibration import compare, probability
from normalize.names.column_clauses import Pairing, decide
from normalize.names.designators import is_designator, unified
from normalize.names.linker import Linker
from normalize.names.thresholds import COLUMNS
from normalize.storage import memos
from normalize.text.protected import Protected
from normalize.text.tokens import tokenize
from normalize.words.fold import fold, split
from normalize.words.likeness import similarity

_OF_LISTED = (rules.LISTED.code, rules.JOINT.code, rules.AMBIGUOUS.code)


class Scored(NamedTuple):
    """An entry with the form of it that is most like a name: folded words, likeness 0..1."""

    entry: str
    words: tuple[str, ...]
    likeness: float


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
        self._index = linker.index
        self.language = linker.language
        self._weights: dict[str, float] = {}
        self._named = lru_cache(maxsize=memos.QUERIES)(self._name)
        self.candidates = lru_cache(maxsize=memos.QUERIES)(self._candidates)

    def __reduce__(self) -> tuple[type[Matcher], tuple[Linker]]:
        return Matcher, (self._linker,)

    def match(self, query: str) -> Match:
        """The best candidate whatever its score, and whether a run would map the name to it unasked."""
        found = self.candidates(query)
        if not found:
            return Match(query, None, None, None, Applicability.DISPLAY)
        best, runner_up = found[0], found[1] if len(found) > 1 else None
        canonical = self._index.entries[best.entry].canonical
        return Match(query, best, canonical, runner_up, self.applicability(query, best, runner_up))

    def applicability(self, query: str, best: Candidate, runner_up: Candidate | None) -> Applicability:
        """Whether a name may be mapped to its best candidate unasked."""
        return decide(Pairing(self, query, best, runner_up))

    def kind_of(self, entry: str) -> str:
        """The kind of an entry: person, place and so on."""
        return self._index.entries[entry].kind

    def form_of(self, words: tuple[str, ...], entry: str) -> tuple[str, ...]:
        """The form of an entry that is most like a name."""
        return next(scored.words for scored in self.ranked(words) if scored.entry == entry)

    def as_in_a_run(self, query: str, entry: str) -> Applicability:
        """What a run would do with a listed form that stands alone; what it leaves for its style is linked for sure."""
        forms = self._index.phrases.get(" ".join(map(fold, split(query))), ())
        texts = [f.text for f in forms if f.entry.id == entry and f.role == "alias" and not f.glued]
        if not texts or any(f.role == "right" and f.entry.id == entry for f in forms):
            return Applicability.SAFE
        # Of forms that differ by marks and joints alone, as listed for several languages, the one written so counts.
        text = query if query in texts else texts[0]
        linked = self._linker.link(Document(text), tokenize(text), Protected.of(()))
        verdicts = [f.applicability for f in linked.findings if f.entry == entry and f.rule in _OF_LISTED]
        return verdicts[0] if verdicts else Applicability.SAFE

    def _candidates(self, name: str) -> list[Candidate]:
        folded = tuple(fold(w) for w in split(name))
        listed = {f.entry.id for f in self._index.phrases.get(" ".join(folded), ()) if f.role != "family"}
        found = [Candidate(entry, 1.0 / len(listed), rules.LISTED.code) for entry in sorted(listed)]
        found += self._acronym(name.strip())
        words = unified(folded)
        ranked = [scored for scored in self.ranked(words) if scored.entry not in listed]
        for i, scored in enumerate(ranked):
            others = [other.likeness for j, other in enumerate(ranked) if j != i]
            lead = scored.likeness - max([1.0] if listed else others, default=0.0)
            score = probability(compare(words, scored.words, scored.likeness, lead))
            found.append(Candidate(scored.entry, min(score, 0.9999), rules.NEAR.code))
        return sorted(found, key=lambda c: (-c.score, c.entry))

    def _acronym(self, name: str) -> list[Candidate]:
        """The entries whose acronym this is; one of another language needs a document to be sure of."""
        own = [e.id for e in self._index.acronyms.get(name, ())]
        foreign = [e.id for e, _ in self._index.foreign_acronyms.get(name, ())]
        found = [Candidate(i, 1.0 / len(own), rules.LISTED.code) for i in dict.fromkeys(own)]
        rest = [i for i in dict.fromkeys(foreign) if i not in own]
        return found + [Candidate(i, 0.9 / (len(own) + len(rest)), rules.FOREIGN_ACRONYM.code) for i in rest]

    def ranked(self, words: tuple[str, ...]) -> list[Scored]:
        """The entries most like a name (folded words), best first, each by its best form."""
        best: dict[str, Scored] = {}
        for number in self._pool(words):
            entry, parts = self._named(number)
            likeness = self._aligned(words, parts)
            known = best.get(entry)
            if known is None or likeness > known.likeness:
                best[entry] = Scored(entry, parts, likeness)
        return sorted(best.values(), key=lambda scored: (-scored.likeness, scored.entry))[: COLUMNS.most]

    def _name(self, number: int) -> tuple[str, tuple[str, ...]]:
        """A name of the index by its number: the id of its entry, and its words, designators unified."""
        key, place = self._index.names[number]
        return self._index.phrases[key][place].entry.id, unified(tuple(key.split()))

    def _rarity(self, word: str) -> float:
        """Rare words of the glossary weigh more, single letters less."""
        count, names = len(self._index.postings.get(word, ())), len(self._index.names)
        rarity = math.log(1 + names / (1 + count)) / math.log(2 + names)
        return (0.3 + rarity) * min(1.0, len(word) / 4) * (COLUMNS.designator if is_designator(word) else 1.0)

    def _weight(self, word: str) -> float:
        weight = self._weights.get(word)
        if weight is None:
            weight = self._rarity(word)
            if word in self._index.postings:  # words of names are bounded, those of questions are not
                self._weights[word] = weight
        return weight

    def _pool(self, words: tuple[str, ...]) -> list[int]:
        """The forms that share most with a name, by the words near to each of its words."""
        votes: dict[int, float] = defaultdict(float)
        for word in {*words, "".join(words)} - {""}:
            for near, score in {word: 1.0, **dict(self._index.near(word, COLUMNS.word, COLUMNS.nearest))}.items():
                weight = score * self._weight(near)
                for number in self._index.postings.get(near, ()):
                    votes[number] += weight
        ranked = sorted(votes, key=lambda number: (-votes[number] / (1 + 0.2 * len(self._named(number)[1])), number))
        return ranked[: COLUMNS.pool]

    def _aligned(self, ours: tuple[str, ...], theirs: tuple[str, ...]) -> float:
        """Likeness 0..1 of two names: each word paired with its best counterpart, words left over counted against."""
        pairs = sorted(
            ((similarity(a, b), i, j) for i, a in enumerate(ours) for j, b in enumerate(theirs)),
            key=lambda pair: (-pair[0], abs(pair[1] - pair[2]), pair[1]),
        )
        mine, other, used_i, used_j = 0.0, 0.0, set[int](), set[int]()
        for score, i, j in pairs:
            if i not in used_i and j not in used_j and score >= COLUMNS.word:
                used_i.add(i)
                used_j.add(j)
                mine += score * self._weight(ours[i])
                other += score * self._weight(theirs[j])
        aligned = (mine + other) / (sum(map(self._weight, ours)) + sum(map(self._weight, theirs)))
        if len(ours) == len(theirs) == 1:
            return aligned
        return max(aligned, 0.97 * similarity("".join(ours), "".join(theirs)))
