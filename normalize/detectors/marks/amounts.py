"""Blanks inside amounts of money and large numbers: *$ 5 million*, *10 , 000*."""

from __future__ import annotations

from collections.abc import Iterable

from normalize.detectors.detector import Detector, Needs
from normalize.detectors.marks.style import Style
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.rules import Rule, declare
from normalize.text.pattern import pattern

AMOUNT = declare(
    Rule(
        "Q279",
        "spaced-amount",
        Category.SPACING,
        "A blank behind a sign of currency, or beside the comma of a number: “$ 5 million”, “10 , 000”.",
        "Tools that extract amounts read two numbers, or none.",
        "unsafe",
        ("It cost $ 5 million and 10 , 000 jobs.", "It cost $5 million and 10,000 jobs."),
        "R$ 5, US$ 5 and 1, 2, 3 are written so.",
    )
)
_CURRENCY = pattern(r"(?:\A|[ (\"“‘])([$€£¥])[ \u00a0\u202f]\Z")
_COMMA = pattern(r"[ \u00a0]?,[ \u00a0]?")
_LEADING, _GROUP = pattern(r"\d{1,3}\Z"), pattern(r"\d{3}")


class Amounts(Detector):
    """Blanks inside amounts."""

    rules = (AMOUNT,)
    needs = Needs(targets=("en",))
    testifies = True

    def wants_separator(self, separator: str) -> bool:
        """Whether a separator ends in a sign of currency and a blank, or is a comma with a blank in front of it."""
        return _CURRENCY.search(separator) is not None or (separator != "," and _COMMA.fullmatch(separator) is not None)

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        given = reading.tokens.words
        style: Style | None = None
        for i in reading.at_separators(self):
            start, end = reading.tokens.separator_span(i)
            gap = reading.tokens.separators[i]
            if i == len(given) or not given[i][0].isdecimal():
                continue
            if _CURRENCY.search(gap):
                if len(gap) == len("$ ") and i:
                    continue  # R$, US$: the sign belongs to a word
                why = f"a blank behind “{gap[-2]}”"
                yield from reading.report(end - 2, end, AMOUNT, why, replacement=gap[-2])
            elif i and _is_number(given[i - 1], gap, given[i]):
                style = style or Style(reading.tokens.separators)
                if style.is_spaced_before(","):
                    continue  # so are all commas
                why = "a blank inside a number"
                yield from reading.report(start, end, AMOUNT, why, replacement=",")


def _is_number(before: str, gap: str, after: str) -> bool:
    """Whether two runs of digits are one number: with a blank in front of the comma, or *10, 000*."""
    grouped = _LEADING.fullmatch(before) is not None and _GROUP.fullmatch(after) is not None
    return grouped and (gap[0] != "," or (after == "000" and before != "000"))
