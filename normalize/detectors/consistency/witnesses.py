"""What may bear witness against a suspect: forms near to it, in the document as it will be written or in its folder.

A word joined to another by a hyphen does not count: it belongs to a compound, and compounds are repaired elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from normalize.detectors.consistency.likeness import alike, is_name
from normalize.detectors.consistency.suspects import stands_free
from normalize.evidence.reading import Reading
from normalize.names.person_titles import titles
from normalize.words.difference import LEAST_LETTERS, Difference, difference
from normalize.words.fold import fold, skeleton, split
from normalize.words.known import zipf
from normalize.words.near import Nearby
from normalize.words.unlisted import is_rare

EVERYDAY = 3.0  # zipf frequency of a word that readers meet each day; in lower case, of one that is no name
_SPACES = (" ", "\u00a0", "-")  # between two words of one name

Company = tuple[frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Witness:
    """A form near to a suspect: how the two differ, how often it occurs free in the document, whether it is known."""

    form: str
    difference: Difference
    here: int
    known: bool

    @property
    def rank(self) -> tuple[object, ...]:
        """The best witness comes first."""
        near = self.difference
        return (near.distance, -round(near.likeness, 2), not self.known, -self.here, self.form)


class Forms:
    """The forms of one document, names in their right form, of which only those asked for are counted.

    Near ones are searched among the words as they are and as repairs may write them: which of these are there is
    looked up once one is near to a suspect, and that is rare.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._counts: dict[str, int] = {}
        self._company: dict[str, Company] = {}

    @cached_property
    def _long(self) -> list[str]:
        forms = self._reading.tokens.forms - self._reading.unknown
        repaired = [split(finding.replacement) for finding in self._reading.names if finding.replacement]
        return [form for form in (forms.union(*repaired) if repaired else forms) if len(form) >= LEAST_LETTERS]

    @cached_property
    def _names(self) -> Nearby:
        return Nearby([form for form in self._long if not form.islower() and is_name(form)])

    @cached_property
    def _words(self) -> Nearby:
        return Nearby([form for form in self._long if form.islower() and form.isalpha()])

    def count(self, form: str) -> int:
        """How often a form occurs free in the document as it will be written."""
        if form not in self._counts:
            tokens = self._reading.written.tokens
            self._counts[form] = sum(stands_free(tokens, i) for i in tokens.places(form))
        return self._counts[form]

    def names_like(self, form: str) -> list[tuple[str, Difference]]:
        """The capitalised forms that may be the same name, those of other people included."""
        return alike(form, self._names)

    def words_like(self, form: str) -> list[tuple[str, Difference]]:
        """The everyday lower-case words that are one letter away."""
        near = alike(form, self._words)
        return [(word, how) for word, how in near if how.distance == 1 and zipf(word, self._reading.target) >= EVERYDAY]

    def witnesses(self, near: Iterable[tuple[str, Difference]]) -> list[Witness]:
        """The near forms as witnesses, best first."""
        found = [Witness(w, how, self.count(w), not is_rare(w, self._reading.target)) for w, how in near]
        return sorted(found, key=lambda witness: witness.rank)

    def count_however_spelt(self, name: str) -> int:
        """How often a name occurs free, with what may be repaired to it: so a second run counts the same."""
        spelt = [form for form in self._names.near(name) if difference(form, name) is not None]
        return sum(map(self.count, (name, *spelt)))

    def company(self, form: str) -> Company:
        """The capitalised words in front of a form and behind it, by their consonants, titles in front left out.

        Where a prefix is joined to the form it is nobody's name.
        """
        if form not in self._company:
            words, gaps = self._reading.written.tokens.words, self._reading.written.tokens.separators
            before, behind = set(), set()
            for i in self._reading.written.tokens.places(form):
                if i and gaps[i] == "-" and words[i - 1].islower():
                    continue
                if i and words[i - 1][:1].isupper() and gaps[i] in _SPACES and fold(words[i - 1]) not in titles():
                    before.add(skeleton(words[i - 1]))
                if i + 1 < len(words) and words[i + 1][:1].isupper() and gaps[i + 1] in _SPACES:
                    behind.add(skeleton(words[i + 1]))
            self._company[form] = (frozenset(before), frozenset(behind))
        return self._company[form]

    def may_be_one(self, form: str, other: str) -> bool:
        """Whether no other first name or family name stands beside each of the two."""
        return all(not a or not b or a & b for a, b in zip(self.company(form), self.company(other), strict=True))

    def share_company(self, form: str, other: str) -> bool:
        """Whether the same capitalised word stands beside both."""
        return any(a & b for a, b in zip(self.company(form), self.company(other), strict=True))
