"""What a command loads: all else waits until it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

NOT_FOR_ONE_TEXT = {
    "importlib.metadata",
    "rich",
    "yaml",
    "wordfreq",
    "langdetect",
    "normalize.names.forms",  # what makes forms of entries: compiling needs it
    "normalize.names.romanisation.spellings",
    "normalize.report.sarif",
    "normalize.run.folder_run",  # a stream is no run over folders
    "normalize.run.journal",
    "normalize.run.undo",
    "normalize.translate.chain",
}

TOLD = "atexit.register(lambda: print(*sys.modules, file=sys.stderr))"
MAIN = "from normalize.cli import main; main()"


@pytest.mark.parametrize(
    ("command", "absent"),
    [
        ("--version", {"normalize.detectors.table", "normalize.names", "rich", "yaml"}),
        ("rule N301", {"normalize.run.pipeline", "normalize.names.index", "wordfreq"}),
        ("fix - --no-translate", NOT_FOR_ONE_TEXT),
    ],
)
def test_a_command_loads_what_it_needs(command: str, absent: set[str]) -> None:
    code = f"import atexit, sys; sys.argv = {['normalize', *command.split()]!r}; {TOLD}; {MAIN}"
    argv = [sys.executable, "-c", code]
    subprocess.run(argv, input="Quiet.\n", capture_output=True, text=True, check=False)  # makes what is missing
    done = subprocess.run(argv, input="The Panchir valley is quiet.\n", capture_output=True, text=True, check=True)
    loaded = set(done.stderr.splitlines()[-1].split())
    assert "normalize" in loaded
    assert not absent & loaded
