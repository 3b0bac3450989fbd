"""Cutting a text into lines that join to the text again: the one notion of a line.

A line ends at CRLF, CR, LF, a vertical tab, a form feed, U+0085 and the other line and paragraph separators: the
boundaries of :meth:`str.splitlines`, after the Unicode Standard, section 5.8 ("Newline Guidelines").
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate, pairwise

from normalize.model import Segment
from normalize.storage import memos
from normalize.text.pattern import pattern

BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"  # each ends a line; in the brackets of an expression as they are
_BREAK = pattern(f"[{BREAKS}]")
LINE_END = rf"(?=\s*(?:[{BREAKS}]|\Z))"  # an expression: nothing but white space up to the end of the line


def lines(text: str) -> list[Segment]:
    """Lines with their line end; the last one may have none.

    >>> [(s.start, s.end) for s in lines("one\\r\\ntwo\\x0cthree")]
    [(0, 5), (5, 9), (9, 14)]
    """
    ends = accumulate(map(len, text.splitlines(keepends=True)), initial=0)
    return [Segment(start, end) for start, end in pairwise(ends)]


@lru_cache(maxsize=memos.SEPARATORS)
def breaks_line(separator: str) -> bool:
    """Whether a line ends between two words.

    >>> [breaks_line(s) for s in (" ", ".\\r", "\\x0c", "\\u2028")]
    [False, True, True, True]
    """
    return _BREAK.search(separator) is not None


def around(text: str, start: int, end: int, reach: int) -> tuple[int, int]:
    """The whole lines of a span without their last line end, at most ``reach`` code points to either side.

    >>> around("one\\rtwo three\\u2028four", 8, 13, 100)
    (4, 13)
    """
    floor, stop = max(0, start - reach), min(len(text), end + reach)
    first = max(text.rfind(mark, floor, start) for mark in BREAKS) + 1
    found = _BREAK.search(text, end, stop)
    return max(first, floor), found.start() if found else stop


def column(text: str, at: int) -> int:
    """The 1-based column of an offset in its line.

    >>> column("one\\rtwo", 0), column("one\\rtwo", 5)
    (1, 2)
    """
    return at - max(text.rfind(mark, 0, at) for mark in BREAKS)


def trimmed(text: str) -> set[str]:
    """The distinct lines without white space around them; no empty one.

    >>> sorted(trimmed("two\\u2028 one \\x85\\rtwo"))
    ['one', 'two']
    """
    found = set(map(str.strip, text.splitlines()))
    found.discard("")
    return found


def first_line(text: str) -> str:
    """What stands in front of the first line end.

    >>> first_line("one\\x85two"), first_line("\\n")
    ('one', '')
    """
    return text.splitlines()[0] if text else ""


def last_line(text: str) -> str:
    """What stands behind the last line end.

    >>> last_line("one\\x0ctwo"), last_line("one\\r")
    ('two', '')
    """
    return f"{text}.".splitlines()[-1][:-1]
