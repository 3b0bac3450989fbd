"""Wordings that a translation carries over: their rules, and where they are reported.

The lists are in ``data/wordings/`` (:mod:`normalize.detectors.artefacts.wording_lists`). What English grammar excludes,
or what is far more common in machine-translated than in human English, is reported anywhere; the silent rest only
where other signs say that a document comes from their language, or that it is a machine's and they are common to most
languages around.
"""

from __future__ import annotations

from collections.abc import Iterable

from normalize.assessment.source_language import MACHINE, SourceLanguage
from normalize.detectors.artefacts.patterns import Match
from normalize.detectors.artefacts.wording_lists import SHOWN, SILENT, Entry, occurring, wordings
from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.rules import Rule, declare

_SCORE_OF_SHOWN, _SCORE_OF_SILENT = 0.6, 0.4
_COMMON = 3  # so many source languages share what is shown in a machine's text of an unknown language


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
        "ANSA saw the hall in the which Renzi of Long Live Italy spoke in Rome.",
        "ANSA saw the hall in which Renzi of Italia Viva spoke in Rome.",
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


class Wordings(Detector):
    """Wordings with a reason of their own: grammar, or a measured ratio."""

    rules = (*RULES.values(),)
    needs = Needs(targets=("en",))
    testifies = True

    @property
    def words(self) -> frozenset[str]:
        """The rarest word of each."""
        return wordings(SHOWN).words

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        found = occurring(wordings(SHOWN), reading.tokens, reading.at(self))
        for match, claims in _one_a_place(found):
            yield from _report(reading, match, claims)


class SilentWordings(Detector):
    """Wordings that tell of their language together with other signs, in a document that is translated from there."""

    rules = (*RULES.values(),)
    needs = Needs(targets=("en",), sources=(), score=MACHINE)

    @property
    def words(self) -> frozenset[str]:
        """The rarest word of each."""
        return wordings(SILENT).words

    def may_find(self, reading: Reading) -> bool:
        """Whether any silent wording occurs."""
        return any(True for _ in occurring(wordings(SILENT), reading.tokens, reading.at(self)))

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document whose source language is known, or that is a machine's."""
        source = reading.source
        found = (
            (match, entry)
            for match, entry in occurring(wordings(SILENT), reading.tokens, reading.at(self))
            if (source.lang in entry.languages if source else len(entry.languages) >= _COMMON)
        )
        for match, claims in _one_a_place(found):
            yield from _report(reading, match, claims, source)


def _one_a_place(found: Iterable[tuple[Match, Entry]]) -> Iterable[tuple[Match, list[Entry]]]:
    """The matches without those that lie inside or overlap an earlier or longer one, each with all that claim it."""
    claimed: dict[tuple[int, int], tuple[Match, list[Entry]]] = {}
    end = -1
    for match, entry in found:
        if place := claimed.get((match.first, match.last)):
            place[1].append(entry)
        elif match.first > end:
            claimed[match.first, match.last] = (match, [entry])
            end = match.last
    return claimed.values()


def _report(
    reading: Reading, match: Match, claims: list[Entry], source: SourceLanguage | None = None
) -> Iterable[Finding]:
    """The finding on a wording, and the languages that all who claim the place speak.

    It names a language only where the document has one: see :func:`normalize.assessment.source_language.named`.
    """
    tokens, entry = reading.tokens, claims[0]
    why = f"“{tokens.slice(match.first, match.last)}”: {entry.source}"
    return reading.report(
        tokens.starts[match.first],
        tokens.ends[match.last],
        RULES[entry.kind],
        why + f"; English: {entry.means}" * bool(entry.means),
        lang=source.lang if source else None,
        score=_SCORE_OF_SHOWN if entry.because else _SCORE_OF_SILENT,
        evidence={
            "phrase": entry.pattern,
            "suggestion": entry.means or None,
            "languages": list(dict.fromkeys(lang for claim in claims for lang in claim.languages)),
            "because": entry.because or "the source language of the document" * bool(source) or "a machine's document",
            "source_language_from": list(source.words) if source else None,
        },
    )
