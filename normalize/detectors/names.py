"""Spellings of names and acronyms: what linking found (:mod:`normalize.names.linker`)."""

from __future__ import annotations

from normalize.detectors.detector import Detector
from normalize.evidence.reading import Reading
from normalize.model import Finding
from normalize.names.rules import RULES


class Names(Detector):
    """Names and acronyms that are not in their right form."""

    rules = RULES
    testifies = True
    everywhere = True

    def find(self, reading: Reading) -> tuple[Finding, ...]:
        """The findings of the linker."""
        return reading.linked.findings
