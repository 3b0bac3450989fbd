"""The chain from a document to its edits, in one direction.

document ─► prepare (clean, words, foreign spans, names, translations) ─► detectors ─► decide ─► apply
"""

from __future__ import annotations

from collections.abc import Collection

from normalize.assessment.score import assess
from normalize.detectors.artefacts.detect import find_artifacts
from normalize.detectors.artefacts.stray_letters import find_strays
from normalize.detectors.consistency.compounds import find_corrupted
from normalize.detectors.consistency.figures import find_figures
from normalize.detectors.consistency.full_names import find_full_names
from normalize.detectors.consistency.misspelt import find_misspelt
from normalize.detectors.consistency.quotations import find_quotations
from normalize.detectors.foreign.translated import find_foreign_text
from normalize.detectors.furniture.detect import find_furniture
from normalize.evidence.reading import Detector, Reading
from normalize.model import Document, Finding, Result, in_order
from normalize.names.linker import Folder
from normalize.rules import Selection
from normalize.run.prepare import chooser, clean, read
from normalize.settings.settings import Settings
from normalize.text.edits import apply

DETECTORS: tuple[Detector, ...] = (
    find_foreign_text,
    find_corrupted,
    find_misspelt,
    find_full_names,
    find_figures,
    find_quotations,
    find_strays,
    find_artifacts,
    find_furniture,
)


def run(document: Document, settings: Settings, folder: Folder | None = None, rejected: Collection[str] = ()) -> Result:
    """Find the damage of one document and repair what is allowed.

    ``folder`` is the evidence of the documents around it; without one the document is its own folder.
    """
    choose = chooser(document, settings, rejected)
    hygiene, cleaned = clean(document, settings, choose)
    reading = read(cleaned.document, settings, folder)
    findings = cleaned.joined(hygiene, find(reading, settings.selection), choose)
    text, edits = apply(document.text, choose(findings))
    return Result(document.text, text, edits, findings, cleaned.spans(reading.spans), settings.target, assess)


def find(reading: Reading, selection: Selection) -> tuple[Finding, ...]:
    """All findings of the selected rules, in text order."""
    found = [*reading.linked.findings]
    for detect in DETECTORS:
        found += detect(reading)
    return in_order([finding for finding in found if finding.rule in selection])
