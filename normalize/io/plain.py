"""Text files: the whole file is one unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from normalize.io.encoding import decode
from normalize.io.messages import shown
from normalize.io.model import Unit
from normalize.io.pieces import Piece, Slot
from normalize.io.source import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def plain_pieces(path: Path, markup: str, largest: int = 0) -> Iterator[Piece]:
    """Yield the BOM, if any, and the text of a file; an empty file has no unit.

    Raises InputError, also for one above a size, if one is given; BinaryFile.
    """
    data = read_bytes(path, largest)
    decoded = decode(data, shown(path))
    encoding = decoded.encoding
    if encoding.bom:
        yield encoding.bom
    body = data[len(encoding.bom) :]
    if body:
        yield Slot(body, (Unit(None, decoded.text, encoding.name, markup),), lambda texts: encoding.encode(*texts))
