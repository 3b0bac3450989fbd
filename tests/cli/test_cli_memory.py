"""Little memory: the run comes to its end within it, or says in one line that it does not do."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from cli_support import DAMAGE, Done, clean_environment

LINES = b"".join(json.dumps({"id": i, "text": DAMAGE.decode()}).encode() + b"\n" for i in range(3_000))


def fixed(folder: Path, glossary: Path, *more: str, space: int | None = None) -> Done:
    """A run in a process of its own, which may get only so much address space."""

    def limited() -> None:
        if space is not None:
            resource.setrlimit(resource.RLIMIT_AS, (space, space))

    command = [
        sys.executable,
        "-m",
        "normalize",
        "fix",
        "in",
        "-o",
        "out",
        "-g",
        str(glossary),
        "--no-translate",
        *more,
    ]
    done = subprocess.run(
        command, cwd=folder, env=clean_environment(), capture_output=True, check=False, preexec_fn=limited
    )
    return Done(done.returncode, done.stdout, done.stderr.decode())


@pytest.mark.parametrize("space", [120, 260, 4_000], ids=lambda size: f"{size} MB")
def test_with_little_address_space(tmp_path: Path, glossary: Path, space: int) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_bytes(LINES)
    done = fixed(tmp_path, glossary, "--jobs", "2", space=space * 10**6)
    assert "Traceback" not in done.err
    if done.status == 2:
        assert space < 4_000
        assert len(done.errors) == 1
    else:
        assert done.status == 0
        assert (tmp_path / "out" / "a.jsonl").read_bytes() == LINES.replace(b"Panchir", b"Panjshir")


def test_a_document_that_needs_more_is_set_aside(tmp_path: Path, glossary: Path) -> None:
    (tmp_path / "in").mkdir()
    huge = json.dumps({"id": 0, "text": " ".join(["Panchir"] * 8_000_000)}).encode() + b"\n"
    (tmp_path / "in" / "a.jsonl").write_bytes(huge + LINES)
    done = fixed(tmp_path, glossary, "--max-memory", "500MB", "--jobs", "2", "--max-size", "0")
    assert "Traceback" not in done.err
    assert done.status == 2
    assert [line for line in done.errors if "a.jsonl, record 0: set aside, unchanged: memory ran out at it" in line]
    assert (tmp_path / "out" / "a.jsonl").read_bytes() == huge + LINES.replace(b"Panchir", b"Panjshir")
