"""What `check`, `fix` and `report` also make of a run: a page for people, a table for a spreadsheet, a row a file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from normalize.cli.bars import busy
from normalize.cli.session import errors, note
from normalize.errors import ConfigError
from normalize.io import FileRef
from normalize.io.messages import shown
from normalize.io.remote import check_bucket
from normalize.run.file_report import FileReport
from normalize.settings.config import Config

if TYPE_CHECKING:
    from normalize.run import journal

_PAGE, _TABLE = (b"<!doctype html>", b'name="generator" content="normalize '), (b"\xef\xbb\xbfstatus,rule,",)
_HEAD = 4096  # bytes in which a file says what it is


def _check_target(path: Path, signs: tuple[bytes, ...]) -> None:
    """Raise ConfigError where something stands that no earlier call has written: an input, a clean copy, a journal."""
    if str(path) == "-":
        raise ConfigError("a report or table goes to a file, which needs a name other than “-”")
    if not path.exists():
        return
    if path.is_file():
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
        if not head or (head.startswith(signs[0]) and all(sign in head for sign in signs)):
            return
    raise ConfigError(f"{shown(path)}: is there already, and is no report or table of this tool; give another name")


@dataclass(frozen=True)
class Also:
    """What is asked for beside the main work."""

    page: Path | None = None
    csv: Path | None = None
    per_file: bool = False

    @property
    def is_asked(self) -> bool:
        """Whether anything is."""
        return self.page is not None or self.csv is not None or self.per_file

    def check(self, *, over_files: bool = True) -> None:
        """Raise MissingLibrary or ConfigError now, not after hours of work; a stream has no files to report on."""
        if self.is_asked and not over_files:
            raise ConfigError("--report, --csv and --per-file are of a run over files: not with `-`, nor with --diff")
        if self.page is not None:
            from normalize.report.page.render import check_libraries

            check_libraries()
        if self.page is not None and self.page == self.csv:
            raise ConfigError(f"{shown(self.page)}: the report and the table need a file each")
        for path, signs in ((self.page, _PAGE), (self.csv, _TABLE)):
            if path is not None:
                check_bucket(path)
                _check_target(path, signs)

    def make(self, run: journal.Run, passages: int | None = None) -> None:
        """Make what is asked for from a run, with so many passages in the page. Raises NormalizeError."""
        if self.page is not None:
            from normalize.report.page.render import PASSAGES, write

            with busy("report"):
                write(run, self.page, passages or PASSAGES)
            note(f"report written to {self.page}")
        if self.csv is not None:
            from normalize.report import spreadsheet
            from normalize.report.table_rows import rows

            with busy("table"):
                spreadsheet.write(self.csv, rows(run))
            note(f"table of findings written to {self.csv}")
        if self.per_file:
            from normalize.report.per_file import lines

            for line in lines(run.files()):
                errors().print(line)


class Record:
    """Takes the reports of a check, which has no journal of its own, into one that lasts as long as it is needed."""

    def __init__(self, writer: journal.Writer | None) -> None:
        self._writer = writer

    def add(self, ref: FileRef, report: FileReport) -> None:
        """Note what was found in one file."""
        if self._writer is not None:
            self._writer.add(ref, report)


@contextmanager
def recorded(also: Also, conf: Config, paths: Sequence[Path], profile: Path | None) -> Iterator[Record]:
    """Keep the reports of a check while it runs, and make at its end what is asked for."""
    if not also.is_asked:
        yield Record(None)
        return
    from normalize.run import journal
    from normalize.run.manifest import manifest_head

    with tempfile.TemporaryDirectory() as scratch:
        run = Path(scratch) / journal.HOME / "0001"
        writer = journal.Writer(run, manifest_head(conf, paths, in_place=False, profile=profile))
        yield Record(writer)
        writer.close("complete")
        also.make(journal.open_run(run, own=True))
