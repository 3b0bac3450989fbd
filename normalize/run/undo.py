"""Taking edits back: the originals byte for byte, as a whole or edit by edit."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from shlex import quote
from typing import Any

from normalize.errors import InputError, JournalError, NormalizeError
from normalize.io import Fields, FileRef, Unit, records, rewrite, sha256_file
from normalize.io.append import append_lines
from normalize.io.beneath import place_of, put
from normalize.io.jsonlines import dump
from normalize.io.rewrite import Replace
from normalize.judgements.judgement import Judgement
from normalize.model import Applicability, Category, Finding
from normalize.run.alone import alone
from normalize.run.journal import EDITS, ORIGINALS, UNDONE, Run
from normalize.run.lines_by_path import LinesByPath
from normalize.run.rejections import Said
from normalize.run.standing import FIRST, Later, on_top
from normalize.run.undo_log import TakenBack
from normalize.run.unfinished import SCRATCH, recorded
from normalize.text import edits as editing
from normalize.text.counted import counted

Line = Mapping[str, Any]  # one line of the journal


@dataclass(frozen=True, slots=True)
class _Taken:
    """What came of one file: edits taken back, 1 if it was written, rejections, and edits that were not in it."""

    edits: int = 0
    files: int = 0
    rejections: int = 0
    gone: int = 0


@dataclass
class Undone:
    """What came of an undo: the edits taken back, the files written, and a message for each file refused.

    ``rejections`` is the number of those remembered. ``gone`` are edits of files that had their original bytes already:
    another undo restored them, or the run was stopped before it wrote them. ``left`` are the paths of those refused.
    """

    edits: int = 0
    files: int = 0
    rejections: int = 0
    gone: int = 0
    refused: list[str] = field(default_factory=list)
    left: set[str] = field(default_factory=set)

    def add(self, taken: _Taken | Undone | None) -> None:
        """Count one file, or those of another run."""
        if taken is not None:
            self.edits += taken.edits
            self.files += taken.files
            self.rejections += taken.rejections
            self.gone += taken.gone

    def refuse(self, path: str, told: str) -> None:
        """Leave a file alone, and say why."""
        self.refused.append(told)
        self.left.add(path)


def _forget(rejections: Sequence[Judgement]) -> None:
    """Nothing is remembered."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What is to be taken back: one edit by its id, those of a rule by its code, or all where both are None.

    With ``said`` what is taken back comes as rejections, too, which ``remember`` is given file by file, before the file
    is touched.
    """

    edit: str | None = None
    rule: str | None = None
    said: Said | None = None
    remember: Callable[[Sequence[Judgement]], object] = _forget

    @property
    def is_all(self) -> bool:
        """Whether every edit is."""
        return self.edit is None and self.rule is None

    def is_about(self, line: Line) -> bool:
        """Whether an edit is."""
        return self.edit in (None, line["id"]) and (self.rule is None or self.rule.upper() == line["rule"])

    @property
    def told(self) -> str:
        """What there would have to be, in words."""
        return f"edit {self.edit!r}" if self.edit else f"edit of rule {self.rule!r}" if self.rule else "edit"


ALL = Withdrawal()


def undo(run: Run, asked: Withdrawal = ALL, later: Later = FIRST) -> Undone:
    """Take edits of a run back, file by file; of a file that a ``later`` run saw to nothing is said where it is not as
    this run left it.

    A file that changed since the run, or since the last undo, is refused and left alone, and so is one that cannot be
    restored; the others go on. Each file is noted before it is written, so that whatever ends the process, the next
    undo goes on. Raises JournalError where there is nothing to take back, and OutputError where another program is at
    work in the folder.
    """
    run.check_here("taken back")
    with alone(run.output), recorded(run.output):
        return _undone(run, asked, later)


def _undone(run: Run, asked: Withdrawal, later: Later) -> Undone:
    files = run.files().which(lambda entry: bool(entry["status"] == "changed"))
    rules: set[str] = set()
    concerned: set[str] = set()
    for line in run.lines(EDITS):
        if line["path"] in files:  # an interrupted run may have noted edits of a file that it did not finish
            rules.add(line["rule"])
            if not asked.is_all and asked.is_about(line):
                concerned.add(line["path"])
    made, back = LinesByPath(run.folder / EDITS), run.taken_back()
    found = Undone()
    for entry in files:
        path = str(entry["path"])
        if not (asked.is_all or path in concerned):
            continue
        file = _File(run, entry, list(made.of(path)), back)
        try:
            found.add(file.take_back(asked, is_superseded=later.has(path)))
        except NormalizeError as error:
            found.refuse(path, str(error))
        except (OSError, ValueError) as error:
            told = getattr(error, "strerror", None) or error
            found.refuse(path, f"{run.output / path}: cannot be restored: {told}")
    if not (found.edits or found.gone or found.refused):
        others = f"; the run made edits of {', '.join(sorted(rules))}" if asked.rule is not None and rules else ""
        raise JournalError(f"{run.folder}: no {asked.told} left to take back{others}")
    return found


class _File:
    """One file of a run, and the edits made in it."""

    def __init__(self, run: Run, entry: Mapping[str, Any], made: Sequence[Line], back: TakenBack) -> None:
        self._run, self._entry, self._made, self._back = run, entry, made, back
        self._path, self._before = str(entry["path"]), str(entry["before"])

    def take_back(self, asked: Withdrawal, *, is_superseded: bool) -> _Taken | None:
        """Restore the file, but for the edits that remain; None where nothing of what is asked for is in it."""
        target = place_of(self._run.output, self._path, follow=self._run.is_trusted)
        if not target.is_file():
            if is_superseded:
                return None
            raise JournalError(f"{target}: is gone, so nothing can be restored there")
        now, last = sha256_file(target), self._back.last(self._path)
        state = self._back.state(self._path, now)
        undone = (state or last).undone
        left = [line for line in self._made if line["id"] not in undone]
        mine = [line for line in left if asked.is_about(line)]
        remaining = [line for line in left if not asked.is_about(line)]
        if (state is None or now == self._before) and last.sha256 == self._before and not mine:
            return None  # all of it was taken back before
        if not mine and not asked.is_all:
            return None
        if now == self._before and not remaining:  # by another undo, or the run was stopped before it replaced the file
            self._note(mine, now, now)
            return None if is_superseded else _Taken(gone=len(mine))
        if state is None:
            if is_superseded:
                return None
            raise JournalError(f"{target}: {self._changed(now)}, so it is left alone")
        lost = 0 if asked.is_all else self._entry["edits"] - len(self._made)
        if lost > 0:
            raise JournalError(
                f"{target}: the journal has lost {counted(lost, 'edit')} of this file, so that it can only be restored "
                "as a whole: undo the run without --edit and --rule"
            )
        self._restore(asked, target, now, mine, remaining)
        count = self._entry["edits"] - (len(self._made) - len(left)) if asked.is_all else len(mine)
        return _Taken(count, 1, len(mine) if asked.said is not None else 0)

    def _changed(self, now: str) -> str:
        other = on_top(self._run, self._path, now)
        if other is None:
            return "changed since the run"
        return (
            f"run {other.folder.name} edited it since (take that back first: normalize undo {quote(str(other.folder))})"
        )

    def _restore(
        self, asked: Withdrawal, target: Path, now: str, mine: Sequence[Line], remaining: Sequence[Line]
    ) -> None:
        """Make what is to stand there, remember and note it, and put it there: in this order."""
        run, fields = self._run, _fields(self._run)
        with tempfile.TemporaryDirectory(dir=run.folder, prefix=SCRATCH) as scratch:
            original = original_of(run, self._entry, self._made, Path(scratch))
            staged, after = original, self._before
            if remaining:
                staged = Path(scratch, "edited", target.name)
                after = rewrite(
                    FileRef(original, self._path), staged, _remake(remaining), fields=fields, broken=_left
                ).after
            if asked.said is not None:
                asked.remember(_rejections(run, FileRef(original, self._path), mine, asked.said))
            if sha256_file(target) != now:
                raise JournalError(f"{target}: was changed by another program meanwhile, so it is left alone")
            self._note(self._made if asked.is_all else mine, after, now)
            top = run.output.resolve()
            put(staged, target, top if target.is_relative_to(top) else target.parent, original.stat().st_mode)

    def _note(self, edits: Sequence[Line], after: str, now: str) -> None:
        """Say in the log what is done to the file."""
        ids = sorted({line["id"] for line in edits})
        noted = {"edits": ids, "files": {self._path: after}, "from": {self._path: now}}
        append_lines(self._run.folder / UNDONE, dump(noted), follow=False)


def original_of(run: Run, entry: Mapping[str, Any], made: Iterable[Line], scratch: Path) -> Path:
    """A file with the original bytes: the backup, the input, or the output with every edit taken back, in ``scratch``.

    ``entry`` is what the run says of the file, ``made`` are the edits in it, gone through only where they are needed.
    Raises JournalError where all are gone.
    """
    backups = run.folder / ORIGINALS
    with suppress(InputError):  # a link that leads elsewhere is no backup of this run
        if _is(backup := place_of(backups, entry["path"], follow=run.is_trusted), entry["before"]):
            return backup
    if _is(source := Path(entry["source"]), entry["before"]):  # nothing else that a journal names is ever read
        return source
    target = place_of(run.output, entry["path"], follow=run.is_trusted)
    if _is(target, entry["after"]):
        rebuilt = scratch / target.name
        unmade = _unmake(made)
        written = rewrite(FileRef(target, entry["path"]), rebuilt, unmade, fields=_fields(run), broken=_left)
        if written.after == entry["before"]:
            return rebuilt
    raise JournalError(f"{target}: the original {entry['source']} is gone or changed, and cannot be rebuilt")


def _is(file: Path, sha256: str) -> bool:
    return file.is_file() and sha256_file(file) == sha256


def _fields(run: Run) -> Fields:
    return Fields(tuple(run.manifest["configuration"]["text_field"]))


def _left(problem: str) -> None:
    """A record that cannot be read was left as it was."""


def _by_text(lines: Iterable[Line]) -> dict[tuple[int | None, str | None], list[Line]]:
    """The edits of each text: by record, and by its field."""
    found: dict[tuple[int | None, str | None], list[Line]] = defaultdict(list)
    for line in lines:
        found[line["record"], line["field"]].append(line)
    return found


def _unmake(lines: Iterable[Line]) -> Replace:
    texts = _by_text(lines)

    def original(unit: Unit) -> str:
        made = texts.get((unit.record, unit.field), ())
        return editing.invert(unit.text, [(e["new_start"], e["new_end"], e["replacement"], e["text"]) for e in made])

    return lambda units: [original(unit) for unit in units]


def _remake(lines: Sequence[Line]) -> Replace:
    texts = _by_text(lines)

    def edited(unit: Unit) -> str:
        made = texts.get((unit.record, unit.field), ())
        return editing.apply(unit.text, [as_finding(e) for e in made])[0]

    return lambda units: [edited(unit) for unit in units]


def as_finding(line: Line) -> Finding:
    """The finding that a line of the journal holds."""
    kept = {key: line[key] for key in Finding.__dataclass_fields__ if key in line}
    kept |= {"category": Category(line["category"]), "applicability": Applicability(line["applicability"])}
    return Finding(**kept)


def _rejections(run: Run, original: FileRef, taken: Sequence[Line], said: Said) -> list[Judgement]:
    """The rejections of edits that were made in a file."""
    corpus = run.manifest["configuration"].get("corpus") or None
    wanted = {(line["record"], line["field"]) for line in taken}
    units = (unit for units in records(original, fields=_fields(run), broken=_left) for unit in units)
    texts = {key: unit.text for unit in units if (key := (unit.record, unit.field)) in wanted}
    return [said.on(as_finding(line), texts.get((line["record"], line["field"])), corpus) for line in taken]
