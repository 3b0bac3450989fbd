"""What every format turns a file into: bytes to keep, and slots that hold a unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from normalize.io.model import Unit


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of a file that holds one unit.

    `original` are its bytes; `encode` gives the bytes of the same stretch with another text in the unit's place and
    raises UnicodeEncodeError when the file's encoding lacks a character.
    """

    original: bytes
    unit: Unit
    encode: Callable[[str], bytes]


# Joined in order, bytes and `original`s are the content of the file.
Piece: TypeAlias = bytes | Slot
