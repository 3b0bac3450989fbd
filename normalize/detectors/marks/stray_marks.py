"""Marks that hold nothing: what stood between them was lost."""

from __future__ import annotations

import re
from collections.abc import Iterable

from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.rules import Rule, declare
from normalize.text.pattern import pattern

STRAY = declare(
    Rule(
        "Q242",
        "stray-mark",
        Category.MT_ARTIFACT,
        "Marks that hold nothing: a full stop before a comma, a backtick inside a word, a point at the wrong side.",
        "Something was lost there: a link, a name, a part of the sentence.",
        "unsafe for a point at the wrong side of a letter (“Merkel (.l)”, for left); display for the rest",
        ("They asked for help. , we answered at once.", "(reported; nothing is changed)"),
        "They asked for help, etc., and we answered.",
    )
)
_LOST = pattern(r"[.,;:][ \u00a0\u202f][,.;][ \u00a0\u202f]")
# Who stands left, right or in the middle of a picture: behind a name, or at the beginning of a line.
_CAPTION = pattern(r"(?:(?<=[^\W\d_] )|^)\(\.([lrm])\)", re.MULTILINE)
_SHOWN = 0.5


class StrayMarks(Detector):
    """Marks that hold nothing, or stand on the wrong side."""

    rules = (STRAY,)
    needs = Needs(targets=("en",))
    testifies = True

    def wants_separator(self, separator: str) -> bool:
        """Whether a separator is two marks, a backtick, or a bracket with a point behind it."""
        return separator == "`" or separator.endswith("(.") or _LOST.fullmatch(separator) is not None

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        tokens = reading.tokens
        for i in reading.at_separators(self):
            gap, (start, end) = tokens.separators[i], tokens.separator_span(i)
            if gap.endswith("(."):
                if match := _CAPTION.match(reading.text, end - 2):
                    why = "a point at the wrong side of an abbreviation"
                    yield from reading.report(*match.span(), STRAY, why, replacement=f"({match[1]}.)")
            elif i == 0:
                continue
            elif gap != "`":
                why = "two marks with nothing between them: something was lost"
                yield from reading.report(start, end - 1, STRAY, why, score=_SHOWN)
            elif i < len(tokens.words) and tokens.words[i - 1][-1].isalpha() and tokens.words[i][0].isalpha():
                span = (tokens.starts[i - 1], tokens.ends[i])
                yield from reading.report(*span, STRAY, "a backtick inside a word", score=_SHOWN)
