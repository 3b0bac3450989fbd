"""How files are packed, judged by the end of their name: gzip, bzip2, xz and Zstandard.

What is written is the same bytes for the same content and library version: no time, no name.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import Any, BinaryIO, Protocol, cast

from normalize.errors import InputError, installing
from normalize.io.messages import shown
from normalize.io.sizes import check_ratio
from normalize.io.unpacked import Unpacked

_BUFFER_SIZE = 1 << 20
_GZIP_LEVEL = 6
_GZIP_MAGIC = b"\x1f\x8b"
_GZIP_WRAPPER = 31  # zlib's name for "gzip header and trailer"; it writes no name and the time 0


class Packer(Protocol):
    """Packs bytes as they come."""

    def compress(self, data: bytes, /) -> bytes:
        """What is packed by now."""

    def flush(self) -> bytes:
        """The rest."""


@dataclass(frozen=True, slots=True)
class Packing:
    """One way of packing. ``opener`` unpacks a stream, several parts one after the other too; ``packer`` packs;
    ``failures`` are what unpacking damaged bytes raises besides OSError and EOFError.
    """

    opener: Callable[[BinaryIO], BinaryIO]
    packer: Callable[[], Packer]
    failures: Callable[[], tuple[type[Exception], ...]]


def _isal(module: str) -> Any:
    """A module of isal, which reads gzip ten times as fast; None where it is not installed."""
    with suppress(ImportError):
        return import_module(f"isal.{module}")
    return None


def _gzip_opener(stream: BinaryIO) -> BinaryIO:
    if stream.read(len(_GZIP_MAGIC)) not in (_GZIP_MAGIC, b""):
        raise gzip.BadGzipFile("Not a gzipped file")
    stream.seek(0)
    quick = _isal("igzip")
    made = quick.IGzipFile(fileobj=stream, mode="rb") if quick else gzip.GzipFile(fileobj=stream, mode="rb")
    return cast("BinaryIO", made)


def gzip_packer() -> Packer:
    """Packs one member, without a name and a time."""
    return zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, _GZIP_WRAPPER)


def _gzip_failures() -> tuple[type[Exception], ...]:
    quick = _isal("isal_zlib")
    return (zlib.error, quick.error) if quick else (zlib.error,)


def _bzip2_opener(stream: BinaryIO) -> BinaryIO:
    import bz2

    return cast("BinaryIO", Unpacked(stream, bz2.BZ2Decompressor, "bzip2"))


def _bzip2_packer() -> Packer:
    import bz2

    return bz2.BZ2Compressor()


def _xz_opener(stream: BinaryIO) -> BinaryIO:
    import lzma

    return cast("BinaryIO", Unpacked(stream, lzma.LZMADecompressor, "xz", padding=b"\0"))


def _xz_packer() -> Packer:
    import lzma

    return lzma.LZMACompressor()


def _xz_failures() -> tuple[type[Exception], ...]:
    import lzma

    return (lzma.LZMAError,)


def _zstd() -> Any:
    """The library; raises ImportError."""
    with suppress(ImportError):
        return import_module("compression.zstd")  # from Python 3.14 on
    return import_module("backports.zstd")


def _zstd_opener(stream: BinaryIO) -> BinaryIO:
    return cast("BinaryIO", Unpacked(stream, _zstd().ZstdDecompressor, "zstd"))


def _zstd_packer() -> Packer:
    zstd = _zstd()
    checked = {zstd.CompressionParameter.checksum_flag: 1}  # as the command `zstd` does: so damage is seen
    return cast("Packer", zstd.ZstdCompressor(options=checked))


def _zstd_failures() -> tuple[type[Exception], ...]:
    return (_zstd().ZstdError,)


_PACKINGS: Mapping[str, Packing] = {
    ".gz": Packing(_gzip_opener, gzip_packer, _gzip_failures),
    ".bz2": Packing(_bzip2_opener, _bzip2_packer, tuple),
    ".xz": Packing(_xz_opener, _xz_packer, _xz_failures),
    ".zst": Packing(_zstd_opener, _zstd_packer, _zstd_failures),
}
PACKED: tuple[str, ...] = tuple(_PACKINGS)


def packed_suffix(path: PurePath) -> str:
    """The suffix that says how a file is packed, in lower case; empty where it is not.

    >>> packed_suffix(PurePath("a.jsonl.ZST")), packed_suffix(PurePath("a.jsonl"))
    ('.zst', '')
    """
    suffix = path.suffix.lower()
    return suffix if suffix in _PACKINGS else ""


def unpacked_name(path: PurePath) -> PurePath:
    """The name of a file without the end that says how it is packed.

    >>> unpacked_name(PurePath("a/news.jsonl.gz")).name
    'news.jsonl'
    """
    return path.with_name(path.name[: -len(end)]) if (end := packed_suffix(path)) else path


def packing_of(path: PurePath) -> Packing | None:
    """How a file is packed; None where it is not. Raises InputError where what it takes is not installed."""
    suffix = packed_suffix(path)
    if not suffix:
        return None
    packing = _PACKINGS[suffix]
    try:
        packing.failures()
    except ImportError:
        raise InputError(f"{shown(path)}: files that end in .zst need one more package: {installing('zstd')}") from None
    return packing


def unpacking(packing: Packing, stream: BinaryIO) -> BinaryIO:
    """The content of a packed stream. The readers of packed files read lines in Python; what is given does in C.

    Reading raises EOFError where the content is out of all proportion to what was packed.
    """
    return io.BufferedReader(_Weighed(packing.opener(stream), stream), _BUFFER_SIZE)


class _Weighed(io.RawIOBase):
    """The content of a stream, compared to what of the stream was read for it."""

    def __init__(self, content: BinaryIO, stream: BinaryIO) -> None:
        self._content, self._stream, self._size = content, stream, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        count = int(self._content.readinto(buffer))  # type: ignore[attr-defined]
        self._size += count
        check_ratio(self._stream.tell(), self._size)
        return count

    def close(self) -> None:
        if not self.closed:
            self._content.close()
        super().close()
