"""What the last run into an output folder knows that still holds: only what is concerned by a change is done again.

A file is taken from that run where its bytes, all settings, glossaries and versions are the same, its folder answers
all that its documents asked as it did then, its clean copy is still there, and no judgement that differs concerns it;
of a record file that changed or is concerned, the records that did not and are not. The result is that of a run from
the start, byte for byte (docs/decisions/0032-only-what-is-concerned.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from normalize.assessment.assessed import Assessed
from normalize.errors import JournalError, NormalizeError
from normalize.evidence.around import Around
from normalize.evidence.profile import Profile
from normalize.io import FileRef, Rewritten, Unit, records, sha256_file
from normalize.judgements import store
from normalize.judgements.concerned import Changed
from normalize.model import Edit
from normalize.names.folder import Folder
from normalize.run import journal
from normalize.run.again import Again, Differing, Reason
from normalize.run.facts import fact_line
from normalize.run.file_report import FileReport
from normalize.run.known import KnownRecords
from normalize.run.lines_by_path import LinesByPath
from normalize.run.located import Located, located
from normalize.run.recount import Now, recounted
from normalize.run.shards import named_difference
from normalize.run.states import States
from normalize.run.work_units import Known
from normalize.settings.config import Config
from normalize.settings.settings import Settings
from normalize.text.edits import Unmade, unmade

_SAME = ("format", "configuration", "versions", "glossaries", "phrases", "inputs", "in_place")


def last_run(output: Path, head: Mapping[str, Any]) -> tuple[journal.Run | None, str | None]:
    """The last complete run into a folder, if it was made with the settings of one to be made (``head``); else why
    nothing is taken from it, where there is one.

    Judgements may differ, and the profile may that is given. Of a journal that cannot be read, or is another user's,
    nothing is taken.
    """
    for folder in reversed(journal.runs_in(output / journal.HOME)):
        try:
            run = journal.open_run(folder)
        except JournalError as error:
            return None, f"all files are done again: {error}"
        if run.complete:
            why = _why_not(run, head)
            return (run, None) if why is None else (None, f"all files are done again: {why} since run {folder.name}")
    return None, None


def _why_not(run: journal.Run, head: Mapping[str, Any]) -> str | None:
    """Why nothing can be taken from a run; None where something can."""
    for key in _SAME:
        before, now = _of(run.manifest, key), _of(head, key)
        if before != now:
            return f"{named_difference(key, before, now)} changed"
    return None if _has_its_judgements(run) else "the judgements that it kept were lost"


def _has_its_judgements(run: journal.Run) -> bool:
    """Whether the judgements that were in force are still kept: without them nobody knows which were withdrawn."""
    kept, none = run.folder / journal.JUDGEMENTS, sha256(b"").hexdigest()
    held = _hash(kept) if kept.exists() else none
    return bool((run.manifest.get("judgements") or {}).get("sha256", none) == held)


def _of(manifest: Mapping[str, Any], key: str) -> Any:
    """A value of a manifest; the file of the judgements is none of the settings, for what it holds is compared."""
    value = manifest.get(key)
    return {k: v for k, v in value.items() if k != "judgements"} if key == "configuration" and value else value


class _ChangedFiles(NamedTuple):
    """The paths of files that have other bytes than an earlier run read, or are new; and, of a run in place, of those
    that have others than it wrote. What changed is held, and not the hash of every file: there may be millions."""

    inputs: set[str]
    copies: set[str]


class Earlier:
    """What an earlier run found in the files of a folder: see :func:`last_run`.

    With ``assess`` the documents are to be assessed, too, and only files of which it did so are taken from it.
    """

    def __init__(
        self, run: journal.Run, files: Sequence[FileRef], config: Config, settings: Settings, *, assess: bool = False
    ) -> None:
        self._run, self._config, self._files, self._assess = run, config, files, assess
        self._formats, self._allowed = settings.plugins.formats, settings.allowed
        self._entries = run.files()
        kept = run.folder / journal.JUDGEMENTS
        before = store.read(kept) if kept.is_file() else []
        self._changed = Changed(before, settings.judgements, settings.corpus)
        self._settings = settings
        self._differing: Differing | None = None
        self._states = States(run.folder.parent)

    @property
    def number(self) -> str:
        """What the run is called."""
        return self._run.folder.name

    def profile(self, count: Callable[[Sequence[FileRef]], Profile]) -> Profile | None:
        """The profile of the folder, made of the one of that run by counting what is new or gone with ``count``.

        None where it is no longer kept, where to count everything is less work, or where what is repaired before it is
        counted may have changed.
        """
        kept = self._run.beside(journal.PROFILE)
        if kept is None or not self._changed.leaves_cleaning_alone:
            return None
        edits = self._lines[journal.EDITS].of
        now = Now(self._files, self._changed_files.inputs)
        return recounted(Profile.load(kept), self._run, edits, now, self._settings, count)

    def look(self, folder: Folder) -> None:
        """Ask a folder what documents asked then: what is answered differently concerns them."""
        facts = self._run.beside(journal.FACTS)
        around = Around(folder, self._settings.target)
        self._differing = Differing(facts, around) if facts is not None else None

    @cached_property
    def _changed_files(self) -> _ChangedFiles:
        found = _ChangedFiles(set(), set())
        for ref in self._files:
            now, entry = self._states.hash_of(ref.path), self._entries.get(ref.relative)
            if entry is None or now is None or now != entry["before"]:
                found.inputs.add(ref.relative)
            if self._run.manifest["in_place"] and entry is not None and now != entry["after"]:
                found.copies.add(ref.relative)
        return found

    @cached_property
    def _lines(self) -> Mapping[str, LinesByPath]:
        found = {name: LinesByPath(self._run.folder / name) for name in (journal.FINDINGS, journal.EDITS)}
        return {**found, journal.FACTS: LinesByPath(self._run.folder.parent / journal.FACTS)}

    def again(self, ref: FileRef) -> Again | None:
        """Why a file has to be done again, once :meth:`look` was called; None for one that need not."""
        entry, path, differing = self._entries.get(ref.relative), ref.relative, self._differing
        if entry is None:
            return Again(Reason.NEW)
        if not self._is_told(entry) or entry["problems"] or (self._assess and not entry.get("assessed")):
            return Again(Reason.INCOMPLETE)
        if path in self._changed_files.inputs:
            return Again(Reason.CHANGED)
        if self._lost_its_copy(entry):
            return Again(Reason.COPY)
        if differing is None or not differing.has(path, entry["documents"]):
            return Again(Reason.INCOMPLETE)
        if (fact := differing.fact(path)) is not None:
            return Again(Reason.EVIDENCE, fact)
        judged = self._changed.may_concern(path) and any(
            self._changed.concerns(path, unit.record, unit.text) for unit in self._units(ref)
        )
        return Again(Reason.JUDGEMENTS) if judged else None

    def _lost_its_copy(self, entry: Mapping[str, Any]) -> bool:
        """Whether the clean copy of a file is gone, or has other bytes than the run wrote."""
        if self._run.manifest["in_place"]:
            return entry["path"] in self._changed_files.copies
        return bool(self._states.hash_of(self._run.output / entry["path"]) != entry["after"])

    def _is_told(self, entry: Mapping[str, Any]) -> bool:
        """Whether the run worked on a file to its end, and the journal still has all lines on it: what is lost of it is
        found anew."""
        if entry["status"] == "failed" or None in (entry.get("words"), entry.get("documents")):
            return False
        counts = ((journal.FINDINGS, "findings"), (journal.EDITS, "edits"))
        return all(self._lines[name].count(entry["path"]) == entry[key] for name, key in counts)

    def report_of(self, ref: FileRef) -> FileReport | None:
        """The report on a file that need not be done again; None where somebody wrote to it since that was asked."""
        with suppress(NormalizeError, OSError, ValueError):  # what does not fit, or can no longer be read
            report = self._report_of(ref)
            return report if self._states.hash_of(ref.path) == self._entry(ref)["before"] else None
        return None

    def _entry(self, ref: FileRef) -> dict[str, Any]:
        """What that run says of a file which it worked on."""
        entry = self._entries.get(ref.relative)
        assert entry is not None
        return entry

    def _report_of(self, ref: FileRef) -> FileReport:
        entry, known = self._entry(ref), self._known(ref)()
        found: list[Located] = []
        made: list[Edit] = []
        left: list[Unmade] = []
        facts, notes = bytearray(), list[str]()
        reading = records(ref, fields=self._config.fields, others=self._formats, broken=_none, noted=notes.append)
        for units in reading:
            if (results := known.results(units)) is None:
                raise ValueError("another text than the one of that run")
            facts += fact_line(ref.relative, units, results[0].facts)
            for result in results:
                edits = [edit.finding for edit in result.edits]
                found += located(result)
                made += result.edits
                left += unmade(result.findings, edits, self._allowed, result.unit.encoding)
        written = Rewritten(entry["before"], entry["after"], entry["status"] == "changed")
        return FileReport(
            ref.relative,
            str(ref.path),
            tuple(found),
            tuple(made),
            tuple(left),
            entry["words"],
            written,
            documents=entry["documents"],
            assessed=Assessed.of(entry["assessed"]) if self._assess else None,
            facts=bytes(facts),
            notes=tuple(notes),
        )

    def known(self, files: Iterable[FileRef]) -> Mapping[str, Callable[[], Known]]:
        """What is known of the records of files that have to be done again, because of some of their records alone.

        It is read when it is asked for: all of it for all files would not fit into memory.
        """
        asked = ((ref, self._entries.get(ref.relative)) for ref in files)
        return {ref.relative: self._known(ref) for ref, entry in asked if entry is not None and self._is_told(entry)}

    def _known(self, ref: FileRef) -> Callable[[], KnownRecords]:
        return partial(KnownRecords, ref.relative, str(ref.path), self._lines, self._is_concerned)

    def _is_concerned(self, path: str, units: Sequence[Unit]) -> bool:
        """Whether what changed, other than its text, concerns a record."""
        if self._differing is None or self._differing.concerns(path, units[0].record):
            return True
        return any(self._changed.concerns(path, unit.record, unit.text) for unit in units)

    def _units(self, ref: FileRef) -> Iterator[Unit]:
        for units in records(ref, fields=self._config.fields, others=self._formats, broken=_none):
            yield from units


def _hash(path: Path) -> str | None:
    """The SHA-256 of a file; None where it cannot be read."""
    with suppress(NormalizeError):
        return sha256_file(path)
    return None


def _none(problem: str) -> None:
    """A file with a record that cannot be read is always done again, so that it is told."""
