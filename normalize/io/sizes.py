"""Sizes as people write them, and the limits that keep a file from taking all memory."""

from __future__ import annotations

import re

from normalize.errors import ConfigError
from normalize.text.pattern import pattern

_SIZE = pattern(r"\s*(\d{1,15})\s*([kmgt]?)i?b?\s*", re.IGNORECASE)
_UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12}

# News text packs at about 3 to 1. What is made to fill a disk reaches what the method allows: 1,032 to 1 with deflate
# (zlib's technical notes), and far more with the others.
MOST_UNPACKED = 200
FREE_UNPACKED = 1 << 26  # bytes that may come of anything: so much harms nobody


def size_of(text: str) -> int:
    """The bytes that a size stands for; 0 is no limit. Raises ConfigError.

    >>> size_of("100 MB"), size_of("2g"), size_of("0")
    (100000000, 2000000000, 0)
    """
    match = _SIZE.fullmatch(text)
    if match is None:
        raise ConfigError(f"{text!r} is no size; write it as 100MB, 2GB or 0 for no limit")
    return int(match[1]) * _UNITS[match[2].lower()]


def too_large(name: str, largest: int) -> str:
    """What is said of a document above the limit."""
    return f"{name}: larger than {shown_size(largest)}, so it is left alone; --max-size sets the limit"


def shown_size(size: int) -> str:
    """A size for people.

    >>> shown_size(100_000_000), shown_size(1234)
    ('100 MB', '1,234 bytes')
    """
    for unit, letter in ((10**9, "GB"), (10**6, "MB"), (10**3, "kB")):
        if size >= unit and size % unit == 0:
            return f"{size // unit:,} {letter}"
    return f"{size:,} bytes"


def check_ratio(packed: int, unpacked: int) -> None:
    """Raise EOFError, as for other damage, where so much came of so few bytes that somebody means harm."""
    if unpacked > FREE_UNPACKED and unpacked > packed * MOST_UNPACKED:
        problem = f"{packed:,} bytes of it unpack to more than {MOST_UNPACKED} times as many"
        raise EOFError(f"{problem}; if that is meant, unpack it first")
