"""The artefacts of bad machine translation, each by a small detector of its own.

The detectors read the same words; what they find tells the source language, and the source language wakes those
rules that a human text would trip, too.
"""

from __future__ import annotations

from normalize.model import Finding
from normalize.quality.articles import find_articles
from normalize.quality.casing import find_casing
from normalize.quality.debris import find_debris
from normalize.quality.doubled import find_doubled
from normalize.quality.hearsay import find_hearsay
from normalize.quality.numbers import find_numbers
from normalize.quality.quotes import find_quotes
from normalize.quality.source import source_language
from normalize.quality.spacing import find_spacing
from normalize.quality.untranslated import find_untranslated
from normalize.quality.wordings import find_wordings
from normalize.reading import Reading

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
