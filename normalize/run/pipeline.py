"""The chain from a document to its edits, in one direction.

document ─► prepare (hygiene, words and classes, names, foreign spans, translations) ─► detectors
         ─► source language ─► detectors that it wakes ─► one finding a damage ─► decide ─► apply
         ─► once more over what was edited, until no repair calls for another (settle.py)
"""

from __future__ import annotations

from collections.abc import Sequence

from normalize.assessment.score import assess, body, source_of, wording
from normalize.assessment.source_language import may_be_named, named
from normalize.detectors.detector import Detector
from normalize.detectors.hygiene.compose import Cleaned
from normalize.evidence.around import Noted
from normalize.evidence.reading import Reading
from normalize.model import Document, Finding, Result, in_order
from normalize.names.folder import Folder
from normalize.run.duplicates import without_duplicates
from normalize.run.garbage import rarely
from normalize.run.house_style import relevant
from normalize.run.plan import Plan
from normalize.run.prepare import Decisions, clean_all, read
from normalize.run.settle import settled
from normalize.settings.settings import Settings
from normalize.text.edits import apply


def run(document: Document, settings: Settings, folder: Folder | None = None) -> Result:
    """Find the damage of one document and repair what is allowed.

    ``folder`` is the evidence of the documents around it; without one the document is its own folder.
    """
    return run_many([document], settings, folder)[0]


def run_many(
    documents: Sequence[Document],
    settings: Settings,
    folder: Folder | None = None,
    noted: Sequence[Noted] | None = None,
) -> list[Result]:
    """The same for each of some documents, stage by stage: a stage that goes on runs faster than one that begins.

    Each is still judged by itself, so how many come together makes no difference. ``noted`` takes down what each asks
    of its folder: with the same answers it comes out the same.
    """

    def once(
        numbers: Sequence[int], some: Sequence[Document], decisions: Sequence[Decisions], *, again: bool
    ) -> list[Result]:
        notes = noted and [noted[number] for number in numbers]
        cleaned = clean_all(some, settings, decisions)
        found: list[list[Finding]] = [[] for _ in some]
        if not settings.plan.is_hygiene_alone:
            readings = [one.reading for one in cleaned]
            read(readings, settings, folder, notes)
            is_judged = bool(settings.judgements)
            found = find_edits(readings, settings.plan, is_judged=is_judged) if again else find(readings, settings.plan)
        told = zip(some, cleaned, decisions, found, strict=True)
        return [_result(document, settings, one, choose, these) for document, one, choose, these in told]

    with rarely():
        return settled(documents, settings, once)


def _result(
    document: Document, settings: Settings, cleaned: Cleaned, choose: Decisions, found: list[Finding]
) -> Result:
    findings = cleaned.joined(found, choose)
    chosen = [finding for finding in findings if finding.rule in settings.selection]
    selected = in_order(without_duplicates(chosen, settings.plan.order))
    if choose.withheld:
        selected = tuple(map(choose.shown, selected))
    text, edits = apply(document.text, choose(selected))
    spans = cleaned.spans(cleaned.reading.spans)
    return Result(document.text, text, edits, selected, spans, settings.target, assess)


def find(readings: Sequence[Reading], plan: Plan) -> list[list[Finding]]:
    """What the detectors of a plan find in each reading: those that need a source language come when it is known."""
    found: list[list[Finding]] = [[] for _ in readings]
    _ask(plan.first, readings, found, plan)
    return [wake(reading, relevant(some), plan) for reading, some in zip(readings, found, strict=True)]


def find_edits(readings: Sequence[Reading], plan: Plan, *, is_judged: bool) -> list[list[Finding]]:
    """What may be edited, found by the detectors that may edit and those that they need.

    With ``is_judged`` all are asked, for whatever a rule finds becomes an edit where a person says so. What the others
    ask of the folder is not taken down: a document is the same whether there are judgements on others or not.
    """
    found: list[list[Finding]] = [[] for _ in readings]
    _ask(plan.editing, readings, found, plan)
    if is_judged and not plan.woken_edit:
        for reading in readings:
            reading.around.noted = None
        _ask([detector for detector in plan.first if detector not in plan.editing], readings, found, plan)
    if not (is_judged or plan.woken_edit):
        return found
    return [wake(reading, relevant(some), plan) for reading, some in zip(readings, found, strict=True)]


def _ask(
    detectors: Sequence[Detector], readings: Sequence[Reading], found: Sequence[list[Finding]], plan: Plan
) -> None:
    for detector in detectors:
        for reading, some in zip(readings, found, strict=True):
            if plan.is_due(detector, reading.mask):
                some.extend(reading.judged(detector.find(reading)))


def wake(reading: Reading, found: list[Finding], plan: Plan) -> list[Finding]:
    """The findings with those that need a source language, where anything asks for it: then it is worked out."""
    due = plan.due(plan.woken, reading.mask)
    waiting = [detector for detector in due if detector.may_find(reading)]
    if not waiting and not (due and any(map(may_be_named, found))):
        return found
    tokens = body(reading.text, found, reading.spans)
    style = wording(tokens) if reading.target == "en" else 0.0
    reading.source, score = source_of(reading.text, tokens, found, reading.spans, reading.target, style)
    found = named(found, reading.source)
    lang = reading.source.lang if reading.source else None
    for detector in waiting:
        if detector.needs.woken_by(lang, score):
            found += reading.judged(detector.find(reading))
    return found
