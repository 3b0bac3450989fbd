"""Asking one detector about one text, as a run does: only where something that it wants occurs."""

from __future__ import annotations

from collections.abc import Mapping

from normalize import Document, Finding
from normalize.assessment.source_language import SourceLanguage
from normalize.detectors.detector import Detector
from normalize.evidence.profile import Profile
from normalize.names.linker import Linker
from normalize.run.prepare import reading_of
from normalize.settings.settings import Settings

NO_NAMES = Settings(Linker([]))


def found(
    kind: type[Detector],
    text: str,
    settings: Settings = NO_NAMES,
    profile: Profile | None = None,
    source: SourceLanguage | None = None,
) -> list[Finding]:
    """The findings of a detector in a text, in text order, whatever the rules selected."""
    folder = settings.linker.folder(profile) if profile is not None else None
    reading = reading_of(Document(text), settings, folder)
    reading.source = source
    detector = next(d for d in (*settings.plan.first, *settings.plan.woken) if type(d) is kind)
    if not settings.plan.due([detector], reading.mask):
        return []
    return sorted(detector.find(reading), key=lambda finding: finding.start)


def counted(kind: type[Detector], text: str) -> Mapping[str, int]:
    """How often each rule of a detector reports."""
    codes = [finding.rule for finding in found(kind, text)]
    return {code: codes.count(code) for code in sorted(set(codes))}
