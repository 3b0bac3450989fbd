"""Corrupted words, and names that one document writes in two ways: each distinct form is judged once.

A form is a suspect when readers of the target language do not know it and the glossaries do not name it. It is accused
only by a witness: a form near to it that stands in the same document, else in the folder. The next word of a
dictionary is no witness.

A second run changes nothing, because what makes a fix safe cannot be made by a fix: the witness must stand in the
document itself, names in their right form, and whatever counts against a suspect (how often the folder has it) counts
in every document alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from normalize.detectors.consistency.witnesses import Forms, folder_names, stands_free
from normalize.detectors.detector import Detector
from normalize.evidence.place import place
from normalize.evidence.reading import Reading
from normalize.languages.tables import has_words
from normalize.model import Applicability, Category, Finding
from normalize.names.evidence import titles
from normalize.rules import Rule, declare
from normalize.text.counted import times
from normalize.text.protected import Protected
from normalize.words.difference import LEAST_LETTERS, Kind, Slip, slip
from normalize.words.fold import fold
from normalize.words.known import derives_from, zipf
from normalize.words.unlisted import is_derived, is_rare, is_unlisted

CORRUPTED_WORD = declare(
    Rule(
        "Q202",
        "corrupted-word",
        Category.MT_ARTIFACT,
        "A word that is in no word list of any language, a letter or two from a word of the same document or folder.",
        "Translation by word pieces adds, drops and swaps letters; the name or word is lost to every search.",
        "safe for a name that is established, stands in the same document and is nobody's; else unsafe",
        ("from Khrerson … the mayor of Kherson", "from Kherson … the mayor of Kherson"),
        "Mr Zakirov met Mr Bakirov",
    )
)
TWO_WAYS = declare(
    Rule(
        "Q203",
        "two-spellings",
        Category.NAME_VARIANT,
        "A name that no glossary knows, written in two ways in one document (or folder).",
        "Searches and counts see two names. Which one is right is for a reader to say; the evidence shows both places.",
        "safe where only letters with marks got lost; unsafe with a majority or an established spelling; else display",
        ("Mariupul … Mariupol", "Mariupol … Mariupol"),
        "Ivan Petrov and Anna Petrova",
    )
)
_ESTABLISHED = 2.0  # zipf frequency of a name that readers know
_EVERYDAY = 3.0  # and of a word
_MAJORITY = 3  # occurrences in the document from which a form that no list has may bear witness
_FEW = 2  # occurrences in the document up to which a form may be an accident
_ELSEWHERE = 3  # occurrences in other documents from which a form is none
_ENDINGS = ("s", "es", "n", "an", "ian", "ans", "ians", "i", "is")  # of names in English
_LEAST_WORD = 6  # letters of a lower-case suspect, and of one that is repaired unasked


@dataclass(frozen=True)
class Suspect:
    """A form with the numbers of its words in the document."""

    form: str
    at: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Witness:
    """A form near to a suspect: the slip between them, how often it stands where, and whether readers know it."""

    form: str
    slip: Slip
    here: int
    known: bool

    @property
    def rank(self) -> tuple[object, ...]:
        return (self.slip.distance, -round(self.slip.likeness, 2), not self.known, -self.here, self.form)


class Misspelt(Detector):
    """Corrupted words, and single words of names written in two ways."""

    rules = (
        CORRUPTED_WORD,
        TWO_WAYS,
    )
    everywhere = True

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        return find_misspelt(reading)


def find_misspelt(reading: Reading) -> list[Finding]:
    """Findings on corrupted words and on single words of names written in two ways, in text order."""
    suspects = _suspects(reading)
    if not suspects:
        return []
    court = _Court(reading)
    return [finding for suspect in suspects for finding in court.judge(suspect)]


def _suspects(reading: Reading) -> list[Suspect]:
    """The forms that readers do not know, outside of what is protected or named by a glossary."""
    tokens = reading.tokens
    strange = {w for w in tokens.forms if looks_strange(w, reading.target)} if has_words(reading.target) else set()
    if not strange:
        return []
    named = Protected.of((m.start, m.end) for m in reading.linked.mentions if m.exact)
    found = Protected.of((f.start, f.end) for f in reading.linked.findings)
    at: dict[str, list[int]] = {}
    for i in tokens.at(strange):
        word = tokens.words[i]
        if stands_free(tokens, i):
            span = tokens.starts[i], tokens.ends[i]
            if not any(spans.covers(*span) for spans in (reading.protected, named, found)):
                at.setdefault(word, []).append(i)
    return [Suspect(form, tuple(numbers)) for form, numbers in at.items()]


@lru_cache(maxsize=1 << 18)
def looks_strange(word: str, language: str) -> bool:
    """Whether a word of plain letters is unknown to readers; a lower-case one must be in no list at all."""
    if len(word) < LEAST_LETTERS or not word.isalpha() or not is_rare(word, language) or is_derived(word, language):
        return False
    if word.islower():
        return len(word) >= _LEAST_WORD and is_unlisted(word)
    return word[0].isupper() and word[1:].islower()


class _Court:
    """Judges the suspects of one document."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._language = reading.target

    @cached_property
    def _forms(self) -> Forms:
        return Forms(self._reading.written.tokens)

    @cached_property
    def _raw(self) -> Counter[str]:
        """How often each form stands in the document as it is."""
        return Counter(self._reading.tokens.words)

    @cached_property
    def _first(self) -> dict[str, int]:
        """The number of the word where each form stands first."""
        words = self._reading.tokens.words
        return {word: len(words) - 1 - i for i, word in enumerate(reversed(words))}

    def judge(self, suspect: Suspect) -> list[Finding]:
        form, forms = suspect.form, self._forms
        elsewhere = self._reading.profile.words[form] - self._raw[form]
        if form[0].isupper():
            here = self._names(form, forms.names.near(form))
            if self._only_opens(suspect):
                low = self._words(form.lower())
                if low and (not here or low[0].slip.distance < here[0].slip.distance):
                    return self._word(suspect, low, elsewhere)
            return self._name(suspect, here, elsewhere)
        return self._word(suspect, self._words(form), elsewhere)

    def _only_opens(self, suspect: Suspect) -> bool:
        return all(self._reading.tokens.opens_sentence(i) for i in suspect.at)

    def _names(self, form: str, near: Iterable[str]) -> list[Witness]:
        """The names near to a suspect, best first; those that company shows to be another person's left out."""
        found = []
        for other in near:
            how = slip(form, other)
            if how is not None and self._may_be_one(form, other):
                found.append(Witness(other, how, self._forms.counts[other], not is_rare(other, self._language)))
        return sorted(found, key=lambda witness: witness.rank)

    def _words(self, form: str) -> list[Witness]:
        near = ((w, slip(form, w)) for w in self._forms.words.near(form) if zipf(w, self._language) >= _EVERYDAY)
        found = [Witness(w, how, self._forms.counts[w], True) for w, how in near if how and how.distance == 1]
        return sorted(found, key=lambda witness: witness.rank)

    def _may_be_one(self, form: str, other: str) -> bool:
        """Whether no other first name or family name stands beside each of the two."""
        mine, theirs = (self._forms.partners.get(w, (frozenset(), frozenset())) for w in (form, other))
        return all(not a or not b or a & b for a, b in zip(mine, theirs, strict=True))

    def _same_company(self, form: str, other: str) -> bool:
        """Whether the same capitalised word stands beside both."""
        mine, theirs = (self._forms.partners.get(w, (frozenset(), frozenset())) for w in (form, other))
        return any(a & b for a, b in zip(mine, theirs, strict=True))

    def _nobodys(self, suspect: Suspect, other: str) -> bool:
        """Whether nothing makes the suspect part of a person's name of its own."""
        tokens = self._reading.tokens
        titled = any(i > 0 and fold(tokens.words[i - 1]) in titles() for i in suspect.at)
        mine = self._forms.partners.get(suspect.form, (frozenset(), frozenset()))
        return not titled and (not any(mine) or self._same_company(suspect.form, other))

    def _word(self, suspect: Suspect, witnesses: list[Witness], elsewhere: int) -> list[Finding]:
        if not witnesses or elsewhere >= _ELSEWHERE or len(suspect.at) > _FEW or not is_unlisted(suspect.form):
            return []
        best = witnesses[0]
        right = best.form.capitalize() if suspect.form[0].isupper() else best.form
        why = f"“{suspect.form}” is in no word list, and “{best.form}” stands {times(best.here)} in the document"
        return list(self._findings(suspect, witnesses, right, CORRUPTED_WORD, Applicability.UNSAFE, why))

    def _name(self, suspect: Suspect, here: list[Witness], elsewhere: int) -> list[Finding]:
        for witness in here:
            if (verdict := self._verdict(suspect, witness, here, elsewhere)) is not None:
                rule, applicability, why = verdict
                ranked = [witness, *(w for w in here if w is not witness)]
                return list(self._findings(suspect, ranked, witness.form, rule, applicability, why))
        return self._by_folder(suspect, elsewhere) if self._reading.profile.documents > 1 else []

    def _verdict(
        self, suspect: Suspect, witness: Witness, all_here: list[Witness], elsewhere: int
    ) -> tuple[Rule, Applicability, str] | None:
        form, mine = suspect.form, self._forms.counts[suspect.form]
        stands = f"“{witness.form}” stands {times(witness.here)} in the document"
        kind = witness.slip.kind
        if kind is Kind.MARKS:
            if form.isascii():
                return TWO_WAYS, Applicability.DISPLAY, f"{stands}; the two differ by diacritics alone"
            return None
        if kind is Kind.LOST:
            return (
                TWO_WAYS,
                Applicability.SAFE,
                f"the letters of “{witness.form}” without the marked ones, and {stands}",
            )
        majority = witness.here >= _MAJORITY and witness.here > 2 * mine
        if kind is Kind.RESPELLED:
            if elsewhere >= _ELSEWHERE or not (witness.known or majority):
                first = witness.here > mine or (witness.here == mine and self._stands_before(witness.form, form))
                return (TWO_WAYS, Applicability.DISPLAY, f"{stands}, too, as often or more") if first else None
            why = "and readers know that spelling" if witness.known else "and this one is rarer"
            return TWO_WAYS, Applicability.UNSAFE, f"{stands}, {why}"
        if elsewhere >= _ELSEWHERE or mine > _FEW or not is_unlisted(form):
            return None
        if not witness.known:
            one = majority and self._same_company(form, witness.form)
            return (CORRUPTED_WORD, Applicability.UNSAFE, f"{stands}, beside the same name") if one else None
        why = f"“{form}” is in no word list, and {stands}"
        alone = not any(self._rivals(witness, other) for other in all_here)
        established = zipf(witness.form, self._language) >= _ESTABLISHED
        sure = alone and established and len(form) >= _LEAST_WORD
        sure = sure and self._nobodys(suspect, witness.form) and not self._inflected(form, witness)
        return CORRUPTED_WORD, Applicability.SAFE if sure else Applicability.UNSAFE, why

    def _inflected(self, form: str, witness: Witness) -> bool:
        """Whether another known form of the same word is as near: Governosr may be Governor or Governors."""
        stem = witness.form.removesuffix("s")
        others = {stem, *(stem + ending for ending in _ENDINGS)} - {witness.form}
        nearest = witness.slip.distance
        return any(
            not is_rare(other, self._language)
            and DamerauLevenshtein.distance(fold(form), fold(other), score_cutoff=nearest) <= nearest
            for other in others
        )

    @staticmethod
    def _rivals(best: Witness, other: Witness) -> bool:
        """Whether another name is as near, and is no form of the best one."""
        related = fold(other.form) == fold(best.form) or derives_from(other.form, best.form)
        return not related and other.slip.distance <= best.slip.distance

    def _stands_before(self, form: str, other: str) -> bool:
        last = len(self._reading.tokens.words)
        return (self._first.get(form, last), form) < (self._first.get(other, last), other)

    def _by_folder(self, suspect: Suspect, elsewhere: int) -> list[Finding]:
        """What other documents say: never enough for a safe fix, for they may be repaired, too."""
        profile, form = self._reading.profile, suspect.form
        if elsewhere >= _ELSEWHERE or len(suspect.at) > _FEW:
            return []
        near = profile.derived(folder_names, self._language).near(form)
        for witness in self._names(form, near):
            count = profile.words[witness.form]
            kind, often = witness.slip.kind, count >= _MAJORITY and count > 2 * (elsewhere + len(suspect.at))
            if kind is Kind.MARKS or zipf(witness.form, self._language) < _ESTABLISHED:
                continue
            if kind is Kind.CORRUPTED and not (often and is_unlisted(form)):
                continue
            rule = CORRUPTED_WORD if kind is Kind.CORRUPTED else TWO_WAYS
            why = f"readers do not know “{form}”, and “{witness.form}” stands {times(count)} in the folder"
            return list(self._findings(suspect, [witness], witness.form, rule, Applicability.UNSAFE, why))
        return []

    def _findings(
        self,
        suspect: Suspect,
        witnesses: list[Witness],
        right: str,
        rule: Rule,
        applicability: Applicability,
        why: str,
    ) -> Iterator[Finding]:
        reading, tokens, best = self._reading, self._reading.tokens, witnesses[0]
        others = [{"entry": w.form, "score": round(w.slip.likeness, 4)} for w in witnesses[1:2]]
        first = self._first.get(best.form)
        other = None if first is None else place(reading, tokens.starts[first], tokens.ends[first])
        where = "" if other is None else f" (line {other['line']})"
        for i in suspect.at:
            start, end = tokens.starts[i], tokens.ends[i]
            what = "corrupted word, probably" if rule is CORRUPTED_WORD else "a name written in two ways, also"
            yield reading.finding(
                start,
                end,
                rule,
                f"{what} {right}{where}: {why}",
                applicability=applicability,
                replacement=right,
                score=min(best.slip.likeness, 0.99),
                evidence={
                    "why": why,
                    "kind": best.slip.kind.value,
                    "places": [place(reading, start, end), *([other] if other else [])],
                    "runner_up": others[0] if others else None,
                },
            )
