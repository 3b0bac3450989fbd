"""The chain from a document to its edits, in one direction.

document ─► prepare (clean, words, foreign spans, names, translations) ─► detectors ─► decide ─► apply
"""

from __future__ import annotations

from collections.abc import Collection

from normalize.edits import apply
from normalize.furniture.detect import find_furniture
from normalize.model import Document, Finding, Result, in_order
from normalize.names.link import Folder
from normalize.prepare import chooser, clean, read
from normalize.quality.artifacts import find_artifacts
from normalize.quality.assess import assess
from normalize.quality.corrupted import find_corrupted
from normalize.quality.figures import find_figures
from normalize.quality.fullnames import find_full_names
from normalize.quality.misspelt import find_misspelt
from normalize.quality.quotations import find_quotations
from normalize.quality.strays import find_strays
from normalize.reading import Detector, Reading
from normalize.rules import Selection
from normalize.settings import Settings
from normalize.translate.findings import find_foreign_text

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
