"""The first pass over the files of a run: what the corpus says, and what is to be translated in it.

Files are independent of each other, so workers share nothing but the state that they start with. Translation happens
between the passes, once, in this process: models must not be forked.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from operator import attrgetter
from typing import Any

from normalize.errors import InputError, PluginError
from normalize.evidence.profile import Profile
from normalize.evidence.rest import LARGEST
from normalize.io import Fields, FileRef
from normalize.io.batches import together
from normalize.io.fields import TEXT
from normalize.io.formats import Others
from normalize.run import prepare
from normalize.run.attempts import Attempts, set_aside
from normalize.run.engines import Engine, Keeps, Lost
from normalize.run.file_report import guarded, told
from normalize.run.kept import Apart, Merging
from normalize.run.listener import Advance
from normalize.run.reading import records_of, whole
from normalize.run.records import Record, document_of
from normalize.run.warm import may_fork, ready_to_count
from normalize.run.work_units import Chunk, Cutting, Files
from normalize.settings.settings import Settings
from normalize.translate.model import Request


@dataclass
class Surveyed:
    """What a survey yields: the profile of all files that could be read, what a run over them will ask a translator,
    and a message for each that could not be read. Where it is of one file, ``failed`` says why that cannot be read."""

    profile: Profile = field(default_factory=lambda: Profile(limit=sys.maxsize))  # of a unit of work, which is small
    requests: set[Request] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)
    failed: str | None = None
    kept: list[Any] = field(default_factory=list)  # references to profiles that are merged where they were counted

    def add(self, other: Surveyed) -> None:
        """Take in what others yield, which are then void."""
        if self.profile.documents or self.profile.limit < other.profile.limit:
            self.profile.add(other.profile)
        else:
            self.profile = other.profile
        self.requests |= other.requests
        self.errors += other.errors
        self.kept += other.kept
        self.failed = self.failed or other.failed


@dataclass(frozen=True)
class Questions:
    """What a survey is to find out: counts of what a run with these settings reads, and what it asks a translator."""

    settings: Settings
    fields: Fields = TEXT
    counts: bool = True
    limit: int = LARGEST  # word forms up to which the profile is exact


# A survey answers with counts, whose number grows more slowly than the text: of larger units there is less to merge.
_TIMES = 8


def survey_files(files: Iterable[FileRef], questions: Questions, engine: Engine, advance: Advance) -> Surveyed:
    """One pass over the files; ``advance`` is told of bytes that are done."""
    cutting = Cutting(questions.fields, questions.settings.plugins.formats, engine.workers, _TIMES)
    total = Surveyed(Profile(limit=questions.limit))
    if isinstance(engine, Keeps):
        tree = engine.tree(Merging(questions.limit))
        attempts = Attempts(_survey, questions, Apart(engine))

        def take(found: Surveyed) -> None:
            for profile in found.kept:
                tree.add(profile)
            found.kept.clear()
            total.add(found)

        _take_in(take, attempts, cutting, cutting.chunks(files), advance, questions.limit)
        if (merged := tree.result()) is not None:
            total.profile.add(merged)
    else:
        chunks = cutting.chunks(files)
        begin = list(islice(chunks, 2))
        if len(begin) == 2 and may_fork(engine):
            ready_to_count(questions.settings)
        attempts = Attempts(_survey, questions, engine)
        _take_in(total.add, attempts, cutting, chain(begin, chunks), advance, questions.limit)
    return total


def _take_in(
    take: Callable[[Surveyed], None],
    attempts: Attempts[Questions, Surveyed],
    cutting: Cutting,
    chunks: Iterable[Chunk],
    advance: Advance,
    limit: int,
) -> None:
    """Add what units of work yield; nothing of a file that cannot be read to its end."""
    of_file = Surveyed(Profile(limit=limit))
    for chunk, found in attempts(chunks):
        if isinstance(chunk, Files):
            if isinstance(found, Lost):  # at which of its records a worker dies will be known
                _take_in(take, attempts, cutting, cutting.parts(chunk.refs[0]), advance, limit)
            else:
                take(found)
        else:
            of_file.add(Surveyed(errors=[set_aside(chunk, found)]) if isinstance(found, Lost) else found)
            if chunk.is_last:
                take(of_file if of_file.failed is None else Surveyed(errors=[of_file.failed]))
                of_file = Surveyed(Profile(limit=limit))
        advance(chunk.disk)


def _survey(questions: Questions, chunk: Chunk) -> Surveyed:
    """What a unit of work yields."""
    if isinstance(chunk, Files):
        return _survey_files(questions, chunk.refs)
    found = Surveyed(errors=list(chunk.problems), failed=chunk.error)
    try:
        with guarded(chunk.ref):
            path, file = chunk.ref.relative, str(chunk.ref.path)
            _count([Record(units, path, file) for units in chunk.records], questions, found)
    except (InputError, PluginError) as error:
        found.failed = str(error)
    return found


def _survey_files(questions: Questions, refs: Sequence[FileRef]) -> Surveyed:
    """What some files yield; nothing of one that cannot be read to its end."""
    if len(refs) == 1:
        return _survey_one(questions, refs[0])
    found = Surveyed()
    try:
        read = [record for ref in refs for record in whole(ref, *_asked(questions), found.errors)]
        with guarded(refs[0]):
            _count(read, questions, found)
    except (InputError, PluginError):  # for one of them, which is told by itself
        found = Surveyed()
        for ref in refs:
            found.add(_survey_one(questions, ref))
    return found


def _survey_one(questions: Questions, ref: FileRef) -> Surveyed:
    found = Surveyed()
    try:
        with guarded(ref):
            _count(records_of(ref, *_asked(questions), found.errors.append), questions, found)
    except (InputError, PluginError, OSError) as error:
        return Surveyed(errors=[told(ref, error)])
    return found


def _asked(questions: Questions) -> tuple[Others, Fields]:
    """How files are read."""
    return questions.settings.plugins.formats, questions.fields


def _count(read: Iterable[Record], questions: Questions, found: Surveyed) -> None:
    profile = found.profile if questions.counts else None
    for some in together(read, attrgetter("size")):
        documents = [document_of(*record) for record in some]
        found.requests.update(*prepare.survey(documents, questions.settings, profile))
