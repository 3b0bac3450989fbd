"""Findings on standard output, in the form that was asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from normalize.cli import options as o
from normalize.cli.session import mute_stdout
from normalize.cli.terminal import console, data_out
from normalize.io.jsonlines import dump
from normalize.model import Applicability
from normalize.report import text
from normalize.rules import Rule, all_rules
from normalize.run.file_report import FileReport

_DISPLAY = Applicability.DISPLAY
_LAYOUTS = {o.OutputFormat.FULL: text.full, o.OutputFormat.CONCISE: text.concise}


if TYPE_CHECKING:
    from rich.console import Console

    from normalize.report.sarif import Log


class Shown:
    """Findings on standard output; a reader that goes away (`| head`) ends the showing and nothing else."""

    def __init__(self, output_format: o.OutputFormat, show: o.Show = o.Show.FIXES, others: Iterable[Rule] = ()) -> None:
        """``others`` are rules that do not ship."""
        self._format = output_format
        self._everything = show is o.Show.DISPLAY
        self._rules = tuple(all_rules(others))
        self._names = {rule.code: rule.name for rule in self._rules}
        self._rows: text.Rows | None = None
        self._log: Log | None = None
        self.read = True  # whether somebody still reads

    @cached_property
    def _out(self) -> Console:
        return console()

    def show(self, report: FileReport) -> None:
        """Write the findings of one file."""
        if not self.read:
            return
        try:
            self._write(report)
            sys.stdout.flush()
        except BrokenPipeError:
            self.read = False
            mute_stdout()
            if self._log is not None:
                self._log.close()

    def _write(self, report: FileReport) -> None:
        if layout := _LAYOUTS.get(self._format):
            self._rows = self._rows or text.Rows(layout, self._everything, self._names)
            for row in self._rows.of(report):
                self._out.print(row)
        elif self._format is o.OutputFormat.JSONL:
            data_out().write(b"".join(dump(at.as_dict()) for at in report.located))
        elif self._format is o.OutputFormat.GITHUB:
            from normalize.report import github

            for line in github.commands(self._listed(report)):
                self._out.print(line)
        else:
            from normalize.report import sarif

            self._log = self._log or sarif.Log(self._rules)
            self._log.add(self._listed(report))

    def finish(self) -> None:
        """Write what is one value for all files."""
        if self._format is o.OutputFormat.SARIF and self.read:
            from normalize.report import sarif

            with closing(self._log or sarif.Log(self._rules)) as log:
                for piece in log.pieces():
                    data_out().write(piece)
            sys.stdout.flush()

    def _listed(self, report: FileReport) -> FileReport:
        """A report of the findings that are listed one by one."""
        kept = tuple(at for at in report.located if self._everything or at.finding.applicability is not _DISPLAY)
        return replace(report, located=kept)
