"""The second pass over the files of a run: each document is worked on with the evidence of all.

Files are independent of each other, so workers share nothing but the state that they start with.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import Protocol, TypeVar

from normalize.assessment.assessed import Assessed
from normalize.errors import InputError, OutputError, PluginError
from normalize.io import Fields, FileRef, Rewritten, Unit, rewrite
from normalize.io.fields import TEXT
from normalize.io.together import together
from normalize.model import Edit
from normalize.names.folder import Folder
from normalize.run.engines import map_ordered
from normalize.run.facts import fact_line
from normalize.run.file_report import FileReport, told
from normalize.run.located import Located, located
from normalize.run.reading import records_of, whole
from normalize.run.records import FieldResult, Record
from normalize.run.records import run as run_records
from normalize.run.shares import shared_out
from normalize.settings.settings import Settings
from normalize.text.edits import Unmade, unmade

S = TypeVar("S")
R = TypeVar("R")


class Known(Protocol):
    """What is known of the records of a file already, so that they need not be worked on."""

    def results(self, units: Sequence[Unit]) -> list[FieldResult] | None:
        """What comes of a record; None where it has to be worked on, as where its text is another one."""


@dataclass(frozen=True)
class Work:
    """What every worker needs: the settings, the evidence of the folder, and where to write; ``known`` reads what is
    known of a file already, by its path, when it is its turn; with ``assess`` it is said of each document how far it
    reads like machine translation, with ``note`` what it asked of its folder."""

    settings: Settings
    folder: Folder | None
    fields: Fields = TEXT
    out: Path | None = None
    known: Mapping[str, Callable[[], Known]] = field(default_factory=dict)
    assess: bool = False
    note: bool = False

    def run(self, records: Sequence[Record]) -> list[list[FieldResult]]:
        """What comes of some records."""
        return run_records(records, self.settings, self.folder, note=self.note)


def check_files(files: Sequence[FileRef], work: Work, jobs: int) -> Iterator[FileReport]:
    """A report for each file, in order; nothing is written."""
    return _worked(_check, files, work, [work], jobs)


def foresee_files(files: Sequence[FileRef], work: Work, jobs: int) -> Iterator[FileReport]:
    """A report for each file, in order, with the edits that would be made; nothing is written."""
    return _worked(_foresee, files, work, [work], jobs)


def foresee_both(
    files: Sequence[FileRef], first: Work, second: Work, jobs: int
) -> Iterator[tuple[FileReport, FileReport]]:
    """For each file, in order, what :func:`foresee_files` yields for each of two works; the same worker does both."""
    return _worked(_foresee_both, files, (first, second), (first, second), jobs)


def fix_files(files: Sequence[FileRef], work: Work, jobs: int) -> Iterator[FileReport]:
    """A report for each file, in order; the clean copies go to ``work.out``."""
    return _worked(_fix, files, work, [work], jobs)


def _worked(
    function: Callable[[S, Sequence[FileRef]], Iterator[R]],
    files: Sequence[FileRef],
    state: S,
    works: Iterable[Work],
    jobs: int,
) -> Iterator[R]:
    """``function(state, some)`` for groups of files; ``works`` are those in the state."""
    workers, groups = shared_out(files, jobs)
    if workers == 1:  # each file is reported as soon as it is done
        return chain.from_iterable(function(state, group) for group in groups)
    for work in works:
        if work.folder is not None:
            work.settings.plan.wanted.show(work.folder.profile.words)  # forked workers then share the answers
    return chain.from_iterable(map_ordered(partial(_listed, function), state, groups, workers, chunk=1))


def _listed(function: Callable[[S, Sequence[FileRef]], Iterator[R]], state: S, refs: Sequence[FileRef]) -> list[R]:
    return list(function(state, refs))


_Ready = tuple[tuple[Unit, ...], list[FieldResult]]


class _Collector:
    """Runs the pipeline on each record of a file and keeps what it finds, and with ``fixing`` what it changes."""

    def __init__(
        self, work: Work, ref: FileRef, ready: Iterable[_Ready] = (), known: Known | None = None, *, fixing: bool
    ) -> None:
        """``ready`` is what came of the first records already, in their order, ``known`` what did in an earlier run."""
        self._work, self._ref, self._earlier, self._fixing = work, ref, known, fixing
        self._ready = deque(ready)
        self.located: list[Located] = []
        self.edits: list[Edit] = []
        self.unmade: list[Unmade] = []
        self.words = self.documents = 0
        self.problems: list[str] = []
        self.notes: list[str] = []
        self.facts = bytearray()
        self.assessed = Assessed() if self._work.assess else None
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
        work = self._work
        if not self._results:
            self.ahead([units])
        results = self._results.popleft()
        self.documents += 1
        self.facts += fact_line(self._ref.relative, units, results[0].facts)
        if self.assessed is not None and results[0].document is not None:
            self.assessed.add(results[0].document.translation)
        for result in results:
            self.located += located(result)
            self.words += len(result.unit.text.split())
            if self._fixing:
                self.edits += result.edits
                made = [edit.finding for edit in result.edits]
                allowed, encoding = work.settings.allowed, result.unit.encoding
                self.unmade += unmade(result.findings, made, allowed, encoding)
        return [result.text for result in results]

    def report(self, written: Rewritten | None = None) -> FileReport:
        return FileReport(
            self._ref.relative,
            str(self._ref.path),
            tuple(self.located),
            tuple(self.edits),
            tuple(self.unmade),
            self.words,
            written,
            problems=tuple(self.problems),
            notes=tuple(self.notes),
            documents=self.documents,
            assessed=self.assessed,
            facts=bytes(self.facts),
        )


def _check(work: Work, refs: Sequence[FileRef]) -> Iterator[FileReport]:
    ready = _together(work, refs)
    return (_read(work, ref, ready[str(ref.path)], fixing=False) for ref in refs)


def _foresee(work: Work, refs: Sequence[FileRef]) -> Iterator[FileReport]:
    ready = _together(work, refs)
    return (_read(work, ref, ready[str(ref.path)], fixing=True) for ref in refs)


def _foresee_both(works: tuple[Work, Work], refs: Sequence[FileRef]) -> Iterator[tuple[FileReport, FileReport]]:
    first, second = (_foresee(work, refs) for work in works)
    return zip(first, second, strict=True)


def _together(work: Work, refs: Sequence[FileRef]) -> Mapping[str, list[_Ready]]:
    """What comes of the records of several small files; whatever goes wrong is told when each has its turn."""
    ready: dict[str, list[_Ready]] = defaultdict(list)
    if len(refs) > 1:
        small = [
            record
            for ref in refs
            if ref.relative not in work.known
            for record in whole(ref, work.settings, work.fields, [])
        ]
        with suppress(PluginError):
            for some in together(small, attrgetter("size")):
                for record, results in zip(some, work.run(some), strict=True):
                    ready[record.file].append((record.units, results))
    return ready


def _read(work: Work, ref: FileRef, ready: Iterable[_Ready], *, fixing: bool) -> FileReport:
    collect = _Collector(work, ref, ready, fixing=fixing)
    try:
        read = records_of(ref, work.settings, work.fields, collect.problems.append, collect.notes.append)
        for some in together(read, attrgetter("size")):
            collect.ahead([record.units for record in some])
            for record in some:
                collect(record.units)
    except (InputError, PluginError, OSError) as error:
        return FileReport(ref.relative, str(ref.path), error=told(ref, error))
    return collect.report()


def _fix(work: Work, refs: Sequence[FileRef]) -> Iterator[FileReport]:
    ready = _together(work, refs)
    return (_rewrite(work, ref, ready[str(ref.path)]) for ref in refs)


def _rewrite(work: Work, ref: FileRef, ready: Iterable[_Ready]) -> FileReport:
    known = work.known[ref.relative]() if ref.relative in work.known else None
    return _written(work, ref, ready, known)


def _written(work: Work, ref: FileRef, ready: Iterable[_Ready], known: Known | None) -> FileReport:
    assert work.out is not None
    collect = _Collector(work, ref, ready, known, fixing=True)
    target = work.out / ref.relative
    try:
        written = rewrite(
            ref,
            target,
            collect,
            fields=work.fields,
            others=work.settings.plugins.formats,
            broken=collect.problems.append,
            noted=collect.notes.append,
            ahead=collect.ahead,
        )
    except (InputError, OutputError, PluginError, OSError) as error:
        return FileReport(ref.relative, str(ref.path), error=told(ref, error))
    return collect.report(written)
