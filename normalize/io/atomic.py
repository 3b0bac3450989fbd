"""Writing files so that a reader, a crash or a full disk never sees half of one."""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
import tempfile
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from normalize.errors import OutputError
from normalize.io.messages import reason, shown
from normalize.io.packing import Packing
from normalize.io.remote import is_remote, put
from normalize.text.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_BUFFER_SIZE = 1 << 20
_TEMPORARY = pattern(r"\.(?:[0-9a-f]{16}){1,2}\.tmp")
_mark: ContextVar[str] = ContextVar("mark", default="")


@contextmanager
def marking(mark: str) -> Iterator[None]:
    """What is written meanwhile has temporary names that begin so, by which :func:`sweep` knows them."""
    before = _mark.set(mark)
    try:
        yield
    finally:
        _mark.reset(before)


def temporary_name() -> str:
    """A name for a file that is being written, until it has its own."""
    return f".{_mark.get()}{secrets.token_hex(8)}.tmp"


@contextmanager
def _writable(path: Path) -> Iterator[None]:
    """Turn a failure to write into an OutputError with path and reason."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"{shown(path)}: cannot be written: {reason(error)}") from error


class Output:
    """Takes the bytes of a file that is being written, packs them if asked, and knows the SHA-256 of what it wrote."""

    def __init__(self, path: Path, handle: BinaryIO, packing: Packing | None = None) -> None:
        """Write to `handle`; `path` is the name for messages."""
        self._path = path
        self._handle = handle
        self._digest = hashlib.sha256()
        self._packer = packing.packer() if packing else None

    def write(self, data: bytes) -> None:
        """Add bytes, not yet packed; raises OutputError."""
        self._put(self._packer.compress(data) if self._packer else data)

    def finish(self) -> None:
        """Bring everything to the disk; raises OutputError."""
        if self._packer:
            self._put(self._packer.flush())
        with _writable(self._path):
            self._handle.flush()
            os.fsync(self._handle.fileno())

    def _put(self, data: bytes) -> None:
        self._digest.update(data)
        with _writable(self._path):
            self._handle.write(data)

    @property
    def sha256(self) -> str:
        """SHA-256 (hex) of the bytes written so far, as they are on disk."""
        return self._digest.hexdigest()


@contextmanager
def replacing(path: Path, *, mode: int | None = None, packing: Packing | None = None) -> Iterator[Output]:
    """Write a file beside `path` and put it in its place at the end; on any exception `path` stays as it was.

    Folders above are made. `mode` holds permission bits; without it the umask decides. Raises OutputError, also for a
    device or a pipe: putting a file in its place would break it. An object elsewhere has no permission bits.
    """
    if is_remote(path):
        with _uploaded(path, packing) as output:
            yield output
        return
    if path.exists() and not (path.is_symlink() or path.is_file() or path.is_dir()):
        raise OutputError(f"{shown(path)}: cannot be written: it is a device or a pipe")
    temporary = path.parent / temporary_name()
    handle: BinaryIO | None = None
    try:
        with _writable(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            descriptor = os.open(temporary, flags, 0o666 if mode is None else mode & 0o666)
            handle = os.fdopen(descriptor, "wb", _BUFFER_SIZE)
        output = Output(path, handle, packing)
        yield output
        output.finish()
        with _writable(path):
            handle.close()
            if mode is not None:
                temporary.chmod(mode)
            temporary.replace(path)
            _sync_folder(path.parent)
    except BaseException:
        with suppress(OSError):
            if handle is not None:
                handle.close()
        with suppress(OSError):
            temporary.unlink()
        raise


@contextmanager
def _uploaded(path: Path, packing: Packing | None) -> Iterator[Output]:
    """Write a file on this machine and put it under a name elsewhere at the end."""
    with tempfile.TemporaryDirectory(prefix="normalize-") as scratch:
        made = Path(scratch, "object")
        with made.open("wb", _BUFFER_SIZE) as handle:
            output = Output(path, handle, packing)
            yield output
            output.finish()
        with _writable(path):
            put(made, path)


def write_atomic(path: Path, data: bytes, *, mode: int | None = None) -> None:
    """Write a whole file at once: afterwards it holds `data`, or (on an exception) what it held before.

    `mode` holds permission bits; without it the umask decides. Raises OutputError.

    >>> import tempfile
    >>> from pathlib import Path
    >>> target = Path(tempfile.mkdtemp()) / "run" / "manifest.json"
    >>> write_atomic(target, b"{}")
    >>> target.read_bytes()
    b'{}'
    """
    with replacing(path, mode=mode) as output:
        output.write(data)


def mode_of(path: Path) -> int | None:
    """The permission bits of a file, to be given to what replaces it; None where there is none."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return None


def _sync_folder(folder: Path) -> None:
    """Make a new name in a folder survive a power cut; Windows cannot open folders and needs no such thing.

    Where the system refuses, the file stands under its name all the same: to call it not written would be wrong.
    """
    if os.name == "nt":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sweep(folder: Path, mark: str = "") -> None:
    """Remove what processes left below a folder that died in the middle of a file: what has a mark, or, without one,
    whatever has a temporary name."""
    for left in folder.rglob(f".{mark}*.tmp"):
        if _TEMPORARY.fullmatch(left.name) and left.is_file() and not left.is_symlink():
            left.unlink(missing_ok=True)
