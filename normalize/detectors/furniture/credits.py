"""Agencies that sign: as a whole line (``With AFP``), or behind the last sentence of one (``… the harbour. (EFE)``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from normalize.detectors.furniture.phrases import data
from normalize.text.lines import BREAKS, LINE_END
from normalize.text.pattern import pattern

_LONGEST = 80
_GAP = 3  # code points between a sentence and the bracket, its last sign included
_SENTENCE_ENDS = tuple('.!?…”"’»')
_DAY = r"(?:[^\W\d_]{3,9}\.? \d{1,2},? \d{4}|\d{1,2} [^\W\d_]{3,9}\.?,? \d{4})"
_HANDLE = pattern(rf"\(@ ?\w{{2,20}}\),? {_DAY}{LINE_END}")
_NAME = pattern(rf"(?:pic\.twitter\.com/\w{{4,20}} ?)?[—–-] ?[^{BREAKS}()—–]{{1,60}}\Z")
_REACH = 100  # code points looked at before a handle


@cache
def _signatures() -> tuple[re.Pattern[str], re.Pattern[str]]:
    listed = data("agencies.yaml")
    agency = "|".join(re.escape(name) for name in sorted(listed["agencies"], key=len, reverse=True))
    lead = "|".join(re.escape(word) for word in sorted(listed["lead"], key=len, reverse=True))
    joint = r"(?: ?[,/&|+-] ?| (?:and|et|e|y|und|и|ve|و) )"
    paper = r"(?:[^\W\d_a-z][\w.’'-]{1,20} (?:[\w.’'-]{1,20} ){0,2}(?=(?:with|avec|con|com|mit) ))?"
    line = rf"[(\[—–-]? ?{paper}(?:(?i:{lead}) ?:? ?)?(?:{agency})(?:{joint}(?:{agency})){{0,4}}\.? ?[)\]]?\.?"
    tail = rf"\((?:{agency})(?:{joint}(?:{agency})){{0,3}}\){LINE_END}"
    return re.compile(line), re.compile(tail)


def signs(line: str) -> bool:
    """Whether a trimmed line is an agency's signature and nothing else.

    >>> [signs(line) for line in ("With AFP", "The Harbour Post with AFP", "(Reuters)", "AFP reported the storm")]
    [True, True, True, False]
    """
    return len(line) <= _LONGEST and _signatures()[0].fullmatch(line) is not None


def credit_tails(text: str) -> Iterator[tuple[int, int]]:
    """Agencies in brackets behind the last sentence of a line."""
    if "(" in text:
        for match in _signatures()[1].finditer(text):
            if text[max(0, match.start() - _GAP) : match.start()].rstrip(" \u00a0")[-1:] in _SENTENCE_ENDS:
                yield match.span()


def tweet_tails(text: str) -> Iterator[tuple[int, int]]:
    """Author, handle and date of embedded tweets at the end of a line, with the media link in front of them.

    >>> text = "A calm sea. — Harbour Watch (@harbourwatch) May 4, 2021"
    >>> [text[start:end] for start, end in tweet_tails(text)]
    ['— Harbour Watch (@harbourwatch) May 4, 2021']
    """
    if "(@" in text:
        for match in _HANDLE.finditer(text):
            start = max(0, match.start() - _REACH)
            name = _NAME.search(text, start, match.start())
            if name is not None:
                yield name.start(), match.end()
