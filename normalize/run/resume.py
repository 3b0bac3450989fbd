"""Taking up an interrupted run where it stopped."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from normalize.errors import JournalError
from normalize.io import sha256_file, write_atomic
from normalize.io.atomic import sweep
from normalize.io.jsonlines import dump
from normalize.run.journal import AGAIN, EDITS, FACTS, FILES, FINDINGS, UNMADE, Run, Writer
from normalize.run.shards import named_difference


def reopen(run: Run, head: dict[str, Any]) -> tuple[Writer, list[dict[str, Any]]]:
    """Take up an interrupted run: what it says of finished files stays, what a crash left half-written goes.

    A file of which the journal has lost lines is done again, but for one that was rewritten in place: its original is
    kept, and what is lost is only what was said of it. Raises JournalError where the run was made with other versions,
    settings, glossaries or inputs.
    """
    for key, value in head.items():
        if key != "status" and run.manifest.get(key) != value:
            what = named_difference(key, run.manifest.get(key), value)
            raise JournalError(f"{run.folder}: cannot resume: {what} changed since; start a new run without --resume")
    counts = {name: Counter(line["path"] for line in run.lines(name)) for name in (FINDINGS, EDITS)}
    whole = [e for e in run.files() if e["status"] != "failed" and _still(run, e)]
    done = [e for e in whole if run.manifest["in_place"] or _is_told(e, counts)]
    paths = {e["path"] for e in done}
    sweep(run.output)
    for name in (FINDINGS, EDITS, UNMADE, FACTS):
        kept = [dump(line) for line in run.lines(name) if line["path"] in paths]
        write_atomic(run.folder / name, b"".join(dict.fromkeys(kept)))
    if told := [line for line in run.lines(AGAIN) if line["path"] in paths]:
        write_atomic(run.folder / AGAIN, b"".join(map(dump, told)))
    write_atomic(run.folder / FILES, b"".join(map(dump, done)))
    return Writer(run.folder, head, done=done), done


def _is_told(entry: dict[str, Any], counts: dict[str, Counter[str]]) -> bool:
    """Whether the journal has all lines on a file that it should have."""
    path, findings, edits = str(entry["path"]), int(entry["findings"]), int(entry["edits"])
    return counts[FINDINGS][path] >= findings and counts[EDITS][path] >= edits


def _still(run: Run, entry: dict[str, Any]) -> bool:
    """Whether a finished file is still what the run left: its source unless it was the target, and its copy."""
    copy, source = run.output / str(entry["path"]), Path(entry["source"])
    if not copy.is_file() or sha256_file(copy) != entry["after"]:
        return False
    if run.manifest["in_place"]:
        return True
    return source.is_file() and sha256_file(source) == str(entry["before"])
