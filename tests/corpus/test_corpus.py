"""The sample corpus comes out as expected, whatever the way in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
ARTICLES = sorted(path.name for path in (CORPUS / "articles").iterdir())


def run(*args: str) -> subprocess.CompletedProcess[str]:
    """The program as everywhere, whatever models a machine has: the phrase memory alone translates."""
    environment = {**os.environ, "NORMALIZE_TRANSLATOR": "phrases"}
    command = [sys.executable, "-m", "normalize", *args]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


@pytest.fixture(scope="module")
def cleaned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("corpus")
    done = run("fix", str(CORPUS / "articles"), "--out", str(out))
    assert done.returncode in (0, 1), done.stderr
    return out


@pytest.mark.parametrize("name", ARTICLES)
def test_articles_come_out_as_expected(cleaned: Path, name: str) -> None:
    assert (cleaned / name).read_bytes() == (CORPUS / "expected" / name).read_bytes()


def test_a_second_run_changes_nothing(cleaned: Path, tmp_path: Path) -> None:
    copies = tmp_path / "in"
    shutil.copytree(cleaned, copies, ignore=shutil.ignore_patterns(".normalize"))
    done = run("fix", str(copies), "--out", str(tmp_path / "out"))
    assert done.returncode in (0, 1), done.stderr
    assert (tmp_path / "out" / ".normalize" / "0001" / "edits.jsonl").read_bytes() == b""
    assert {n: (tmp_path / "out" / n).read_bytes() for n in ARTICLES} == {
        n: (cleaned / n).read_bytes() for n in ARTICLES
    }


def test_undo_brings_every_byte_back(tmp_path: Path) -> None:
    work = tmp_path / "articles"
    shutil.copytree(CORPUS / "articles", work)
    assert run("fix", str(work), "--in-place").returncode in (0, 1)
    changed = [n for n in ARTICLES if (work / n).read_bytes() != (CORPUS / "articles" / n).read_bytes()]
    assert len(changed) > 10
    assert run("undo", str(work / ".normalize")).returncode == 0
    assert {n: (work / n).read_bytes() for n in ARTICLES} == {
        n: (CORPUS / "articles" / n).read_bytes() for n in ARTICLES
    }
