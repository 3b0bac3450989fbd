"""The chain from a document to its edits, in one direction.

document ─► tokens, protected spans ─► mentions ─► foreign spans ─► names ─► detectors ─► decide ─► apply
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from normalize.edits import apply, decide
from normalize.languages.detect import find_foreign, language_spans
from normalize.model import Applicability, Document, Finding, Result, in_order
from normalize.names.link import Folder, Linker
from normalize.protect import Protected, protected_spans
from normalize.quality.assess import assess
from normalize.quality.corrupted import find_corrupted
from normalize.quality.misspelt import find_misspelt
from normalize.reading import Detector, Options, Reading
from normalize.rules import Selection
from normalize.survey import survey
from normalize.tokens import tokenize

DETECTORS: tuple[Detector, ...] = (find_foreign, find_corrupted, find_misspelt)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the chain needs besides the document."""

    linker: Linker
    target: str = "en"
    selection: Selection = field(default_factory=Selection)
    allowed: tuple[Applicability, ...] = (Applicability.SAFE,)
    options: Options = field(default_factory=Options)


def run(document: Document, settings: Settings, folder: Folder | None = None, rejected: Collection[str] = ()) -> Result:
    """Find the damage of one document and repair what is allowed.

    ``folder`` is the evidence of the documents around it; without one the document is its own folder.
    """
    reading = read(document, settings, folder)
    findings = find(reading, settings.selection)
    fixes = decide(findings, settings.allowed, rejected, document.encoding)
    text, edits = apply(document.text, fixes)
    assessment = assess(findings, len(reading.tokens.words))
    return Result(document.text, text, edits, findings, reading.spans, assessment)


def read(document: Document, settings: Settings, folder: Folder | None = None) -> Reading:
    """Cut a document into words, and find its foreign spans and names."""
    tokens = tokenize(document.text)
    folder = folder or settings.linker.folder(survey(document.text, tokens))
    protected = protected_spans(document.text)
    mentions = settings.linker.mentions(tokens, protected)
    names = Protected.of((m.start, m.end) for m in mentions if m.exact)
    spans = tuple(language_spans(document.text, settings.target, names))
    protected = protected.joined(Protected.of((s.start, s.end) for s in spans))
    linked = settings.linker.link(document, tokens, protected, folder, {s.lang for s in spans}, mentions)
    return Reading(document, tokens, protected, spans, linked, folder.profile, settings.target, settings.options)


def find(reading: Reading, selection: Selection) -> tuple[Finding, ...]:
    """All findings of the selected rules, in text order."""
    found = [*reading.linked.findings]
    for detect in DETECTORS:
        found += detect(reading)
    return in_order([finding for finding in found if finding.rule in selection])
