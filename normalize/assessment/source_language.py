"""The language that shines through a bad translation: the one that most of a document's damage points to.

Names (*Poutine*), acronyms (*OTAN*), calques and untranslated lines each vote for the language they come from. A human
text has a stray vote at most, so one surface form alone decides nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from normalize.model import Category, Finding

_WEIGHTS = {
    Category.MT_ARTIFACT: 1.0,
    Category.NAME_VARIANT: 1.0,
    Category.ACRONYM: 1.0,
    Category.PUNCTUATION: 0.5,  # house styles and keyboards share habits with languages
    Category.SPACING: 0.5,
    Category.CASING: 0.5,
    Category.FOREIGN: 0.5,  # a page may quote the other language
}
_LEAST = 1.5
_LEAD = 1.5


@dataclass(frozen=True, slots=True)
class SourceLanguage:
    """A source language (ISO 639-1), its share of the votes (0..1), and the findings that speak for it."""

    lang: str
    score: float
    evidence: tuple[Finding, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The distinct surface forms that speak for the language, sorted."""
        return tuple(sorted({finding.text for finding in self.evidence}))


def source_language(findings: Iterable[Finding], target: str) -> SourceLanguage | None:
    """The language that a document was translated from into ``target``, or None where its findings do not say.

    Each distinct surface form votes once, for its ``lang`` or in equal parts for all of ``evidence["languages"]``. The
    winner needs votes of two forms or more, and half as many again as the next language.
    """
    votes: defaultdict[str, dict[tuple[str, str], float]] = defaultdict(dict)
    speakers: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        languages = _languages(finding, target)
        for lang in languages:
            weight = _WEIGHTS.get(finding.category, 0.0) / len(languages)
            if weight:
                votes[lang][finding.rule, finding.text.casefold()] = weight
                speakers[lang].append(finding)
    sums = {lang: sum(forms.values()) for lang, forms in votes.items()}
    if not sums:
        return None
    first, *others = sorted(sums, key=lambda lang: (-sums[lang], lang))
    if sums[first] < _LEAST or (others and sums[first] < _LEAD * sums[others[0]]):
        return None
    return SourceLanguage(first, round(sums[first] / sum(sums.values()), 4), tuple(speakers[first]))


def _languages(finding: Finding, target: str) -> tuple[str, ...]:
    shared = finding.evidence.get("languages")
    languages = tuple(shared) if shared else (finding.lang,) if finding.lang else ()
    return tuple(lang for lang in languages if lang != target)
