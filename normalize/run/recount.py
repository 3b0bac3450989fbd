"""The profile of a folder that grew or changed, from the one that an earlier run counted: a profile is a sum.

What is new is added, and what is no longer there taken away: it is counted once more as it was, from the backup, the
input, or the clean copy with its edits taken back. What is unchanged is not read.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from normalize.evidence.profile import Profile
from normalize.io import FileRef
from normalize.io.batches import together
from normalize.run import journal, prepare
from normalize.run.file_entries import FileEntries
from normalize.run.originals import READING, originals
from normalize.run.records import Record, document_of
from normalize.settings.settings import Settings

Lines = Callable[[str], Iterable[dict[str, Any]]]  # the edits of an earlier run on a path


class Now(NamedTuple):
    """The files that there are, and the paths of those that the earlier run did not have with these bytes."""

    files: Sequence[FileRef]
    changed: Container[str]

    def gone(self, entries: FileEntries) -> FileEntries:
        """The files of the earlier run that are no longer there, or have other bytes."""
        left = sum(ref.relative in entries for ref in self.files)
        there = {ref.relative for ref in self.files} if left < len(entries) else entries
        return entries.which(lambda entry: entry["path"] in self.changed or entry["path"] not in there)


def recounted(
    kept: Profile,
    run: journal.Run,
    edits: Lines,
    now: Now,
    settings: Settings,
    count: Callable[[Sequence[FileRef]], Profile],
) -> Profile | None:
    """``kept``, changed to the profile of the files of ``now``; None where to count all of them is less work, or where
    what is gone cannot be had any more.

    ``count`` counts files as a survey does, ``edits`` are those of ``run``.
    """
    come = [ref for ref in now.files if ref.relative in now.changed]
    gone = now.gone(run.files())
    if any(entry["status"] == "failed" for entry in gone):
        return None  # nobody knows whether it was counted before it failed
    size = sum(_size(ref.path) for ref in come) + sum(_size(run.output / entry["path"]) for entry in gone)
    if (come or gone) and size >= sum(_size(ref.path) for ref in now.files):
        return None
    unasked = settings.with_translator(None)
    try:
        for entry in gone:
            kept.take_away(_counted(run, entry, edits, unasked))
    except READING:
        return None
    if come:
        kept.add(count(come))
    return kept


def _counted(run: journal.Run, entry: Mapping[str, Any], edits: Lines, settings: Settings) -> Profile:
    """What a file added to the profile in the earlier run. Raises JournalError or InputError."""
    profile = Profile()
    units = originals(run, entry, settings.plugins.formats, edits(entry["path"]))
    read = (Record(some, entry["path"], entry["source"]) for some in units)
    for records in together(read, attrgetter("size")):
        prepare.survey([document_of(*record) for record in records], settings, profile)
    return profile


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
