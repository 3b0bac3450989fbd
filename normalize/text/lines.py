"""Cutting a text into lines that join to the text again."""

from __future__ import annotations

from itertools import accumulate, pairwise

from normalize.model import Segment


def lines(text: str) -> list[Segment]:
    """Lines with their line end; the last one may have none.

    A line ends at CRLF, CR, LF, a form feed, U+0085 and the other line and paragraph separators: the boundaries of
    :meth:`str.splitlines`, after the Unicode Standard, section 5.8 ("Newline Guidelines").

    >>> [(s.start, s.end) for s in lines("one\\r\\ntwo\\x0cthree")]
    [(0, 5), (5, 9), (9, 14)]
    """
    ends = accumulate(map(len, text.splitlines(keepends=True)), initial=0)
    return [Segment(start, end) for start, end in pairwise(ends)]
