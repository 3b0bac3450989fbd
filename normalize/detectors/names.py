"""Spellings of names and acronyms: what linking finds (:mod:`normalize.names.linker`).

Which words may open a name, and which may be an acronym, the glossary says: so these two are made for a run.
"""

from __future__ import annotations

from normalize.detectors.detector import Detector
from normalize.evidence.reading import Reading
from normalize.evidence.wanted import Wants
from normalize.model import Finding
from normalize.names.rules import OF_ACRONYMS, OF_NAMES
from normalize.settings.settings import Settings


class _OfGlossary(Detector):
    """A detector that wants what a glossary says, and nothing before it is made for a run."""

    testifies = True

    def __init__(self, wanted: Wants | None = None) -> None:
        self._wanted = wanted

    def wants(self, form: str) -> bool:
        return self._wanted is not None and self._wanted.wants(form)

    def wants_separator(self, separator: str) -> bool:
        return self._wanted is not None and self._wanted.wants_separator(separator)


class Names(_OfGlossary):
    """Names that are not in their right form."""

    rules = OF_NAMES

    def of_run(self, settings: Settings) -> Detector:
        return Names(settings.linker.name_words)

    def find(self, reading: Reading) -> tuple[Finding, ...]:
        """The findings of the linker on names."""
        return reading.linked.names


class Acronyms(_OfGlossary):
    """Acronyms that are not in their right form."""

    rules = OF_ACRONYMS

    def of_run(self, settings: Settings) -> Detector:
        return Acronyms(settings.linker.acronym_words)

    def find(self, reading: Reading) -> tuple[Finding, ...]:
        """The findings of the linker on acronyms."""
        return reading.linked.acronyms
