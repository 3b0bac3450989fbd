"""A way to convert files as the command does, without the command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from normalize.names.glossary.entry import Entry
from normalize.names.glossary.exchange.convert import convert
from normalize.names.glossary.exchange.formats import named, of_output, of_source
from normalize.names.glossary.exchange.job import Job, Report
from normalize.names.glossary.read import read


class Converted:
    """What came out: the entries, the text, the report."""

    def __init__(self, path: Path, job: Job) -> None:
        self.path, self.report = path, job.report

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def entries(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in read(self.path)}


@pytest.fixture
def turn(tmp_path: Path) -> Callable[..., Converted]:
    """`turn({"in.tbx": text}, "out.yaml", from_=…, to=…, **job)`."""

    def run(files: dict[str, str], out: str, *, from_: str = "", to: str = "", **choices: object) -> Converted:
        paths = [tmp_path / name for name in files]
        for path, text in zip(paths, files.values(), strict=True):
            path.write_text(text, encoding="utf-8")
        reading = named(from_) if from_ else of_source(paths[0])
        target = tmp_path / out
        report = Report(strict=not reading.by_line)
        job = Job(name=target.name.partition(".")[0], report=report, **choices)  # type: ignore[arg-type]
        convert(paths, target, reading, named(to) if to else of_output(target), job, force=True)
        return Converted(target, job)

    return run
