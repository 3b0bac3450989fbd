"""What the last run into an output folder knows that still holds: only what is concerned by a change is done again.

A file is taken from that run where its bytes, all settings, glossaries, versions and the profile of the folder are the
same, its clean copy is still there, and no judgement that differs concerns it. The result is that of a run from the
start, byte for byte (docs/decisions/0032-only-what-is-concerned.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from normalize.assessment.assessed import Assessed
from normalize.errors import NormalizeError
from normalize.evidence.profile import Profile
from normalize.io import FileRef, Rewritten, Unit, records, sha256_file
from normalize.io.jsonlines import parse
from normalize.judgements import store
from normalize.judgements.concerned import Changed
from normalize.model import Edit
from normalize.run import journal
from normalize.run.folder import FileReport, Lines, Located
from normalize.run.undo import as_finding
from normalize.settings.config import Config
from normalize.settings.settings import Settings
from normalize.text.edits import Unmade

_SAME = ("format", "versions", "configuration", "glossaries", "phrases", "profile", "inputs", "in_place")
_LINES = (journal.FINDINGS, journal.EDITS, journal.UNMADE)


def last_run(output: Path, head: Mapping[str, Any]) -> journal.Run | None:
    """The last complete run into a folder, if it was made with the settings of one to be made (``head``).

    Judgements may differ. A run in place has no use for one before it: its input is what that one wrote.
    """
    if head["in_place"]:
        return None
    for folder in reversed(journal.runs_in(output / journal.HOME)):
        run = journal.open_run(folder)
        if run.complete:
            return run if all(_of(run.manifest, key) == _of(head, key) for key in _SAME) else None
    return None


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
        self._formats = settings.plugins.formats
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
        entry = self._entries.get(ref.relative)
        if entry is None or entry["status"] == "failed" or entry["problems"] or "documents" not in entry:
            return False
        if self._assess and "assessed" not in entry:
            return False
        if self._hashes[ref.relative] != entry["before"] or _hash(self._run.output / ref.relative) != entry["after"]:
            return False
        if not self._changed.may_concern(ref.relative):
            return True
        return not any(self._changed.concerns(ref.relative, unit.text) for unit in self._units(ref))

    def report_of(self, ref: FileRef) -> FileReport:
        """The report on a file that need not be done again."""
        entry, path = self._entries[ref.relative], ref.relative
        found, made, left = (list(self._lines[name].of(path)) for name in _LINES)
        findings = {line["id"]: as_finding({**line, "file": str(ref.path)}) for line in found}
        edits = [Edit(as_finding({**e, "file": str(ref.path)}), e["new_start"], e["new_end"]) for e in made]
        fixes = {edit.id: edit.finding for edit in edits}
        places = {(unit.record, unit.field): (Lines(unit.text), unit.id) for unit in self._units(ref)} if found else {}
        located = []
        for line in found:
            lines, name = places[line["record"], line["field"]]
            located.append(Located(findings[line["id"]], *lines(line["start"]), name))
        return FileReport(
            path,
            str(ref.path),
            tuple(located),
            tuple(edits),
            tuple(Unmade(findings[one["id"]], one["reason"], fixes.get(one["by"])) for one in left),
            entry["words"],
            Rewritten(entry["before"], entry["after"], entry["status"] == "changed"),
            documents=entry["documents"],
            assessed=Assessed.of(entry["assessed"]) if self._assess else None,
        )

    def _units(self, ref: FileRef) -> Iterator[Unit]:
        for units in records(ref, fields=self._config.fields, others=self._formats, broken=_none):
            yield from units


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
