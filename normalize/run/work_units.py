"""The units of work of a run: some small files together, or some records of a large one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Protocol

from normalize.errors import InputError, NormalizeError, PluginError
from normalize.io import Fields, FileRef, Unit
from normalize.io.batches import SIZE, together
from normalize.io.formats import Kind, Others, format_of
from normalize.io.packing import packed_suffix
from normalize.run.file_report import guarded, told
from normalize.run.reading import records_of
from normalize.run.records import FieldResult

_MOST_FILES = 64
_SHARES = 4  # units for each worker, at least, where files are few
_WHOLE = frozenset([Kind.TEXT, Kind.MARKDOWN])  # the file is one document
# Bytes of content for each byte on disk that a packed file is taken to have: what xz makes of news, and more than the
# others do. What is meant is only which files are small, and how far a run has come.
_UNPACKED = 4


class Known(Protocol):
    """What is known of the records of a file already, so that they need not be worked on."""

    def results(self, units: Sequence[Unit]) -> list[FieldResult] | None:
        """What comes of a record; None where it has to be worked on, as where its text is another one."""


@dataclass(frozen=True, slots=True)
class Files:
    """Small files, which a worker reads, and writes, by itself; ``disk`` are the bytes that they have there."""

    refs: tuple[FileRef, ...]
    size: int
    disk: int

    def halves(self) -> tuple[Files, ...]:
        """The same files in two units; none where there is but one."""
        if len(self.refs) == 1:
            return ()
        at = len(self.refs) // 2
        first = Files(self.refs[:at], self.size // 2, self.disk // 2)
        return first, Files(self.refs[at:], self.size - first.size, self.disk - first.disk)


@dataclass(frozen=True, slots=True)
class Part:
    """Records of a large file that come next, as this process read them.

    ``problems`` are those among them that it could not read; where it cannot be read on ``error`` says why. Each file
    ends with a part that ``is_last``. ``known`` are the results of records that need not be worked on, None for others;
    ``disk`` is about what the records take there.
    """

    ref: FileRef
    records: tuple[tuple[Unit, ...], ...]
    known: tuple[list[FieldResult] | None, ...] = ()
    is_last: bool = False
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    error: str | None = None
    disk: int = 0

    @property
    def size(self) -> int:
        """Code points."""
        return sum(len(unit.text) for units in self.records for unit in units)

    def halves(self) -> tuple[Part, ...]:
        """The same records in two parts; none where there are no two."""
        if len(self.records) < 2:
            return ()
        at = len(self.records) // 2
        first = Part(self.ref, self.records[:at], self.known[:at])
        return first, replace(self, records=self.records[at:], known=self.known[at:])


Chunk = Files | Part


@dataclass(frozen=True)
class Cutting:
    """How files are read and cut into units of work, each ``times`` as large as what is worked on together."""

    fields: Fields
    others: Others
    workers: int = 1
    times: int = 1
    known: Mapping[str, Callable[[], Known]] = field(default_factory=dict)

    def chunks(self, files: Iterable[FileRef]) -> Iterator[Chunk]:
        """The units of work of some files, read as they are asked for."""
        most = _MOST_FILES * self.times
        if isinstance(files, Sequence):
            most = max(1, min(most, len(files) // (_SHARES * self.workers)))
        small: list[_Sized] = []
        for sized in map(self._sized, files):
            if sized.is_large or len(small) == most or sum(one.size for one in small) + sized.size > SIZE * self.times:
                yield from _files(small)
                small = []
            if sized.is_large:
                yield from self.parts(sized.ref)
            else:
                small.append(sized)
        yield from _files(small)

    def _sized(self, ref: FileRef) -> _Sized:
        """A file with its size; nothing where it cannot be read, which is told when it is its turn."""
        try:
            disk, kind = ref.path.stat().st_size, format_of(ref.path, self.others).kind
        except (OSError, NormalizeError):
            return _Sized(ref, 0, 0, is_large=False)
        size = disk * _content(ref, disk)
        return _Sized(ref, size, disk, is_large=size > SIZE and kind not in _WHOLE)

    def parts(self, ref: FileRef) -> Iterator[Part]:
        """The records of a file, read as they are asked for."""
        known = self.known[ref.relative]() if ref.relative in self.known else None
        problems: list[str] = []
        notes: list[str] = []
        left = self._sized(ref).disk
        error: str | None = None
        part = Part(ref, ())
        is_first = True
        try:
            with guarded(ref):
                read = records_of(ref, self.others, self.fields, problems.append, notes.append)
                for some in together(read, attrgetter("size"), times=self.times):
                    if not is_first:
                        left -= part.disk
                        yield part
                    is_first = False
                    records = tuple(record.units for record in some)
                    results = tuple(map(known.results, records)) if known is not None else ()
                    disk = min(left, sum(record.size for record in some) // _content(ref, left))
                    part = Part(ref, records, results, False, tuple(problems), tuple(notes), disk=disk)
                    problems.clear()
                    notes.clear()
        except (InputError, PluginError, OSError) as caught:
            error = told(ref, caught)
        told_last = replace(part, problems=(*part.problems, *problems), notes=(*part.notes, *notes))
        yield replace(told_last, is_last=True, error=error, disk=left)


@dataclass(frozen=True, slots=True)
class _Sized:
    ref: FileRef
    size: int
    disk: int
    is_large: bool


def _content(ref: FileRef, disk: int) -> int:
    """Bytes of content for each on disk."""
    packed = packed_suffix(ref.path) or ref.path.suffix.lower() in (".parquet", ".wet", ".warc")
    return _UNPACKED if packed and disk else 1


def _files(small: Sequence[_Sized]) -> Iterator[Files]:
    if small:
        size, disk = (sum(getattr(one, name) for one in small) for name in ("size", "disk"))
        yield Files(tuple(one.ref for one in small), size, disk)
