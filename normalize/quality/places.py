"""Telling where in a document something stands, for evidence that shows both places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import Any

from normalize.reading import Reading


def place(reading: Reading, start: int, end: int) -> Mapping[str, Any]:
    """A span as evidence: its offsets (code points), its 1-based line, and its text."""
    return {"start": start, "end": end, "line": line(reading, start), "text": reading.text[start:end]}


def line(reading: Reading, offset: int) -> int:
    """The 1-based number of the line at an offset."""
    return max(1, bisect_right(reading.lines, offset, key=lambda segment: segment.start))
