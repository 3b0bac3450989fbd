"""The conditional of hearsay (``sarebbe``, ``aurait``, ``estaría``): “would have left” for “reportedly left”.

English uses the same form for the future in the past and for conditions. So it is shown only in a document from whose
other damage a Romance language shines through, beside a source, and without a condition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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
            "They precised that the manifestants left. According to sources the boats would have sunk.",
            "(reported; nothing is changed)",
        ),
        "According to sources the boats would have sunk if they had left.",
    )
)
_WOULD = re.compile(r"\bwould (?:already |now |also )?(?:be|have|see|go|meet|arrive|leave|take)\b")
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
    everywhere = True

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        return find_hearsay(reading)


def find_hearsay(reading: Reading) -> Iterator[Finding]:
    """Findings on the conditional of hearsay, given a Romance source language."""
    text, source = reading.text, reading.source
    if source is None or "would" not in text:
        return
    for match in _WOULD.finditer(text):
        start = (
            max((text.rfind(stop, max(0, match.start() - _REACH), match.start()) for stop in _STOPS), default=-1) + 1
        )
        ends = [at for stop in _STOPS if (at := text.find(stop, match.end(), match.end() + _REACH)) >= 0]
        sentence = text[start : min(ends, default=match.end() + _REACH)]
        if _CONDITION.search(sentence) or not (_SOURCE.search(sentence) or _ADVERB.search(sentence)):
            continue
        if not reading.protected.covers(*match.span()):
            yield reading.finding(
                *match.span(),
                HEARSAY,
                "“would” for what somebody reports, as in Romance languages",
                lang=source.lang,
                score=0.5,
                evidence={"source_language_from": list(source.words)},
            )
