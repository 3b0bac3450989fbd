"""Does a document read like machine translation, and from which language?

Two kinds of evidence: its damage (findings), and its habits of wording (:mod:`normalize.assessment.style`). Habits are
added up with equal weights, each in units of its spread among the addresses in ``assess.yaml``, for weights fitted to
one kind of text do not carry over to another (Dawes 1979, "The robust beauty of improper linear models").
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from normalize.assessment.source_language import SourceLanguage, source_language
from normalize.assessment.style import directions, habits
from normalize.model import Applicability, Category, Finding, LanguageSign, LanguageSpan, TranslationAssessment
from normalize.storage.datafiles import load
from normalize.text.tokens import Tokens, tokenize

_MOST_OF_ONE = 2.5  # spreads: no single habit decides
_MOST_OF_ALL = 2.0  # spreads of the sum: wording alone proves nothing
_STEEPNESS = 2.0  # logits per spread: the two kinds of text lie about one spread on either side of 0
_TOO_SHORT, _ENOUGH = 20, 100  # words: wording tells nothing below, and all it can from there on
_HALF = 8 / 1000  # weight of damage per word at which it alone gives 0.5
_WEIGHTS = {Category.MT_ARTIFACT: 2.0, Category.ACRONYM: 1.0, Category.NAME_VARIANT: 1.0}
_NO_LANGUAGE = 0.1  # of the weight of a name or acronym that points to no language: writers differ, too
_SHOWN = 0.5  # of the weight of what is only shown, but speaks for the source language like others


@dataclass(frozen=True, slots=True)
class Reference:
    """``assess.yaml``: mean and spread of each habit, and the spread of their sum, in English originals."""

    habits: Mapping[str, tuple[float, float]]
    spread: float

    def parts(self, measured: Mapping[str, float]) -> dict[str, float]:
        """Each habit of a text, in spreads: above 0 more like translation than the reference."""
        return {
            name: sign * _within(_MOST_OF_ONE, (measured[name] - mean) / spread)
            for name, sign in directions().items()
            for mean, spread in (self.habits[name],)
        }

    def total(self, measured: Mapping[str, float]) -> float:
        """The habits of a text added up, in spreads."""
        return sum(self.parts(measured).values())


@cache
def reference() -> Reference:
    """The reference that ships."""
    data = load("normalize.assessment", "assess.yaml")
    return Reference({name: (row["mean"], row["spread"]) for name, row in data["habits"].items()}, data["spread"])


def wording(tokens: Tokens) -> float:
    """How far the wording of an English text is that of translation, 0..1; 0 where the text is too short to tell.

    Half is the wording of the State of the Union addresses, which is more formal than that of news.
    """
    size = len(tokens.words)
    if size <= _TOO_SHORT:
        return 0.0
    shown = reference()
    spreads = _within(_MOST_OF_ALL, shown.total(habits(tokens)) / shown.spread)
    score = 1 / (1 + math.exp(-_STEEPNESS * spreads))
    return score * min(1.0, (size - _TOO_SHORT) / (_ENOUGH - _TOO_SHORT))


def body(text: str, findings: Iterable[Finding], spans: Iterable[LanguageSpan]) -> Tokens:
    """The words of a text without its furniture and foreign spans."""
    furniture = [(f.start, f.end) for f in findings if f.category is Category.BOILERPLATE]
    return tokenize(_without(text, [*furniture, *((span.start, span.end) for span in spans)]))


def damage(tokens: Tokens, telling: Sequence[Finding]) -> float:
    """How far what was found in a body is that of translation, 0..1."""
    rate = _weight(telling) / max(len(tokens.words), _ENOUGH)
    return rate / (rate + _HALF)


def together(style: float, damaged: float) -> float:
    """The score of a document from its wording and its damage: either can raise it."""
    return 1 - (1 - style) * (1 - damaged)


def source_of(
    text: str, tokens: Tokens, findings: Sequence[Finding], spans: Iterable[LanguageSpan], target: str, style: float
) -> tuple[SourceLanguage | None, float]:
    """The source language, and the score that it was judged by: ``style``, and damage without what is only shown."""
    told = [f for f in findings if f.category in _WEIGHTS and f.applicability is not Applicability.DISPLAY]
    score = together(style, damage(tokens, told))
    return source_language(text, tokens, findings, spans, target, score), score


def assess(
    text: str, findings: Sequence[Finding], spans: Sequence[LanguageSpan] = (), target: str = "en"
) -> TranslationAssessment:
    """The assessment of a text with these findings and foreign ``spans``.

    The wording of these and of web furniture is left out; wording is judged for English only.
    """
    tokens = body(text, findings, spans)
    style = wording(tokens) if target == "en" else 0.0
    source, _ = source_of(text, tokens, findings, spans, target, style)
    speaking = {id(f) for f in source.evidence} if source else set()  # findings cannot be hashed
    telling = tuple(
        f
        for f in findings
        if f.category in _WEIGHTS and (f.applicability is not Applicability.DISPLAY or id(f) in speaking)
    )
    damaged = damage(tokens, telling)
    return TranslationAssessment(
        score=round(together(style, damaged), 4),
        source_language=source.lang if source else None,
        findings=telling,
        signs=_signs(source),
        wording=round(style, 4),
        damage=round(damaged, 4),
        habits=_told(tokens) if style else (),
    )


def _told(tokens: Tokens) -> tuple[tuple[str, float], ...]:
    """Each habit of wording in spreads, those that point to translation most first."""
    parts = reference().parts(habits(tokens))
    return tuple(
        sorted(((name, round(value, 2)) for name, value in parts.items()), key=lambda part: (-part[1], part[0]))
    )


def _signs(source: SourceLanguage | None) -> tuple[LanguageSign, ...]:
    """What speaks for the source language, the strongest first."""
    if source is None:
        return ()
    told = [LanguageSign(sign.kind, sign.text, round(sign.weights[source.lang], 2)) for sign in source.signs]
    return tuple(sorted(told, key=lambda sign: (-sign.weight, sign.kind, sign.text)))


def _within(limit: float, value: float) -> float:
    return max(-limit, min(limit, value))


def _weight(findings: Sequence[Finding]) -> float:
    """The damage that findings add up to; a form that is wrong throughout a text counts once."""
    return sum({(f.rule, f.text): _weight_of(f) for f in findings}.values())


def _weight_of(finding: Finding) -> float:
    weight = _WEIGHTS[finding.category]
    if finding.applicability is Applicability.DISPLAY:
        return weight * _SHOWN
    return weight if finding.category is Category.MT_ARTIFACT or finding.lang is not None else weight * _NO_LANGUAGE


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with a line break for each span."""
    kept, at = [], 0
    for start, end in sorted(spans):
        if start > at:
            kept.append(text[at:start])
        at = max(at, end)
    return "\n".join([*kept, text[at:]])
