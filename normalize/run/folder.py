"""The pipeline over the files of a folder: survey them, check them, or write clean copies.

Two passes: the survey yields the profile of the whole folder and what is to be translated in it, then each document is
worked on with both. Files are independent of each other in both passes, so workers share nothing but the state that
they start with. Translation happens between the passes, once, in this process: models must not be forked.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate, chain
from operator import attrgetter
from pathlib import Path
from typing import Protocol, TypeVar

from normalize.assessment.assessed import Assessed
from normalize.errors import InputError, OutputError, PluginError
from normalize.evidence.profile import Profile
from normalize.io import Fields, FileRef, Rewritten, Unit, records, rewrite
from normalize.io.fields import TEXT
from normalize.io.packing import packed_suffix
from normalize.io.rewrite import unsaid
from normalize.io.together import SIZE, together
from normalize.model import Applicability, Edit, Finding
from normalize.names.folder import Folder
from normalize.run import prepare
from normalize.run.engines import map_ordered
from normalize.run.records import FieldResult, Record, document_of
from normalize.run.records import run as run_records
from normalize.settings.settings import Settings
from normalize.text.edits import Unmade, unmade
from normalize.text.lines import BREAKS
from normalize.translate.model import Request

_LARGEST_GROUP = 64  # files
SHOWN_BEFORE, _SHOWN_BEHIND = 60, 100  # code points of the line that a finding is shown in

Progress = Callable[[], None]
S = TypeVar("S")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Located:
    """A finding with its 1-based line and column, the line that it stands in, and the id of its record, if any."""

    finding: Finding
    line: int
    column: int
    context: str
    id: str | None = None

    def as_dict(self) -> dict[str, object]:
        """The finding as one line of JSON lines holds it, with the id of its record where there is one."""
        found = self.finding.as_dict()
        return found if self.id is None else {**found, "record_id": self.id}


@dataclass(frozen=True, slots=True)
class FileReport:
    """What came of one file, which can be opened as ``file``; ``unmade`` are the allowed fixes that are no edits.

    ``error`` is set where it could not be read or written, ``problems`` are its records that could not be read,
    ``notes`` tell of what is not worked on and no trouble;
    ``assessed`` is what its documents read like, where that was asked for.
    """

    path: str
    file: str = ""
    located: tuple[Located, ...] = ()
    edits: tuple[Edit, ...] = ()
    unmade: tuple[Unmade, ...] = ()
    words: int = 0
    written: Rewritten | None = None
    error: str | None = None
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    documents: int = 0
    assessed: Assessed | None = None

    @property
    def troubles(self) -> tuple[str, ...]:
        """What could not be read or written, a line each."""
        return self.problems if self.error is None else (*self.problems, self.error)

    @property
    def remaining(self) -> Counter[Applicability]:
        """How many findings could be fixed and were not, by applicability: what the exit status tells of."""
        made = {edit.id for edit in self.edits}
        left = (at.finding for at in self.located if at.finding.id not in made)
        return Counter(found.applicability for found in left if found.applicability is not Applicability.DISPLAY)


class Known(Protocol):
    """What is known of the records of a file already, so that they need not be worked on: of the bytes with the SHA-256
    ``before``, and of no others."""

    @property
    def before(self) -> str: ...

    def results(self, units: Sequence[Unit]) -> list[FieldResult] | None:
        """What comes of a record; None where it has to be worked on."""


@dataclass(frozen=True)
class Work:
    """What every worker needs: the settings, the evidence of the folder, and where to write; ``known`` reads what is
    known of a file already, by its path, when it is its turn; with ``assess`` it is said of each document how far it
    reads like machine translation."""

    settings: Settings
    folder: Folder | None
    fields: Fields = TEXT
    out: Path | None = None
    known: Mapping[str, Callable[[], Known]] = field(default_factory=dict)
    assess: bool = False


@dataclass
class Surveyed:
    """What a survey yields: the profile of all files that could be read, what a run over them will ask a translator,
    and a message for each that could not be read."""

    profile: Profile = field(default_factory=Profile)
    requests: set[Request] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)

    def add(self, other: Surveyed) -> None:
        """Take in what other files yield."""
        self.profile.add(other.profile)
        self.requests |= other.requests
        self.errors += other.errors


@dataclass(frozen=True)
class Questions:
    """What a survey is to find out: counts of what a run with these settings reads, and what it asks a translator."""

    settings: Settings
    fields: Fields = TEXT
    counts: bool = True


def survey_files(files: Sequence[FileRef], questions: Questions, jobs: int, progress: Progress) -> Surveyed:
    """One pass over the files."""
    total = Surveyed()
    workers, groups = shared_out(files, jobs)
    for group, found in zip(groups, map_ordered(_survey, questions, groups, workers, chunk=1), strict=True):
        total.add(found)
        for _ in group:
            progress()
    return total


def shared_out(files: Sequence[FileRef], jobs: int) -> tuple[int, list[list[FileRef]]]:
    """How many workers, and the files that each gets at a time: small ones together, and no more workers than there is
    work for."""
    most = max(1, min(_LARGEST_GROUP, len(files) // (4 * jobs)))
    groups = [some[at : at + most] for some in together(files, _weight) for at in range(0, len(some), most)]
    return max(1, min(jobs, len(groups))), groups


def _weight(ref: FileRef) -> int:
    """Bytes of a file; as many as come alone where its content may be larger, and 0 where it cannot be read, which is
    told when it is its turn."""
    if packed_suffix(ref.path) or ref.path.suffix.lower() == ".parquet":
        return SIZE
    try:
        return ref.path.stat().st_size
    except OSError:
        return 0


def _survey(questions: Questions, refs: Sequence[FileRef]) -> Surveyed:
    """What some files yield; nothing of one that cannot be read to its end."""
    if len(refs) == 1:
        return _survey_one(questions, refs[0])
    found = Surveyed()
    try:
        _count([record for ref in refs for record in _whole(ref, questions, found.errors)], questions, found)
    except PluginError:  # for one of them, which is told by itself
        found = Surveyed()
        for ref in refs:
            found.add(_survey_one(questions, ref))
    return found


def _survey_one(questions: Questions, ref: FileRef) -> Surveyed:
    found = Surveyed()
    try:
        _count(_records(ref, questions.settings, questions.fields, found.errors.append), questions, found)
    except (InputError, PluginError, OSError) as error:
        return Surveyed(errors=[told(ref, error)])
    return found


def _count(read: Iterable[Record], questions: Questions, found: Surveyed) -> None:
    profile = found.profile if questions.counts else None
    for some in together(read, attrgetter("size")):
        documents = [document_of(*record) for record in some]
        found.requests.update(*prepare.survey(documents, questions.settings, profile))


def _records(
    ref: FileRef,
    settings: Settings,
    fields: Fields,
    broken: Callable[[str], object],
    noted: Callable[[str], object] = unsaid,
) -> Iterator[Record]:
    """The records of a file, with their place."""
    path, file = ref.relative, str(ref.path)
    for units in records(ref, fields=fields, others=settings.plugins.formats, broken=broken, noted=noted):
        yield Record(units, path, file)


def _whole(ref: FileRef, asked: Questions | Work, errors: list[str]) -> list[Record]:
    """All records of a small file; none of one that cannot be read, which is told."""
    broken: list[str] = []
    try:
        read = list(_records(ref, asked.settings, asked.fields, broken.append))
    except (InputError, PluginError, OSError) as error:
        errors.append(told(ref, error))
        return []
    errors += broken
    return read


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
        self.assessed = Assessed() if self._work.assess else None
        self._results: deque[list[FieldResult]] = deque()  # of the records that come next

    def ahead(self, records: Sequence[tuple[Unit, ...]]) -> None:
        """Work on records that come next, together, but for those that were worked on already."""
        if self._results:
            return
        found = [self._known(units) for units in records]
        path, file = self._ref.relative, str(self._ref.path)
        wanted = [Record(units, path, file) for units, one in zip(records, found, strict=True) if one is None]
        made = iter(run_records(wanted, self._work.settings, self._work.folder))
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
        small = [record for ref in refs if ref.relative not in work.known for record in _whole(ref, work, [])]
        with suppress(PluginError):
            for some in together(small, attrgetter("size")):
                for record, results in zip(some, run_records(some, work.settings, work.folder), strict=True):
                    ready[record.file].append((record.units, results))
    return ready


def _read(work: Work, ref: FileRef, ready: Iterable[_Ready], *, fixing: bool) -> FileReport:
    collect = _Collector(work, ref, ready, fixing=fixing)
    try:
        read = _records(ref, work.settings, work.fields, collect.problems.append, collect.notes.append)
        for some in together(read, attrgetter("size")):
            collect.ahead([record.units for record in some])
            for record in some:
                collect(record.units)
    except (InputError, PluginError, OSError) as error:
        return FileReport(ref.relative, str(ref.path), error=told(ref, error))
    return collect.report()


def told(ref: FileRef, error: Exception) -> str:
    """One line on what went wrong with a file."""
    return f"{ref.path}: {error.strerror}" if isinstance(error, OSError) else str(error)


def _fix(work: Work, refs: Sequence[FileRef]) -> Iterator[FileReport]:
    ready = _together(work, refs)
    return (_rewrite(work, ref, ready[str(ref.path)]) for ref in refs)


def _rewrite(work: Work, ref: FileRef, ready: Iterable[_Ready]) -> FileReport:
    known = work.known[ref.relative]() if ref.relative in work.known else None
    report = _written(work, ref, ready, known)
    if known is not None and report.written is not None and report.written.before != known.before:
        return _written(work, ref, (), None)  # somebody wrote to it since it was looked at
    return report


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


def located(result: FieldResult) -> Iterator[Located]:
    """The findings of a field, each with its place in it."""
    if not result.findings:
        return
    place = Lines(result.unit.text)
    for finding in result.findings:
        yield Located(finding, *place(finding.start), result.unit.id)


class Lines:
    """Where in a text an offset lies: 1-based line and column, and what to show of the line.

    >>> Lines("One line.\\nThe Panchir valley.")(14)
    (2, 5, 'The Panchir valley.')
    """

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines(keepends=True) or [""]
        self._starts = list(accumulate(map(len, self._lines), initial=0))[:-1]

    def __call__(self, offset: int) -> tuple[int, int, str]:
        at = bisect_right(self._starts, offset) - 1
        column = offset - self._starts[at]
        shown = self._lines[at][max(0, column - SHOWN_BEFORE) : column + _SHOWN_BEHIND].strip(BREAKS)
        return at + 1, column + 1, shown
