"""Wordings that a translation carries over: their rules, and where they are reported.

The lists are in ``data/wordings/`` (:mod:`normalize.detectors.artefacts.wording_lists`). The ``strong`` ones hardly
occur in human English; the ``weak`` ones do, and report only where the source language shines through the rest of the
document.
"""

from __future__ import annotations

from collections.abc import Iterable

from normalize.assessment.source_language import SourceLanguage
from normalize.detectors.artefacts.patterns import Match
from normalize.detectors.artefacts.wording_lists import STRONG, WEAK, Entry, Wordings, wordings
from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.rules import Rule, declare

_SCORE_OF_STRONG, _SCORE_OF_WEAK = 0.6, 0.4


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


class StrongWordings(Detector):
    """Wordings that hardly occur in human English."""

    rules = (*RULES.values(),)
    needs = Needs(targets=("en",))
    testifies = True

    @property
    def words(self) -> frozenset[str]:
        """The rarest word of each."""
        return wordings(STRONG).words

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        for match, claims in _found(reading, wordings(STRONG), reading.at(self)):
            languages = list(dict.fromkeys(lang for entry in claims for lang in entry.languages))
            yield from _report(reading, match, claims[0], languages)


class WeakWordings(Detector):
    """Wordings that human English has, too, in a text from whose other damage the source language shines."""

    rules = (*RULES.values(),)
    needs = Needs(targets=("en",), sources=())

    @property
    def words(self) -> frozenset[str]:
        """The rarest word of each."""
        return wordings(WEAK).words

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document whose source language is known."""
        source = reading.source
        if source is not None:
            for match, claims in _found(reading, wordings(WEAK), reading.at(self), source.lang):
                yield from _report(reading, match, claims[0], [source.lang], source)


def _found(
    reading: Reading, wordings: Wordings, at: Iterable[int], lang: str | None = None
) -> Iterable[tuple[Match, list[Entry]]]:
    """The matches of all entries, or of those of one language: one for each rule and place, with all that claim it."""
    claimed: dict[tuple[str, int, int], tuple[Match, list[Entry]]] = {}
    for match in sorted(wordings.phrases.find(reading.tokens, at), key=lambda m: (m.first, -m.last, m.key)):
        entry = wordings.entries[match.key]
        speaks = lang is None or lang in entry.languages
        if speaks and (not entry.near or entry.near & reading.tokens.forms):
            place = (RULES[entry.kind].code, match.first, match.last)
            claimed.setdefault(place, (match, []))[1].append(entry)
    return claimed.values()


def _report(
    reading: Reading, match: Match, entry: Entry, languages: list[str], source: SourceLanguage | None = None
) -> Iterable[Finding]:
    """The finding on a wording, for an entry and the languages that all who claim the place speak."""
    tokens = reading.tokens
    why = f"“{tokens.slice(match.first, match.last)}”: {entry.source}"
    return reading.report(
        tokens.starts[match.first],
        tokens.ends[match.last],
        RULES[entry.kind],
        why + f"; English: {entry.means}" * bool(entry.means),
        lang=languages[0] if len(languages) == 1 else None,
        score=_SCORE_OF_STRONG if entry.strong else _SCORE_OF_WEAK,
        evidence={
            "phrase": entry.pattern,
            "suggestion": entry.means or None,
            "languages": languages,
            "source_language_from": list(source.words) if source else None,
        },
    )
