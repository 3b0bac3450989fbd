"""Counts in words, so that no message says "1 files"."""

from __future__ import annotations


def counted(count: int, noun: str) -> str:
    """A count and its noun, in the singular or the plural; thousands are parted by commas.

    >>> counted(1, "file"), counted(2000, "word"), counted(0, "entry"), counted(2, "day"), counted(3, "fix")
    ('1 file', '2,000 words', '0 entries', '2 days', '3 fixes')
    """
    if count == 1:
        return f"1 {noun}"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        plural = noun[:-1] + "ies"
    else:
        plural = noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")
    return f"{count:,} {plural}"


def roughly(count: int) -> str:
    """A count in round numbers, so that what is told of a folder stays the same while it grows a little.

    >>> roughly(9), roughly(10), roughly(1234)
    ('9', '10', 'over 1,000')
    """
    unit = 10 ** (len(str(count)) - 1)
    told = count // unit * unit
    return f"{told:,}" if told == count else f"over {told:,}"


def times(count: int) -> str:
    """How often.

    >>> times(1), times(3)
    ('once', '3 times')
    """
    return "once" if count == 1 else f"{count} times"
