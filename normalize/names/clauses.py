"""Deciding what to do with one mention: the name rules, one function each.

Every function takes what is known of a mention and returns a verdict: the rule, how far the fix may be applied, and
the evidence in words. Precision comes first: what lacks support is unsafe, and what lacks likeness is left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from normalize.model import Applicability
from normalize.names import rules
from normalize.names.evidence import Evidence, Neighbours, respelled
from normalize.names.index import Form
from normalize.names.mentions import Mention
from normalize.rules import Rule
from normalize.words.fold import fold, split
from normalize.words.known import COMMON, KNOWN, derives_from, zipf
from normalize.words.likeness import similarity

SAFE, UNSAFE, DISPLAY = Applicability.SAFE, Applicability.UNSAFE, Applicability.DISPLAY

_CLOSE = 0.86  # one word: near enough to be shown
_VERY_CLOSE = 0.93  # one word: near enough when the document names the entry
_SAME = 0.95  # one word: near enough with any support
_SAME_PART = 0.93  # each word of a name that is only respelled
_ONE_NAME = 0.80  # least likeness of a spelling and the right form that are one name
_ESTABLISHED = 2.0  # zipf frequency of a form that readers know
_FAIR = 0.90  # several words: mean near enough with support
_LEAST_LETTERS = 6  # shorter words are near to too many others
_MARGIN = 0.08  # least lead over the best word of another entry
_APOSTROPHES = re.compile("['’‘`´ʻʼ]")  # how they are typed is no spelling
_ACRONYM_CASE = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do with a mention, and why."""

    rule: Rule
    applicability: Applicability
    why: str


@dataclass(frozen=True, slots=True)
class Case:
    """All that is known of a mention that may have to be mapped to ``replacement``."""

    mention: Mention
    form: Form
    replacement: str
    around: Neighbours
    evidence: Evidence
    lead: float
    language: str = "en"

    @property
    def surface(self) -> str:
        return self.mention.text

    @property
    def support(self) -> str | None:
        """What in the document speaks for the entry, in words; None where nothing does."""
        if self.evidence.named(self.form, self.surface):
            return f"the document names {self.form.entry.canonical} otherwise too"
        related = self.evidence.related(self.form)
        return f"the document names {', '.join(related[:3])}" if related else None

    @property
    def unspoken(self) -> bool:
        """Whether the entry needs support in the document and has none."""
        return self.form.entry.careful and self.support is None

    @property
    def shining(self) -> bool:
        """Whether the form's language, if it has one, shows elsewhere in the document, too."""
        return self.form.lang is None or self.form.lang in self.evidence.languages


def judge(case: Case) -> Verdict | None:
    """The verdict on a mention; None leaves it alone without a word."""
    surface, replacement = case.surface, case.replacement
    if surface.casefold() == replacement.casefold():
        return _letter_case(case)
    typed, right = _APOSTROPHES.sub("’", surface), _APOSTROPHES.sub("’", replacement)
    if typed == right:
        return None
    if fold(typed) == fold(right):
        return Verdict(rules.DIACRITICS, DISPLAY, "the two differ by diacritics alone")
    if "".join(map(fold, split(surface))) == "".join(map(fold, split(replacement))):
        return _joint(case)
    if case.form.role == "family":
        return _family(case)
    if case.mention.exact:
        return _listed(case)
    return _near_word(case) if case.mention.words == 1 else _near_name(case)


def _letter_case(case: Case) -> Verdict | None:
    surface, replacement = case.surface, case.replacement
    acronym_like = _ACRONYM_CASE.search(replacement) and not surface.isupper() and surface[:1].isupper()
    if not acronym_like or len(surface) < 4:
        return None
    return Verdict(rules.CASE, DISPLAY, "the two differ by letter case alone")


def _joint(case: Case) -> Verdict | None:
    if case.form.entry.kind == "person" and (case.around.capital_before or case.around.capital_after):
        return None
    listed = case.form.role == "alias" and not case.form.accepted and not case.form.glued and case.shining
    listed = listed and not case.unspoken
    if listed and case.mention.exact:
        return Verdict(rules.JOINT, SAFE, f"the glossary lists “{case.form.text}” as a variant")
    if case.evidence.written_differently(case.form, case.surface):
        return Verdict(rules.JOINT, SAFE, "the document writes this name in another way, too")
    return Verdict(rules.JOINT, UNSAFE, "the document writes this name in one way only: house style")


def _listed(case: Case) -> Verdict:
    form, surface = case.form, case.surface
    listed = f"the glossary lists “{form.text}”" + (f" ({form.lang})" if form.lang else "")
    if form.accepted:
        alike = similarity(surface, case.replacement) >= _ONE_NAME
        if alike and case.evidence.written_differently(form, surface):
            mixed = f"{listed} as an accepted spelling, and the document writes the name in another way, too"
            return Verdict(rules.LISTED, SAFE, mixed)
        return Verdict(rules.LISTED, UNSAFE, f"{listed} as an accepted spelling: house style")
    if case.unspoken:
        return Verdict(
            rules.LISTED, UNSAFE, f"{listed}, but nothing else in the document speaks for {form.entry.canonical}"
        )
    if case.mention.words > 1:
        beside = case.around.capital_before or case.around.capital_after
        if form.entry.kind == "person" and case.mention.words == 2 and beside is not None:
            return Verdict(rules.LISTED, UNSAFE, f"{listed}, but “{beside}” may belong to the name")
        established = all(zipf(word, case.language) >= KNOWN for word in split(surface))
        if form.entry.kind == "place" and established and not case.shining:
            return Verdict(rules.LISTED, UNSAFE, f"{listed}, but its words are known: it may be an older English name")
        return Verdict(rules.LISTED, SAFE, listed)
    familiar = zipf(surface, case.language)
    if familiar < KNOWN:
        return Verdict(rules.LISTED, SAFE, listed)
    joined = case.around.capital_before or case.around.capital_after
    if familiar >= COMMON or joined:
        return Verdict(rules.LISTED, DISPLAY, f"{listed}, but it is also a word or another name")
    if case.support and respelled(surface, case.replacement):
        return Verdict(rules.LISTED, SAFE, f"{listed}, another spelling of the same letters, and {case.support}")
    named_so = case.evidence.named(form, surface) and similarity(surface, case.replacement) >= _ONE_NAME
    if case.support and (case.shining or named_so):
        also = f", and {form.lang} shines through elsewhere" if form.lang and case.shining else ""
        return Verdict(rules.LISTED, SAFE, f"{listed}, and {case.support}{also}")
    return Verdict(rules.LISTED, UNSAFE, f"{listed}, but it is also a word or another name")


def _family(case: Case) -> Verdict | None:
    """A family name alone: by the full name in the document, or by a title; never by likeness alone."""
    form, around = case.form, case.around
    if around.capital_before or around.capital_after:
        return None
    if not case.mention.exact and case.mention.score < _CLOSE:
        return None
    if case.surface.casefold() in case.evidence.strangers:
        return None
    full_names = case.evidence.full_names.get(form.entry.id)
    if full_names:
        if form.accepted:
            return Verdict(rules.FAMILY, UNSAFE, "an accepted spelling of a family name")
        full = min(full_names)
        spelled_so = any(case.surface.casefold() in name.casefold() for name in full_names)
        if not spelled_so and zipf(case.surface, case.language) >= _ESTABLISHED:
            return Verdict(rules.FAMILY, UNSAFE, f"the document has “{full}”, but this is also a word or another name")
        if case.evidence.is_a_word(case.mention):
            also = f"the document has the full name “{full}”, but also the word “{case.surface.lower()}”"
            return Verdict(rules.FAMILY, UNSAFE, also)
        return Verdict(rules.FAMILY, SAFE, f"the document has the full name “{full}”")
    if around.title is None or not case.mention.exact or form.accepted:
        return None
    if case.evidence.related(form):
        return Verdict(rules.FAMILY, SAFE, f"the title “{around.title}” stands before it, and {case.support}")
    return Verdict(rules.FAMILY, UNSAFE, f"the title “{around.title}” stands before it, but nothing else speaks for it")


def _near_word(case: Case) -> Verdict | None:
    form, surface, score = case.form, case.surface, case.mention.score
    if derives_from(surface, form.text) or derives_from(surface, case.replacement) or len(surface) < _LEAST_LETTERS:
        return None
    if case.around.prefixed:  # a corrupted compound is judged by its like compounds
        return None
    like = f"like “{form.text}” ({score:.2f})"
    if case.lead < _MARGIN:
        return Verdict(rules.NEAR, DISPLAY, f"{like}, but hardly less like another entry’s name")
    if case.around.capital_before and case.form.entry.kind == "person":
        return None
    named = case.evidence.named(form, surface)
    if similarity(surface, "".join(split(case.replacement))) < _ONE_NAME:
        other = f"{like}, a foreign form: the right one is another word"
        return Verdict(rules.NEAR, UNSAFE if case.support else DISPLAY, other)
    if not case.shining:
        return Verdict(rules.NEAR, UNSAFE, f"{like} ({form.lang}), and {case.support}") if case.support else None
    if respelled(surface, form.text) or score >= _SAME:
        if case.support:
            return Verdict(rules.NEAR, SAFE, f"{like}, and {case.support}")
        return Verdict(rules.NEAR, UNSAFE, f"{like}, without support in the document")
    if score >= _VERY_CLOSE and named:
        return Verdict(rules.NEAR, SAFE, f"{like}, and {case.support}")
    if score >= _CLOSE:
        return Verdict(rules.NEAR, UNSAFE, f"{like}, and {case.support}: too little") if case.support else None
    return None


def _near_name(case: Case) -> Verdict | None:
    """Several words, one of them at least the form's own."""
    form, mention = case.form, case.mention
    pairs = [
        (old, new) for old, new in zip(split(case.surface), split(form.text), strict=True) if fold(old) != fold(new)
    ]
    if not pairs:
        return Verdict(rules.DIACRITICS, DISPLAY, "the two differ by marks alone")
    if any(derives_from(old, new) for old, new in pairs):
        return None
    respelling = all(respelled(old, new) for old, new in pairs)
    known = any(zipf(old, case.language) >= KNOWN for old, _ in pairs)
    common = any(zipf(old, case.language) >= COMMON for old, _ in pairs)
    person = form.entry.kind == "person"
    if known and (not person or not (mention.anchored or respelling)):
        return None
    least = min(similarity(old, new) for old, new in pairs)
    if least < (_CLOSE if not common else _CLOSE - 0.02):
        return None
    like = f"like “{form.text}” ({mention.score:.2f})"
    if person and (case.around.capital_after or (case.around.capital_before and mention.words == 2)):
        return Verdict(rules.NEAR, DISPLAY, f"{like}, but a capital beside it may belong to the name")
    if known and not case.evidence.named(form, case.surface):
        return Verdict(rules.NEAR, UNSAFE, f"{like}, but it is an established spelling: perhaps another person")
    if respelling and mention.anchored and least >= _SAME_PART:
        return Verdict(rules.NEAR, SAFE, f"{like}: another romanisation of the same name")
    if case.support and (mention.anchored or respelling) and mention.score >= _FAIR:
        return Verdict(rules.NEAR, SAFE, f"{like}, and {case.support}")
    if mention.anchored or respelling:
        return Verdict(rules.NEAR, UNSAFE, f"{like}, without support in the document")
    return None
