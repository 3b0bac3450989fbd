"""Quotation marks and brackets that open in a paragraph and close nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from normalize.detectors.detector import Detector
from normalize.detectors.marks.habits import PAIRED, habits_of
from normalize.detectors.marks.prose import is_prose
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.rules import Rule, declare

OPEN = declare(
    Rule(
        "Q274",
        "open-pair",
        Category.PUNCTUATION,
        "A quotation mark or bracket that opens in a paragraph and closes neither there nor, for a quotation that goes "
        "on, in the next ones.",
        "Tools that extract quotations take the rest of the page for one.",
        "display",
        ("He called it “a small step and left the room.", "(reported; nothing is changed)"),
        "“It began at dawn.",
    )
)
_SHOWN = 0.6


class OpenPairs(Detector):
    """Pairs of which one half is missing."""

    rules = (OPEN,)

    def __init__(self, target: str = "en") -> None:
        self.target = target
        habits = habits_of(target)
        pairs = zip(habits.opening, habits.closing, strict=False) if habits else ()
        self.pairs = {**PAIRED, **dict(pairs)} if habits else {}

    def for_target(self, target: str) -> Detector:
        """The detector for a target language."""
        return self if target == self.target else OpenPairs(target)

    def wants_separator(self, separator: str) -> bool:
        """Whether a separator has a mark that opens, with no closing one behind it."""
        return any(separator.rfind(sign) > separator.rfind(other) for sign, other in self.pairs.items())

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        for sign, other in self.pairs.items():
            if reading.text.count(sign) > reading.text.count(other):
                yield from self._open(reading, sign, other)

    def _open(self, reading: Reading, sign: str, other: str) -> Iterator[Finding]:
        """The last mark of a line that is neither closed in it nor behind it, before the next one opens."""
        text = reading.text
        for line in reading.lines:
            at = text.rfind(sign, line.start, line.end)
            if at < 0 or not text[at + 1 : at + 2].isalnum() or text.find(other, at, line.end) >= 0:
                continue
            following = text.find(sign, line.end)
            closed = text.find(other, line.end, following if following >= 0 else len(text)) >= 0
            goes_on = following >= 0 and not text[line.end : following].strip()
            if not closed and not goes_on and is_prose(text[line.start : line.end]):
                yield from reading.report(at, at + 1, OPEN, f"“{sign}” is closed nowhere", score=_SHOWN)
