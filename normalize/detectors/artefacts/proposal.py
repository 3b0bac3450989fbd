"""What the rules on artefacts mostly yield: a repair that is probably right and for a person to accept."""

from __future__ import annotations

from collections.abc import Iterator

from normalize.evidence.reading import Reading
from normalize.model import Applicability, Finding
from normalize.rules import Rule

_SCORE = 0.7


def unsafe(
    reading: Reading,
    start: int,
    end: int,
    rule: Rule,
    replacement: str,
    why: str,
    lang: str | None = None,
    shown: str | None = None,
) -> Iterator[Finding]:
    """One unsafe fix, unless it would change nothing or touch what is protected; ``shown`` is the text as read."""
    if not reading.protected.covers(start, end) and reading.text[start:end] != replacement:
        yield reading.finding(
            start,
            end,
            rule,
            why,
            applicability=Applicability.UNSAFE,
            replacement=replacement,
            lang=lang,
            score=_SCORE,
            evidence={"reading": shown} if shown else None,
        )
