"""Putting clean copies in the place of files, so that nothing that stood there, or that anybody writes meanwhile, is
lost."""

from __future__ import annotations

import hashlib
from pathlib import Path

from normalize.errors import InputError
from normalize.io import FileRef, sha256_file
from normalize.io.atomic import replacing
from normalize.io.attributes import check_single, copy_attributes
from normalize.io.beneath import place_of
from normalize.io.messages import shown
from normalize.io.source import CHUNK_SIZE, Stamp, binary, stamp
from normalize.run.file_report import FileReport
from normalize.run.journal import ORIGINALS


class InPlace:
    """The files of a run that rewrites them; ``run`` is its folder, where the clean copies wait, and ``root`` the one
    that the files lie in. Links that lead out of it are not followed, but with ``follow``."""

    def __init__(self, run: Path, root: Path, *, follow: bool = False) -> None:
        self._run, self._root, self._follow = run, root, follow
        self.staged = run / "staged"
        self._kept: dict[str, Stamp] = {}

    def keep(self, ref: FileRef, report: FileReport) -> None:
        """Keep the original of a file with the run, before its clean copy takes its place.

        Raises InputError where a link leads out of the folder, where other bytes stand there now, or where the run has
        kept an original of the file already and somebody edited it since, and OutputError where it cannot be replaced.
        """
        assert report.written is not None
        place_of(self._root, ref.relative, follow=self._follow)
        kept, before = self._run / ORIGINALS / ref.relative, report.written.before
        if kept.is_file() and sha256_file(kept) != before:
            raise InputError(
                f"{shown(ref.path)}: was edited after this run rewrote it, so it is left alone; a new run takes it up"
            )
        first = stamp(ref.path)
        check_single(ref.path)
        digest = hashlib.sha256()
        with binary(ref.path) as stream, replacing(kept, mode=first.mode & 0o777) as output:
            while chunk := stream.read(CHUNK_SIZE):
                digest.update(chunk)
                output.write(chunk)
            if digest.hexdigest() != before:
                raise InputError(_changed(ref))
        self._kept[ref.relative] = first

    def put(self, ref: FileRef, report: FileReport) -> None:
        """Put the clean copy in the place of a file that was kept. Raises InputError where it changed since."""
        staged, place = self.staged / ref.relative, ref.path.resolve()
        with place.open("rb") as old, staged.open("rb") as new:
            copy_attributes(old.fileno(), new.fileno(), shown(ref.path))
        if stamp(ref.path) != self._kept.pop(ref.relative):
            raise InputError(_changed(ref))
        staged.replace(place)

    def forget(self, ref: FileRef) -> None:
        """The clean copy of a file is not needed."""
        (self.staged / ref.relative).unlink(missing_ok=True)


def _changed(ref: FileRef) -> str:
    return f"{shown(ref.path)}: was changed by another program while the run was on, so it is left as it is; run again"
