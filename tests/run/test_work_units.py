"""Large files in parts: the same bytes, findings and journal as in one piece, whatever the workers; deadly records."""

from __future__ import annotations

import gzip
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from normalize import Applicability, Category, Detector, Normalizer, Rule
from normalize.errors import WorkerError
from normalize.evidence.reading import Reading
from normalize.io import batches
from normalize.model import Finding
from normalize.run import attempts, work_units
from normalize.run.engines import local
from normalize.run.file_report import FileReport
from normalize.run.folder_run import FolderRun
from normalize.run.listener import Listener
from normalize.run.order import Order, Outcome
from normalize.settings.config import Config
from normalize.settings.settings import Settings

RULE = Rule("ODD001", "odd", Category.SPACING, "Odd.", "Odd.", "safe", ("a bloc", "a block"), "a block")
CONFIG = Config(glossary=("afghanistan",), no_translate=True)
TEXTS = [f"In the valley number {i} the Panchir road. FNR and the NRF" + " fight on." * (i % 7) for i in range(40)]


class Deadly(Detector):
    """Mends *bloc*, and kills the process at *deadly* and fails at *failing*."""

    rules = (RULE,)
    words = frozenset(["bloc", "deadly", "failing"])

    def find(self, reading: Reading) -> Iterator[Finding]:
        if "deadly" in reading.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "failing" in reading.text:
            raise ValueError("failing")
        for i in reading.at(self):
            start, end = reading.tokens.starts[i], reading.tokens.ends[i]
            safe = Applicability.SAFE
            yield reading.finding(start, end, RULE, "odd", replacement="block", applicability=safe)


class Heard(Listener):
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.reports: list[FileReport] = []
        self.done = 0

    def problem(self, message: str) -> None:
        self.problems.append(message)

    def found(self, report: FileReport) -> None:
        self.reports.append(report)
        self.done += report.disk


@pytest.fixture(scope="module")
def settings() -> Settings:
    return Normalizer(["afghanistan"], detectors=[Deadly()]).settings


@pytest.fixture
def in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of more than 200 bytes are large, and worked on three records at a time."""
    monkeypatch.setattr(work_units, "SIZE", 200)
    monkeypatch.setattr(batches, "SIZE", 400)
    monkeypatch.setattr(batches, "RECORDS", 3)


def fixed(folder: Path, settings: Settings, out: str, jobs: int = 1) -> tuple[Outcome, Heard]:
    """A run over the files in ``in``."""
    heard = Heard()
    order = Order([folder / "in"], CONFIG, folder / out)
    return FolderRun(order, settings, local(jobs), heard).go(), heard


def lines(texts: list[str]) -> bytes:
    return "".join(json.dumps({"id": i, "text": text}) + "\n" for i, text in enumerate(texts)).encode()


def fill(folder: Path, files: dict[str, bytes]) -> None:
    (folder / "in").mkdir()
    for name, data in files.items():
        (folder / "in" / name).write_bytes(data)


def read(folder: Path) -> dict[str, bytes]:
    """All files below a folder, but for the one that holds times."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def corpus(folder: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet

    rows = "".join(f'{i},"{text}"\n' for i, text in enumerate(TEXTS))
    broken = lines(TEXTS).replace(b'{"id": 7', b'{"id" 7')
    small = {f"s{i}.txt": text.encode() for i, text in enumerate(TEXTS[:9])}
    fill(folder, {"a.jsonl": broken, "b.csv": b"id,text\n" + rows.encode(), "z.jsonl": lines([]), **small})
    (folder / "in" / "c.jsonl.gz").write_bytes(gzip.compress(lines(TEXTS), mtime=0))
    table = pa.table({"text": TEXTS, "number": list(range(len(TEXTS)))})
    pyarrow.parquet.write_table(table, folder / "in" / "d.parquet", row_group_size=16)


def test_parts_and_workers_change_nothing(tmp_path: Path, settings: Settings, request: pytest.FixtureRequest) -> None:
    corpus(tmp_path)
    whole, heard = fixed(tmp_path, settings, "whole")
    request.getfixturevalue("in_parts")
    expected = read(tmp_path / "whole")
    for jobs in (1, 2):
        outcome, parts = fixed(tmp_path, settings, f"out{jobs}", jobs)
        assert read(tmp_path / f"out{jobs}") == expected
        assert (outcome.totals, parts.problems) == (whole.totals, heard.problems)
        assert len(parts.reports) > len(heard.reports)
        assert parts.done == sum(path.stat().st_size for path in (tmp_path / "in").iterdir())


@pytest.mark.usefixtures("in_parts")
def test_a_record_that_kills_is_named_and_set_aside(tmp_path: Path, settings: Settings) -> None:
    """All others are worked on, of the same file and of others."""
    texts = [f"A bloc, number {i}." for i in range(30)]
    deadly = [*texts[:10], "A deadly bloc.", *texts[11:]]
    fill(tmp_path, {"a.jsonl": lines(deadly), "b.txt": b"A deadly bloc.", "c.txt": b"A bloc.", "d.jsonl": lines(texts)})
    outcome, heard = fixed(tmp_path, settings, "out", 2)
    assert outcome.totals.failed
    assert heard.problems == [
        f"{tmp_path}/in/a.jsonl, record 10: set aside, unchanged: the worker died (signal 9) at it",
        f"{tmp_path}/in/b.txt: set aside, unchanged: the worker died (signal 9) at it",
    ]
    clean = [text.replace("bloc", "block") for text in texts]
    made = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir() if path.is_file()}
    assert made == {
        "a.jsonl": lines([*clean[:10], "A deadly bloc.", *clean[11:]]),
        "b.txt": b"A deadly bloc.",
        "c.txt": b"A block.",
        "d.jsonl": lines(clean),
    }


@pytest.mark.usefixtures("in_parts")
def test_where_no_worker_lives_the_run_stops_and_can_be_resumed(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "_MOST_DEATHS", 3)
    fill(tmp_path, {"a.jsonl": lines(["A deadly bloc."] * 30)})
    with pytest.raises(WorkerError, match=r"3 workers died one after another, the last at .*a\.jsonl: .*\(signal 9\)"):
        fixed(tmp_path, settings, "out", 2)
    assert json.loads((tmp_path / "out/.normalize/0001/manifest.json").read_bytes())["status"] == "interrupted"


@pytest.mark.usefixtures("in_parts")
@pytest.mark.parametrize("jobs", [1, 2])
def test_of_a_file_that_fails_in_the_middle_nothing_is_left(tmp_path: Path, settings: Settings, jobs: int) -> None:
    """Neither a copy nor findings: the journal tells what is true."""
    texts = [f"A bloc, number {i}." for i in range(30)]
    fill(tmp_path, {"a.jsonl": lines([*texts, "failing"]), "b.jsonl": lines(texts)})
    _, heard = fixed(tmp_path, settings, "out", jobs)
    assert heard.problems == ["the detector Deadly failed (a.jsonl, record 30): ValueError: failing"]
    assert not (tmp_path / "out" / "a.jsonl").exists()
    run = tmp_path / "out/.normalize/0001"
    entries = {entry["path"]: entry for entry in json.loads((run / "manifest.json").read_bytes())["files"]}
    assert (entries["a.jsonl"]["status"], entries["b.jsonl"]["edits"]) == ("failed", 30)
    for name in ("findings.jsonl", "edits.jsonl"):
        assert {json.loads(line)["path"] for line in (run / name).read_bytes().splitlines()} == {"b.jsonl"}
