"""Which entries a name may mean, each with the probability that it does: the same answer for a cell and for a text.

The forms that share most with a name, rare words weighing more, are aligned with it word by word; the entry that agrees
best is compared with the best other one (:mod:`normalize.names.calibration`).
"""

from __future__ import annotations

import math
from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from normalize.model import Candidate
from normalize.names import rules
from normalize.names.calibration import Comparison, compare, evidence, probability
from normalize.names.designators import core, has_legal_form, is_designator, unified
from normalize.names.index import Index
from normalize.names.romanisation.chinese import is_pinyin
from normalize.names.romanisation.syllables import readings
from normalize.names.thresholds import COLUMNS, RUNNING_TEXT
from normalize.storage import memos
from normalize.text.pattern import pattern
from normalize.words.fold import fold, split
from normalize.words.likeness import similarity

_QUALIFIER = pattern(r"\s*(?:\([^()]*\)|,.*)\s*$")  # Altai Krai (Russia), Paris, France
_BONUS = 0.2  # how much less a form counts for each word it has
_JOINED = 0.97  # likeness of names that are the same when their words are joined
_MOST = 0.9999  # likeness proves nothing
_NEAREST = 20  # words like a word that may name other entries
# and what others are too unlike for, to be a rival of any word that is worth looking at
_RIVAL = RUNNING_TEXT.near - RUNNING_TEXT.margin


class Scored(NamedTuple):
    """An entry with the form of it that is most like a name, and the reading of the name that is: folded words, what
    was compared, and its evidence."""

    entry: str
    ours: tuple[str, ...]
    words: tuple[str, ...]
    comparison: Comparison
    evidence: float


class _Name(NamedTuple):
    """A name of the index: its entry, and its words in full and without what says where it is."""

    entry: str
    words: tuple[str, ...]
    bare: tuple[str, ...]


def folded(text: str) -> tuple[str, ...]:
    """The words of a name, folded, designators unified."""
    return unified(tuple(fold(word) for word in split(text)))


def bare(text: str) -> str:
    """A name without a bracket or what follows a comma: where it is, or what kind of thing, but for legal forms.

    >>> bare("Altai Krai (Russia)"), bare("Paris, France"), bare("(none)"), bare("Arzaca, S.A. de C.V.")
    ('Altai Krai', 'Paris', '(none)', 'Arzaca, S.A. de C.V.')
    """
    qualifier = _QUALIFIER.search(text)
    if qualifier is None or has_legal_form(folded(qualifier.group())):
        return text
    return text[: qualifier.start()] or text


# The score of whoever is the only person of a family name: likely meant, and never sure without a given name. As for
# acronyms of another language, which need a document, too.
_UNSURE = 0.9


class Candidates:
    """Proposes entries of an index for names. Memos are bounded by the words of the index and :mod:`memos`."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._weights: dict[str, float] = {}
        self._named = lru_cache(maxsize=memos.QUERIES)(self._name)
        self.of = lru_cache(maxsize=memos.QUERIES)(self._of)
        self.ranked = lru_cache(maxsize=memos.REPEATED)(self._ranked)
        self.nearest = lru_cache(maxsize=memos.RIVALS)(self._nearest)

    def __reduce__(self) -> tuple[type[Candidates], tuple[Index]]:
        return Candidates, (self._index,)

    def _of(self, name: str) -> tuple[Candidate, ...]:
        """The candidates for a name, the likeliest first."""
        phrase = " ".join(map(fold, split(name)))
        forms = self._index.phrases.get(phrase, ())
        listed = {f.entry.id for f in forms if f.role != "family"}
        families = {f.entry.id for f in forms if f.role == "family"} - listed
        found = [Candidate(entry, 1.0 / len(listed), rules.LISTED.code) for entry in sorted(listed)]
        share = _UNSURE / (len(listed) + len(families)) if families else 0.0
        found += [Candidate(entry, share, rules.FAMILY.code) for entry in sorted(families)]
        found += self._acronym(name.strip())
        known = listed | families
        ranked = [scored for scored in self.ranked(name) if scored.entry not in known]
        for i, scored in enumerate(ranked):
            others = (other.evidence for j, other in enumerate(ranked) if j != i)
            score = probability(scored.comparison, scored.evidence, max(others, default=None), bool(known))
            found.append(Candidate(scored.entry, min(score, _MOST), rules.NEAR.code))
        return tuple(sorted(found, key=lambda c: (-c.score, c.entry)))

    def _nearest(self, word: str) -> tuple[Candidate, ...]:
        """The entries named by single words that are like a word and not the same, by that likeness, best first."""
        others = [(other, score) for other, score in self._index.near(word, _RIVAL, _NEAREST) if score < 1.0]
        named = ((form.entry.id, score) for other, score in others for form in self._index.phrases.get(other, ()))
        best: dict[str, float] = {}
        for entry, score in named:
            best.setdefault(entry, score)
        return tuple(Candidate(entry, score, rules.NEAR.code) for entry, score in best.items())

    def compared(self, name: str, entry: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words of a name, as read, and of the form of an entry that is most like it, folded."""
        return next((scored.ours, scored.words) for scored in self.ranked(name) if scored.entry == entry)

    def _acronym(self, name: str) -> list[Candidate]:
        """The entries whose acronym this is; one of another language needs a document to be sure of."""
        own = [e.id for e in self._index.acronyms.get(name, ())]
        foreign = [e.id for e, _ in self._index.foreign_acronyms.get(name, ())]
        found = [Candidate(i, 1.0 / len(own), rules.LISTED.code) for i in dict.fromkeys(own)]
        rest = [i for i in dict.fromkeys(foreign) if i not in own]
        return found + [Candidate(i, _UNSURE / (len(own) + len(rest)), rules.FOREIGN_ACRONYM.code) for i in rest]

    def _ranked(self, name: str) -> tuple[Scored, ...]:
        """The entries most like a name, best first, each by its best form."""
        words, short = folded(name), folded(bare(name))
        if not words:
            return ()
        best: dict[str, Scored] = {}
        read = dict.fromkeys((words, short, *readings(name)))
        for ours in read:
            for number in self._pool(ours):
                named = self._named(number)
                if named is None:
                    continue
                entry, *forms = named
                for theirs in dict.fromkeys(forms):
                    if ours not in (words, short) and not is_pinyin("".join(theirs)):
                        continue  # a reading in pinyin is compared with nothing else
                    is_bare = ours == short != words or theirs != forms[0]
                    comparison = compare(ours, theirs, self._aligned(ours, theirs), is_bare)
                    scored = Scored(entry, ours, theirs, comparison, evidence(comparison))
                    known = best.get(entry)
                    if known is None or scored.evidence > known.evidence:
                        best[entry] = scored
        ordered = sorted(best.values(), key=lambda scored: (-scored.evidence, scored.entry))
        return tuple(ordered[: COLUMNS.most])

    def _name(self, number: int) -> _Name | None:
        """A name of the index by its number; None where it counts no more."""
        found = self._index.named(number)
        if found is None:
            return None
        key, form = found
        words = unified(tuple(key.split()))
        return _Name(form.entry.id, words, folded(bare(form.text)) or words)

    def _rarity(self, word: str) -> float:
        """Rare words of the glossary weigh more, single letters less."""
        count, names = len(self._index.postings.get(word, ())), self._index.named_forms
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
        """The forms that share most with a name, by the words near to each of its words.

        The names that have a word are looked through from the rarest word on, up to a bound: a name costs the same
        whatever the size of the glossary, and a word that thousands of names have adds nothing to what rarer ones
        found.
        """
        weighed: dict[str, float] = {}
        for word in {*words, "".join(words), "".join(core(words))} - {""}:
            for near, score in {word: 1.0, **dict(self._index.near(word, COLUMNS.word, COLUMNS.nearest))}.items():
                weighed[near] = weighed.get(near, 0.0) + score * self._weight(near)
        postings = self._index.postings
        found = {word: postings.get(word, ()) for word in weighed}
        votes: dict[int, float] = defaultdict(float)
        looked = 0
        for word in sorted(found, key=lambda word: (len(found[word]), word)):
            for number in found[word] if looked <= COLUMNS.looked else ():
                votes[number] += weighed[word]
            looked += len(found[word])
        ranked = sorted(votes, key=lambda number: (-votes[number] / (1 + _BONUS * self._length(number)), number))
        return ranked[: COLUMNS.pool]

    def _length(self, number: int) -> int:
        named = self._named(number)
        return len(named.words) if named else 0

    def _aligned(self, ours: tuple[str, ...], theirs: tuple[str, ...]) -> float:
        """Likeness 0..1 of two names: each word paired with its best counterpart, words left over counted against."""
        if len(ours) == len(theirs) == 1:  # whatever the words weigh
            alone = similarity(ours[0], theirs[0])
            return alone if alone >= COLUMNS.word else 0.0
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
        return max(aligned, _JOINED * similarity("".join(ours), "".join(theirs)))
