"""The files of a journal that grow with the corpus: lines of JSON, plain as long as they are few, then gzipped.

A short file can be read by eye as it is; a long one takes an eighth of that as ``NAME.gz``, which ``zcat`` reads.
Packed is with gzip, not Zstandard: equal runs have equal journals, and Zstandard is not installed everywhere. The
packed file is a row of gzip members of some lines each, cut at the same lines however these came: one that is damaged
costs no other, and a single one can be read by itself. While it grows, the last lines lie beside it as they are: where
a run is killed everything is read up to the last line that was written.
"""

from __future__ import annotations

import os
import stat
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from normalize.errors import OutputError

MEMBER = 1 << 16  # bytes of lines that are packed together: some hundred findings; fewer stay plain
_LEVEL = 6
_GZIP = 31  # zlib's name for "gzip header and trailer"; it writes no name and the time 0
_MAGIC = b"\x1f\x8b\x08"
_READ = 1 << 16
_TAIL = -1  # in place of the offset of a member: the lines that are not packed


def packed(path: Path) -> Path:
    """What a file is called when it is packed."""
    return path.with_name(path.name + ".gz")


class Place(NamedTuple):
    """Where a line is: the offset of its member (-1 in what is plain), and in what is in there."""

    member: int
    start: int
    end: int


class LineWriter:
    """Adds lines at the end of a file. Raises OSError."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._plain = path.open("a+b")
        self._plain.seek(0)
        self._tail = self._plain.read()

    def write(self, lines: bytes) -> None:
        """Add whole lines; they survive when this process is killed."""
        if not lines:
            return
        tail = self._tail + lines
        if len(tail) < MEMBER:
            self._tail = tail
            self._plain.write(lines)
            self._plain.flush()
            return
        with packed(self._path).open("ab") as stream:
            while len(tail) >= MEMBER:
                end = tail.index(b"\n", MEMBER - 1) + 1
                stream.write(_member(tail[:end]))
                tail = tail[end:]
        self._leave(tail)

    def mark(self) -> tuple[int, int]:
        """A place to go back to."""
        there = packed(self._path)
        return there.stat().st_size if there.exists() else 0, len(self._tail)

    def take_back(self, mark: tuple[int, int]) -> None:
        """Forget what was added since a mark."""
        size, length = mark
        there = packed(self._path)
        if there.exists() and there.stat().st_size > size:
            with there.open("r+b") as stream:
                stream.seek(size)
                self._tail = next(_members(stream)).lines
                stream.truncate(size)
            if not size:
                there.unlink()
        self._leave(self._tail[:length])

    def close(self) -> None:
        """Finish the file; where some of it is packed, all is."""
        self._plain.close()
        if packed(self._path).exists():
            if self._tail:
                with packed(self._path).open("ab") as stream:
                    stream.write(_member(self._tail))
            self._path.unlink()

    def _leave(self, tail: bytes) -> None:
        """Nothing but these lines is plain from now on."""
        self._plain.truncate(0)
        self._plain.write(tail)
        self._plain.flush()
        self._tail = tail


def _member(lines: bytes) -> bytes:
    pack = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    return pack.compress(lines) + pack.flush()


def rewritten(path: Path, lines: Iterable[bytes]) -> None:
    """Write a file anew: it holds the old lines or the new ones, whatever happens. Raises OutputError."""
    new = path.with_name(f".{path.name}.new")
    try:
        for left in (new, packed(new)):
            left.unlink(missing_ok=True)
        writer = LineWriter(new)
        try:
            for line in lines:
                writer.write(line)
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
        self._plain = path
        self._is_packed = packed(path).exists()
        self.path = packed(path) if self._is_packed else path  # what it is, for messages
        self._member = _Member(-2, b"", None)
        self.problems: list[str] = []  # met while it was read

    def __iter__(self) -> Iterator[tuple[Place, bytes]]:
        """Each line with its place; the last one may have been cut off."""
        last = b""
        if self._is_packed:
            with opened(self.path) as stream:
                for member in _members(stream):
                    last = member.lines
                    yield from _placed(member.start, last.splitlines(keepends=True))
                    if member.problem is not None:
                        self.problems.append(member.problem)
            if not self._plain.exists():
                return
        with opened(self._plain) as stream:
            # A kill may have come between packing lines and taking them away here.
            begin = len(last) if last and stream.read(len(last)) == last else 0
            stream.seek(begin)
            yield from _placed(_TAIL, stream, begin)

    def read(self, place: Place) -> bytes:
        """What is at a place, which may be of several lines that follow each other."""
        if place.member == _TAIL:
            with opened(self._plain) as stream:
                stream.seek(place.start)
                return stream.read(place.end - place.start)
        if self._member.start != place.member:
            with opened(self.path) as stream:
                stream.seek(place.member)
                self._member = next(_members(stream))._replace(start=place.member)
        return self._member.lines[place.start : place.end]


def _placed(member: int, lines: Iterable[bytes], at: int = 0) -> Iterator[tuple[Place, bytes]]:
    for line in lines:
        yield Place(member, at, at + len(line)), line
        at += len(line)


def _members(stream: BinaryIO) -> Iterator[_Member]:
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
