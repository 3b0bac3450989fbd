"""A first assessment of a whole document: how much damage of translation it shows, and from which language.

The score is the share of findings among the words, squeezed into 0..1: 0 for a text without findings, 0.5 for four in
a thousand words. It says how damaged a text is, and no more: fluent machine translation scores 0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from normalize.model import Category, Finding, TranslationAssessment

_HALF = 4 / 1000
_WEIGHTS = {Category.MT_ARTIFACT: 2.0, Category.ACRONYM: 1.0, Category.NAME_VARIANT: 1.0}


def assess(findings: Sequence[Finding], words: int) -> TranslationAssessment:
    """The assessment of a document with these findings and this many words."""
    telling = tuple(f for f in findings if f.category in _WEIGHTS and f.replacement is not None)
    weight = sum(_WEIGHTS[f.category] for f in telling)
    rate = weight / max(words, 100)
    languages = Counter(f.lang for f in telling if f.lang)
    source = min(languages, key=lambda lang: (-languages[lang], lang), default=None)
    return TranslationAssessment(round(rate / (rate + _HALF), 4) if rate else 0.0, source, telling)
