"""Taking up an interrupted run where it stopped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

from normalize.errors import JournalError
from normalize.io import sha256_file
from normalize.io.jsonlines import dump
from normalize.run.file_entries import FileEntries
from normalize.run.journal import AGAIN, EDITS, ELSEWHERE, FACTS, FILES, FINDINGS, FOLDER, SHARD, UNMADE, Run, Writer
from normalize.run.line_files import rewritten
from normalize.run.lines_by_path import LinesByPath
from normalize.run.shards import named_difference, shard_of

_CONFIGURATION = "configuration"


def reopen(run: Run, head: dict[str, Any]) -> tuple[Writer, FileEntries]:
    """Take up an interrupted run: what it says of finished files stays, what a crash left half-written goes.

    A file of which the journal has lost lines is done again, but for one that was rewritten in place: its original is
    kept, and what is lost is only what was said of it. Raises JournalError where the run was made with other versions,
    settings, glossaries or inputs.
    """
    # The configuration says which versions count, so that it is what differs first.
    for key, value in sorted(head.items(), key=lambda item: item[0] != _CONFIGURATION):
        if key not in ("status", FOLDER, ELSEWHERE) and not _is_same(key, run.manifest.get(key), value):
            what = named_difference(key, run.manifest.get(key), value)
            raise JournalError(
                f"{run.folder}: cannot resume: {what} changed since; go on as it was begun, or begin a new run by "
                "--force in place of --resume"
            )
    counts = {name: LinesByPath(run.folder / name) for name in (FINDINGS, EDITS)}
    done = run.files().which(
        lambda e: e["status"] != "failed" and _still(run, e) and (run.manifest["in_place"] or _is_told(e, counts))
    )
    for name in (FINDINGS, EDITS, UNMADE, FACTS):
        rewritten(run.folder / name, _once(dump(line) for line in run.lines(name) if line["path"] in done))
    if told := [line for line in run.lines(AGAIN) if line["path"] in done]:
        rewritten(run.folder / AGAIN, map(dump, told))
    rewritten(run.folder / FILES, map(dump, done))
    return Writer(run.folder, head), done


def _is_same(key: str, before: Any, now: Any) -> bool:
    """Whether a value of the manifest is what it was; a shard is the same one with more files, as a folder is."""
    if key == SHARD and isinstance(before, dict):
        return bool(shard_of(before) == shard_of(now))
    return bool(before == now)


def _once(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Each line once; they are told apart by a hash, for there may be more than fit into memory."""
    seen: set[bytes] = set()
    for line in lines:
        key = blake2b(line, digest_size=8).digest()
        if key not in seen:
            seen.add(key)
            yield line


def _is_told(entry: dict[str, Any], counts: dict[str, LinesByPath]) -> bool:
    """Whether the journal has all lines on a file that it should have."""
    path, findings, edits = str(entry["path"]), int(entry["findings"]), int(entry["edits"])
    return counts[FINDINGS].count(path) >= findings and counts[EDITS].count(path) >= edits


def _still(run: Run, entry: dict[str, Any]) -> bool:
    """Whether a finished file is still what the run left: its source unless it was the target, and its copy."""
    copy, source = run.output / str(entry["path"]), Path(entry["source"])
    if not copy.is_file() or sha256_file(copy) != entry["after"]:
        return False
    if run.manifest["in_place"]:
        return True
    return source.is_file() and sha256_file(source) == str(entry["before"])
