"""The signs of a source language in a document, each with what it weighs for the languages that it speaks for.

Which kinds there are, and what they weigh, stands in ``signs.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from normalize.assessment.home import homes
from normalize.assessment.name_endings import named_after
from normalize.detectors.artefacts.wording_lists import SILENT, occurring, wordings
from normalize.model import Category, Finding, LanguageSpan
from normalize.storage.datafiles import load
from normalize.text.tokens import Tokens

_KIND_OF = {
    Category.NAME_VARIANT: "spelling",
    Category.ACRONYM: "acronym",
    Category.MT_ARTIFACT: "damage",
    Category.CASING: "damage",
}
_WORDINGS = ("Q260", "Q261", "Q262", "Q263", "Q264", "Q265", "Q266", "Q267", "Q268", "Q269")
_NUMBERS = ("Q250", "Q251", "Q252", "Q253", "Q254")
_ALIKE = 0.8  # of an acronym's weight, for the languages whose acronyms are mostly the same
_FEW_WORDS = 0.34  # of a foreign span's weight, where it has one or two words: a name or a loan may be that
_AGENCY = 0.5
_SILENT = 0.6  # of the weight of a wording that is shown
_BELOW = 0.9
_LEAST_HOME = 0.25  # of what is named; less is in passing


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign: its kind, the form that stands in the document, what it weighs by language (logits), its finding."""

    kind: str
    text: str
    weights: Mapping[str, float]
    finding: Finding | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Habit:
    """How some languages write: the kind of sign, what it looks like, the languages, its weight, and what it is."""

    kind: str
    find: re.Pattern[str]
    languages: tuple[str, ...]
    weight: float
    what: str


@dataclass(frozen=True)
class Table:
    """``signs.yaml``: each number under its name, and what stands for an outlet or a habit."""

    numbers: Mapping[str, float]
    each: Mapping[str, float]
    most: Mapping[str, float]
    romance: frozenset[str]
    outlets: Mapping[str, Mapping[str, float]]
    outlet: re.Pattern[str]
    habits: Sequence[Habit]


@cache
def table() -> Table:
    """The table that ships."""
    data: dict[str, Any] = load("normalize.assessment", "signs.yaml")
    outlets: dict[str, dict[str, float]] = {}
    for lang, names in data["outlets"].items():
        for name in names:
            outlets.setdefault(name, {})[lang] = 1.0
    for lang, names in data["agencies"].items():
        for name in names:
            outlets.setdefault(name, {})[lang] = _AGENCY
    longest_first = sorted(outlets, key=lambda name: (-len(name), name))
    habits = [
        Habit(kind, re.compile(row["find"], re.MULTILINE), tuple(row["languages"].split()), row["weight"], row["what"])
        for kind, rows in data["habits"].items()
        for row in rows
    ]
    kinds = data["kinds"]
    return Table(
        {name: data[name] for name in ("unknown", "human", "probability", "least")},
        {kind: row["each"] for kind, row in kinds.items()},
        {kind: row["most"] for kind, row in kinds.items()},
        frozenset(data["romance"]),
        outlets,
        re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"),
        habits,
    )


def of_findings(findings: Iterable[Finding], target: str) -> Iterator[Sign]:
    """Names, acronyms, wordings and other damage that speak for languages."""
    known = table()
    for finding in findings:
        kind = _kind(finding)
        shared = finding.evidence.get("languages")
        languages = set(shared or ([finding.lang] if finding.lang else [])) - {target}
        if kind is None or not languages:
            continue
        weight = known.each[kind]
        weights = dict.fromkeys(sorted(languages), weight)
        if kind == "acronym" and languages & known.romance:
            weights = {**dict.fromkeys(sorted(known.romance - {target}), weight * _ALIKE), **weights}
        yield Sign(kind, finding.text, weights, finding)


def _kind(finding: Finding) -> str | None:
    if finding.rule in _WORDINGS:
        return "wording"
    # How numbers and hours are written is looked at in the text: see the habits in signs.yaml.
    return None if finding.rule in _NUMBERS else _KIND_OF.get(finding.category)


def of_spans(text: str, spans: Iterable[LanguageSpan]) -> Iterator[Sign]:
    """Words and lines that were left in another language."""
    each = table().each["foreign"]
    for span in spans:
        said = text[span.start : span.end]
        few = said.isascii() and len(said.split()) < 3
        yield Sign("foreign", said, {span.lang: each * (_FEW_WORDS if few else 1.0)})


def of_text(text: str, tokens: Tokens, target: str) -> Iterator[Sign]:
    """Who reports, what is named and worded, and how names, marks, numbers and dates are written."""
    known = table()
    for match in sorted(set(known.outlet.findall(text))):
        weights = {lang: known.each["outlet"] * share for lang, share in known.outlets[match].items()}
        yield Sign("outlet", match, weights)
    for home in homes(tokens):
        if home.share >= _LEAST_HOME:
            weight = known.each["home"] * home.share
            if not home.own:  # what all the world writes about agrees with nothing
                weight = min(weight, _BELOW * known.numbers["least"])
            yield Sign("home", ", ".join(home.words), {home.lang: weight})
    for name, shares in named_after(tokens):
        yield Sign("names", name, {lang: known.each["names"] * share for lang, share in shares.items()})
    for phrase, languages in _silent(tokens):
        yield Sign("wording", phrase, dict.fromkeys(languages, known.each["wording"] * _SILENT))
    for habit in known.habits:
        if match := habit.find.search(text):
            weights = dict.fromkeys(habit.languages, known.each[habit.kind] * habit.weight)
            yield Sign(habit.kind, f"{' '.join(match[0].split())} ({habit.what})", weights)


def _silent(tokens: Tokens) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The silent wordings that occur, and their languages."""
    listed = wordings(SILENT)
    lower = map(str.lower, tokens.words)
    at = [i for i, word in enumerate(lower) if word in listed.words]
    for match, entry in occurring(listed, tokens, at):
        yield tokens.slice(match.first, match.last), entry.languages
