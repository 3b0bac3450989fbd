"""The second pass over the files of a run: each document is worked on with the evidence of all.

Documents are independent of each other, so workers share nothing but the state that they start with. Small files are
read, and written, by the workers; of large ones they are handed some records at a time, and this process writes the
copy as the answers come. So never more is in memory than what is worked on.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from normalize.io import FileRef
from normalize.run.answers import Answer, answers
from normalize.run.attempts import Attempts, set_aside
from normalize.run.copying import Copy
from normalize.run.engines import Engine, Here, Lost
from normalize.run.file_report import FileReport
from normalize.run.task import Work
from normalize.run.warm import may_fork, ready_to_work
from normalize.run.work_units import Chunk, Cutting, Part

_Answers = list[tuple[Answer, ...]] | list[tuple[FileReport, ...]]


def check_files(files: Iterable[FileRef], work: Work, engine: Engine) -> Iterator[FileReport]:
    """A report for each file, in order, on large ones in parts; nothing is written."""
    return _first(_reports(files, (replace(work, out=None, fixing=False),), engine))


def foresee_files(files: Iterable[FileRef], work: Work, engine: Engine) -> Iterator[FileReport]:
    """As :func:`check_files`, with the edits that would be made; nothing is written."""
    return _first(_reports(files, (replace(work, out=None, fixing=True),), engine))


def foresee_both(
    files: Iterable[FileRef], first: Work, second: Work, engine: Engine
) -> Iterator[tuple[FileReport, FileReport]]:
    """What :func:`foresee_files` yields for each of two works; the same worker does both."""
    works = tuple(replace(work, out=None, fixing=True) for work in (first, second))
    return ((one, other) for one, other in _reports(files, works, engine))


def fix_files(files: Iterable[FileRef], work: Work, engine: Engine) -> Iterator[FileReport]:
    """As :func:`check_files`; the clean copies go to ``work.out``."""
    assert work.out is not None
    return _first(_reports(files, (replace(work, fixing=True),), engine))


def _first(found: Iterable[tuple[FileReport, ...]]) -> Iterator[FileReport]:
    return (one for one, *_ in found)


def _reports(files: Iterable[FileRef], works: Sequence[Work], engine: Engine) -> Iterator[tuple[FileReport, ...]]:
    """Reports by each of several works; only a single one may write."""
    first = works[0]
    cutting = Cutting(first.fields, first.settings.plugins.formats, engine.workers, known=first.known)
    chunks = cutting.chunks(files)
    begin = list(islice(chunks, 2))
    if len(begin) < 2:
        engine = Here()  # there is nothing to share out
    elif may_fork(engine):
        for work in works:
            ready_to_work(work.settings, work.folder)
    yield from _Pass(works, engine, cutting).reports(chain(begin, chunks))


class _Pass:
    """One pass by some works."""

    def __init__(self, works: Sequence[Work], engine: Engine, cutting: Cutting) -> None:
        self._works, self._cutting = works, cutting
        self._attempts = Attempts[Sequence[Work], _Answers](answers, works, engine)

    def reports(self, chunks: Iterable[Chunk]) -> Iterator[tuple[FileReport, ...]]:
        """What comes of units of work, file by file."""
        found = self._attempts(chunks)
        for chunk, answer in found:
            if isinstance(chunk, Part):
                parts = (_known(*each, self._works) for each in chain([(chunk, answer)], found))
                copied = self._works[0].out is not None
                yield from Copy(self._works[0], chunk.ref, parts).reports() if copied else _read(parts)
            elif isinstance(answer, Lost):  # at which of its records a worker dies will be known
                yield from self.reports(self._cutting.parts(chunk.refs[0]))
            else:
                yield from answer  # type: ignore[misc]  # of files, these are reports


Parts = Iterator[tuple[Part, tuple[Answer, ...]]]


def _known(chunk: Chunk, answer: _Answers | Lost, works: Sequence[Work]) -> tuple[Part, tuple[Answer, ...]]:
    """The answers to a part; of a record that a worker died at, that it stays as it is."""
    assert isinstance(chunk, Part)
    if not isinstance(answer, Lost):
        return chunk, answer[0]  # type: ignore[return-value]  # of parts, these are answers
    path, file = chunk.ref.relative, str(chunk.ref.path)
    problems = (set_aside(chunk, answer),)
    report = FileReport(path, file, problems=problems, documents=1, disk=chunk.disk, is_last=False)
    return chunk, tuple(Answer((None,) * len(chunk.records), report) for _ in works)


def _read(parts: Parts) -> Generator[tuple[FileReport, ...]]:
    """The reports on a file of which nothing is written."""
    error: str | None = None
    for part, made in parts:
        error = error or part.error or next((answer.report.error for answer in made if answer.report.error), None)
        if error is None or part.is_last:
            yield tuple(_complete(answer.report, part, error) for answer in made)
        if part.is_last:
            return


def _complete(report: FileReport, part: Part, error: str | None) -> FileReport:
    """A report on a part with what this process knows of it."""
    if error is not None:
        return FileReport(report.path, report.file, error=error, disk=part.disk)
    problems, notes = (*part.problems, *report.problems), (*part.notes, *report.notes)
    return replace(report, problems=problems, notes=notes, disk=part.disk, is_last=part.is_last)
