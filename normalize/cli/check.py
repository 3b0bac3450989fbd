"""``normalize check``: report findings, write nothing."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable

from rich.console import Console

from normalize.cli import options as o
from normalize.cli.session import (
    complain,
    errors,
    finish,
    list_files,
    mute_stdout,
    note,
    prepare,
    progress,
    settings_of,
)
from normalize.evidence.profile import Profile
from normalize.io.jsonlines import dump
from normalize.report import text
from normalize.rules import Rule, all_rules
from normalize.run.folder import FileReport, Work, check_files
from normalize.settings.sources import load


def check(
    paths: o.Paths,
    glossary: o.Glossary = None,
    plugin: o.Plugin = None,
    target: o.Target = None,
    select: o.Select = None,
    ignore: o.Ignore = None,
    output_format: o.Format = o.OutputFormat.FULL,
    show: o.Showing = o.Show.FIXES,
    statistics: o.Statistics = False,
    jobs: o.Jobs = o.CORES,
    profile: o.ProfileFile = None,
    foreign: o.Foreign = None,
    bilingual: o.Bilingual = None,
    phrases: o.Phrases = None,
    cache: o.CacheFolder = None,
    no_translate: o.NoTranslate = None,
    furniture: o.Furniture = None,
    config: o.ConfigFile = None,
    exclude: o.Exclude = None,
    text_field: o.TextField = None,
    exit_zero: o.ExitZero = False,
) -> None:
    """Report the damage found in files and folders; write nothing.

    Exit status: 0 nothing to fix, 1 safe or unsafe findings, 2 trouble.
    """
    conf = load(
        config,
        glossary=glossary,
        plugins=plugin,
        target=target,
        select=o.codes(select),
        ignore=o.codes(ignore),
        exclude=exclude,
        text_field=text_field,
        furniture=furniture,
        foreign=foreign,
        bilingual=bilingual,
        phrases=phrases,
        no_translate=no_translate,
    )
    settings = settings_of(conf, cache)
    files = list_files(paths, conf)
    tally: list[Counter[str]] = []
    failed, remaining, words = files.failed, 0, 0
    with progress() as bars:
        given = Profile.load(profile) if profile else None
        found, settings = prepare(files.files, settings, jobs, bars, text_field=conf.text_field, profile=given)
        work = Work(settings, settings.linker.folder(found), conf.text_field)
        task = bars.add_task("check", total=len(files.files))
        shown = Shown(output_format, show, settings.plugins.rules)
        for report in check_files(files.files, work, jobs):
            bars.advance(task)
            words += report.words
            tally.append(text.counts(report))
            remaining += len(report.remaining)
            if report.error:
                complain(report.error)
                failed = True
            shown.show(report)
    if output_format is not o.OutputFormat.JSONL and shown.read:
        note(text.summary(len(files.files), words, tally, show is o.Show.DISPLAY))
    if statistics:
        text.statistics(tally, errors(), settings.plugins.rules)
    finish(failed=failed, remaining=remaining > 0, exit_zero=exit_zero)


# JSON lines have no layout: they carry every finding as it is.
_LAYOUTS = {o.OutputFormat.FULL: text.full, o.OutputFormat.CONCISE: text.concise}


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Tell the caller; rich would leave with status 1."""
        raise BrokenPipeError


class Shown:
    """Findings on standard output; a reader that goes away (`| head`) ends the showing and nothing else."""

    def __init__(self, output_format: o.OutputFormat, show: o.Show = o.Show.FIXES, others: Iterable[Rule] = ()) -> None:
        """``others`` are rules that do not ship."""
        self._layout = _LAYOUTS.get(output_format)
        self._everything = show is o.Show.DISPLAY
        self._names = {rule.code: rule.name for rule in all_rules(others)}
        self._out: Console | None = _Console(highlight=False, soft_wrap=True)

    @property
    def read(self) -> bool:
        """Whether somebody still reads."""
        return self._out is not None

    def show(self, report: FileReport) -> None:
        """Write the findings of one file."""
        if self._out is None or not report.located:
            return
        try:
            if self._layout is None:
                sys.stdout.buffer.write(b"".join(dump(at.finding.as_dict()) for at in report.located))
            else:
                for line in text.rows(report, self._layout, self._everything, self._names):
                    self._out.print(line)
            sys.stdout.flush()
        except BrokenPipeError:
            self._out = None
            mute_stdout()
