"""Marks between words, looked at once: each distinct separator is judged once and remembered.

Most separators of a text are a space, a comma or a full stop. The rules on quotation marks, spacing and stray marks
look at the others only.
"""

from __future__ import annotations

from collections.abc import Iterator

from normalize.evidence.reading import Reading

_REACH = 300


def unusual(reading: Reading) -> list[tuple[int, str]]:
    """The separators that are no plain space or stop, each with the number of the word behind it."""
    return reading.tokens.marked


def gap_span(reading: Reading, i: int) -> tuple[int, int]:
    """Where the separator in front of a word stands."""
    tokens = reading.tokens
    start = tokens.ends[i - 1] if i else 0
    return start, start + len(tokens.separators[i])


def line_of(text: str, at: int) -> tuple[int, int]:
    """The line around an offset, at most 300 code points to either side."""
    start = text.rfind("\n", max(0, at - _REACH), at) + 1
    end = text.find("\n", at, at + _REACH)
    return max(start, at - _REACH), end if end >= 0 else min(len(text), at + _REACH)


def lines_with(text: str, marks: str) -> Iterator[tuple[int, str]]:
    """Each line that holds one of some marks, with its offset."""
    at = 0
    for line in text.splitlines(keepends=True):
        if any(mark in line for mark in marks):
            yield at, line
        at += len(line)
