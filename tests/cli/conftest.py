"""Fixtures of the command-line tests: a small glossary, small folders, and ways to run the program.

`cli` starts a real process (about a second each); `call` runs the same entry point in this one, for cases by the dozen.
Both refuse tracebacks and "internal error" in any outcome.
"""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli_support import CORPUS, GLOSSARY, Done, Folder, clean_environment
from environment import CACHE, PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable

SNAPSHOTS = Path(__file__).parent / "snapshots"


def _process(
    *args: str | Path,
    cwd: Path,
    stdin: bytes = b"",
    env: dict[str, str] | None = None,
    timeout: float = PATIENCE,
    polite: bool = True,
) -> Done:
    done = subprocess.run(
        [sys.executable, "-m", "normalize", *map(os.fspath, args)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env=clean_environment(env),
        timeout=timeout,
        check=False,
    )
    result = Done(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))
    if polite:
        result.is_polite()
    return result


@pytest.fixture(scope="session")
def cli() -> Callable[..., Done]:
    """Run `python -m normalize` in a process: `cli(*args, cwd=…, stdin=…, env=…, timeout=…)`."""
    return _process


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Done]:
    """Run the entry point in this process, in one worker: `call(*args, cwd=…, stdin=…, env=…)`."""

    def run(
        *args: str | Path, cwd: Path, stdin: bytes = b"", env: dict[str, str] | None = None, polite: bool = True
    ) -> Done:
        from normalize.cli import main

        words = [*map(os.fspath, args)]
        if words[:1] in (["check"], ["discover"], ["fix"], ["survey"]) and not {"--jobs", "-j"} & set(words):
            words += ["--jobs", "1"]
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
        with monkeypatch.context() as patch:
            for name in [n for n in os.environ if n.startswith("NORMALIZE_") and n != CACHE]:
                patch.delenv(name)
            for name, value in {"COLUMNS": "100", **(env or {})}.items():
                patch.setenv(name, value)
            patch.chdir(cwd)
            patch.setattr(sys, "argv", ["normalize", *words])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                try:
                    main()
                    status: object = 0
                except SystemExit as stop:
                    status = stop.code
        out.flush()
        err.flush()
        result = Done(int(str(status or 0)), out.buffer.getvalue(), err.buffer.getvalue().decode("utf-8", "replace"))
        if polite:
            result.is_polite()
        return result

    return run


@pytest.fixture(scope="session")
def glossary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A glossary file of three entries."""
    path = tmp_path_factory.mktemp("glossary") / "small.yaml"
    path.write_text(GLOSSARY, encoding="utf-8")
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder `news` with five files: three with damage, two without."""
    return Folder(tmp_path / "news").fill(CORPUS)


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with `snapshots/NAME` exactly. `UPDATE_SNAPSHOTS=1 pytest tests/cli` rewrites them: read the diff.

    The call is `snapshot(name, text)`.
    """

    def compare(name: str, text: str) -> None:
        path = SNAPSHOTS / name
        if os.environ.get("UPDATE_SNAPSHOTS"):
            path.write_text(text, encoding="utf-8", newline="")
        assert text == path.read_bytes().decode("utf-8"), f"{name} differs; UPDATE_SNAPSHOTS=1 rewrites it"

    return compare
