"""docs/extending.md works as it stands: its files are written, its commands are run, and print what it shows."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from environment import without_settings

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "extending.md").read_text(encoding="utf-8")
FILES = re.findall(r"^\*\*`([^`]+)`\*\*\n\n```\w+\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
COMMANDS = re.findall(r"^\$ (.*)\n((?:(?!\$ |```).*\n)*)", PAGE, re.MULTILINE)
OFFLINE = [
    "--quiet",
    "--disable-pip-version-check",
    "--no-index",
    "--no-deps",
    "--no-build-isolation",
    "--target",
    "site",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_files_and_commands_are_found() -> None:
    assert [name for name, _ in FILES] == ["house/pyproject.toml", "house/archive_rules.py", "story.txt"]
    assert len(COMMANDS) == 4


def test_the_commands_print_what_the_page_shows(folder: Path) -> None:
    environment = {**without_settings("PYTHON"), "PYTHONPATH": str(folder / "site"), "COLUMNS": "100", "TERM": "dumb"}
    for command, shown in COMMANDS:
        program, *arguments = shlex.split(command)
        more = OFFLINE if program == "pip" else []
        done = subprocess.run(
            [sys.executable, "-m", program, *arguments, *more],
            cwd=folder,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode in (0, 1), done.stderr
        printed = (done.stdout + done.stderr).splitlines()
        assert [line for line in shown.splitlines() if line not in printed] == [], (command, printed)


def test_the_house_rule_keeps_its_promises(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from normalize.testing import problems

    monkeypatch.syspath_prepend(folder / "house")
    from archive_rules import Thousands

    assert list(problems(Thousands())) == []
