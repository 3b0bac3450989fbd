"""``normalize fix --diff``: what would change, as unified diffs."""

from __future__ import annotations

import difflib
import json
import os
import tempfile
from collections import Counter
from pathlib import Path

from normalize.cli import options as o
from normalize.cli.bars import progress
from normalize.cli.exit_status import finish
from normalize.cli.folders import Told, list_files
from normalize.cli.session import complain, settings_of
from normalize.cli.terminal import data_out
from normalize.evidence.profile import Profile
from normalize.io import FileRef
from normalize.model import Applicability
from normalize.run.engines import local
from normalize.run.gather import gather
from normalize.run.task import Work
from normalize.run.work import fix_files
from normalize.settings.config import Config


def show_diff(
    paths: list[Path], conf: Config, jobs: int, profile: Path | None, cache: Path | None, fail_on: o.FailOn
) -> None:
    """Unified diffs, as `patch` takes them: of the bytes, since a file may be in any encoding."""
    settings = settings_of(conf, cache)
    files = list_files(paths, conf)
    failed = files.failed
    remaining: Counter[Applicability] = Counter()
    with progress() as bars, tempfile.TemporaryDirectory() as scratch:
        given = Profile.load(profile) if profile else None
        engine, told = local(jobs), Told(bars)
        found, settings = gather(files.files, settings, engine, told, fields=conf.fields, profile=given)
        work = Work(settings, settings.linker.folder(found), conf.fields, out=Path(scratch))
        refs = iter(files.files)
        for report in fix_files(files.files, work, engine):
            for trouble in report.troubles:
                complain(trouble)
                failed = True
            remaining += report.remaining
            remaining.update(edit.finding.applicability for edit in report.edits)
            ref = next(refs) if report.is_last else None
            if ref is not None and report.written is not None and report.written.changed:
                data_out().write(_diff(ref, Path(scratch, ref.relative)))
    data_out().flush()
    finish(failed=failed, remaining=fail_on.is_failed_by(remaining))


def _diff(ref: FileRef, clean: Path) -> bytes:
    before, after = (path.read_bytes() for path in (ref.path, clean))
    here = not ref.path.is_absolute() and ".." not in ref.path.parts
    path = ref.path.as_posix() if here else ref.relative  # so that `patch -p1` finds the file from the working folder
    name = os.fsencode(path if path.isprintable() else json.dumps(path))
    if b"\0" in before:
        return b"Binary files a/%s and b/%s differ\n" % (name, name)
    lines = ([line + b"\n" for line in data.split(b"\n")] for data in (before, after))
    old, new = (_unterminated(found) for found in lines)
    found = difflib.diff_bytes(difflib.unified_diff, old, new, b"a/" + name, b"b/" + name)
    return b"".join(line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n" for line in found)


def _unterminated(lines: list[bytes]) -> list[bytes]:
    """Lines as the file has them: no line end behind the last piece, and no piece where it is empty."""
    last = lines[-1].removesuffix(b"\n")
    return [*lines[:-1], last] if last else lines[:-1]
