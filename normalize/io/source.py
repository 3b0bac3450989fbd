"""Reading bytes from files, compressed or not; every failure is an InputError that names the file."""

from __future__ import annotations

import codecs
import hashlib
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from normalize.errors import InputError
from normalize.io.binary import HEAD_SIZE, count_controls
from normalize.io.encoding import UTF8, UTF8_SIG, Encoding, decode
from normalize.io.messages import reason, shown
from normalize.io.packing import packing_of, unpacking
from normalize.io.sizes import too_large

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHUNK_SIZE = 1 << 20


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells one state of a file from another, and its permission bits."""

    inode: int
    size: int
    modified_ns: int
    mode: int


@contextmanager
def readable(path: Path, failures: tuple[type[Exception], ...] = ()) -> Iterator[None]:
    """Turn a failure to read into an InputError with path and reason; ``failures`` are more kinds of them."""
    kinds: tuple[type[Exception], ...] = (OSError, EOFError, *failures)
    try:
        yield
    except kinds as error:
        raise InputError(f"{shown(path)}: cannot be read: {reason(error)}") from error


def stamp(path: Path) -> Stamp:
    """Return the present state of a file; raises InputError."""
    with readable(path):
        status = path.stat()
    return Stamp(status.st_ino, status.st_size, status.st_mtime_ns, status.st_mode & 0o7777)


@contextmanager
def binary(path: Path) -> Iterator[BinaryIO]:
    """Open a file for its bytes as they are; raises InputError, while reading too."""
    with readable(path), path.open("rb") as stream:
        yield stream


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file for its content, unpacked where its name says how; raises InputError, while reading too."""
    packing = packing_of(path)
    with readable(path, packing.failures() if packing else ()), ExitStack() as stack:
        stream: BinaryIO = stack.enter_context(path.open("rb"))
        yield stack.enter_context(unpacking(packing, stream)) if packing else stream


def read_bytes(path: Path, largest: int = 0) -> bytes:
    """Return the whole content of a file, unpacked; raises InputError, also above the largest size, if one is given."""
    with opened(path) as stream:
        data = stream.read(largest + 1) if largest else stream.read()
    if largest and len(data) > largest:
        raise InputError(too_large(shown(path), largest))
    return data


def sha256_file(path: Path) -> str:
    """Return the SHA-256 (hex) of a file's bytes on disk; raises InputError."""
    with readable(path), path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def encoding_of(path: Path, largest: int = 0) -> Encoding:
    """Find the encoding of a file in little memory when it is valid UTF-8; any other is read as a whole.

    Raises InputError, also for one that is not UTF-8 and above a size, if one is given; BinaryFile.
    """
    return _plain_utf8(path) or decode(read_bytes(path, largest), shown(path)).encoding


def _plain_utf8(path: Path) -> Encoding | None:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with opened(path) as stream:
        head = stream.read(HEAD_SIZE)
        if count_controls(head):
            return None
        try:
            decoder.decode(head)
            while chunk := stream.read(CHUNK_SIZE):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return None
    return UTF8_SIG if head.startswith(codecs.BOM_UTF8) else UTF8
