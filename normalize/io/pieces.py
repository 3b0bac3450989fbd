"""What every format turns a file into: bytes to keep, slots that hold texts, records that cannot be read, notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from normalize.io.model import Unit


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of a file that holds the texts of one document: a whole text file, or the fields of one record.

    `original` are its bytes; `encode` gives the bytes of the same stretch with other texts in the places of the units,
    one each and in their order, and raises UnicodeEncodeError when the file's encoding lacks a character.
    """

    original: bytes
    units: tuple[Unit, ...]
    encode: Callable[[Sequence[str]], bytes]


@dataclass(frozen=True, slots=True)
class Unread:
    """A stretch of a file that cannot be read as a record: its bytes, which stay, and what is wrong, on one line."""

    original: bytes
    problem: str


@dataclass(frozen=True, slots=True)
class Note:
    """What there is to know of a file whose bytes all stay: records that are of a kind that is not worked on."""

    text: str
    original: bytes = b""


# Joined in order, bytes and `original`s are the content of the file.
Piece: TypeAlias = bytes | Slot | Unread | Note
