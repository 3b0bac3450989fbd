"""The language that a document was translated from, from many weak signs together.

Each sign says how much likelier it is in a text from some languages (:mod:`normalize.assessment.signs`). What signs of
one kind add is limited; the sums of the languages and the weight of "unknown" give probabilities, and a language is
named where its probability is high and two kinds of sign agree. So nothing decides alone: no tweet, no quotation.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from normalize.assessment.signs import Sign, of_findings, of_spans, of_text, table
from normalize.model import Finding, LanguageSpan
from normalize.text.tokens import Tokens

MACHINE = 0.5  # the score of a document from which it reads like a machine's
_HUMAN = 0.2  # the score below which a document is a human's, if nothing is found in it
_AGREE = 2  # kinds of sign


@dataclass(frozen=True, slots=True)
class SourceLanguage:
    """A source language (ISO 639-1), its probability (0..1), the findings that speak for it, and all signs that do."""

    lang: str
    score: float
    evidence: tuple[Finding, ...]
    signs: tuple[Sign, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The distinct surface forms that speak for the language, sorted."""
        return tuple(sorted({sign.text for sign in self.signs}))


def source_language(
    text: str,
    tokens: Tokens,
    findings: Sequence[Finding],
    spans: Iterable[LanguageSpan],
    target: str,
    score: float,
) -> SourceLanguage | None:
    """The language that a document was translated from into ``target``, or None where its signs do not say.

    ``tokens`` are the words of its body, ``score`` is how far it reads like a machine's (0..1); where it does not, and
    nothing is found, no sign is looked for.
    """
    signs = [*of_findings(findings, target), *of_spans(text, spans)]
    if not signs and score < _HUMAN:
        return None
    return most_probable([*signs, *of_text(text, tokens, target)], target, score)


def most_probable(signs: Iterable[Sign], target: str, score: float) -> SourceLanguage | None:
    """The language that signs agree on, or None."""
    known = table()
    speaking = list({(sign.kind, sign.text.casefold()): sign for sign in signs}.values())
    sums: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for sign in speaking:
        for lang, weight in sign.weights.items():
            if lang != target:
                sums[lang][sign.kind] = min(known.most[sign.kind], sums[lang][sign.kind] + weight)
    unknown = known.numbers["unknown"] + known.numbers["human"] * max(0.0, 1 - score / MACHINE)
    shares = probabilities({lang: sum(kinds.values()) for lang, kinds in sums.items()}, unknown)
    best = max(sorted(shares), key=lambda lang: shares[lang], default="")
    if not best or shares[best] < known.numbers["probability"]:
        return None
    if sum(added >= known.numbers["least"] for added in sums[best].values()) < _AGREE:
        return None
    mine = tuple(sign for sign in speaking if sign.weights.get(best))
    told = tuple(sign.finding for sign in mine if sign.finding is not None)
    return SourceLanguage(best, round(shares[best], 4), told, mine)


def probabilities(sums: Mapping[str, float], unknown: float) -> dict[str, float]:
    """The probability of each language, from sums of logits and the weight of none of them."""
    whole = math.exp(unknown) + sum(map(math.exp, sums.values()))
    return {lang: math.exp(value) / whole for lang, value in sums.items()}


def may_be_named(finding: Finding) -> bool:
    """Whether a finding has a wording that some languages share, and names none of them."""
    return finding.lang is None and bool(finding.evidence.get("languages"))


def named(findings: Iterable[Finding], source: SourceLanguage | None) -> list[Finding]:
    """Findings whose wording several languages share name the document's language, if it is one of them."""
    return [
        replace(finding, lang=source.lang)
        if source and may_be_named(finding) and source.lang in finding.evidence["languages"]
        else finding
        for finding in findings
    ]
