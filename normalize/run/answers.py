"""What a worker makes of a unit of work: reports on small files, or the new texts of records of a large one."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from operator import attrgetter

from normalize.assessment.assessed import Assessed
from normalize.errors import InputError, OutputError, PluginError
from normalize.io import FileRef, Rewritten, Unit, rewrite
from normalize.io.atomic import marking
from normalize.io.batches import together
from normalize.io.fields import places_of
from normalize.model import Edit
from normalize.run.facts import fact_line
from normalize.run.file_report import FileReport, guarded, told
from normalize.run.located import Located, located
from normalize.run.reading import records_of, whole
from normalize.run.records import FieldResult, Record
from normalize.run.task import Work
from normalize.run.work_units import Chunk, Files, Known, Part
from normalize.storage import cache as disk
from normalize.text.edits import Unmade, unmade

Texts = tuple[str, ...] | None  # the new texts of a record; None where all stay as they are
_Ready = tuple[tuple[Unit, ...], list[FieldResult]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a part of a large file: the texts of each record, and the report on them."""

    texts: tuple[Texts, ...]
    report: FileReport


def answers(works: Sequence[Work], chunk: Chunk) -> list[tuple[Answer, ...]] | list[tuple[FileReport, ...]]:
    """What comes of a unit by each of several works: of a part, one answer each; of files, reports on each file."""
    disk.give_back()
    if isinstance(chunk, Part):
        return [tuple(_of_part(work, chunk) for work in works)]
    return list(zip(*(_of_files(work, chunk) for work in works), strict=True))


class Collected:
    """Sums up what comes of the records of a file, and with a work that is ``fixing`` what it changes."""

    def __init__(self, work: Work, ref: FileRef) -> None:
        self._work, self._ref = work, ref
        self._located: list[Located] = []
        self._edits: list[Edit] = []
        self._unmade: list[Unmade] = []
        self._words = self._documents = 0
        self.problems: list[str] = []
        self.notes: list[str] = []
        self._facts = bytearray()
        self._fields: set[str] = set()
        self._assessed = Assessed() if work.assess else None

    def add(self, results: Sequence[FieldResult]) -> list[str]:
        """Take in what came of a record; returns its new texts."""
        self._documents += 1
        self._facts += fact_line(self._ref.relative, [result.unit for result in results], results[0].facts)
        if self._assessed is not None and results[0].document is not None:
            self._assessed.add(results[0].document.translation)
        for result in results:
            self._located += located(result)
            self._words += len(result.unit.text.split())
            self._fields.update(places_of(result.unit))
            if self._work.fixing:
                self._edits += result.edits
                made = [edit.finding for edit in result.edits]
                allowed, encoding = self._work.settings.allowed, result.unit.encoding
                self._unmade += unmade(result.findings, made, allowed, encoding)
        return [result.text for result in results]

    def report(self, written: Rewritten | None = None, *, disk: int = 0, is_last: bool = True) -> FileReport:
        """What there is to say of the records."""
        return FileReport(
            self._ref.relative,
            str(self._ref.path),
            tuple(self._located),
            tuple(self._edits),
            tuple(self._unmade),
            self._words,
            written,
            problems=tuple(self.problems),
            notes=tuple(self.notes),
            documents=self._documents,
            disk=disk,
            is_last=is_last,
            assessed=self._assessed,
            facts=bytes(self._facts),
            fields=frozenset(self._fields),
        )


def _of_part(work: Work, part: Part) -> Answer:
    collected = Collected(work, part.ref)
    path, file = part.ref.relative, str(part.ref.path)
    known = part.known or (None,) * len(part.records)
    wanted = [Record(units, path, file) for units, one in zip(part.records, known, strict=True) if one is None]
    texts: list[Texts] = []
    try:
        with guarded(part.ref):
            made = iter(work.run(wanted))
            for units, one in zip(part.records, known, strict=True):
                new = tuple(collected.add(next(made) if one is None else one))
                texts.append(None if new == tuple(unit.text for unit in units) else new)
    except (InputError, PluginError) as error:
        return Answer((), FileReport(path, file, error=told(part.ref, error), is_last=False))
    return Answer(tuple(texts), collected.report(disk=part.disk, is_last=False))


def _of_files(work: Work, chunk: Files) -> list[FileReport]:
    ready = _together(work, chunk.refs)
    each = _read if work.out is None else _rewrite
    return [each(work, ref, ready[str(ref.path)]) for ref in chunk.refs]


def _together(work: Work, refs: Sequence[FileRef]) -> Mapping[str, list[_Ready]]:
    """What comes of the records of several small files; whatever goes wrong is told when each has its turn."""
    ready: dict[str, list[_Ready]] = defaultdict(list)
    if len(refs) > 1:
        small = [
            record
            for ref in refs
            if ref.relative not in work.known
            for record in whole(ref, work.settings.plugins.formats, work.fields, [])
        ]
        with suppress(InputError, PluginError), guarded(refs[0]):
            for some in together(small, attrgetter("size")):
                for record, results in zip(some, work.run(some), strict=True):
                    ready[record.file].append((record.units, results))
    return ready


class _Small:
    """Works on each record of a small file when it comes, or with those that come next."""

    def __init__(
        self, collected: Collected, work: Work, ref: FileRef, ready: Iterable[_Ready], known: Known | None = None
    ) -> None:
        """``ready`` is what came of the first records already, in their order, ``known`` what did in an earlier run."""
        self._collected, self._work, self._ref, self._earlier = collected, work, ref, known
        self._ready = deque(ready)
        self._results: deque[list[FieldResult]] = deque()  # of the records that come next

    def ahead(self, records: Sequence[tuple[Unit, ...]]) -> None:
        """Work on records that come next, together, but for those that were worked on already."""
        if self._results:
            return
        found = [self._known(units) for units in records]
        path, file = self._ref.relative, str(self._ref.path)
        wanted = [Record(units, path, file) for units, one in zip(records, found, strict=True) if one is None]
        made = iter(self._work.run(wanted))
        self._results.extend(next(made) if one is None else one for one in found)

    def _known(self, units: tuple[Unit, ...]) -> list[FieldResult] | None:
        """What came of a record in an earlier run, or with the files around this one."""
        if self._ready and self._ready[0][0] == units:
            return self._ready.popleft()[1]
        return self._earlier.results(units) if self._earlier is not None else None

    def __call__(self, units: tuple[Unit, ...]) -> list[str]:
        if not self._results:
            self.ahead([units])
        return self._collected.add(self._results.popleft())


def _read(work: Work, ref: FileRef, ready: Iterable[_Ready]) -> FileReport:
    collected = Collected(work, ref)
    small = _Small(collected, work, ref, ready)
    others = work.settings.plugins.formats
    try:
        with guarded(ref):
            read = records_of(ref, others, work.fields, collected.problems.append, collected.notes.append)
            for some in together(read, attrgetter("size")):
                small.ahead([record.units for record in some])
                for record in some:
                    small(record.units)
    except (InputError, PluginError, OSError) as error:
        return FileReport(ref.relative, str(ref.path), error=told(ref, error))
    return collected.report(disk=_disk(ref))


def _rewrite(work: Work, ref: FileRef, ready: Iterable[_Ready]) -> FileReport:
    known = work.known[ref.relative]() if ref.relative in work.known else None
    return _written(work, ref, ready, known)


def _written(work: Work, ref: FileRef, ready: Iterable[_Ready], known: Known | None) -> FileReport:
    assert work.out is not None
    collected = Collected(work, ref)
    small = _Small(collected, work, ref, ready, known)
    try:
        with guarded(ref), marking(work.mark):
            written = rewrite(
                ref,
                work.out / ref.relative,
                small,
                fields=work.fields,
                others=work.settings.plugins.formats,
                broken=collected.problems.append,
                noted=collected.notes.append,
                ahead=small.ahead,
            )
    except (InputError, OutputError, PluginError, OSError) as error:
        return FileReport(ref.relative, str(ref.path), error=told(ref, error))
    return collected.report(written, disk=_disk(ref))


def _disk(ref: FileRef) -> int:
    """The bytes that a file takes."""
    with suppress(OSError):
        return ref.path.stat().st_size
    return 0
