"""The pipeline over the files of a folder: survey them, check them, or write clean copies.

Two passes: the survey yields the profile of the whole folder and what is to be translated in it, then each document is
worked on with both. Files are independent of each other in both passes, so workers share nothing but the state that
they start with. Translation happens between the passes, once, in this process: models must not be forked.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Protocol

from normalize.errors import InputError, OutputError, PluginError
from normalize.evidence.profile import Profile
from normalize.io import Fields, FileRef, Rewritten, Unit, records, rewrite
from normalize.io.fields import TEXT
from normalize.model import Applicability, Edit, Finding
from normalize.names.folder import Folder
from normalize.run import prepare
from normalize.run.engines import map_ordered
from normalize.run.records import FieldResult, document_of
from normalize.run.records import run as run_record
from normalize.settings.settings import Settings
from normalize.text.edits import Unmade, unmade
from normalize.text.lines import BREAKS
from normalize.translate.model import Request

_LARGEST_CHUNK = 64
SHOWN_BEFORE, _SHOWN_BEHIND = 60, 100  # code points of the line that a finding is shown in

Progress = Callable[[], None]


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

    ``error`` is set where it could not be read or written, ``problems`` are its records that could not be read.
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
    """What is known of the records of a file already, so that they need not be worked on."""

    def results(self, units: Sequence[Unit]) -> list[FieldResult] | None:
        """What comes of a record; None where it has to be worked on."""


@dataclass(frozen=True)
class Work:
    """What every worker needs: the settings, the evidence of the folder, and where to write; ``known`` is what is known
    of files already, by path."""

    settings: Settings
    folder: Folder | None
    fields: Fields = TEXT
    out: Path | None = None
    known: Mapping[str, Known] = field(default_factory=dict)


@dataclass
class Surveyed:
    """What a survey yields: the profile of all files that could be read, what a run over them will ask a translator,
    and a message for each that could not be read."""

    profile: Profile = field(default_factory=Profile)
    requests: set[Request] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Questions:
    """What a survey is to find out: counts of what a run with these settings reads, and what it asks a translator."""

    settings: Settings
    fields: Fields = TEXT
    counts: bool = True


def survey_files(files: Sequence[FileRef], questions: Questions, jobs: int, progress: Progress) -> Surveyed:
    """One pass over the files."""
    total = Surveyed()
    for found in map_ordered(_survey, questions, files, *_shared_out(files, jobs)):
        total.profile.add(found.profile)
        total.requests |= found.requests
        total.errors += found.errors
        progress()
    return total


def _shared_out(files: Sequence[FileRef], jobs: int) -> tuple[int, int]:
    """How many workers, and how many files each gets at a time: no more workers than there is work for."""
    chunk = max(1, min(_LARGEST_CHUNK, len(files) // (4 * jobs)))
    return max(1, min(jobs, -(-len(files) // chunk))), chunk


def _survey(questions: Questions, ref: FileRef) -> Surveyed:
    found = Surveyed()
    try:
        others = questions.settings.plugins.formats
        for units in records(ref, fields=questions.fields, others=others, broken=found.errors.append):
            document = document_of(units, ref.relative, str(ref.path))
            profile = found.profile if questions.counts else None
            found.requests.update(prepare.survey(document, questions.settings, profile))
    except (InputError, PluginError, OSError) as error:
        return Surveyed(errors=[_told(ref, error)])
    return found


def check_files(files: Sequence[FileRef], work: Work, jobs: int) -> Iterator[FileReport]:
    """A report for each file, in order; nothing is written."""
    return _worked(_check, files, work, jobs)


def foresee_files(files: Sequence[FileRef], work: Work, jobs: int) -> Iterator[FileReport]:
    """A report for each file, in order, with the edits that would be made; nothing is written."""
    return _worked(_foresee, files, work, jobs)


def fix_files(files: Sequence[FileRef], work: Work, jobs: int) -> Iterator[FileReport]:
    """A report for each file, in order; the clean copies go to ``work.out``."""
    return _worked(_fix, files, work, jobs)


def _worked(
    function: Callable[[Work, FileRef], FileReport], files: Sequence[FileRef], work: Work, jobs: int
) -> Iterator[FileReport]:
    workers, chunk = _shared_out(files, jobs)
    if workers > 1 and work.folder is not None:
        work.settings.plan.wanted.show(work.folder.profile.words)  # forked workers then share the answers
    return map_ordered(function, work, files, workers, chunk)


class _Collector:
    """Runs the pipeline on each record of a file and keeps what it finds, and with ``fixing`` what it changes."""

    def __init__(self, work: Work, ref: FileRef, *, fixing: bool) -> None:
        self._work, self._ref, self._fixing = work, ref, fixing
        self.located: list[Located] = []
        self.edits: list[Edit] = []
        self.unmade: list[Unmade] = []
        self.words = 0
        self.problems: list[str] = []

    def __call__(self, units: tuple[Unit, ...]) -> list[str]:
        work = self._work
        place = (self._ref.relative, str(self._ref.path))
        known = work.known.get(self._ref.relative)
        results = known.results(units) if known is not None else None
        if results is None:
            results = run_record(units, place, work.settings, work.folder)
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
        )


def _check(work: Work, ref: FileRef) -> FileReport:
    return _read(work, ref, fixing=False)


def _foresee(work: Work, ref: FileRef) -> FileReport:
    return _read(work, ref, fixing=True)


def _read(work: Work, ref: FileRef, *, fixing: bool) -> FileReport:
    collect = _Collector(work, ref, fixing=fixing)
    others = work.settings.plugins.formats
    try:
        for units in records(ref, fields=work.fields, others=others, broken=collect.problems.append):
            collect(units)
    except (InputError, PluginError, OSError) as error:
        return FileReport(ref.relative, str(ref.path), error=_told(ref, error))
    return collect.report()


def _told(ref: FileRef, error: Exception) -> str:
    """One line on what went wrong with a file."""
    return f"{ref.path}: {error.strerror}" if isinstance(error, OSError) else str(error)


def _fix(work: Work, ref: FileRef) -> FileReport:
    assert work.out is not None
    collect = _Collector(work, ref, fixing=True)
    try:
        others, target = work.settings.plugins.formats, work.out / ref.relative
        written = rewrite(ref, target, collect, fields=work.fields, others=others, broken=collect.problems.append)
    except (InputError, OutputError, PluginError, OSError) as error:
        return FileReport(ref.relative, str(ref.path), error=_told(ref, error))
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
