"""``normalize check``: report findings, write nothing."""

from __future__ import annotations

import sys
from collections import Counter

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
from normalize.model import Applicability
from normalize.report import text
from normalize.run.folder import FileReport, Work, check_files
from normalize.settings.sources import load
from normalize.text.counted import counted


def check(
    paths: o.Paths,
    glossary: o.Glossary = None,
    plugin: o.Plugin = None,
    target: o.Target = None,
    select: o.Select = None,
    ignore: o.Ignore = None,
    output_format: o.Format = o.OutputFormat.FULL,
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
        shown = Shown(output_format)
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
        note(summary(len(files.files), words, tally))
    if statistics:
        text.statistics(tally, errors(), settings.plugins.rules)
    finish(failed=failed, remaining=remaining > 0, exit_zero=exit_zero)


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Tell the caller; rich would leave with status 1."""
        raise BrokenPipeError


class Shown:
    """Findings on standard output; a reader that goes away (`| head`) ends the showing and nothing else."""

    def __init__(self, output_format: o.OutputFormat) -> None:
        self._format = output_format
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
            if self._format is o.OutputFormat.JSONL:
                sys.stdout.buffer.write(b"".join(dump(at.finding.as_dict()) for at in report.located))
            else:
                for line in (text.full if self._format is o.OutputFormat.FULL else text.concise)(report):
                    self._out.print(line)
            sys.stdout.flush()
        except BrokenPipeError:
            self._out = None
            mute_stdout()


def summary(files: int, words: int, tally: list[Counter[str]]) -> str:
    """One line on what was found."""
    total: Counter[str] = Counter()
    for counter in tally:
        for key, n in counter.items():
            total[key.partition(" ")[2]] += n
    found = ", ".join(f"{total[a]} {a}" for a in Applicability)
    noun = "finding" if sum(total[a] for a in Applicability) == 1 else "findings"
    return f"{counted(files, 'file')}, {counted(words, 'word')}: {found} {noun}"
