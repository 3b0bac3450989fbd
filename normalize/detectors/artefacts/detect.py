"""The artefacts of bad machine translation, each by a small detector of its own.

The detectors read the same words; what they find tells the source language, and the source language wakes those
rules that a human text would trip, too.
"""

from __future__ import annotations

from normalize.assessment.source_language import source_language
from normalize.detectors.artefacts.articles import find_articles
from normalize.detectors.artefacts.casing import find_casing
from normalize.detectors.artefacts.clitics import find_debris
from normalize.detectors.artefacts.doubled import find_doubled
from normalize.detectors.artefacts.hearsay import find_hearsay
from normalize.detectors.artefacts.numbers import find_numbers
from normalize.detectors.artefacts.quotation_marks import find_quotes
from normalize.detectors.artefacts.spacing import find_spacing
from normalize.detectors.artefacts.untranslated import find_untranslated
from normalize.detectors.artefacts.wordings import find_wordings
from normalize.evidence.reading import Reading
from normalize.model import Finding

_DETECTORS = (
    find_debris,
    find_articles,
    find_doubled,
    find_untranslated,
    find_quotes,
    find_spacing,
    find_numbers,
    find_casing,
    find_wordings,
)
_WOKEN = (find_wordings, find_hearsay, find_quotes, find_spacing)  # given a source language, they look for more


def find_artifacts(reading: Reading) -> list[Finding]:
    """Findings on artefacts of translation into English; none for another target language."""
    if reading.target != "en":
        return []
    lower = list(map(str.lower, reading.tokens.words))
    found: list[Finding] = []
    for detect in _DETECTORS:
        found += detect(reading, lower)
    source = source_language([*reading.linked.findings, *found], reading.target)
    if source is not None:
        for wake in _WOKEN:
            found += wake(reading, lower, source)
    return found
