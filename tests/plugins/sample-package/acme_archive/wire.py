"""The wire format of the archive: lines of a head, an empty line, and the story."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from normalize.io import Piece, Slot, Unit, decode, read_bytes

_BREAK = b"\n\n"


class WireFormat:
    """Reads .wire files; their heads are never changed."""

    suffixes = (".wire",)

    def pieces(self, path: Path, fields: tuple[str, ...]) -> Iterator[Piece]:
        """The head as bytes, the story as a unit."""
        head, found, story = read_bytes(path).partition(_BREAK)
        yield head + found
        if story:
            decoded = decode(story, str(path))
            encoding = decoded.encoding
            yield Slot(story, (Unit(None, decoded.text, encoding.name, "text"),), lambda texts: encoding.encode(*texts))
