"""Folders and files that may be read and not written: each is named, nothing is half done, the others go on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_support import DAMAGE, REPAIRED, Done, Folder, clean_environment, read
from environment import PATIENCE

_IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
# Permissions do not hold root: as it has no capabilities, they do.
_HELD = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if _IS_ROOT else []
pytestmark = pytest.mark.skipif(
    os.name == "nt" or (_IS_ROOT and shutil.which("setpriv") is None), reason="permissions do not hold this user"
)


def run(*words: str | Path, cwd: Path) -> Done:
    command = [*_HELD, sys.executable, "-m", "normalize", *map(str, words)]
    done = subprocess.run(command, cwd=cwd, env=clean_environment(), capture_output=True, timeout=PATIENCE, check=False)
    result = Done(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))
    result.is_polite()
    return result


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Path]:
    """A folder with a file, a closed folder in it with one, and a closed file."""
    folder = Folder(tmp_path / "in").fill({"a.txt": DAMAGE, "closed/b.txt": DAMAGE, "c.txt": DAMAGE})
    (folder / "c.txt").chmod(0o444)
    (folder / "closed").chmod(0o555)
    yield folder
    (folder / "closed").chmod(0o755)


def test_in_place_and_undo(closed: Path, glossary: Path) -> None:
    """A file is replaced where its folder lets it be, whatever its own permissions, which stay."""
    done = run("fix", "in", "--in-place", "-g", glossary, "-j", "1", cwd=closed.parent)
    assert done.status == 2
    done.complains_once_of("in/closed/b.txt")
    assert read(closed) == {"a.txt": REPAIRED, "c.txt": REPAIRED, "closed/b.txt": DAMAGE}
    assert (closed / "c.txt").stat().st_mode & 0o777 == 0o444
    (closed / "closed").chmod(0o755)
    again = run("fix", "in", "--in-place", "-g", glossary, "-j", "1", cwd=closed.parent)
    assert (again.status, read(closed)["closed/b.txt"]) == (0, REPAIRED)
    (closed / "closed").chmod(0o555)
    back = run("undo", "in", cwd=closed.parent)
    assert back.status == 2
    back.complains_once_of("in/closed/b.txt")
    assert read(closed) == {"a.txt": DAMAGE, "c.txt": DAMAGE, "closed/b.txt": REPAIRED}
    (closed / "closed").chmod(0o755)
    assert run("undo", "in", cwd=closed.parent).status == 0
    assert set(read(closed).values()) == {DAMAGE}


def test_an_output_that_is_closed(closed: Path, glossary: Path) -> None:
    done = run("fix", "in", "-o", closed / "closed" / "out", "-g", glossary, "-j", "1", cwd=closed.parent)
    assert (done.status, len(done.errors)) == (2, 1)
    assert read(closed) == {"a.txt": DAMAGE, "c.txt": DAMAGE, "closed/b.txt": DAMAGE}
