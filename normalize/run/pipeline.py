"""The chain from a document to its edits, in one direction.

document ─► prepare (hygiene, words and classes, names, foreign spans, translations) ─► detectors
         ─► source language ─► detectors that it wakes ─► one finding a damage ─► decide ─► apply
"""

from __future__ import annotations

from normalize.assessment.score import assess, body, source_of, wording
from normalize.assessment.source_language import may_be_named, named
from normalize.evidence.reading import Reading
from normalize.model import Document, Finding, Result, in_order
from normalize.names.folder import Folder
from normalize.run.duplicates import without_duplicates
from normalize.run.house_style import relevant
from normalize.run.plan import Plan
from normalize.run.prepare import Decisions, clean, read
from normalize.settings.settings import Settings
from normalize.text.edits import apply


def run(document: Document, settings: Settings, folder: Folder | None = None) -> Result:
    """Find the damage of one document and repair what is allowed.

    ``folder`` is the evidence of the documents around it; without one the document is its own folder.
    """
    choose = Decisions(document, settings)
    cleaned = clean(document, settings, choose)
    reading = cleaned.reading
    found: list[Finding] = []
    if not settings.plan.is_hygiene_alone:
        read(reading, settings, folder)
        found = find(reading, settings.plan)
    findings = cleaned.joined(found, choose)
    chosen = [finding for finding in findings if finding.rule in settings.selection]
    selected = in_order(without_duplicates(chosen, settings.plan.order))
    text, edits = apply(document.text, choose(selected))
    return Result(document.text, text, edits, selected, cleaned.spans(reading.spans), settings.target, assess)


def find(reading: Reading, plan: Plan) -> list[Finding]:
    """What the detectors of a plan find in a reading: those that need a source language come when it is known."""
    found: list[Finding] = []
    for detector in plan.due(plan.first, reading.mask):
        found += reading.judged(detector.find(reading))
    return wake(reading, relevant(found), plan)


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
