"""Findings on standard output, and the line that sums them up."""

from __future__ import annotations

import sys
from collections import Counter

from rich.console import Console

from normalize.cli import options as o
from normalize.cli.session import mute_stdout
from normalize.io.jsonlines import dump
from normalize.model import Applicability
from normalize.report import text
from normalize.run.folder import FileReport
from normalize.text.counted import counted


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
