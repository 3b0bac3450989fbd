"""Files that are elsewhere: ``s3://bucket/folder``, ``gs://…``, and whatever else fsspec reaches.

A :class:`RemotePath` takes the place of a path wherever files are found, read or written, and of no other: what asks
the system for a file by such a path is refused. Objects are read as they come. One that is written is made on this
machine first and put under its name when it is complete, so that nobody ever reads half of it. Needs fsspec.
"""

from __future__ import annotations

import errno
import io
import os
import re
import stat
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path, PosixPath
from types import SimpleNamespace
from typing import Any, Never, cast

from normalize.errors import InputError, installing
from normalize.text.pattern import pattern

_URL = pattern(r"([a-z][a-z0-9+.-]+):/+(.*)", re.DOTALL)
_LOCAL = ("file", "local")
_MODES = {"file": stat.S_IFREG | 0o644, "directory": stat.S_IFDIR | 0o755}
_BUCKETED = frozenset(["s3", "s3a", "gs", "gcs"])
_PORTION = 1 << 20
_ASIDE = 64  # code points of a folder's name on this machine

# What libraries under fsspec raise that is no OSError, by the names of classes: importing them would load all of them.
_REASONS = {
    "NoCredentialsError": "no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE",
    "PartialCredentialsError": "half of the credentials is missing: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    "ProfileNotFound": "the profile that AWS_PROFILE names is not there",
    "EndpointConnectionError": "the server cannot be reached",
    "ConnectTimeoutError": "the server does not answer",
    "ReadTimeoutError": "the server stopped answering",
    "ClientConnectorError": "the server cannot be reached",
    "InvalidBucketName": "the bucket's name is none",
}


class RemotePath(PosixPath):
    """The place of an object or of a folder of objects.

    >>> path = RemotePath("s3://news/2021/a.txt")
    >>> str(path), path.name, str(path.parent / "b.txt")
    ('s3://news/2021/a.txt', 'a.txt', 's3://news/2021/b.txt')
    """

    __slots__ = ()

    def __str__(self) -> str:
        scheme, _, rest = super().__str__().partition(":/")
        return f"{scheme}://{rest}"

    def __fspath__(self) -> Never:
        raise InputError(f"{self}: this can be done only with files of this machine")

    def resolve(self, strict: bool = False) -> RemotePath:
        """Itself: there are no links."""
        return self

    def absolute(self) -> RemotePath:
        """Itself: there is no working folder."""
        return self

    def is_symlink(self) -> bool:
        return False

    def exists(self, *, follow_symlinks: bool = True) -> bool:
        return self._mode() is not None

    def is_file(self, *, follow_symlinks: bool = True) -> bool:
        return stat.S_ISREG(self._mode() or 0)

    def is_dir(self, *, follow_symlinks: bool = True) -> bool:
        return stat.S_ISDIR(self._mode() or 0)

    def _mode(self) -> int | None:
        try:
            return self.stat().st_mode
        except FileNotFoundError:
            return None

    def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
        """Size, time and kind; the number is another for other content, where the server tells."""
        with _asked():
            system = _system(self)
            told = system.info(system._strip_protocol(str(self)))
        mark = str(told.get("ETag") or told.get("etag") or told.get("md5Hash") or told.get("created") or "")
        when = told.get("LastModified") or told.get("mtime") or told.get("updated") or 0
        seconds = when.timestamp() if hasattr(when, "timestamp") else when if isinstance(when, int | float) else 0
        known = SimpleNamespace(
            st_mode=_MODES["directory" if told["type"] == "directory" else "file"],
            st_ino=int.from_bytes(sha256(mark.encode()).digest()[:6]),
            st_size=int(told.get("size") or 0),
            st_mtime_ns=int(seconds * 10**9),
            st_mtime=seconds,
            st_ctime_ns=int(seconds * 10**9),
            st_ctime=seconds,
            st_dev=0,
            st_nlink=1,
            st_uid=os.getuid(),
            st_gid=os.getgid(),
        )
        return cast("os.stat_result", known)

    def iterdir(self) -> Generator[RemotePath]:
        """What lies in a folder."""
        return (self / name.removesuffix("/") for name in names(self))

    def open(self, mode: str = "r", *more: Any, **named: Any) -> Any:
        """Open an object to read its bytes."""
        if mode != "rb":
            raise InputError(f"{self}: an object is written as a whole, and read as bytes")
        with _asked():
            return io.BufferedReader(_Reader(_system(self).open(str(self), "rb")), _PORTION)

    def read_bytes(self) -> bytes:
        """All bytes of an object."""
        with self.open("rb") as stream:
            return bytes(stream.read())


class _Reader(io.RawIOBase):
    """The bytes of an object; whatever goes wrong while they come is an OSError."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return int(self._stream.seek(offset, whence))

    def tell(self) -> int:
        return int(self._stream.tell())

    def readinto(self, buffer: Any) -> int:
        with _asked():
            data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()


def located(path: Path) -> Path:
    """A path as it was meant: one with a scheme is remote, `file://` is of this machine; raises InputError.

    >>> located(Path("s3:/news/a.txt"))
    RemotePath('s3://news/a.txt')
    >>> located(Path("file:///srv/a.txt")), located(Path("news/a.txt"))
    (PosixPath('/srv/a.txt'), PosixPath('news/a.txt'))
    """
    if isinstance(path, RemotePath):
        return path
    match = _URL.fullmatch(str(path))
    if match is None or path.exists():
        return path
    if match[1] in _LOCAL:
        return Path("/", match[2])
    return RemotePath(f"{match[1]}://{match[2]}")


def is_remote(path: Path) -> bool:
    """Whether a path leads elsewhere."""
    return isinstance(path, RemotePath)


def real(path: Path) -> str:
    """The name of a file or folder without links."""
    return str(path) if is_remote(path) else os.path.realpath(path)


def names(folder: Path) -> list[str]:
    """The names in a folder elsewhere, those of folders with a slash behind them, in the order of whole paths."""
    with _asked():
        system = _system(folder)
        inside = system._strip_protocol(str(folder)).rstrip("/")
        listed = system.ls(inside, detail=True)
    found = set()
    for entry in listed:
        name = entry["name"].rstrip("/").removeprefix(inside).strip("/")
        if name and "/" not in name:  # an object of the folder's own name stands for it, as some programs make one
            found.add(name + ("/" if entry["type"] == "directory" else ""))
    return sorted(found)


def put(source: Path, target: Path) -> None:
    """Put a file under a name elsewhere: what was there stays until all of it is."""
    with _asked():
        system = _system(target)
        system.put_file(str(source), system._strip_protocol(str(target)))


def check_bucket(output: Path) -> None:
    """Raise InputError where something is to be written to a bucket that is not there, before any work is done."""
    scheme, _, rest = str(output).partition("://")
    if not is_remote(output) or scheme not in _BUCKETED:
        return
    bucket = rest.partition("/")[0]
    try:
        with _asked():
            _system(output).info(bucket)
    except FileNotFoundError as error:
        raise InputError(f"{output}: there is no bucket {bucket!r}; make it first") from error
    except PermissionError:  # who may write need not be allowed to look
        return
    except OSError as error:
        raise InputError(f"{output}: {error.strerror}") from error


def desk(output: Path) -> Path:
    """The folder on this machine, below the working folder, for the journal of a run that writes elsewhere.

    >>> desk(RemotePath("s3://news/clean/2021"))
    PosixPath('s3-news-clean-2021')
    """
    return Path(re.sub(r"[^\w.]+", "-", str(output)).strip("-")[:_ASIDE])


def _system(path: Path) -> Any:
    """What reaches a path. Its lists are not kept: what others write is seen."""
    try:
        import fsspec
    except ImportError:
        raise InputError(f"{path}: files elsewhere need more packages: {installing('remote')}") from None
    scheme = str(path).partition(":")[0]
    try:
        return fsspec.filesystem(scheme, use_listings_cache=False)
    except ImportError as error:
        wanted = installing("remote") if scheme in ("s3", "s3a") else " ".join(str(error).split())
        raise InputError(f"{path}: {scheme}:// needs one more package: {wanted}") from None
    except ValueError:
        raise InputError(f"{path}: {scheme}:// is not known") from None


@contextmanager
def _asked() -> Iterator[None]:
    """Turn what a library raises into an OSError with a reason; a NormalizeError passes."""
    try:
        yield
    except (OSError, InputError) as error:
        if isinstance(error, OSError) and not error.strerror:
            raise _as_os_error(error) from error
        raise
    except Exception as error:
        raise _as_os_error(error) from error


def _as_os_error(error: Exception) -> OSError:
    if isinstance(error, PermissionError):
        return PermissionError(errno.EACCES, "access is denied")
    if isinstance(error, FileNotFoundError):
        return FileNotFoundError(errno.ENOENT, "No such bucket, folder or object")
    text = " ".join(str(error).split()) or type(error).__name__
    return OSError(errno.EIO, _REASONS.get(type(error).__name__, text))
