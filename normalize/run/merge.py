"""The runs over the shards of a corpus as one run: one folder of clean copies, one journal.

What comes out is what one run over all files would have written, byte for byte.
"""

from __future__ import annotations

import heapq
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise, repeat, zip_longest
from operator import itemgetter
from pathlib import Path
from typing import Any

from normalize.errors import JournalError, OutputError
from normalize.io import sha256_file, write_atomic
from normalize.io.atomic import replacing
from normalize.io.beneath import link_below, put
from normalize.io.jsonlines import dump, filled, pretty
from normalize.run import journal
from normalize.run.journal import EDITS, FACTS, FINDINGS, JUDGEMENTS, MANIFEST, SHARD, UNDONE, UNMADE, Run
from normalize.run.journal_reading import lines_of
from normalize.run.journal_shapes import LINES
from normalize.run.line_files import LineReader, rewritten
from normalize.run.private import keep_private
from normalize.run.shards import difference, grown, shard_of, twice, what_is_wrong
from normalize.run.undo_log import TakenBack
from normalize.text.counted import counted

# What runs have to share, so that one run over all files would have been the same.
_SHARED = (
    "format",
    "configuration",
    "versions",
    "glossaries",
    "phrases",
    "profile",
    "judgements",
    "inputs",
    "in_place",
)
_LINES = (FINDINGS, EDITS, UNMADE)
_UNFINISHED = "merging"  # the folder of a journal until all of it is there
_path = itemgetter("path")


def merge(runs: Sequence[Run], output: Path) -> Run:
    """Put the clean copies of the runs into a folder, and one journal beside them.

    Copies are hard links where the file system has them: nothing here writes into a file that is there, files are
    replaced. Raises JournalError where the runs are not all shards of one division, are not complete, were made with
    different settings or are not whole, with a damaged journal or a clean copy that is another than the run wrote, and
    OutputError where files would be overwritten that none of them wrote; nothing is placed before all are looked at.
    A folder that holds the very run, of a merge that was killed at its end, is left as it is.
    """
    _check(runs)
    if (done := _merged_already(runs, output)) is not None:
        return done
    _check_output(runs, output)
    _check_journals(runs)
    back = {run.folder: run.taken_back() for run in runs}
    for run, entry in _entries(runs):
        if entry["after"] is not None:
            source, sha256 = _copy(run, entry, back[run.folder])
            _check_target(source, output, str(entry["path"]), sha256)
    for run, entry in _entries(runs):
        if entry["after"] is not None:
            _place(run.output / entry["path"], output / entry["path"])
    folder = journal.new_run(output)
    unfinished = folder.with_name(_UNFINISHED)
    try:
        if unfinished.exists():  # of a merge that was killed
            shutil.rmtree(unfinished)
        unfinished.mkdir(parents=True)
        keep_private(folder.parent, [run.folder.parent for run in runs])
        _write(runs, unfinished)
        unfinished.rename(folder)
    except OSError as error:
        raise OutputError(f"{folder}: cannot write the journal: {error.strerror}") from error
    return journal.open_run(folder)


def _entries(runs: Sequence[Run]) -> Iterator[tuple[Run, dict[str, Any]]]:
    """What the runs say of their files, by path."""
    return heapq.merge(*(zip(repeat(run), run.files()) for run in runs), key=lambda pair: str(pair[1]["path"]))


def _check(runs: Sequence[Run]) -> None:
    """Raise JournalError for runs that are not all shards of one division."""
    for run in runs:
        if SHARD not in run.manifest:
            raise JournalError(f"{run.folder}: not of a shard; only runs made with --shard are merged")
        if not run.complete:
            raise JournalError(f"{run.folder}: not complete; finish it with --resume")
        run.check_here("merged")
    if (wrong := what_is_wrong([(str(run.output), shard_of(run.manifest[SHARD])) for run in runs])) is not None:
        raise JournalError(f"cannot merge: {wrong}")
    if (changed := grown((str(run.output), run.manifest[SHARD]) for run in runs)) is not None:
        raise JournalError(f"cannot merge: {changed}")
    first = runs[0]
    for run in runs[1:]:
        if (what := difference(first.manifest, run.manifest, _SHARED)) is not None:
            raise JournalError(f"cannot merge {first.output} and {run.output}: {what} differ")
    if (path := twice(str(entry["path"]) for _, entry in _entries(runs))) is not None:
        raise JournalError(f"cannot merge: two shards hold {path!r}: its files were listed when the folder was another")


def _merged_already(runs: Sequence[Run], output: Path) -> Run | None:
    """The run that a folder holds, if it is what comes of these: the same settings and files, and no edit taken back
    since."""
    there = journal.runs_in(output / journal.HOME)
    if len(there) != 1:
        return None
    done = journal.open_run(there[0])
    if difference(runs[0].manifest, done.manifest, _SHARED) is not None or SHARD in done.manifest:
        return None
    if done.taken_back().ids != frozenset().union(*(run.taken_back().ids for run in runs)):
        return None
    pairs = zip_longest(done.files(), (entry for _, entry in _entries(runs)))
    return done if all(one == other for one, other in pairs) else None


def _check_output(runs: Sequence[Run], output: Path) -> None:
    for run in runs:
        if run.output == output.resolve():
            raise OutputError(f"{output}: the output folder is that of a shard; choose another")
    if output.exists() and not output.is_dir():
        raise OutputError(f"{output}: not a folder")
    if journal.runs_in(output / journal.HOME):
        raise OutputError(f"{output}: holds a run already; choose another folder")


def _check_journals(runs: Sequence[Run]) -> None:
    """Raise JournalError where something of a journal would be left out because it is damaged."""
    for run in runs:
        for name in (*_LINES, UNDONE):
            for _ in run.lines(name):
                pass
        if problems := list(run.damage.sentences()):
            more = f" (and {counted(len(problems) - 1, 'more problem')})" if len(problems) > 1 else ""
            raise JournalError(f"cannot merge: {problems[0]}{more}; run that shard again into another folder")


def _copy(run: Run, entry: Mapping[str, Any], back: TakenBack) -> tuple[Path, str]:
    """The clean copy of a file with its SHA-256, which is as the run or an undo of it left it. Raises JournalError."""
    path = str(entry["path"])
    source = run.output / path
    if (link := link_below(run.output, path)) is not None:
        raise JournalError(f"{link}: a link, and no clean copy that the shard wrote; run that shard again")
    if not source.is_file():
        raise JournalError(f"{source}: the clean copy of a shard is gone; run that shard again")
    sha256 = sha256_file(source)
    state = back.state(path, sha256) if entry["status"] == "changed" else None
    if sha256 != entry["after"] and state is None:
        raise JournalError(
            f"{source}: changed since the run, so it is no clean copy that a shard wrote; "
            "move it away and run that shard again"
        )
    return source, sha256


def _check_target(source: Path, output: Path, path: str, sha256: str) -> None:
    """Raise OutputError where something else is in the place of a clean copy, or a link leads elsewhere.

    A clean copy that is there already, from a merge that was stopped, may stay.
    """
    target = output / path
    if (link := link_below(output, path)) is not None:
        raise OutputError(f"{link}: a link, behind which nothing is written; choose another folder")
    if target.exists() and not (target.is_file() and (target.samefile(source) or sha256_file(target) == sha256)):
        raise OutputError(f"{target}: would be overwritten, and no shard wrote it; choose another folder")


def _place(source: Path, target: Path) -> None:
    """Put a clean copy where it belongs."""
    if target.exists():
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(source, target)
        except OSError:  # another file system, or one without links
            put(source, target, target.parent, source.stat().st_mode)
    except FileNotFoundError as error:
        raise JournalError(f"{source}: the clean copy of a shard is gone; run that shard again") from error
    except OSError as error:
        raise OutputError(f"{target}: cannot write: {error.strerror}") from error


def _write(runs: Sequence[Run], folder: Path) -> None:
    for name in _LINES:
        rewritten(
            folder / name, map(dump, heapq.merge(*(_in_order(partial(run.lines, name)) for run in runs), key=_path))
        )
    if undone := b"".join(dump(line) for run in runs for line in run.lines(UNDONE)):
        write_atomic(folder / UNDONE, undone)
    judgements = runs[0].folder / JUDGEMENTS
    if judgements.is_file():
        write_atomic(folder / JUDGEMENTS, judgements.read_bytes())
    facts = folder.parent / FACTS
    if all(run.beside(FACTS) is not None for run in runs):
        rewritten(facts, map(dump, heapq.merge(*(_in_order(partial(_facts, run)) for run in runs), key=_path)))
    facts = LineReader(facts).path
    head = {key: value for key, value in runs[0].manifest.items() if key not in (SHARD, "files")}
    head["facts"] = sha256_file(facts) if facts.is_file() else None
    with replacing(folder / MANIFEST) as output:
        for data in filled(pretty({**head, "files": []}), (entry for _, entry in _entries(runs))):
            output.write(data)


def _facts(run: Run) -> Iterator[dict[str, Any]]:
    path = run.beside(FACTS)
    return lines_of(path, LINES[FACTS], run.damage, finished=True) if path is not None else iter(())


def _in_order(lines: Callable[[], Iterator[dict[str, Any]]]) -> Iterator[Mapping[str, Any]]:
    """The lines of a run by path. A run has them so, unless it was resumed after files had failed."""
    if all(a <= b for a, b in pairwise(line["path"] for line in lines())):
        return lines()
    return iter(sorted(lines(), key=_path))
