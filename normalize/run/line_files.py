"""The files of a journal that grow with the corpus: lines of JSON, plain as long as they are few, then gzipped.

A short file can be read by eye as it is; a long one takes an eighth of that as ``NAME.gz``, which ``zcat`` reads.
Packed is with gzip, not Zstandard: equal runs have equal journals, and Zstandard is not installed everywhere. The
packed file is a row of gzip members, each of some lines: one that is damaged costs no other, a single one can be read
by itself, and where a run was killed everything is read up to the last line that was written.
"""

from __future__ import annotations

import os
import stat
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from normalize.errors import OutputError

if TYPE_CHECKING:
    from zlib import _Compress

PLAIN = 1 << 16  # bytes up to which a file stays plain: some hundred findings
_MEMBER = 1 << 18  # bytes of lines of a member: more is not packed better
_LEVEL = 6
_GZIP = 31  # zlib's name for "gzip header and trailer"; it writes no name and the time 0
_MAGIC = b"\x1f\x8b\x08"
_READ = 1 << 16


def packed(path: Path) -> Path:
    """What a file is called when it is packed."""
    return path.with_name(path.name + ".gz")


class Place(NamedTuple):
    """Where a line is: the offset of its member (0 in a plain file), and in what is in there."""

    member: int
    start: int
    end: int


class LineWriter:
    """Adds lines at the end of a file. Raises OSError."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pack: _Compress | None = None
        self._held = 0  # bytes of lines in the member that is being written
        self._is_packed = packed(path).exists()
        if self._is_packed:
            path.unlink(missing_ok=True)  # it was packed, and a crash came before it was removed
        self._stream: BinaryIO = (packed(path) if self._is_packed else path).open("ab")

    def write(self, lines: bytes) -> None:
        """Add whole lines; they survive when this process is killed."""
        if not lines:
            return
        if not self._is_packed and self._stream.tell() + len(lines) > PLAIN:
            self._change()
        self._stream.write(self._packed(lines, zlib.Z_SYNC_FLUSH) if self._is_packed else lines)
        self._stream.flush()

    def mark(self) -> tuple[bool, int]:
        """A place to go back to."""
        self._end_member()
        return self._is_packed, self._stream.tell()

    def take_back(self, mark: tuple[bool, int]) -> None:
        """Forget what was added since a mark."""
        was_packed, size = mark
        self._end_member()
        if was_packed == self._is_packed:
            self._stream.truncate(size)
            return
        self.close()  # it was plain then, so it is short
        with packed(self._path).open("rb") as stream:
            kept = next(_unpacked(stream)).lines
        self._path.write_bytes(kept[:size])
        packed(self._path).unlink()
        self._is_packed, self._stream = False, self._path.open("ab")

    def close(self) -> None:
        """Finish the file."""
        self._end_member()
        self._stream.close()

    def _change(self) -> None:
        """Go on with a packed file. What is there is one member of it."""
        self._stream.close()
        there, new = self._path.read_bytes(), packed(self._path)
        self._is_packed = True
        data = self._packed(there, zlib.Z_FINISH)
        self._pack, self._held = None, 0
        temporary = new.with_name(f".{new.name}.new")
        temporary.write_bytes(data)
        temporary.replace(new)
        self._path.unlink()
        self._stream = new.open("ab")

    def _packed(self, lines: bytes, flush: int) -> bytes:
        pack = self._pack = self._pack or zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
        self._held += len(lines)
        is_full = self._held >= _MEMBER
        data = pack.compress(lines) + pack.flush(zlib.Z_FINISH if is_full else flush)
        if is_full:
            self._pack, self._held = None, 0
        return data

    def _end_member(self) -> None:
        if self._pack is not None:
            self._stream.write(self._pack.flush(zlib.Z_FINISH))
            self._pack, self._held = None, 0
        self._stream.flush()


def rewritten(path: Path, lines: Iterable[bytes]) -> None:
    """Write a file anew: it holds the old lines or the new ones, whatever happens. Raises OutputError."""
    new = path.with_name(f".{path.name}.new")
    try:
        for left in (new, packed(new)):
            left.unlink(missing_ok=True)
        writer = LineWriter(new)
        try:
            some: list[bytes] = []
            size = 0
            for line in lines:
                some.append(line)
                size += len(line)
                if size >= _READ:
                    writer.write(b"".join(some))
                    some, size = [], 0
            writer.write(b"".join(some))
        finally:
            writer.close()
        if packed(new).exists():
            packed(new).replace(packed(path))
            path.unlink(missing_ok=True)
        else:
            new.replace(path)
            packed(path).unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error


class _Member(NamedTuple):
    """Where a member begins, its lines, and what is wrong with it."""

    start: int
    lines: bytes
    problem: str | None


class LineReader:
    """The lines of a file, plain or packed. Raises OSError, FileNotFoundError where there is neither."""

    def __init__(self, path: Path) -> None:
        self.path = path if path.exists() or not packed(path).exists() else packed(path)
        self._is_packed = self.path != path
        self._member = _Member(-1, b"", None)
        self.problems: list[str] = []  # met while it was read

    def __iter__(self) -> Iterator[tuple[Place, bytes]]:
        """Each line with its place; the last one may have been cut off."""
        with opened(self.path) as stream:
            if not self._is_packed:
                at = 0
                for line in stream:
                    yield Place(0, at, at + len(line)), line
                    at += len(line)
                return
            for member in _unpacked(stream):
                at = 0
                for line in member.lines.splitlines(keepends=True):
                    yield Place(member.start, at, at + len(line)), line
                    at += len(line)
                if member.problem is not None:
                    self.problems.append(member.problem)

    def read(self, place: Place) -> bytes:
        """What is at a place, which may be of several lines that follow each other."""
        with opened(self.path) as stream:
            if not self._is_packed:
                stream.seek(place.start)
                return stream.read(place.end - place.start)
            if self._member.start != place.member:
                stream.seek(place.member)
                self._member = next(_unpacked(stream))._replace(start=place.member)
        return self._member.lines[place.start : place.end]


def _unpacked(stream: BinaryIO) -> Iterator[_Member]:
    """The members of a packed file, up to where it is cut off."""
    raw, start = b"", 0
    while True:
        unpack = zlib.decompressobj(_GZIP)
        lines: list[bytes] = []
        problem: str | None = None
        taken = b""  # of the file for this member
        while not unpack.eof:
            data = raw or stream.read(_READ)
            raw = b""
            if not data:
                break
            taken += data
            try:
                lines.append(unpack.decompress(data))
            except zlib.error as error:
                problem = f"cannot be unpacked: {error}"
                break
        if not taken:
            return
        if problem is None:
            raw, size = unpack.unused_data, len(taken) - len(unpack.unused_data)
        else:  # what is left of it is lost; the next one begins like this
            while (size := taken.find(_MAGIC, 1)) < 0 and (data := stream.read(_READ)):
                taken += data
            size = size if size > 0 else len(taken)
            raw = taken[size:]
        whole = b"".join(lines)
        if problem is not None:
            whole = whole[: whole.rfind(b"\n") + 1]
        yield _Member(start, whole, problem)
        start += size


def opened(path: Path) -> BinaryIO:
    """A file of a journal, for reading: a link is not followed. Raises OSError, also for what is no file."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, flags)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(0, "not a file", str(path))
    return os.fdopen(descriptor, "rb")
