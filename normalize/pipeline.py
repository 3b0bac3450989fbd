"""The chain from a document to its edits, in one direction.

document ─► tokens, protected spans ─► foreign spans ─► names ─► corrupted compounds ─► decide ─► apply
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from normalize.edits import apply, decide
from normalize.languages.detect import foreign_findings, language_spans
from normalize.model import Applicability, Document, Finding, LanguageSpan, Result, in_order
from normalize.names.link import Folder, Linker
from normalize.protect import Protected, protected_spans
from normalize.quality.assess import assess
from normalize.quality.corrupted import find_corrupted
from normalize.rules import Selection
from normalize.survey import Profile, survey
from normalize.tokens import Tokens, tokenize


@dataclass(frozen=True, slots=True)
class Settings:
    """What the chain needs besides the document."""

    linker: Linker
    target: str = "en"
    selection: Selection = field(default_factory=Selection)
    allowed: tuple[Applicability, ...] = (Applicability.SAFE,)


def run(document: Document, settings: Settings, folder: Folder | None = None, rejected: Collection[str] = ()) -> Result:
    """Find the damage of one document and repair what is allowed.

    ``folder`` is the evidence of the documents around it; without one the document is its own folder.
    """
    tokens = tokenize(document.text)
    spans = language_spans(document.text, settings.target)
    folder = folder or settings.linker.folder(survey(document.text, tokens))
    findings = find(document, tokens, spans, settings, folder)
    fixes = decide(findings, settings.allowed, rejected, document.encoding)
    text, edits = apply(document.text, fixes)
    assessment = assess(findings, len(tokens.words))
    return Result(document.text, text, edits, findings, tuple(spans), assessment)


def find(
    document: Document, tokens: Tokens, spans: list[LanguageSpan], settings: Settings, folder: Folder
) -> tuple[Finding, ...]:
    """All findings of the selected rules, in text order."""
    protected = protected_spans(document.text).joined(Protected.of((s.start, s.end) for s in spans))
    profile: Profile = folder.profile
    names = settings.linker.link(document, tokens, protected, folder, {s.lang for s in spans}).findings
    # Compounds are compared as they will be written, so that a second run has nothing to add.
    named, _ = apply(document.text, decide(names))
    found = [
        *foreign_findings(document, spans),
        *names,
        *find_corrupted(document, named, protected, profile, settings.target),
    ]
    return in_order([finding for finding in found if finding.rule in settings.selection])
