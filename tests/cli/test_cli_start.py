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
    "confusable_homoglyphs.confusables",  # what is asked of its list is kept
    "ssl",
    "normalize.names.forms",  # what makes forms of entries: compiling needs it
    "normalize.names.romanisation.spellings",
    "normalize.report.sarif",
    "normalize.run.folder_run",  # a stream is no run over folders
    "normalize.run.journal",
    "normalize.run.undo",
    "normalize.translate.chain",
}

QUIET = "The Panchir valley is quiet.\n"
TWO_SCRIPTS = "The Panchir valley near K\u0430bul is quiet.\n"  # a Cyrillic а

TOLD = "atexit.register(lambda: print(*sys.modules, file=sys.stderr))"
MAIN = "from normalize.cli import main; main()"


@pytest.mark.parametrize(
    ("command", "absent"),
    [
        ("--version", {"normalize.detectors.table", "normalize.names", "rich", "yaml"}),
        ("rule N301", {"normalize.run.pipeline", "normalize.names.index", "wordfreq"}),
        ("fix - --no-translate", NOT_FOR_ONE_TEXT),
        ("check - --no-translate --output-format jsonl --exit-zero", NOT_FOR_ONE_TEXT - {"normalize.run.journal"}),
    ],
)
def test_a_command_loads_what_it_needs(command: str, absent: set[str]) -> None:
    code = f"import atexit, sys; sys.argv = {['normalize', *command.split()]!r}; {TOLD}; {MAIN}"
    argv = [sys.executable, "-c", code]
    subprocess.run(argv, input=TWO_SCRIPTS, capture_output=True, text=True, check=False)  # makes what is missing
    for text in (QUIET, TWO_SCRIPTS):
        done = subprocess.run(argv, input=text, capture_output=True, text=True, check=True)
        loaded = set(done.stderr.splitlines()[-1].split())
        assert "normalize" in loaded
        assert not absent & loaded
