"""The first pass over the files of a run: what the corpus says, and what is to be translated in it.

Files are independent of each other, so workers share nothing but the state that they start with. Translation happens
between the passes, once, in this process: models must not be forked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from normalize.errors import InputError, PluginError
from normalize.evidence.profile import Profile
from normalize.evidence.rest import LARGEST
from normalize.io import Fields, FileRef
from normalize.io.fields import TEXT
from normalize.io.together import together
from normalize.run import prepare
from normalize.run.engines import map_ordered
from normalize.run.file_report import told
from normalize.run.reading import records_of, whole
from normalize.run.records import Record, document_of
from normalize.run.shares import Progress, shared_out
from normalize.settings.settings import Settings
from normalize.translate.model import Request


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


def survey_files(
    files: Sequence[FileRef], questions: Questions, jobs: int, progress: Progress, limit: int = LARGEST
) -> Surveyed:
    """One pass over the files; the profile is exact up to so many word forms (:class:`Profile`)."""
    total = Surveyed(Profile(limit=limit))
    workers, groups = shared_out(files, jobs)
    for group, found in zip(groups, map_ordered(_survey, questions, groups, workers, chunk=1), strict=True):
        total.add(found)
        for _ in group:
            progress()
    return total


def _survey(questions: Questions, refs: Sequence[FileRef]) -> Surveyed:
    """What some files yield; nothing of one that cannot be read to its end."""
    if len(refs) == 1:
        return _survey_one(questions, refs[0])
    found = Surveyed()
    try:
        _count(
            [record for ref in refs for record in whole(ref, questions.settings, questions.fields, found.errors)],
            questions,
            found,
        )
    except PluginError:  # for one of them, which is told by itself
        found = Surveyed()
        for ref in refs:
            found.add(_survey_one(questions, ref))
    return found


def _survey_one(questions: Questions, ref: FileRef) -> Surveyed:
    found = Surveyed()
    try:
        _count(records_of(ref, questions.settings, questions.fields, found.errors.append), questions, found)
    except (InputError, PluginError, OSError) as error:
        return Surveyed(errors=[told(ref, error)])
    return found


def _count(read: Iterable[Record], questions: Questions, found: Surveyed) -> None:
    profile = found.profile if questions.counts else None
    for some in together(read, attrgetter("size")):
        documents = [document_of(*record) for record in some]
        found.requests.update(*prepare.survey(documents, questions.settings, profile))
