"""Findings on foreign spans with what is to be done about them: translate, drop, report, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from normalize.detectors.detector import Detector
from normalize.detectors.foreign.detect import find_foreign
from normalize.detectors.foreign.rules import RULES
from normalize.detectors.foreign.translation_rules import REJECTED, UNTRANSLATED
from normalize.evidence.reading import Reading
from normalize.languages.place import kind_of
from normalize.model import Applicability, Category, Finding, LanguageSpan
from normalize.settings.policy import DROP, KEEP
from normalize.translate.model import Kind, Translation

_BESIDE, _BRACKETS = " // ", (" [", "]")
_HAS_BESIDE = re.compile(r"[^\w\s]{0,3} (?://|\[)")
_DIVIDER_BEFORE = re.compile(r"\s*(?://|[|·•—–-])\s*\Z")
_DIVIDER_BEHIND = re.compile(r"\s*(?://|[|·•—–-])\s*")
_REACH = 80


class ForeignText(Detector):
    """Foreign spans, and what is to be done about them."""

    rules = (*RULES.values(), REJECTED, UNTRANSLATED)
    everywhere = True

    def find(self, reading: Reading) -> Iterator[Finding]:
        """A finding for each foreign span, and one for each that was to be translated and was not."""
        return find_foreign_text(reading) if reading.spans else iter(())


def find_foreign_text(reading: Reading) -> Iterator[Finding]:
    """The findings of the detector of foreign spans, each with its fix where the policy and the translator have one."""
    rest = _has_rest(reading)
    for span, finding in zip(reading.spans, find_foreign(reading), strict=True):
        choice = reading.settings.policy.of(span.lang)
        if choice == KEEP:
            continue
        if choice == DROP:
            # Without a quotation or clause a sentence is torn, without all of its lines a document is none.
            alone = kind_of(reading.text, span) in (Kind.LINE, Kind.HALF)
            yield _dropped(reading, span, finding) if rest and alone and span.certain else finding
        elif (translation := reading.translations.get(span)) is None:
            yield finding
        elif translation.text is None:
            yield finding
            yield _left(finding, translation)
        else:
            yield _translated(reading, finding, translation, translation.text)


def _has_rest(reading: Reading) -> bool:
    """Whether anything readable stands outside of the foreign spans."""
    outside, at = [], 0
    for span in reading.spans:
        outside.append(reading.text[at : span.start])
        at = span.end
    return any(map(str.isalnum, chain(*outside, reading.text[at:])))


def _translated(reading: Reading, finding: Finding, translation: Translation, text: str) -> Finding:
    """The finding with its translation, and beside the source where that is wanted."""
    if reading.settings.policy.bilingual:
        if _HAS_BESIDE.match(reading.text, finding.end):
            return finding
        alone = kind_of(reading.text, LanguageSpan(finding.start, finding.end, "", 1.0)) is Kind.LINE
        one_line = "\n" not in finding.text and "\r" not in finding.text
        before, behind = (_BESIDE, "") if alone and one_line else _BRACKETS
        text = f"{finding.text}{before}{text}{behind}"
    return replace(
        finding,
        message=f"{finding.message}; translated by {translation.backend} ({translation.why})",
        replacement=text,
        applicability=translation.applicability,
        score=translation.score,
        evidence={
            **finding.evidence,
            "language_score": finding.score,
            "backend": translation.backend,
            "model": translation.model,
            "hash": translation.digest,
            "score": round(translation.score, 4),
            "translation": translation.why,
        },
    )


def _left(finding: Finding, translation: Translation) -> Finding:
    """Why a span was not translated: a finding of its own, beside the one that says that it is foreign."""
    rejected = translation.backend is not None
    rule, what = (REJECTED, "translation rejected") if rejected else (UNTRANSLATED, "untranslated")
    evidence = {
        "why": translation.why,
        "runner_up": None,
        "backend": translation.backend,
        "model": translation.model,
        "hash": translation.digest,
    }
    return replace(finding, rule=rule.code, message=f"{what}: {translation.why}", evidence=evidence)


def _dropped(reading: Reading, span: LanguageSpan, finding: Finding) -> Finding:
    start, end = _extent(reading, span)
    return replace(
        finding,
        start=start,
        end=end,
        text=reading.text[start:end],
        message=f"{finding.message}; dropped",
        replacement="",
        applicability=Applicability.SAFE,
        category=Category.FOREIGN,
    )


def _extent(reading: Reading, span: LanguageSpan) -> tuple[int, int]:
    """What goes with a span: its lines and their ends, the divider of a bilingual line, one of two spaces."""
    text, start, end = reading.text, span.start, span.end
    kind = kind_of(text, span)
    if kind is Kind.LINE:
        touched = [line for line in reading.lines if line.start < end and start < line.end]
        return touched[0].start, touched[-1].end
    if kind is Kind.HALF:
        before = text[max(0, start - _REACH) : start]
        if behind := _DIVIDER_BEHIND.match(text, end):
            return start, behind.end()
        if found := _DIVIDER_BEFORE.search(before):
            return start - len(found[0]), end
    if text[start - 1 : start] == " " and text[end : end + 1] in (" ", "", "\n"):
        return start - 1, end
    return start, end
