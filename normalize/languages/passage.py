"""What a foreign passage is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """Words ``first..last`` (both included) of a text, their language and the evidence in natural logarithms.

    ``runner_up`` is the next best language with its evidence; ``line`` says that the passage is all words of its line,
    ``phrase`` are the languages in which it is a known phrase of web sites.
    """

    first: int
    last: int
    lang: str
    evidence: float
    runner_up: tuple[str, float] | None
    line: bool
    phrase: tuple[str, ...] = ()
