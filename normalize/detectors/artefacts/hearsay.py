"""The conditional of hearsay (``sarebbe``, ``aurait``, ``estaría``): “would have left” for “reportedly left”.

English uses the same form for the future in the past and for conditions. So it is shown beside a source and without a
condition, in a document from whose other damage a Romance language shines through; and in any document where a number
of victims stands behind it (*they would be more than 180 dead*), or where what is over has a witness (*according to
the police the driver would have fled*).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from normalize.detectors.artefacts.wordlists import words
from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.rules import Rule, declare
from normalize.text.pattern import pattern

HEARSAY = declare(
    Rule(
        "Q220",
        "hearsay-conditional",
        Category.MT_ARTIFACT,
        "“would” for what somebody reports: “according to sources the rebels would have left”.",
        "A reported fact is read as one that did not happen.",
        "display; beside an adverb or rumours alone only in a document with other damage from a Romance language",
        (
            "France Info precised that manifestants left Le Parisien. According to sources the boats would have sunk.",
            "(reported; nothing is changed)",
        ),
        "According to sources the boats would have sunk if they had left.",
    )
)
_WOULD = pattern(r"would (?:already |now |also )?(?:be|have|see|go|meet|arrive|leave|take)\b")
_SOURCE = pattern(
    r"\b(?:according to|among (?:these|them)|rumou?rs|it seems that|witnesses|reports say)\b", re.IGNORECASE
)
_ADVERB = pattern(r"(?:\A|\s)(?:Later|Yesterday|Today|Tonight|Then|Meanwhile|Among)\b")
_CONDITION = pattern(
    r"\b(?:if|unless|whether|provided|otherwise|said|says|promised|told|hoped|thought|wish|could)\b", re.IGNORECASE
)
_ROMANCE = ("fr", "it", "es", "pt")
_WHY = "“would” for what somebody reports, as in Romance languages"
_SCORE = 0.5
_STOPS = ".!?\n"
_REACH = 300  # code points of a sentence looked at to either side


def _any(name: str) -> str:
    """An expression for any word of a list."""
    return "(?:" + "|".join(sorted(words(name))) + ")"


@cache
def _toll() -> re.Pattern[str]:
    """Numbers of victims, which are no condition's: *there would be more than 180 dead*."""
    number = rf"(?:[0-9][0-9.,]*|{_any('numbers')}|(?:dozens|hundreds|thousands)(?: of)?)"
    about = r"(?:(?:more|less|fewer) than |at least |about |around |some |nearly |over )?"
    return re.compile(rf"would (?:already |now )?(?:be|have been) {about}{number} (?:people )?{_any('victims')}\b")


@cache
def _over() -> re.Pattern[str]:
    """A conditional of what is over."""
    participle = rf"(?:[a-z]{{3,}}ed|[a-z]{{2,}}n|{_any('irregular_participle')})"
    return re.compile(rf"would (?:already |also |even )?have (?:been )?{participle}\b")


@cache
def _witness() -> re.Pattern[str]:
    """Who saw or heard of it; a bill or a plan, of which English speaks so, has no witness."""
    return re.compile(r"\b[Aa]ccording to (?=\w)")


@cache
def _planned() -> re.Pattern[str]:
    """What makes a conditional a condition's, or a plan's."""
    return re.compile(rf"\b{_any('condition')}\b", re.IGNORECASE)


class Hearsay(Detector):
    """The conditional of hearsay, beside what only hearsay has."""

    rules = (HEARSAY,)
    needs = Needs(targets=("en",))
    testifies = True
    forms = frozenset(["would"])

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        for i in reading.at(self):
            start = reading.tokens.starts[i]
            match = _toll().match(reading.text, start) or _over().match(reading.text, start)
            if match and _is_told(_sentence(reading.text, *match.span())):
                told = {"languages": list(_ROMANCE)}
                yield from reading.report(*match.span(), HEARSAY, _WHY, score=_SCORE, evidence=told)


class WokenHearsay(Detector):
    """The conditional of hearsay, beside what may be a condition's, too."""

    rules = (HEARSAY,)
    needs = Needs(targets=("en",), sources=_ROMANCE)
    forms = frozenset(["would"])

    def may_find(self, reading: Reading) -> bool:
        """Whether any conditional stands beside one who reports it."""
        return any(True for _ in self._reported(reading))

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document, given a Romance source language."""
        source = reading.source
        if source is None:
            return
        for start, end in self._reported(reading):
            told = {"source_language_from": list(source.words)}
            yield from reading.report(start, end, HEARSAY, _WHY, lang=source.lang, score=_SCORE, evidence=told)

    def _reported(self, reading: Reading) -> Iterator[tuple[int, int]]:
        """The conditionals beside one who reports."""
        for i in reading.at(self):
            match = _WOULD.match(reading.text, reading.tokens.starts[i])
            sentence = _sentence(reading.text, *match.span()) if match else ""
            if match and _reports(sentence) and not _is_told(sentence):
                yield match.span()


def _is_told(sentence: str) -> bool:
    """Whether a sentence tells a number of victims, or what is over by a witness, and no condition or plan."""
    toll = _toll().search(sentence) is not None
    over = _over().search(sentence) is not None and _witness().search(sentence) is not None
    return (toll or over) and _planned().search(sentence) is None


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a span."""
    begin = max(text.rfind(stop, max(0, start - _REACH), start) for stop in _STOPS) + 1
    ends = [at for stop in _STOPS if (at := text.find(stop, end, end + _REACH)) >= 0]
    return text[begin : min(ends, default=end + _REACH)]


def _reports(sentence: str) -> bool:
    """Whether a sentence names a source and no condition."""
    named = _SOURCE.search(sentence) or _ADVERB.search(sentence)
    return named is not None and _CONDITION.search(sentence) is None
