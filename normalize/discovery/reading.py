"""One pass over the documents of some files, shared out to workers: by files, or by documents where files are few."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from normalize.errors import InputError, PluginError
from normalize.io import Fields, FileRef, records
from normalize.model import Document
from normalize.run.engines import map_ordered
from normalize.run.file_report import guarded, told
from normalize.run.records import document_of
from normalize.run.shares import Progress, shared_out
from normalize.settings.settings import Settings

S = TypeVar("S")
R = TypeVar("R")

_FILES = 4  # for each worker, from which they share the files and not the documents
_BATCH = 256  # documents that a worker gets at a time


@dataclass(frozen=True)
class Job:
    """What every worker needs to read files."""

    settings: Settings
    fields: Fields


def documents(job: Job, ref: FileRef, errors: list[str]) -> Iterator[Document]:
    """The documents of a file; what cannot be read is added to ``errors``."""
    try:
        with guarded(ref):
            for units in records(ref, fields=job.fields, others=job.settings.plugins.formats, broken=errors.append):
                yield document_of(units, ref.relative, str(ref.path))
    except (InputError, PluginError, OSError) as error:
        errors.append(told(ref, error))


def passed(
    function: Callable[[S, Iterable[Document]], R],
    state: S,
    files: Sequence[FileRef],
    job: Job,
    jobs: int,
    step: Progress,
) -> Iterator[tuple[R, list[str]]]:
    """``function(state, documents)`` for all documents, a part of them at a time, with what could not be read.

    It is to go through them once: they may be read as it goes, so that a large file is never whole in memory. Which
    documents come together depends on ``jobs``: what is made of the answers must not. ``step`` is called once for
    each file.
    """
    if jobs == 1 or len(files) >= _FILES * jobs:
        workers, groups = shared_out(files, jobs)
        answers = map_ordered(partial(_of_files, function), (state, job), groups, workers, 1)
        for group, found in zip(groups, answers, strict=True):
            yield found
            for _ in group:
                step()
        return
    errors: list[str] = []
    for made in map_ordered(function, state, _batches(files, job, errors, step), jobs, 1):
        yield made, []
    if errors:
        yield function(state, []), errors


def _of_files(
    function: Callable[[S, Iterable[Document]], R], given: tuple[S, Job], refs: Sequence[FileRef]
) -> tuple[R, list[str]]:
    state, job = given
    errors: list[str] = []
    return function(state, (document for ref in refs for document in documents(job, ref, errors))), errors


def _batches(files: Sequence[FileRef], job: Job, errors: list[str], step: Progress) -> Iterator[list[Document]]:
    batch: list[Document] = []
    for ref in files:
        for document in documents(job, ref, errors):
            batch.append(document)
            if len(batch) == _BATCH:
                yield batch
                batch = []
        step()
    yield batch
