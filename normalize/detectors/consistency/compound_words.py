"""What is known of compounds with a prefix, and of the names that their words may have been."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from normalize.detectors.consistency.asked import (
    COMPOUND_COUNT,
    COMPOUND_OCCURS,
    COMPOUNDS_WITH,
    KNOWS_COMPOUNDS,
    MAY_OCCUR,
    OCCURS,
    REPAIRS_BEHIND,
)
from normalize.detectors.consistency.clauses import Signals
from normalize.detectors.consistency.suspects import Suspect, stands_free
from normalize.detectors.consistency.witnesses import Forms
from normalize.evidence.around import Question
from normalize.evidence.profile import compounds
from normalize.evidence.reading import Reading
from normalize.words.difference import Kind, difference
from normalize.words.fold import fold, skeleton
from normalize.words.known import KNOWN, derives_from, zipf
from normalize.words.near import FEW, Nearby

_LIKE = 0.75  # least likeness, by letters, of what a word may have been
_LEAST_LETTERS = 5
_LEAD = 0.08  # of likeness by which one is nearer than another
_ATTESTED = 3  # occurrences in document and folder from which a form that readers do not know is a name
_FREQUENT = 3  # occurrences in one document from which an established name needs no like compound


class Around:
    """The words of a document, names in their right form, and its compounds by their prefix: each list made once."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.forms = Forms(reading)
        self.here = Counter(reading.written.tokens.words)
        self.compounds = Counter(compounds(reading.written.text))
        self._as_is = Counter(compounds(reading.text))
        self.settled: Counter[str] = Counter()
        self._compare()

    def _compare(self) -> None:
        unknown = self.reading.unknown
        often = (word for word, count in self.here.items() if count > 1 and word not in unknown)
        self.names = _Choices(word for word in often if word[:1].isupper())
        self.mine: dict[str, set[str]] = defaultdict(set)
        for compound in self.compounds:
            prefix, _, word = compound.partition("-")
            if word not in unknown:
                self.mine[prefix].add(word)
        self._choices: dict[str, _Choices] = {}

    def settle(self, safe: Iterable[Compound]) -> None:
        """Count some compounds as they will be written."""
        for signals in safe:
            self.settled[signals.best] += 1
            self.here += Counter({signals.best: 1})
            self.here -= Counter({signals.match[2]: 1})
            self.compounds += Counter({signals.prefix + signals.best: 1})
            self.compounds -= Counter({signals.match[0]: 1})
        self._compare()

    @property
    def knows_all(self) -> bool:
        """Whether all compounds of the folder are known."""
        return self.reading.around.ask(KNOWS_COMPOUNDS)

    def choices(self, prefix: str) -> _Choices:
        """The words behind a prefix, in the document and its folder, as written and as they may be repaired there."""
        if prefix not in self._choices:
            words = self.reading.around.ask(COMPOUNDS_WITH, prefix)
            self._choices[prefix] = _Choices(chain(self.mine[prefix], words, self._repaired_elsewhere(prefix)))
        return self._choices[prefix]

    def _repaired_elsewhere(self, prefix: str) -> Iterator[str]:
        """The right forms of what other documents have behind a prefix, where names are repaired.

        What becomes of the document's own is known: a repair that is rejected or ignored bears no witness.
        """
        reading = self.reading
        for repair in reading.around.ask(REPAIRS_BEHIND, prefix):
            compound = f"{prefix}-{repair.variant}"
            if repair.rule not in reading.settings.selection:
                continue
            if reading.around.ask(COMPOUND_OCCURS, compound, self._as_is[compound] + 1):
                yield repair.right


class _Choices:
    """Words that are long enough to be told apart. Few are all compared; of many those that share a key are."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted({word for word in words if len(word) >= _LEAST_LETTERS})
        self._lower = list(map(str.lower, self._words))
        self._nearby = Nearby(self._words)
        self._found: dict[str, list[tuple[str, float]]] = {}

    def like(self, word: str) -> list[tuple[str, float]]:
        """The words like this one, best first: by letters, with the consonants of one in the other."""
        if word not in self._found:
            self._found[word] = self._like(word)
        return self._found[word]

    def _like(self, word: str) -> list[tuple[str, float]]:
        words, lower = self._words, self._lower
        if len(words) > FEW:
            words = self._nearby.near(word)
            lower = list(map(str.lower, words))
        similarity = DamerauLevenshtein.normalized_similarity
        near = process.extract(word.lower(), lower, scorer=similarity, score_cutoff=_LIKE, limit=None)
        scored = [
            (other, score)
            for score, other in ((score, words[i]) for _, score, i in near)
            if fold(other) != fold(word)
            and not derives_from(word, other)
            and DamerauLevenshtein.distance(skeleton(word), skeleton(other)) <= 1
        ]
        return sorted(scored, key=lambda pair: (-pair[1], pair[0]))


@dataclass(frozen=True)
class Compound:
    """What is known of a compound and of the word that its own may have been; ``rivals`` are other such words.

    ``is_compound``: whether that word stands behind the same prefix elsewhere, and not only by itself.
    """

    match: re.Match[str]
    around: Around
    best: str
    score: float
    rivals: Sequence[tuple[str, float]]
    is_compound: bool

    @property
    def prefix(self) -> str:
        return self.match[1].lower() + "-"

    @property
    def compounds(self) -> int:
        """How often the right compound occurs in the document or in its folder."""
        right = self.prefix + self.best
        return max(self.around.compounds[right], self.around.reading.around.ask(COMPOUND_COUNT, right))

    @property
    def is_proved_by_compound(self) -> bool:
        """Whether the right compound is there, no other one is as near, and readers know its name.

        Of two that are as near the document's own wins; two unknown surnames may be two people.
        """
        mine = self.around.mine[self.match[1].lower()]
        if not self.around.knows_all:  # the folder may have rivals that are not known
            return False
        rivalled = any(
            self.score - like < _LEAD and (self.best not in mine or other in mine) for other, like in self.rivals
        )
        return self.is_compound and not rivalled and zipf(self.best, self.around.reading.target) >= KNOWN

    @property
    def is_proved_by_name(self) -> bool:
        """Whether the document alone is proof: an established name that it has often, one letter away, and no other."""
        word, forms = self.match[2], self.around.forms
        how = difference(word, self.best)
        if not self.around.knows_all:
            return False
        if self.is_compound or how is None or how.kind is not Kind.CORRUPTED or how.distance > 1:
            return False
        if any(not derives_from(other, self.best) for other, _ in self.rivals):
            return False
        if forms.count_however_spelt(self.best) + self.around.settled[self.best] < _FREQUENT:
            return False
        tokens = self.around.reading.tokens
        free = tuple(i for i in tokens.places(word) if stands_free(tokens, i))
        (witness,) = forms.witnesses([(self.best, how)])
        near = [other for other in forms.witnesses(forms.names_like(word)) if other.here]
        signals = Signals(self.around.reading, forms, Suspect(word, free, opens=False), witness, near)
        return signals.is_accident and signals.is_certain


def compound_of(match: re.Match[str], around: Around) -> Compound | None:
    """What is known of a compound; None where no word comes near that is attested."""
    prefix, word = match[1].lower(), match[2]
    ask, language = around.reading.around.ask, around.reading.target
    behind = around.choices(prefix).like(word)
    options = behind or around.names.like(word)

    def is_attested(form: str, question: Question[[str, int], bool]) -> bool:
        return zipf(form, language) >= KNOWN or ask(question, form, _ATTESTED - around.here[form])

    attested = [option for option in options if is_attested(option[0], MAY_OCCUR)]
    if not attested:
        return None
    # Of two that are as near the document's own wins: the folder around it may hold both.
    mine = around.mine[prefix]
    best, score = max(attested, key=lambda option: (round(option[1] / _LEAD), option[0] in mine, option[1]))
    if not is_attested(best, OCCURS):
        return None
    rivals = [option for option in options if fold(option[0]) != fold(best)]
    return Compound(match, around, best, score, rivals, bool(behind))
