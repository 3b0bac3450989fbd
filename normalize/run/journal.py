"""The record of a run: what was read, decided and written, so that each edit can be explained and taken back.

A run is a folder ``DIR/.normalize/0001``, and so on, never overwritten; files of lines that grow long are packed as
``NAME.jsonl.gz`` (:mod:`normalize.run.line_files`):

    manifest.json    versions, configuration, glossaries, and for each file its hashes before and after
    findings.jsonl   every finding, applied or not
    edits.jsonl      every edit made, with its place before and after
    unmade.jsonl     every fix that was allowed and not made, with the reason
    files.jsonl      while the run goes on: one line for each finished file
    profile.json     while the run goes on: the folder's profile as it was at the start
    facts.jsonl      while the run goes on: what each document asked of its folder (:mod:`normalize.run.facts`)
    again.jsonl      after an earlier run: what was done again, and why
    judgements.jsonl the judgements that were in force, if there were any
    originals/       with --in-place: the changed files as they were
    undone.jsonl     what was taken back since
    audit.jsonl      what people said of samples of it since

Beside the runs, ``profile.json`` and ``facts.jsonl`` are those of the last complete one (their hashes are the
manifest's ``survey`` and ``facts``), and ``judgements.jsonl`` holds what was rejected by ``undo`` where no other file
of judgements is in force.
There is no time in a run: equal runs have equal journals.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from normalize.errors import JournalError, OutputError
from normalize.io import FileRef, sha256_file, write_atomic
from normalize.io.atomic import replacing
from normalize.io.jsonlines import dump, filled, parse, pretty
from normalize.run.file_entries import FileEntries
from normalize.run.file_report import FileReport
from normalize.run.journal_lines import file_entry, joined, unmade_line
from normalize.run.journal_reading import Damage, check_own_place, check_owner, lines_of
from normalize.run.journal_shapes import LINES, Shape
from normalize.run.line_files import LineReader, LineWriter, opened, packed
from normalize.run.manifest_file import OtherFormatError, read_manifest
from normalize.run.undo_log import TakenBack

HOME = ".normalize"
FORMAT = "normalize-journal/2"
_SHOWN = 5  # ids in one message
MANIFEST, FINDINGS, EDITS, UNMADE, FILES = (
    "manifest.json",
    "findings.jsonl",
    "edits.jsonl",
    "unmade.jsonl",
    "files.jsonl",
)
FACTS, AGAIN = "facts.jsonl", "again.jsonl"
_WHOLE = {FINDINGS: "findings", EDITS: "edits"}  # what a file says of the number of its lines in them
_BESIDE = {"profile.json": "survey", FACTS: "facts"}  # the keys of the manifest that have their hashes
FOLDER = "folder"  # the key of a manifest that says in which folder the run was started: relative paths are from there
ELSEWHERE = "elsewhere"  # the key of a manifest that says where clean copies went that are no files of this machine
SHARD = "shard"  # the key of a manifest that says which shard of a corpus the run worked on
PROFILE, UNDONE, ORIGINALS, JUDGEMENTS = "profile.json", "undone.jsonl", "originals", "judgements.jsonl"
AUDIT = "audit.jsonl"


class Writer:
    """Writes the journal of a run as its files finish, so that an interrupted run can be resumed."""

    def __init__(self, run: Path, head: dict[str, Any], judgements: bytes = b"") -> None:
        """``judgements`` are the lines of those in force. What a run holds already, it goes on with."""
        self.run, self._head = run, head
        self._parts: dict[str, Any] = {}  # what the parts of a large file come to by now
        self._begun: dict[str, tuple[int, int]] = {}  # where in each file of the journal the lines on it begin
        try:
            run.mkdir(parents=True, exist_ok=True)
            write_atomic(run / MANIFEST, pretty({**head, "files": None}))
            if judgements:
                write_atomic(run / JUDGEMENTS, judgements)
            self._streams = {name: LineWriter(run / name) for name in (FINDINGS, EDITS, UNMADE, FACTS, FILES)}
        except OSError as error:
            raise OutputError(f"{run}: cannot write the journal: {error.strerror}") from error

    def add(self, ref: FileRef, report: FileReport) -> None:
        """Record a finished file, or the next part of a large one: findings and edits first, the line that calls it
        finished last. Of a file that fails after some of its parts nothing is left but that line."""
        file = str(ref.path.resolve())  # the same from whatever folder the run was started
        if not self._parts and not report.is_last:
            self._begun = {name: self._streams[name].mark() for name in (FINDINGS, EDITS, UNMADE, FACTS)}
        for name, items in ((FINDINGS, report.located), (EDITS, report.edits)):
            self._write(name, b"".join(dump({**item.as_dict(), "file": file}) for item in items))
        self._write(UNMADE, b"".join(dump(unmade_line(left)) for left in report.unmade))
        self._write(FACTS, report.facts)
        entry = file_entry(ref, report)
        if report.error is None and self._parts:
            entry = joined(self._parts, entry)
        if not report.is_last:
            self._parts = entry
            return
        if report.error is not None and self._parts:
            self._take_back()
        self._parts = {}
        self._write(FILES, dump(entry))

    def tell_again(self, line: dict[str, Any]) -> None:
        """Record why a file was done though an earlier run did it."""
        if AGAIN not in self._streams:
            self._streams[AGAIN] = LineWriter(self.run / AGAIN)
        self._write(AGAIN, dump(line))

    def _take_back(self) -> None:
        """Leave out what was recorded of a file of which nothing came."""
        for name, mark in self._begun.items():
            self._streams[name].take_back(mark)

    def _write(self, name: str, data: bytes) -> None:
        try:
            self._streams[name].write(data)
        except OSError as error:
            raise OutputError(f"{self.run / name}: cannot write the journal: {error.strerror}") from error

    def close(self, status: str) -> None:
        """Finish the manifest: ``complete`` or ``interrupted``."""
        for stream in self._streams.values():
            stream.close()
        kept = {name: LineReader(self.run / name).path for name in (PROFILE, FACTS)}
        hashes = {name: sha256_file(path) for name, path in kept.items() if path.is_file()}
        head = {**self._head, "status": status, "survey": hashes.get(PROFILE), "facts": hashes.get(FACTS)}
        with replacing(self.run / MANIFEST) as output:
            for data in filled(pretty({**head, "files": []}), self._entries()):
                output.write(data)
        if status == "complete":
            LineReader(self.run / FILES).path.unlink(missing_ok=True)
            for name in hashes:
                for old in (self.run.parent / name, packed(self.run.parent / name)):
                    old.unlink(missing_ok=True)
                kept[name].replace(self.run.parent / kept[name].name)

    def _entries(self) -> Iterator[Any]:
        """What is said of each finished file, by path; they lie on disk, for there may be very many."""
        lines = LineReader(self.run / FILES)
        paths = (str(parse(line)["path"]) for _, line in lines)
        if all(one < other for one, other in pairwise(paths)):
            yield from (parse(line) for _, line in lines)
            return
        last = {str(parse(line)["path"]): place for place, line in lines}  # of a file that failed, and was done again
        yield from (parse(lines.read(last[path])) for path in sorted(last))


@dataclass(frozen=True)
class Run:
    """A run that is on disk. ``damage`` fills with what is found wrong in its files while they are read.

    ``is_own`` is a run of this very process, which nobody else can have touched; ``is_trusted`` one whose links are
    followed wherever they lead.
    """

    folder: Path
    manifest: dict[str, Any]
    is_own: bool = False
    is_trusted: bool = False
    damage: Damage = field(default_factory=Damage, compare=False)

    @property
    def output(self) -> Path:
        """The folder that the run wrote to."""
        return self.folder.parent.parent

    def beside(self, name: str) -> Path | None:
        """The profile or the facts beside the runs, as long as they are those of this one."""
        path, known = self.folder.parent / name, self.manifest.get(_BESIDE[name])
        there = LineReader(path).path
        return path if known is not None and there.is_file() and sha256_file(there) == known else None

    @property
    def complete(self) -> bool:
        return bool(self.manifest["status"] == "complete")

    def check_here(self, done: str) -> None:
        """Raise JournalError where clean copies are no files of this machine, which alone can be ``done`` so."""
        if (place := self.manifest.get(ELSEWHERE)) is not None:
            raise JournalError(
                f"{self.folder}: its clean copies are in {place}; only runs whose copies are files of this machine can "
                f"be {done}"
            )

    def id_of(self, beginning: str) -> str | None:
        """The id of the finding or edit that begins so; None where there is none. Raises JournalError for several."""
        found = {line["id"] for name in (EDITS, FINDINGS) for line in self.lines(name)}
        if beginning in found:
            return beginning
        alike = sorted(known for known in found if beginning and known.startswith(beginning))
        if len(alike) > 1:
            more = ", …" if len(alike) > _SHOWN else ""
            raise JournalError(f"{beginning!r} begins several ids: {', '.join(alike[:_SHOWN])}{more}; write more of it")
        return alike[0] if alike else None

    def lines(self, name: str, shape: Shape | None = None) -> Iterator[dict[str, Any]]:
        """The lines of one of the run's files, each of its shape; none where it has no such file.

        Damaged lines are left out and noted in ``damage``; noted are, too, lines that a complete run has lost.
        """
        path, finished = self.folder / name, self.complete and name in (*_WHOLE, UNMADE)
        count = 0
        for line in lines_of(path, shape or LINES[name], self.damage, finished=finished):
            yield line
            count += 1
        counts = finished and name in _WHOLE and not self.damage
        known = sum(entry[_WHOLE[name]] for entry in self.files()) if counts else 0
        if count < known:
            self.damage.note(path, f"{known - count:,} of its {known:,} lines are missing")

    def taken_back(self) -> TakenBack:
        """What was taken back of the run."""
        files = self.files()

        def written(path: str) -> str | None:
            entry = files.get(path)
            return entry["after"] if entry is not None and entry["status"] == "changed" else None

        return TakenBack(self.lines(UNDONE), written)

    def edits_left(self) -> bool:
        """Whether the run made edits that were not all taken back: some file is not what it was before."""
        back = self.taken_back()
        changed = (entry for entry in self.files() if entry["status"] == "changed")
        if any(back.last(entry["path"]).sha256 != entry["before"] for entry in changed):
            return True
        return any(_is(self.output / path, sha256) for path, sha256 in back.pending.items())

    def files(self) -> FileEntries:
        """What the run says of each finished file."""
        known: FileEntries | None = self.manifest["files"]
        return known or self._finished

    @cached_property
    def _finished(self) -> FileEntries:
        """The same while the run goes on, as far as it had come when it was asked for first."""
        return FileEntries.of(self.lines(FILES))


def _is(file: Path, sha256: str) -> bool:
    return file.is_file() and sha256_file(file) == sha256


def open_run(path: Path, *, with_edits: bool = False, trust: bool = False, own: bool = False) -> Run:
    """A run by its own folder, or the latest one of ``DIR/.normalize`` or ``DIR``; raises JournalError for none.

    With ``with_edits`` it is the latest one that has edits to take back, if any has. A run of another user is opened
    only with ``trust``. ``own`` is a run of this very process.
    """
    for home in (path, path / HOME):
        if (home / MANIFEST).is_file():
            return _read(home, trust=trust, own=own)
        runs = runs_in(home)
        if runs:
            found = (_read(folder, trust=trust, own=own) for folder in reversed(runs))
            latest = next(found)
            if not with_edits or latest.edits_left():
                return latest
            return next((run for run in found if run.edits_left()), latest)
        if LineReader(home / EDITS).path.is_file():
            raise JournalError(f"{home / MANIFEST}: is missing: without it nobody knows what this run did")
    raise JournalError(f"{path}: no run here; give DIR/{HOME} of a run, or one run's folder in it")


def runs_in(home: Path) -> list[Path]:
    """The runs of a ``.normalize`` folder, oldest first."""
    if not home.is_dir():
        return []
    return sorted(p for p in home.iterdir() if p.name.isdigit() and (p / MANIFEST).is_file())


def _read(folder: Path, *, trust: bool, own: bool) -> Run:
    path = folder / MANIFEST
    try:
        if not trust:
            check_owner(folder)
            check_own_place(folder, HOME)
        with opened(path) as stream:
            manifest, problems = read_manifest(stream, FORMAT)
    except OtherFormatError:
        raise JournalError(f"{path}: not a manifest of this version ({FORMAT})") from None
    except OSError as error:
        raise JournalError(f"{path}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise JournalError(f"{path}: the journal is damaged: {error}") from error
    run = Run(folder.resolve(), manifest, own, trust)
    for problem in problems:
        run.damage.note(path, problem)
    return run


def new_run(output: Path) -> Path:
    """The folder of the next run: numbered on, so that none is ever overwritten."""
    home = output / HOME
    numbers = [int(p.name) for p in home.iterdir() if p.name.isdigit()] if home.is_dir() else []
    return home / f"{max(numbers, default=0) + 1:04}"


def own_judgements(output: Path) -> Path:
    """The judgements that an output folder keeps itself."""
    return output / HOME / JUDGEMENTS
