"""What the last run into an output folder knows that still holds: only what is concerned by a change is done again.

A file is taken from that run where its bytes, all settings, glossaries, versions and the profile of the folder are the
same, its clean copy is still there, and no judgement that differs concerns it; of a record file that is concerned, the
records that are not. The result is that of a run from the start, byte for byte
(docs/decisions/0032-only-what-is-concerned.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from normalize.assessment.assessed import Assessed
from normalize.errors import NormalizeError
from normalize.evidence.profile import Profile
from normalize.io import FileRef, Rewritten, Unit, records, sha256_file
from normalize.io.jsonlines import parse
from normalize.judgements import store
from normalize.judgements.concerned import Changed
from normalize.model import Edit, Finding
from normalize.run import journal
from normalize.run.chunks import Known
from normalize.run.file_report import FileReport
from normalize.run.located import Located, located
from normalize.run.records import FieldResult
from normalize.run.undo import as_finding
from normalize.settings.config import Config
from normalize.settings.settings import Settings
from normalize.text.edits import Unmade, apply, unmade

_SAME = ("format", "versions", "configuration", "glossaries", "phrases", "profile", "inputs", "in_place")
_ByPlace = Mapping[tuple[int | None, str | None], Sequence[Finding]]  # by record and field
_LINES = (journal.FINDINGS, journal.EDITS)


def last_run(output: Path, head: Mapping[str, Any]) -> journal.Run | None:
    """The last complete run into a folder, if it was made with the settings of one to be made (``head``).

    Judgements may differ. A run in place has no use for one before it: its input is what that one wrote.
    """
    if head["in_place"]:
        return None
    for folder in reversed(journal.runs_in(output / journal.HOME)):
        run = journal.open_run(folder)
        if run.complete:
            same = all(_of(run.manifest, key) == _of(head, key) for key in _SAME)
            return run if same and _has_its_judgements(run) else None
    return None


def _has_its_judgements(run: journal.Run) -> bool:
    """Whether the judgements that were in force are still kept: without them nobody knows which were withdrawn."""
    kept, none = run.folder / journal.JUDGEMENTS, sha256(b"").hexdigest()
    held = _hash(kept) if kept.exists() else none
    return bool(run.manifest.get("judgements", {}).get("sha256", none) == held)


def _of(manifest: Mapping[str, Any], key: str) -> Any:
    """A value of a manifest; the file of the judgements is none of the settings, for what it holds is compared."""
    value = manifest.get(key)
    return {k: v for k, v in value.items() if k != "judgements"} if key == "configuration" and value else value


class Earlier:
    """What an earlier run found in the files of a folder: see :func:`last_run`.

    With ``assess`` the documents are to be assessed, too, and only files of which it did so are taken from it.
    """

    def __init__(
        self, run: journal.Run, files: Sequence[FileRef], config: Config, settings: Settings, *, assess: bool = False
    ) -> None:
        self._run, self._config, self._files, self._assess = run, config, files, assess
        self._formats, self._allowed = settings.plugins.formats, settings.allowed
        self._entries: Mapping[str, dict[str, Any]] = {entry["path"]: entry for entry in run.files()}
        kept = run.folder / journal.JUDGEMENTS
        before = store.read(kept) if kept.is_file() else []
        self._changed = Changed(before, settings.judgements, settings.corpus)

    @cached_property
    def kept_profile(self) -> Profile | None:
        """The profile of the folder as that run counted it, as long as it is kept."""
        path = self._run.folder.parent / journal.PROFILE
        known = self._run.manifest.get("survey")
        return Profile.load(path) if known is not None and _hash(path) == known else None

    @property
    def profile(self) -> Profile | None:
        """The profile, if a survey would count the same: so are the files, and what is repaired before it counts."""
        same = {path: entry["before"] for path, entry in self._entries.items()} == self._hashes
        return self.kept_profile if same and self._changed.leaves_cleaning_alone else None

    @cached_property
    def _hashes(self) -> dict[str, str | None]:
        return {ref.relative: _hash(ref.path) for ref in self._files}

    @cached_property
    def _lines(self) -> Mapping[str, _LinesByPath]:
        return {name: _LinesByPath(self._run.folder / name) for name in _LINES}

    def holds(self, ref: FileRef) -> bool:
        """Whether a file need not be done again, if the profile of the folder is the same."""
        if not self._is_unchanged(ref) or (self._assess and "assessed" not in self._entries[ref.relative]):
            return False
        entry, path = self._entries[ref.relative], ref.relative
        if entry["problems"] or _hash(self._run.output / path) != entry["after"]:
            return False
        if not self._changed.may_concern(path):
            return True
        return not any(self._changed.concerns(path, unit.record, unit.text) for unit in self._units(ref))

    def _is_unchanged(self, ref: FileRef) -> bool:
        """Whether that run worked on the same bytes."""
        entry = self._entries.get(ref.relative)
        known = entry is not None and entry["status"] != "failed" and "documents" in entry
        return known and self._hashes[ref.relative] == self._entries[ref.relative]["before"]

    def report_of(self, ref: FileRef) -> FileReport | None:
        """The report on a file that need not be done again; None where somebody wrote to it since that was asked."""
        with suppress(NormalizeError, OSError, ValueError):  # what does not fit, or can no longer be read
            report = self._report_of(ref)
            return report if _hash(ref.path) == self._entries[ref.relative]["before"] else None
        return None

    def _report_of(self, ref: FileRef) -> FileReport:
        entry, known = self._entries[ref.relative], self._known(ref)()
        found: list[Located] = []
        made: list[Edit] = []
        left: list[Unmade] = []
        for units in records(ref, fields=self._config.fields, others=self._formats, broken=_none):
            for result in known.of(units):
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
        )

    def known(self, files: Iterable[FileRef]) -> Mapping[str, Callable[[], Known]]:
        """What is known of the records of files that have to be done again, because of some of their records alone.

        It is read when it is asked for: all of it for all files would not fit into memory.
        """
        return {ref.relative: self._known(ref) for ref in files if self._is_unchanged(ref)}

    def _known(self, ref: FileRef) -> Callable[[], KnownRecords]:
        before = self._entries[ref.relative]["before"]
        return partial(KnownRecords, ref.relative, str(ref.path), before, self._lines, self._changed)

    def _units(self, ref: FileRef) -> Iterator[Unit]:
        for units in records(ref, fields=self._config.fields, others=self._formats, broken=_none):
            yield from units


class KnownRecords:
    """What an earlier run found in the records of a file with the SHA-256 ``before``, for those that are not concerned
    by what changed."""

    def __init__(self, path: str, file: str, before: str, lines: Mapping[str, _LinesByPath], changed: Changed) -> None:
        self.before = before
        self._path, self._file, self._lines, self._changed = path, file, lines, changed

    def results(self, units: Sequence[Unit]) -> list[FieldResult] | None:
        """What comes of a record; None where it is concerned, or is not the one of that run."""
        if any(self._changed.concerns(self._path, unit.record, unit.text) for unit in units):
            return None
        with suppress(ValueError):
            return self.of(units)
        return None

    def of(self, units: Sequence[Unit]) -> list[FieldResult]:
        """What came of a record in the earlier run. Raises ValueError where an edit does not fit its text."""
        results = []
        for unit in units:
            place = (unit.record, unit.field)
            text, edits = apply(unit.text, self._edits.get(place, ()))
            results.append(FieldResult(unit, text, tuple(self._findings.get(place, ())), edits))
        return results

    @cached_property
    def _findings(self) -> _ByPlace:
        return self._by_place(journal.FINDINGS)

    @cached_property
    def _edits(self) -> _ByPlace:
        return self._by_place(journal.EDITS)

    def _by_place(self, name: str) -> _ByPlace:
        found: dict[tuple[int | None, str | None], list[Finding]] = defaultdict(list)
        for line in self._lines[name].of(self._path):
            found[line["record"], line["field"]].append(as_finding({**line, "file": self._file}))
        return found


class _LinesByPath:
    """The lines of a file of a journal by the ``path`` they speak of, read when they are asked for."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
        if not file.is_file():
            return
        at = 0
        with file.open("rb") as stream:
            for line in stream:
                spans = self._spans[parse(line)["path"]]
                if spans and spans[-1][1] == at:
                    spans[-1] = (spans[-1][0], at + len(line))
                else:
                    spans.append((at, at + len(line)))
                at += len(line)

    def of(self, path: str) -> Iterator[dict[str, Any]]:
        """The lines on a path, in their order."""
        if path not in self._spans:
            return
        with self._file.open("rb") as stream:
            for start, end in self._spans[path]:
                stream.seek(start)
                yield from map(parse, stream.read(end - start).splitlines())


def _hash(path: Path) -> str | None:
    """The SHA-256 of a file; None where it cannot be read."""
    with suppress(NormalizeError):
        return sha256_file(path)
    return None


def _none(problem: str) -> None:
    """A file with a record that cannot be read is always done again, so that it is told."""
