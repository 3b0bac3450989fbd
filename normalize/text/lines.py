"""Cutting a text into lines that join to the text again."""

from __future__ import annotations

import re

from normalize.model import Segment

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


def lines(text: str) -> list[Segment]:
    """Lines with their line end (CRLF, CR or LF); the last one may have none.

    >>> [(s.start, s.end) for s in lines("one\\r\\ntwo")]
    [(0, 5), (5, 8)]
    """
    return [Segment(m.start(), m.end()) for m in _LINE.finditer(text) if m.end() > m.start()]
