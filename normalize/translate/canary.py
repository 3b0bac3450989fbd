"""Whether a model works at all: a few sentences whose translation any working model gets right in one word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from normalize.storage.datafiles import load

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_ENOUGH = 2 / 3  # of the sentences
_LONGEST = 4  # times the length of the source, plus _SLACK characters: more is a loop
_SLACK = 40


@dataclass(frozen=True)
class Verdict:
    """What the canary said: `passed` is None where a language has no sentences; `why` is in words."""

    passed: bool | None
    why: str


def canary(source: str, target: str, translate: Callable[[Sequence[str]], list[str]]) -> Verdict:
    """Try a model of a language pair.

    >>> canary("es", "en", lambda texts: ["Read in Spanish", "The government announces", "The police rejects"]).passed
    True
    >>> canary("es", "en", lambda texts: ["the the the", "Leer", ""]).passed
    False
    """
    rows = [(row[source][0], row[target][1]) for row in _rows() if source in row and target in row]
    if not rows:
        return Verdict(None, f"no sentences to try {source} → {target} with")
    outputs = translate([text for text, _ in rows])
    wrong = [
        f"{text!r} gave {output[:60]!r}"
        for (text, word), output in zip(rows, outputs, strict=True)
        if word not in output.casefold() or len(output) > _LONGEST * len(text) + _SLACK
    ]
    if len(wrong) > (1 - _ENOUGH) * len(rows) + 1e-9:
        return Verdict(False, f"{len(wrong)} of {len(rows)} plain sentences come out wrong: " + "; ".join(wrong))
    return Verdict(True, f"{len(rows) - len(wrong)} of {len(rows)} plain sentences come out right")


@cache
def _rows() -> list[dict[str, tuple[str, str]]]:
    data = load("normalize.translate", "canary.yaml")
    return [{lang: (text, word) for lang, (text, word) in row.items()} for row in data]
