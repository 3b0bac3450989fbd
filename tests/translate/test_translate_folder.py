"""A folder from the command line: each distinct span once, also after a sudden death; the same bytes for any jobs."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from environment import PATIENCE

from normalize.run.line_files import LineReader
from normalize.storage.cache import folder as shared_cache

HERE = Path(__file__).parent
PROSE = "The harvest had been poor for the third year in a row, and many farms in the hills were for sale.\n"
DOCUMENTS = 160


def command(
    folder: Path, *args: str, kill: int | None = None, cache: str = "cache"
) -> subprocess.CompletedProcess[str]:
    with_tables(folder / cache)
    environment = {**os.environ, "FAKE_LOG": str(folder / f"{cache}.log"), "NORMALIZE_CACHE_DIR": str(folder / cache)}
    if kill is not None:
        environment["FAKE_KILL"] = str(kill)
    program = [sys.executable, str(HERE / "fake_backend.py"), *args]
    return subprocess.run(program, cwd=folder, env=environment, capture_output=True, text=True, timeout=PATIENCE)


def with_tables(cache: Path) -> None:
    """A cache with the tables of words and glossaries that other tests have, and no translation."""
    shared = shared_cache()
    if shared is not None and not cache.exists():
        cache.mkdir()
        for path in shared.glob("*.store"):
            (cache / path.name).symlink_to(path)


def asked(folder: Path, cache: str = "cache") -> list[str]:
    lines = (folder / f"{cache}.log").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line != "---"]


def texts(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.glob("*.txt"))}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Documents with a repeated header, a repeated phrase and a sentence of their own."""
    (tmp_path / "in").mkdir()
    for n in range(DOCUMENTS):
        own = f"El ministro visitó {n // 2} escuelas en el sur del país."
        header = "El gobierno anunció nuevas medidas contra la sequía en el sur del país."
        text = f"{header}\nLeer en español\n{PROSE}\n{own}\n"
        (tmp_path / "in" / f"{n:03}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def edits(output: Path) -> list[bytes]:
    """The lines of a run's edits, packed or not."""
    return [line for _, line in LineReader(output / ".normalize" / "0001" / "edits.jsonl")]


def test_killed_and_resumed_nothing_is_translated_twice(corpus: Path) -> None:
    fix = ("fix", "in", "--out", "out", "-g", "afghanistan", "--jobs", "2")
    killed = command(corpus, *fix, kill=1)
    assert killed.returncode == -signal.SIGKILL
    assert len(asked(corpus)) == 64
    resumed = command(corpus, *fix, "--resume")
    assert resumed.returncode == 0, resumed.stderr
    assert len(asked(corpus)) == len(set(asked(corpus))) == DOCUMENTS // 2 + 1

    unbroken = command(corpus, "fix", "in", "--out", "whole", "-g", "afghanistan", "--jobs", "1", cache="other")
    assert unbroken.returncode == 0, unbroken.stderr
    assert texts(corpus / "out") == texts(corpus / "whole")
    assert (
        texts(corpus / "whole")["009.txt"]
        .decode()
        .endswith("The minister visited 4 schools in the south of the country.\n")
    )
    journals = [edits(corpus / out) for out in ("out", "whole")]
    assert journals[0] == journals[1]

    check = command(corpus, "check", "out", "-g", "afghanistan", "--output-format", "jsonl")
    assert [json.loads(line)["rule"] for line in check.stdout.splitlines() if '"safe"' in line] == []
    undone = command(corpus, "undo", "out/.normalize")
    assert undone.returncode == 0, undone.stderr
    assert texts(corpus / "out") == texts(corpus / "in")

    size = command(corpus, "cache")
    assert f"{DOCUMENTS // 2 + 1} translations" in size.stdout
    assert command(corpus, "cache", "clear").returncode == 0
    assert " 0 translations" in command(corpus, "cache").stdout


def test_no_translate_switches_the_whole_chain_off(corpus: Path) -> None:
    done = command(corpus, "fix", "in", "--out", "out", "-g", "afghanistan", "--no-translate")
    assert done.returncode == 0, done.stderr
    assert texts(corpus / "out") == texts(corpus / "in")
    assert not (corpus / "cache.log").exists()


def test_check_and_fix_agree(corpus: Path) -> None:
    check = command(corpus, "check", "in", "-g", "afghanistan", "--output-format", "jsonl", "--cache", "elsewhere")
    found = [json.loads(line) for line in check.stdout.splitlines()]
    safe = [(f["path"], f["id"], f["replacement"]) for f in found if f["applicability"] == "safe"]
    assert check.returncode == 1
    command(corpus, "fix", "in", "--out", "out", "-g", "afghanistan", "--cache", "elsewhere")
    assert [(e["path"], e["id"], e["replacement"]) for e in map(json.loads, edits(corpus / "out"))] == safe
    assert len(asked(corpus)) == DOCUMENTS // 2 + 1
