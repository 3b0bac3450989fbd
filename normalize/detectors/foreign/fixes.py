"""What is to be done about a foreign span: translate it, drop it, say why it is not translated, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from normalize.detectors.foreign.rules import OF_KINDS, REJECTED, UNTRANSLATED
from normalize.detectors.furniture.detect import DROP as DROP_FURNITURE
from normalize.detectors.furniture.phrases import recognise
from normalize.evidence.reading import Reading
from normalize.languages.place import kind_of
from normalize.model import Applicability, Finding, LanguageSpan
from normalize.settings.policy import DROP, KEEP
from normalize.text.lines import breaks_line
from normalize.text.pattern import pattern
from normalize.text.protected import Protected, protected_spans
from normalize.translate.model import Kind, Translation

_BESIDE, _BRACKETS = " // ", (" [", "]")
_HAS_BESIDE = pattern(r"[^\w\s]{0,3} (?://|\[)")
_DIVIDER_BEFORE = pattern(r"\s*(?://|[|·•—–-])\s*\Z")
_DIVIDER_BEHIND = pattern(r"\s*(?://|[|·•—–-])\s*")
_REACH = 80


def with_fixes(reading: Reading, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of the foreign spans, one each, with its fix where the policy and the translator have one.

    Those of languages that are to be kept are left out.
    """
    rest = _has_rest(reading)
    drops = any(reading.settings.policy.of(span.lang) == DROP for span in reading.spans)
    code = protected_spans(reading.text) if drops else Protected()
    for span, finding in zip(reading.spans, findings, strict=True):
        choice = reading.settings.policy.of(span.lang)
        if choice == KEEP:
            continue
        if choice == DROP:
            # Without a quotation or clause a sentence is torn, without all of its lines a document is none.
            alone = kind_of(reading.text, span) in (Kind.LINE, Kind.HALF)
            goes = rest and alone and span.certain and not _tears(reading, span, code)
            yield _dropped(reading, span, finding) if goes else finding
        elif (translation := reading.translations.get(span)) is None:
            yield finding
        elif translation.text is None:
            yield _left(reading, finding, translation)
        elif _would_go(reading, span, translation.text):
            why = "the translation is web furniture, which the next run would take out: the line stays as it is"
            yield replace(finding, evidence={**finding.evidence, "translation": why})
        else:
            yield _translated(reading, finding, translation, translation.text)


def _tears(reading: Reading, span: LanguageSpan, code: Protected) -> bool:
    """Whether code goes on across an end of what would go: without it the rest would be none, or be read otherwise."""
    return any(map(code.joins, _extent(reading, span)))


def _would_go(reading: Reading, span: LanguageSpan, text: str) -> bool:
    """Whether a second run might drop what a translation puts there, although this one did not drop the source."""
    if reading.settings.options.furniture != DROP_FURNITURE or kind_of(reading.text, span) is not Kind.LINE:
        return False
    return any(recognise(line.strip()) is not None for line in text.splitlines())


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
        one_line = len(finding.text.splitlines()) == 1
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


def _left(reading: Reading, finding: Finding, translation: Translation) -> Finding:
    """The finding with the reason why its span was not translated, by the rule on that where it is selected.

    One span is one finding: this one says that it is foreign, too.
    """
    rejected = translation.backend is not None
    rule, what = (REJECTED, "translation rejected") if rejected else (UNTRANSLATED, "untranslated")
    if rule.code not in reading.settings.selection:
        return finding
    kind = next(kind for kind, known in OF_KINDS.items() if known.code == finding.rule)
    evidence = {
        **finding.evidence,
        "why": f"{finding.evidence['why']}; {translation.why}",
        "kind": kind.value,
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
    behind_it = text[end : end + 1]
    if text[start - 1 : start] == " " and (behind_it in (" ", "") or breaks_line(behind_it)):
        return start - 1, end
    return start, end
