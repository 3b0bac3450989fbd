"""How the bytes of a store are laid out, for what writes it and what reads it.

magic · checksum (4 bytes) · length of the head (8 bytes) · head (JSON) · each table: trie, index, places, values
"""

from __future__ import annotations

from array import array
from typing import Final, NamedTuple

MAGIC: Final = b"normalize store 2\n"
CHECKED: Final = len(MAGIC) + 4  # where the bytes begin that the checksum covers
HEAD: Final = CHECKED + 8
NUMBERS: Final = "I"  # numbers and places are 4 bytes: a file has 4 GB at most
NUMBER: Final = array(NUMBERS).itemsize
_ALIGNED = 8  # bytes


class Layout(NamedTuple):
    """Where a table lies: byte of its beginning behind the head, bytes of the trie, its checksum, keys, values."""

    first: int
    trie: int
    checksum: int
    keys: int
    values: int


def padded(length: int) -> int:
    """A length with what is missing to the next place where a table may begin."""
    return length + -length % _ALIGNED
