"""Spellings of names and acronyms: what linking finds (:mod:`normalize.names.linked`).

Which words may open a name, and which may be an acronym, the glossary says; all readings ask that already.
"""

from __future__ import annotations

from normalize.detectors.detector import Detector
from normalize.evidence.reading import Reading
from normalize.model import Finding
from normalize.names.rules import OF_ACRONYMS, OF_NAMES


class Names(Detector):
    """Names that are not in their right form."""

    rules = OF_NAMES
    testifies = True
    shares = "names"

    def find(self, reading: Reading) -> tuple[Finding, ...]:
        """The findings of the linker on names."""
        repeated = reading.names[len(reading.linked.findings) :]  # accepted ones
        return (*reading.linked.names, *repeated)


class Acronyms(Detector):
    """Acronyms that are not in their right form."""

    rules = OF_ACRONYMS
    testifies = True
    shares = "acronyms"

    def find(self, reading: Reading) -> tuple[Finding, ...]:
        """The findings of the linker on acronyms."""
        return reading.linked.acronyms
