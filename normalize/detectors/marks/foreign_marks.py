"""Marks of Arabic, Chinese, Japanese and Indian scripts between words of a script that has its own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from normalize.detectors.detector import Detector
from normalize.detectors.marks.pieces import BLANKS
from normalize.evidence.reading import CERTAIN, PROBABLE, Reading
from normalize.model import Applicability, Category, Finding
from normalize.rules import Rule, declare
from normalize.text.pattern import pattern

FOREIGN = declare(
    Rule(
        "Q272",
        "marks-of-another-script",
        Category.PUNCTUATION,
        "A comma, stop or bracket of Arabic, Chinese, Japanese or Hindi beside Latin words: “،”, “。”, “（”, “।”.",
        "No sentence splitter for the target language knows it.",
        "safe between Latin words; unsafe beside digits",
        ("The harbour， they say， is closed。", "The harbour, they say, is closed."),
        "They translated 你好， which means hello.",
    )
)
# Each mark and what stands for it: the compatibility forms of Unicode (NFKC), and the marks of the same meaning.
_SAME = {
    "،": ",", "؛": ";", "؟": "?", "。": ".", "｡": ".", "，": ",", "、": ",", "､": ",", "：": ":", "；": ";", "！": "!",
    "？": "?", "．": ".", "।": ".", "（": "(", "）": ")", "［": "[", "］": "]", "％": "%",
}  # fmt: skip
_LATIN = pattern(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff0-9]")
_OPENING = "([（［"
_TARGETS = (
    "en", "fr", "de", "es", "it", "pt", "ca", "nl", "da", "nb", "sv", "fi", "is", "pl", "cs", "sk", "sl", "hu", "ro",
    "lt", "lv", "tr", "id", "ms", "vi",
)  # fmt: skip
_RUN = pattern(f"[{BLANKS}]*([{''.join(_SAME)}])[{BLANKS}]*")


class ForeignMarks(Detector):
    """Marks of another script."""

    rules = (FOREIGN,)

    def for_target(self, target: str) -> Detector:
        """The detector for a language written in Latin letters; none for others."""
        return self if target in _TARGETS else _NOTHING

    def wants_separator(self, separator: str) -> bool:
        """Whether a separator has such a mark."""
        return not _SAME.keys().isdisjoint(separator)

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        text = reading.text
        for i in reading.at_separators(self):
            start, end = reading.tokens.separator_span(i)
            before, after = text[max(0, start - 1) : start], text[end : end + 1]
            if (before and not _LATIN.match(before)) or (after and not _LATIN.match(after)):
                continue
            for run in _RUN.finditer(text, start, end):
                yield from _reported(reading, run, start, end)


class _Nothing(Detector):
    rules = (FOREIGN,)

    def find(self, reading: Reading) -> Iterable[Finding]:
        return ()


_NOTHING = _Nothing()


def _reported(reading: Reading, run: re.Match[str], start: int, end: int) -> Iterable[Finding]:
    """One mark with its blanks, as the target language writes it."""
    text, put = reading.text, _SAME[run[1]]
    word_before, word_after = run.start() == start and start > 0, run.end() == end and end < len(text)
    figures = word_before and word_after and text[start - 1].isdecimal() and text[end].isdecimal()
    if put in _OPENING:
        replacement = (" " if word_before else "") + put
    elif put == "%":
        replacement = put + (" " if word_after else "")
    else:
        replacement = put + (" " if word_after and not (figures and put in ".:") else "")
    why = f"“{run[1]}” stands for “{put}”"
    yield from reading.report(
        run.start(),
        run.end(),
        FOREIGN,
        why,
        replacement=replacement,
        applicability=Applicability.UNSAFE if figures else Applicability.SAFE,
        score=PROBABLE if figures else CERTAIN,
        evidence={"why": why},
    )
