"""Of what a dead run or undo was writing, nothing is left by the next one; a file that only looks like it stays."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from normalize.errors import JournalError
from normalize.io.atomic import replacing
from normalize.io.beneath import put
from normalize.run.unfinished import NOTE, recorded

LOOKS = [".0123456789abcdef.tmp", ".beef.tmp", f".{'0123456789abcdef' * 2}.tmp"]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A folder with files of somebody whose names look like temporary ones."""
    (tmp_path / ".normalize/0001").mkdir(parents=True)
    (tmp_path / "sub").mkdir()
    for name in LOOKS:
        (tmp_path / "sub" / name).write_text("mine")
    (tmp_path / "sub/.fedcba9876543210.tmp").mkdir()
    return tmp_path


def left(output: Path) -> list[str]:
    return sorted(path.name for path in (output / "sub").iterdir())


def dies_while_writing(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that is killed removes nothing."""

    class Killed(BaseException):
        pass

    def dies(*names, **more):
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed), recorded(output):  # noqa: PT012
        (output / ".normalize/0001/.undo-x").mkdir()
        patch.setattr(Path, "unlink", dies)
        patch.setattr(os, "unlink", dies)
        patch.setattr(os, "replace", dies)
        with pytest.raises(Killed):
            put(output / "sub" / LOOKS[0], output / "sub/b.txt", output, 0o600)
        with replacing(output / "sub/a.txt") as target:
            target.write(b"half")
            raise Killed


def test_the_next_one_sweeps_what_was_recorded_and_nothing_else(output, monkeypatch):
    before = left(output)
    dies_while_writing(output, monkeypatch)
    assert len(left(output)) == len(before) + 2
    with recorded(output):
        assert left(output) == before
    assert left(output) == before
    assert sorted(path.name for path in (output / ".normalize").iterdir()) == ["0001"]
    assert not list((output / ".normalize/0001").iterdir())


def test_without_a_record_nothing_is_swept(output, monkeypatch):
    dies_while_writing(output, monkeypatch)
    (output / ".normalize" / NOTE).unlink()
    before = left(output)
    with recorded(output):
        assert left(output) == before


@pytest.mark.parametrize("written", [b"*", b"", b"\xff" * 16, b"../../sub/.beef"])
def test_a_record_of_somebody_else_names_no_file_of_ours(output, written):
    (output / ".normalize" / NOTE).write_bytes(written)
    before = left(output)
    with recorded(output):
        assert left(output) == before


def test_nothing_to_do_leaves_no_record(output):
    with pytest.raises(JournalError), recorded(output):
        raise JournalError("nothing to take back")
    assert not (output / ".normalize" / NOTE).exists()
