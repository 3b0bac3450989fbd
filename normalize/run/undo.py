"""Taking edits back: the originals byte for byte, as a whole or edit by edit."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from normalize.errors import JournalError, NormalizeError
from normalize.io import Fields, FileRef, Unit, records, rewrite, sha256_file, write_atomic
from normalize.io.jsonlines import dump
from normalize.io.rewrite import Replace
from normalize.judgements.judgement import Judgement
from normalize.model import Applicability, Category, Finding
from normalize.run.journal import EDITS, ORIGINALS, UNDONE, Run, inside
from normalize.run.rejections import Said
from normalize.text import edits as editing


@dataclass(frozen=True, slots=True)
class Undone:
    """What came of an undo: the edits taken back, the files written, and a message for each file refused.

    ``rejections`` are the edits taken back as judgements, where these are asked for. ``gone`` are edits of files that
    had their original bytes already: another undo restored them, or the run was stopped before it wrote them.
    """

    edits: int
    files: int
    refused: tuple[str, ...]
    rejections: tuple[Judgement, ...] = ()
    gone: int = 0


def undo(run: Run, edit: str | None = None, rule: str | None = None, said: Said | None = None) -> Undone:
    """Take back all edits of a run, one (``edit``: its id), or those of a rule (``rule``: its code).

    A file that changed since the run, or since the last undo, is refused and left alone; the others go on. With
    ``said`` what is taken back comes as rejections, too; nothing is remembered here. Raises JournalError where there is
    nothing to take back.
    """
    earlier = {i for line in run.lines(UNDONE) for i in line["edits"]}
    files = {entry["path"]: entry for entry in run.files()}
    by_path: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in run.lines(EDITS):
        if line["path"] in files:  # an interrupted run may have noted edits of a file that it did not finish
            by_path[line["path"]].append(line)
    left = [line for lines in by_path.values() for line in lines if line["id"] not in earlier]
    chosen = _chosen(left, edit, rule)
    if not chosen:
        what = f"no edit {edit!r}" if edit else f"no edit of rule {rule!r}" if rule else "no edit"
        raise JournalError(f"{run.folder}: {what} left to take back")
    hashes = {path: entry["after"] for path, entry in files.items()}
    hashes |= {path: after for line in run.lines(UNDONE) for path, after in line["files"].items()}
    done: set[str] = set()
    gone: set[str] = set()
    written: dict[str, str] = {}
    refused: list[str] = []
    changed = 0
    rejections: list[Judgement] = []
    for path in sorted(p for p, lines in by_path.items() if any(line["id"] in chosen for line in lines)):
        mine = [line for line in by_path[path] if line["id"] in chosen]
        remaining = [line for line in by_path[path] if line["id"] not in earlier and line["id"] not in chosen]
        try:
            told = _rejections(run, files[path], by_path[path], mine, said) if said is not None else []
            after, was_there = _restore(run, files[path], hashes[path], by_path[path], remaining)
        except NormalizeError as error:
            refused.append(str(error))
        else:
            written[path] = after
            changed += was_there
            (done if was_there else gone).update(line["id"] for line in mine)
            rejections += told
    if written:
        log = run.folder / UNDONE
        before = log.read_bytes() if log.exists() else b""
        write_atomic(log, before + dump({"edits": sorted(done | gone), "files": written}))
    return Undone(len(done), changed, tuple(refused), tuple(rejections), len(gone))


def _chosen(lines: Iterable[Mapping[str, Any]], edit: str | None, rule: str | None) -> set[str]:
    """The ids of the edits that are asked for."""
    wanted = (line for line in lines if edit in (None, line["id"]) and (rule is None or rule.upper() == line["rule"]))
    return {line["id"] for line in wanted}


def _restore(
    run: Run,
    entry: Mapping[str, Any],
    expected: str,
    made: Sequence[Mapping[str, Any]],
    remaining: Sequence[Mapping[str, Any]],
) -> tuple[str, bool]:
    """Write a file as it was, but for the edits that remain; returns the hash of what is there, and whether that is
    another than before."""
    target = inside(run, entry["path"]).resolve()
    if not target.is_file():
        raise JournalError(f"{target}: is gone, so nothing can be restored there")
    if sha256_file(target) == entry["before"] and not remaining:
        return str(entry["before"]), False  # by another undo, or the run was stopped before it replaced the file
    if sha256_file(target) != expected:
        raise JournalError(f"{target}: changed since the run, so it is left alone")
    fields = Fields(tuple(run.manifest["configuration"]["text_field"]))
    with tempfile.TemporaryDirectory(dir=run.folder) as scratch:
        original = original_of(run, entry, made, Path(scratch))
        ref = FileRef(original, entry["path"])
        return rewrite(ref, target, _remake(remaining), fields=fields, broken=_left).after, True


def original_of(run: Run, entry: Mapping[str, Any], made: Iterable[Mapping[str, Any]], scratch: Path) -> Path:
    """A file with the original bytes: the backup, the input, or the output with every edit taken back, in ``scratch``.

    ``entry`` is what the run says of the file, ``made`` are the edits in it, gone through only where they are needed.
    Raises JournalError where all are gone.
    """
    target = inside(run, entry["path"]).resolve()
    fields = Fields(tuple(run.manifest["configuration"]["text_field"]))
    for path in (run.folder / ORIGINALS / entry["path"], Path(entry["source"])):
        if path.is_file() and sha256_file(path) == entry["before"]:
            return path
    if target.is_file() and sha256_file(target) == entry["after"]:
        rebuilt = scratch / target.name
        written = rewrite(FileRef(target, entry["path"]), rebuilt, _unmake(made), fields=fields, broken=_left)
        if written.after == entry["before"]:
            return rebuilt
    raise JournalError(f"{target}: the original {entry['source']} is gone or changed, and cannot be rebuilt")


def _left(problem: str) -> None:
    """A record that cannot be read was left as it was."""


def _by_text(lines: Iterable[Mapping[str, Any]]) -> dict[tuple[int | None, str | None], list[Mapping[str, Any]]]:
    """The edits of each text: by record, and by its field."""
    found: dict[tuple[int | None, str | None], list[Mapping[str, Any]]] = defaultdict(list)
    for line in lines:
        found[line["record"], line["field"]].append(line)
    return found


def _unmake(lines: Iterable[Mapping[str, Any]]) -> Replace:
    texts = _by_text(lines)

    def original(unit: Unit) -> str:
        made = texts.get((unit.record, unit.field), ())
        return editing.invert(unit.text, [(e["new_start"], e["new_end"], e["replacement"], e["text"]) for e in made])

    return lambda units: [original(unit) for unit in units]


def _remake(lines: Sequence[Mapping[str, Any]]) -> Replace:
    texts = _by_text(lines)

    def edited(unit: Unit) -> str:
        made = texts.get((unit.record, unit.field), ())
        return editing.apply(unit.text, [as_finding(e) for e in made])[0]

    return lambda units: [edited(unit) for unit in units]


def as_finding(line: Mapping[str, Any]) -> Finding:
    """The finding that a line of the journal holds."""
    kept = {key: line[key] for key in Finding.__dataclass_fields__ if key in line}
    kept |= {"category": Category(line["category"]), "applicability": Applicability(line["applicability"])}
    return Finding(**kept)


def _rejections(
    run: Run,
    entry: Mapping[str, Any],
    made: Sequence[Mapping[str, Any]],
    chosen: Sequence[Mapping[str, Any]],
    said: Said,
) -> list[Judgement]:
    """The rejections of some of the edits that were made in a file."""
    fields = Fields(tuple(run.manifest["configuration"]["text_field"]))
    corpus = run.manifest["configuration"]["corpus"] or None
    with tempfile.TemporaryDirectory(dir=run.folder) as scratch:
        original = FileRef(original_of(run, entry, made, Path(scratch)), entry["path"])
        units = (unit for units in records(original, fields=fields, broken=_left) for unit in units)
        wanted = {(line["record"], line["field"]) for line in chosen}
        texts = {key: unit.text for unit in units if (key := (unit.record, unit.field)) in wanted}
    return [said.on(as_finding(line), texts.get((line["record"], line["field"])), corpus) for line in chosen]
