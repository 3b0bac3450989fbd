"""One pass over the documents of some files, shared out to workers as a run shares them out: small files together, and
some records of a large one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from normalize.errors import InputError, PluginError
from normalize.io import Fields, FileRef, records
from normalize.model import Document
from normalize.run.attempts import Attempts, set_aside
from normalize.run.engines import Lost, local
from normalize.run.file_report import guarded, told
from normalize.run.records import document_of
from normalize.run.work_units import Chunk, Cutting, Part
from normalize.settings.settings import Settings

S = TypeVar("S")
R = TypeVar("R")
Progress = Callable[[], None]
Passed = tuple[R, list[str]]  # what is made of some documents, and what could not be read of them

_TIMES = 4  # units as large as so many of a run: what is made of each is merged with the others


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
) -> Iterator[Passed[R]]:
    """``function(state, documents)`` for all documents, a part of them at a time, with what could not be read.

    It is to go through them once: they may be read as it goes, so that a large file is never whole in memory. Which
    documents come together depends on ``jobs``: what is made of the answers must not. ``step`` is called once for
    each file. A document at which a worker dies is left out, and told as what could not be read.
    """
    cutting = Cutting(job.fields, job.settings.plugins.formats, jobs, _TIMES)
    attempts = Attempts[Any, Passed[R]](partial(_of_chunk, function), (state, job), local(jobs))

    def found(chunks: Iterable[Chunk]) -> Iterator[Passed[R]]:
        for chunk, answer in attempts(chunks):
            if not isinstance(answer, Lost):
                yield answer
            elif isinstance(chunk, Part):
                yield function(state, []), [set_aside(chunk, answer)]
            else:  # at which of its records a worker dies will be known
                yield from found(cutting.parts(chunk.refs[0]))
                continue
            for _ in range(len(chunk.refs) if not isinstance(chunk, Part) else chunk.is_last):
                step()

    return found(cutting.chunks(files))


def _of_chunk(function: Callable[[S, Iterable[Document]], R], given: tuple[S, Job], chunk: Chunk) -> Passed[R]:
    state, job = given
    errors: list[str] = []
    if not isinstance(chunk, Part):
        return function(state, (document for ref in chunk.refs for document in documents(job, ref, errors))), errors
    path, file = chunk.ref.relative, str(chunk.ref.path)
    made = function(state, (document_of(units, path, file) for units in chunk.records))
    return made, [*chunk.problems, *([chunk.error] if chunk.error else [])]
