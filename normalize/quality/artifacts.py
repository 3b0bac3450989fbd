"""The artefacts of bad machine translation, each by a small detector of its own.

The detectors read the same words; what they find tells the source language, and the source language wakes those
wordings that a human might use, too.
"""

from __future__ import annotations

from normalize.model import Finding
from normalize.quality.articles import find_articles
from normalize.quality.debris import find_debris
from normalize.quality.source import source_language
from normalize.quality.wordings import find_wordings
from normalize.reading import Reading

_DETECTORS = (find_debris, find_articles, find_wordings)
_SOURCED = (find_wordings,)


def find_artifacts(reading: Reading) -> list[Finding]:
    """Findings on artefacts of translation into English; none for another target language."""
    if reading.target != "en":
        return []
    lower = [word.lower() for word in reading.tokens.words]
    found: list[Finding] = []
    for detect in _DETECTORS:
        found += detect(reading, lower)
    source = source_language(reading, [*reading.linked.findings, *found])
    if source is not None:
        for wake in _SOURCED:
            found += wake(reading, lower, source)
    return found
