"""More than one blank beside a dash or between two words of running text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from normalize.detectors.detector import Detector
from normalize.detectors.marks.pieces import BLANKS
from normalize.detectors.marks.prose import is_prose
from normalize.evidence.reading import CERTAIN, PROBABLE, Reading
from normalize.model import Applicability, Category, Finding
from normalize.rules import Rule, declare
from normalize.text.pattern import pattern

DOUBLED = declare(
    Rule(
        "Q271",
        "doubled-blank",
        Category.SPACING,
        "Two blanks beside a dash, or between two words or a comma and a word.",
        "Something fell out there, or a page was cut carelessly; a search for the phrase misses it.",
        "safe beside a dash in running text, unsafe between words; never behind a full stop, where typists put two",
        ("They went to the front  –  it was cold there.", "They went to the front – it was cold there."),
        "It was late.  They left.",
    )
)
_DASH = pattern(f"([{BLANKS}]+)([-–—])([{BLANKS}]+)")
_DASHES = frozenset("-–—")
_WORDS = pattern(f"(,?)[{BLANKS}]{{2,3}}")  # more blanks are a column
_MOST = 4  # a document with more of them in a hundred of its gaps is set so (verse, justified text)


class DoubledBlanks(Detector):
    """Doubled blanks in running text."""

    rules = (DOUBLED,)

    def wants_separator(self, separator: str) -> bool:
        """Whether a separator is two blanks, or a dash with two blanks on a side."""
        dash = _DASH.fullmatch(separator)
        return (dash is not None and len(separator) > len(" - ")) or _WORDS.fullmatch(separator) is not None

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        tokens = reading.tokens
        gaps = tokens.separators
        at = [i for i in reading.at_separators(self) if 0 < i < len(tokens.words)]
        habits = Counter(gaps[i].strip(BLANKS) for i in at)
        tight = Counter(gaps)
        for i in at:
            sign = gaps[i].strip(BLANKS)
            if habits[sign] > _MOST and habits[sign] * 100 > _MOST * _usual(sign, tight):
                continue
            start, end = tokens.separator_span(i)
            line = reading.line_at(start)
            if not is_prose(reading.text[line.start : line.end]):
                continue
            sure = sign in _DASHES
            why = f"more than one blank beside “{sign}”" if sign else "more than one blank between two words"
            yield from reading.report(
                start,
                end,
                DOUBLED,
                why,
                replacement=f" {sign} " if sure else f"{sign} ",
                applicability=Applicability.SAFE if sure else Applicability.UNSAFE,
                score=CERTAIN if sure else PROBABLE,
                evidence={"why": why},
            )


def _usual(sign: str, gaps: Counter[str]) -> int:
    """How often a document writes the same with single blanks."""
    return gaps[f" {sign} "] if sign in _DASHES else gaps[f"{sign} "]
