"""One run of `fix` over a folder, as the command line tells of it."""

from __future__ import annotations

import shlex
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from normalize.cli import options as o
from normalize.cli.also import Also
from normalize.cli.bars import progress
from normalize.cli.exit_status import EXIT_INTERRUPTED, finish
from normalize.cli.fields import warn_of_fields
from normalize.cli.folders import Told, warn_of_unfollowed
from normalize.cli.named import named
from normalize.cli.output_format import Shown
from normalize.cli.session import errors, note, settings_of, warn
from normalize.cli.untranslated import Untranslated
from normalize.report import text
from normalize.run import journal
from normalize.run.engines import Engine
from normalize.run.file_report import FileReport
from normalize.run.folder_run import FolderRun
from normalize.run.order import Order, Outcome
from normalize.run.unfollowed import unfollowed
from normalize.text.counted import counted

if TYPE_CHECKING:
    from normalize.cli.bars import Bars


class _Heard(Told):
    """What `fix` says while it goes on."""

    def __init__(self, bars: Bars, shown: Shown | None, untranslated: Untranslated) -> None:
        super().__init__(bars)
        self._shown, self._untranslated = shown, untranslated

    def found(self, report: FileReport) -> None:
        """Show the findings, where that is asked for."""
        self._untranslated.count(report.located)
        if self._shown is not None:
            self._shown.show(report)


class CommandRun:
    """Makes a run, says what was done, and leaves with the exit status."""

    def __init__(self, order: Order, engine: Engine, cache: Path | None) -> None:
        self._order, self._engine = order, engine
        self._settings = settings_of(order.config, cache)
        warn_of_unfollowed(order.config, self._settings)
        if (file := unfollowed(order)) is not None:
            warn(
                f"this run does not follow the decisions in {named(file)}: --judgements {shlex.quote(named(file))} does"
            )
        self._untranslated = Untranslated(order.config.target)

    def go(
        self, output_format: o.OutputFormat | None, show: o.Show, statistics: bool, fail_on: o.FailOn, also: Also
    ) -> None:
        """Make the run."""
        rules = self._settings.plugins.rules
        shown = Shown(output_format, show, rules) if output_format is not None else None
        with interrupted_once(), progress() as bars:
            heard = _Heard(bars, shown, self._untranslated)
            made = FolderRun(self._order, self._settings, self._engine, heard)
            try:
                outcome = made.go()
            except BaseException as error:
                if not made.is_begun:
                    raise
                bars.stop()
                self._tell_how_to_go_on(error)
                raise
        if shown is not None:
            shown.finish()
        self._tell(outcome)
        if statistics:
            text.statistics(outcome.totals.found, errors(), rules)
        also.make(journal.open_run(outcome.run))
        finish(failed=outcome.totals.failed, remaining=fail_on.is_failed_by(outcome.totals.remaining))

    def _tell_how_to_go_on(self, error: BaseException) -> None:
        """After a run that did not come to its end, the command that goes on with it."""
        command = shlex.join(["normalize", *(a for a in sys.argv[1:] if a != "--resume"), "--resume"])
        if isinstance(error, KeyboardInterrupt):
            note(f"interrupted; go on with: {command}")
            raise typer.Exit(EXIT_INTERRUPTED) from None
        note(f"the run is not complete; when the trouble is mended, go on with: {command}")

    def _tell(self, outcome: Outcome) -> None:
        """Say what was done."""
        totals = outcome.totals
        if outcome.of_earlier is not None:
            note(outcome.of_earlier)
        if outcome.of_earlier is None and not outcome.done_before:  # else not all records were read
            warn_of_fields(self._order.config, totals.fields)
        before = outcome.done_before
        earlier = f" ({counted(before, 'file')} done before)" if before else ""
        note(text.summary(totals.files, totals.words, totals.found) + earlier)
        made = "made" if outcome.of_earlier is None else "in all"  # with those of files that were not done again
        note(f"{counted(totals.edits, 'edit')} {made}; journal in {outcome.run}")
        for line in (*text.unmade(totals.unmade), *self._untranslated.sentences()):
            note(line)


@contextmanager
def interrupted_once() -> Iterator[None]:
    """The first Ctrl-C interrupts; those after it do not disturb what has to be put in order then."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def once(number: int, frame: object) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, once)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
