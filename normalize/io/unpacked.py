"""The content of a packed stream, all of it: what the libraries' own readers drop at its end is told."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, BinaryIO, Protocol

_PORTION = 1 << 18


class Unpacker(Protocol):
    """What bz2, lzma and zstd have for one stream."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1, /) -> bytes:
        """What comes of more bytes, at most so much of it."""


class Unpacked(io.RawIOBase):
    """Unpacks streams that follow one another. Reading raises what the library does, EOFError for a stream that is cut
    off, and OSError for what follows the last one and is none; ``padding`` may stand there.
    """

    def __init__(self, stream: BinaryIO, start: Callable[[], Unpacker], name: str, *, padding: bytes = b"") -> None:
        self._stream, self._start, self._name, self._padding = stream, start, name, padding
        self._unpacker, self._begun, self._whole = start(), False, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = b""
        while not data:
            given = b""
            if self._unpacker.eof:
                given = self._unpacker.unused_data
                if self._padding:
                    given = given.lstrip(self._padding)
                given = given or self._more()
                if not given:
                    return 0
                self._whole += 1
                self._unpacker, self._begun = self._start(), False
            elif self._unpacker.needs_input:
                given = self._stream.read(_PORTION)
                if not given and not self._begun and not self._whole:
                    return 0  # an empty file
                if not given:
                    raise EOFError("it is cut off before its end")
            data = self._unpack(given, len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def _more(self) -> bytes:
        """What follows the end of a stream, without padding."""
        while (data := self._stream.read(_PORTION)) and self._padding:
            if stripped := data.lstrip(self._padding):
                return stripped
        return data

    def _unpack(self, given: bytes, size: int) -> bytes:
        try:
            data = self._unpacker.decompress(given, size)
        except Exception as error:
            if self._begun or not self._whole:
                raise
            raise OSError(f"what follows its end is no {self._name} data") from error
        self._begun = self._begun or bool(given)
        return data
