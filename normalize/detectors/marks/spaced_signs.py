"""Spaces that translation puts into times, handles and percentages, and in front of stops."""

from __future__ import annotations

import re
from collections.abc import Iterable

from normalize.detectors.detector import Detector, Needs
from normalize.detectors.marks.rules import BEFORE as SPACED
from normalize.evidence.reading import PROBABLE, Reading
from normalize.model import Applicability, Finding
from normalize.text.pattern import pattern

_MINUTES = frozenset(f"{minute:02}" for minute in range(60))
_HOUR = pattern(r"(?:\A|T)(?:[01]?\d|2[0-4])\Z")
_HANDLE = pattern(r"(?<![\w@])@ (?=\w*[A-Za-z]\w*\b)(\w{3,30})\b(?!@)")
_PERCENT = pattern(r"[ \u00a0\u202f]%(?!\w)")


class SpacedSigns(Detector):
    """Spaces inside times, handles and percentages."""

    rules = (SPACED,)
    needs = Needs(targets=("en",))
    testifies = True

    def wants_separator(self, separator: str) -> bool:
        """Whether a separator may be part of a time, end in the sign of a handle, or begin with one of per cent."""
        return separator == ": " or separator.endswith("@ ") or separator[1:2] == "%"

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        tokens = reading.tokens
        for i in reading.at_separators(self):
            gap, (start, end) = tokens.separators[i], tokens.separator_span(i)
            if gap == ": ":
                if 0 < i < len(tokens.words) and _is_time(tokens.words[i - 1], tokens.words[i]):
                    read_as = f"{tokens.words[i - 1][-2:]}:{tokens.words[i]}"
                    why, more = "a space inside a time", {"reading": read_as}
                    yield from reading.report(start, end, SPACED, why, replacement=":", evidence=more)
                continue
            if i and tokens.words[i - 1][-1].isdecimal() and (match := _PERCENT.match(reading.text, start)):
                why = "a space in front of the per cent sign"
                yield from reading.report(*match.span(), SPACED, why, replacement="%")
            if gap.endswith("@ ") and (match := _HANDLE.match(reading.text, end - 2)):
                yield from _handle(reading, match)


def _is_time(before: str, after: str) -> bool:
    """Whether an hour and its minutes meet at a colon: *13: 08*, *2021-03-05T13: 08*."""
    return after in _MINUTES and _HOUR.search(before[-3:]) is not None


def _handle(reading: Reading, match: re.Match[str]) -> Iterable[Finding]:
    """A spaced handle: it is protected, and this rule alone is about it."""
    name = match[1]
    telling = not name.isalpha() or not (name.islower() or name.istitle())
    if telling or "witter" in reading.text or "nstagram" in reading.text:
        why = "a space inside a handle"
        yield reading.finding(
            *match.span(),
            SPACED,
            why,
            applicability=Applicability.UNSAFE,
            replacement=f"@{name}",
            score=PROBABLE,
        )
