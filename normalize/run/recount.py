"""The profile of a folder that grew or changed, from the one that an earlier run counted: a profile is a sum.

What is new is added, and what is no longer there taken away: it is counted once more as it was, from the backup, the
input, or the clean copy with its edits taken back. What is unchanged is not read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any

from normalize.evidence.profile import Profile
from normalize.io import FileRef
from normalize.io.together import together
from normalize.run import journal, prepare
from normalize.run.originals import READING, originals
from normalize.run.records import Record, document_of
from normalize.settings.settings import Settings

Lines = Callable[[str], Iterable[dict[str, Any]]]  # the edits of an earlier run on a path


def recounted(
    kept: Profile,
    run: journal.Run,
    edits: Lines,
    now: Mapping[FileRef, str | None],
    settings: Settings,
    count: Callable[[Sequence[FileRef]], Profile],
) -> Profile | None:
    """``kept``, changed to the profile of the files of ``now``, given with their hashes; None where to count all of
    them is less work, or what is gone cannot be had any more.

    ``count`` counts files as a survey does, ``edits`` are those of ``run``.
    """
    entries = run.files()
    hashes = {ref.relative: held for ref, held in now.items()}
    come = [ref for ref, held in now.items() if held is None or (entries.get(ref.relative) or {}).get("before") != held]
    gone = entries.which(lambda entry: hashes.get(entry["path"]) is None or hashes[entry["path"]] != entry["before"])
    if any(entry["status"] == "failed" for entry in gone):
        return None  # nobody knows whether it was counted before it failed
    size = sum(_size(ref.path) for ref in come) + sum(_size(run.output / entry["path"]) for entry in gone)
    if (come or gone) and size >= sum(_size(ref.path) for ref in now):
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
