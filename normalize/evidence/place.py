"""Telling where in a document something stands, for evidence that shows both places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import Any

from normalize.evidence.reading import Reading

_AROUND = 30  # code points to either side


def place(reading: Reading, start: int, end: int) -> Mapping[str, Any]:
    """A span as evidence: its 1-based line, its text, and a little of what stands around it in that line."""
    number = line(reading, start)
    segment = reading.lines[number - 1]
    around = reading.text[max(segment.start, start - _AROUND) : min(segment.end, end + _AROUND)]
    return {"line": number, "text": reading.text[start:end], "around": around.strip()}


def line(reading: Reading, offset: int) -> int:
    """The 1-based number of the line at an offset."""
    return max(1, bisect_right(reading.lines, offset, key=lambda segment: segment.start))
