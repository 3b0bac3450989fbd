"""The conditional of hearsay (``sarebbe``, ``aurait``, ``estaría``): “would have left” for “reportedly left”.

English uses the same form for the future in the past and for conditions. So it is shown only in a document from whose
other damage a Romance language shines through, beside a source, and without a condition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.rules import Rule, declare

HEARSAY = declare(
    Rule(
        "Q220",
        "hearsay-conditional",
        Category.MT_ARTIFACT,
        "“would” for what somebody reports: “according to sources the rebels would have left”.",
        "A reported fact is read as one that did not happen.",
        "display, in a document with other damage from a Romance language",
        (
            "France Info precised that manifestants left Le Parisien. According to sources the boats would have sunk.",
            "(reported; nothing is changed)",
        ),
        "According to sources the boats would have sunk if they had left.",
    )
)
_WOULD = re.compile(r"would (?:already |now |also )?(?:be|have|see|go|meet|arrive|leave|take)\b")
_SOURCE = re.compile(
    r"\b(?:according to|among (?:these|them)|sources|rumou?rs|it seems|reports|witnesses|media)\b", re.IGNORECASE
)
_ADVERB = re.compile(r"(?:\A|\s)(?:Later|Yesterday|Today|Tonight|Then|Meanwhile|Among)\b")
_CONDITION = re.compile(
    r"\b(?:if|unless|whether|provided|otherwise|said|says|promised|told|hoped|thought|wish|could)\b", re.IGNORECASE
)
_ROMANCE = ("fr", "it", "es", "pt")
_STOPS = ".!?\n"
_REACH = 300  # code points of a sentence looked at to either side


class Hearsay(Detector):
    """The conditional of hearsay."""

    rules = (HEARSAY,)
    needs = Needs(targets=("en",), sources=_ROMANCE)
    forms = frozenset(["would"])

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document, given a Romance source language."""
        source = reading.source
        for i in reading.at(self) if source is not None else ():
            match = _WOULD.match(reading.text, reading.tokens.starts[i])
            if match and source and _reports(_sentence(reading.text, *match.span())):
                why = "“would” for what somebody reports, as in Romance languages"
                told = {"source_language_from": list(source.words)}
                yield from reading.report(*match.span(), HEARSAY, why, lang=source.lang, score=0.5, evidence=told)


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a span."""
    begin = max(text.rfind(stop, max(0, start - _REACH), start) for stop in _STOPS) + 1
    ends = [at for stop in _STOPS if (at := text.find(stop, end, end + _REACH)) >= 0]
    return text[begin : min(ends, default=end + _REACH)]


def _reports(sentence: str) -> bool:
    """Whether a sentence names a source and no condition."""
    named = _SOURCE.search(sentence) or _ADVERB.search(sentence)
    return named is not None and _CONDITION.search(sentence) is None
