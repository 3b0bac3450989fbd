"""What came of one file of a run, or of a part of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePath

from normalize.assessment.assessed import Assessed
from normalize.errors import InputError, NormalizeError, OutputError
from normalize.io import FileRef, Rewritten
from normalize.io.messages import shown, unexpected
from normalize.io.source import stamp
from normalize.model import Applicability, Edit
from normalize.run.located import Located
from normalize.text.edits import Unmade


@dataclass(frozen=True, slots=True)
class FileReport:
    """What came of one file, which can be opened as ``file``; ``unmade`` are the allowed fixes that are no edits.

    ``error`` is set where it could not be read or written, ``problems`` are its records that could not be read,
    ``notes`` tell of what is not worked on and no trouble;
    ``disk`` is about what it takes on disk. The report on a large file comes in parts, of which one ``is_last``: only
    that one knows what was ``written``, and where it has an ``error`` the parts before it are void.
    ``assessed`` is what its documents read like, and ``facts`` are what they asked of their folder, a line of JSON for
    each, where that was asked for; ``fields`` are those in which its records have texts
    (:func:`normalize.io.fields.places_of`).
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
    disk: int = 0
    is_last: bool = True
    assessed: Assessed | None = None
    facts: bytes = b""
    fields: frozenset[str] = frozenset()

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


@contextmanager
def guarded(ref: FileRef) -> Iterator[None]:
    """Turn an error that nobody expected at work on a file into an InputError: it costs that file, and not the run.

    Shortage of memory is none of the file's. With NORMALIZE_DEBUG the error is raised as it is, to show where.
    """
    with guarded_at(ref.path):
        yield


@contextmanager
def guarded_at(place: PurePath | str) -> Iterator[None]:
    """The same at a place with a name."""
    try:
        yield
    except (NormalizeError, OSError, MemoryError, StopIteration):
        raise
    except Exception as error:
        raise InputError(f"{shown(place)}: {unexpected(error)}") from error


def told(ref: FileRef, error: Exception) -> str:
    """One line on what went wrong with a file."""
    return f"{ref.path}: {error.strerror}" if isinstance(error, OSError) else str(error)


def tried(ref: FileRef, report: FileReport, step: Callable[[FileRef, FileReport], None]) -> FileReport:
    """The report on a file after a step with it; where that fails, one that says so."""
    try:
        step(ref, report)
    except (InputError, OutputError, OSError) as error:
        return FileReport(ref.relative, str(ref.path), error=told(ref, error))
    return report


def of_one(reports: Iterator[FileReport]) -> Iterator[FileReport]:
    """The reports on the next file."""
    for report in reports:
        yield report
        if report.is_last:
            return


def stamps(files: Iterable[FileRef]) -> bytes:
    """A hash of the states of files; one that cannot be read is told when it is worked on."""
    found = sha256()
    for ref in files:
        with suppress(InputError):
            found.update(repr((ref.relative, stamp(ref.path))).encode("utf-8", "surrogateescape"))
    return found.digest()
