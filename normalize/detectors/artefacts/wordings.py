"""Wordings that a translation carries over: the rules, and their lists in ``data/``, one file a source language.

An entry is ``[pattern, what the source language says, what English says]``, in ``general.yaml`` with the languages that
share it, elsewhere perhaps with words of which one must stand in the document, too. The ``strong`` ones hardly occur in
human English; the ``weak`` ones do, and report only where the source language shines through the rest of the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from normalize.assessment.source_language import SourceLanguage
from normalize.detectors.artefacts.patterns import Phrases
from normalize.detectors.artefacts.wordlists import load
from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.rules import Rule, declare

LANGUAGES = ("fr", "it", "es", "pt", "de", "ru", "ar", "fa", "tr", "zh", "hi")


def _declare(code: str, name: str, what: str, why: str, example: str, counter_example: str) -> Rule:
    example_pair = (example, "(reported; nothing is changed)")
    return declare(Rule(code, name, Category.MT_ARTIFACT, what, why, "display", example_pair, counter_example))


RULES = {
    "false-friend": _declare(
        "Q260",
        "false-friend",
        "A word that looks like the source language’s and means something else.",
        "The sentence reads well and says another thing: only the source word tells.",
        "The mayor assisted to the ceremony.",
        "The mayor attended the ceremony.",
    ),
    "reporting": _declare(
        "Q261",
        "reporting-verb",
        "A verb of speech without the complement that it takes in English, or one that English does not use so.",
        "Attributions carry the source language’s verbs; event coders miss those that they do not know.",
        "In statements to Europe Press he asked to the population to wait.",
        "The minister specified the date.",
    ),
    "calque": _declare(
        "Q262",
        "calque",
        "A phrase or an idiom translated word by word.",
        "It is understood by those who know the source language only, and betrays it.",
        "The accord entered in force on Monday.",
        "The accord entered into force on Monday.",
    ),
    "literal-name": _declare(
        "Q263",
        "literal-name",
        "A name that was translated as if it were a word.",
        "A party, a region or a person is lost to every search.",
        "(HANDLE) The premier spoke in Rome.",
        "The handle broke.",
    ),
    "preposition": _declare(
        "Q264",
        "preposition",
        "A preposition or a duration in the manner of the source language.",
        "It misleads parsers about who does what to whom, and since when.",
        "They have waited since three weeks.",
        "It is three weeks since they met.",
    ),
    "agreement": _declare(
        "Q265",
        "agreement",
        "A plural, an article or a verb form that English grammar excludes.",
        "Parsers and taggers fail on it.",
        "They received informations and equipments.",
        "They received information and equipment.",
    ),
    "tense": _declare(
        "Q266",
        "tense",
        "A perfect with a time that is over: “has said yesterday”.",
        "Romance languages and German tell the past in the perfect; the time of events becomes unclear.",
        "The minister has said yesterday that he stays.",
        "The minister said yesterday that he stays.",
    ),
    "pronoun": _declare(
        "Q267",
        "pronoun",
        "A person called “which”, or a thing called “who” or “himself”.",
        "Languages with one relative pronoun or two genders leave the wrong one; references resolve to the wrong noun.",
        "The bridge, who was closed, is a spokesman, which said so.",
        "The bridge, which was closed, has a keeper, who said so.",
    ),
    "article": _declare(
        "Q268",
        "missing-article",
        "A noun without the article that English requires.",
        "Russian, Persian, Turkish, Chinese and Hindi have no definite article.",
        "They spoke of unrest within country and of as result of it.",
        "They spoke of unrest within the country.",
    ),
    "negation": _declare(
        "Q269",
        "double-negation",
        "Two negations where English has one.",
        "They may cancel each other in reading, and turn the statement round.",
        "He does not say nothing about it and does not not mind.",
        "He does not say anything about it.",
    ),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A wording: its pattern, what the source languages say, what English says, and words that must stand near it."""

    kind: str
    pattern: str
    source: str
    means: str
    languages: tuple[str, ...]
    strong: bool
    near: frozenset[str] = frozenset()


@cache
def entries() -> tuple[Entry, ...]:
    """All entries of all lists, in file order; raises ValueError for a malformed one."""
    found: list[Entry] = []
    for language in ("general", *LANGUAGES):
        data: dict[str, dict[str, list[list[str]]]] = load(f"{language}.yaml")
        for kind, strengths in data.items():
            for strength, rows in strengths.items():
                for pattern, source, means, *more in rows:
                    languages = tuple(more[0].split()) if language == "general" else (language,)
                    near = frozenset(more[0].split("|")) if more and language != "general" else frozenset()
                    if kind not in RULES or not source or strength not in ("strong", "weak"):
                        raise ValueError(f"{language}.yaml: malformed entry {pattern!r} of {kind}")
                    found.append(Entry(kind, pattern, source, means, languages, strength == "strong", near))
    return tuple(found)


@cache
def _phrases(language: str | None) -> tuple[Phrases, tuple[Entry, ...]]:
    """The strong entries of all languages, or the weak ones of one."""
    chosen = tuple(e for e in entries() if (e.strong if language is None else not e.strong and language in e.languages))
    return Phrases(entry.pattern for entry in chosen), chosen


class StrongWordings(Detector):
    """Wordings that hardly occur in human English."""

    rules = (*RULES.values(),)
    needs = Needs(targets=("en",))
    testifies = True
    everywhere = True

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        return find_wordings(reading)


class WeakWordings(Detector):
    """Wordings that human English has, too, in a text from whose other damage the source language shines."""

    rules = (*RULES.values(),)
    needs = Needs(targets=("en",), sources=LANGUAGES)
    everywhere = True

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        return find_wordings(reading, reading.source)


def find_wordings(reading: Reading, source: SourceLanguage | None = None) -> Iterator[Finding]:
    """Findings on strong entries, or, given a source language, on its weak ones; one a place."""
    phrases, chosen = _phrases(source.lang if source else None)
    tokens, seen = reading.tokens, set[tuple[str, int, int]]()
    near = tokens.forms
    for match in sorted(phrases.find(tokens, reading.lower), key=lambda m: (m.first, -m.last, m.key)):
        entry = chosen[match.key]
        start, end = tokens.starts[match.first], tokens.ends[match.last]
        rule = RULES[entry.kind]
        if (rule.code, match.first, match.last) in seen or reading.protected.covers(start, end):
            continue
        if entry.near and not entry.near & near:
            continue
        seen.add((rule.code, match.first, match.last))
        why = f"“{tokens.slice(match.first, match.last)}”: {entry.source}" + (
            f"; English: {entry.means}" * bool(entry.means)
        )
        yield reading.finding(
            start,
            end,
            rule,
            why,
            lang=entry.languages[0] if len(entry.languages) == 1 else source.lang if source else None,
            score=0.6 if entry.strong else 0.4,
            evidence={
                "phrase": entry.pattern,
                "suggestion": entry.means or None,
                "languages": list(entry.languages) if source is None else [source.lang],
                "source_language_from": list(source.words) if source else None,
            },
        )
