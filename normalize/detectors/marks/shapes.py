"""Quotation marks of the source language in English: « », „ “, + … +."""

from __future__ import annotations

from collections.abc import Iterable

from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.rules import Rule, declare
from normalize.text.pattern import pattern

SHAPE = declare(
    Rule(
        "Q233",
        "source-quotes",
        Category.PUNCTUATION,
        "Quotation marks of the source language: « », „ “, 「 」, + … + and a dash behind the closing mark.",
        "Tools for English do not know them as quotation marks.",
        "unsafe",
        ("He said: «We wait» and left.", "He said: “We wait” and left."),
        "He said: “We wait” and left.",
    )
)
_SHAPES = {
    "«": (pattern(r"«[ \u00a0\u202f]?([^«»\n]{1,400}?)[ \u00a0\u202f]?»"), "“{}”"),
    "„": (pattern(r"„([^„“”\n]{1,400}?)[“”]"), "“{}”"),
    "「": (pattern(r"「([^「」\n]{1,400}?)」"), "“{}”"),
    "『": (pattern(r"『([^『』\n]{1,400}?)』"), "‘{}’"),
    "+": (pattern(r"(?<=[:“] |.“)\+ ?(?=[A-Z])([^+\n]{2,200}?) ?\+(?=[\s,.”\"])"), "‘{}’"),
}


class SourceQuotes(Detector):
    """Pairs of marks that another language uses."""

    rules = (SHAPE,)
    needs = Needs(targets=("en",))
    testifies = True

    def wants_separator(self, separator: str) -> bool:
        """Whether a separator holds a mark that may open such a pair."""
        return not _SHAPES.keys().isdisjoint(separator)

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        at = reading.at_separators(self)
        for mark, (quoted, put) in _SHAPES.items():
            end = 0
            for start in _places(reading, mark, at):
                match = quoted.match(reading.text, start) if start >= end else None
                if match:
                    end = match.end()
                    why = f"quotation marks of the source language: {match[0][0]} {match[0][-1]}"
                    yield from reading.report(*match.span(), SHAPE, why, replacement=put.format(match[1]))


def _places(reading: Reading, mark: str, at: Iterable[int]) -> Iterable[int]:
    """Where a mark stands in separators."""
    for i in at:
        start = reading.tokens.separator_span(i)[0]
        for offset, sign in enumerate(reading.tokens.separators[i], start):
            if sign == mark:
                yield offset
