"""Runs that end before their time: Ctrl-C, kill -9, a crash at any point; and `--resume`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from cli_support import CORPUS, DAMAGE, Done, Folder, clean_environment, crashing, manifest, read
from environment import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILES = {f"f{i:03}.txt": DAMAGE + f"Number {i}.\n".encode() for i in range(160)}
FEW = {f"f{i}.txt": DAMAGE for i in range(4)}


def wait_for(condition: Callable[[], bool], seconds: float) -> bool:
    """Whether something comes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.01)
    return condition()


def start_and_stop(number: signal.Signals, command: list[str | Path], output: Path, *, group: bool = False) -> Done:
    """Start a run in a session of its own, and send it a signal once it has written twenty files."""
    process = subprocess.Popen(
        [sys.executable, "-m", "normalize", *map(os.fspath, command)],
        cwd=output.parent,
        env=clean_environment(),
        stdout=subprocess.DEVNULL,
        stderr=(output.parent / "stderr").open("wb"),
        start_new_session=True,
    )
    try:
        assert wait_for(lambda: process.poll() is not None or len(list(output.glob("*.txt"))) >= 20, PATIENCE)
        for _ in range(2 if number is signal.SIGINT else 1):  # people press it twice
            (os.killpg if group else os.kill)(process.pid, number)
        status = process.wait(timeout=PATIENCE)
    finally:
        process.kill()
        process.wait()
    return Done(status, b"", (output.parent / "stderr").read_text(encoding="utf-8"))


def members(group: int) -> list[int]:
    """The processes of a process group."""
    listed = subprocess.run(["ps", "-eo", "pid=,pgid=,stat="], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in listed.splitlines()]
    return [int(pid) for pid, pgid, state in rows if int(pgid) == group and not state.startswith("Z")]


def crash(command: list[str], cwd: Path) -> None:
    done = subprocess.run(command, cwd=cwd, env=clean_environment(), capture_output=True, check=False)
    assert done.returncode == 9, done.stderr


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize(
    ("number", "jobs", "group"),
    [
        (signal.SIGINT, "1", True),
        (signal.SIGINT, "2", True),
        (signal.SIGINT, "2", False),
        (signal.SIGKILL, "1", False),
    ],
    ids=["ctrl-c", "ctrl-c-two-workers", "to-the-parent-alone", "kill"],
)
def test_a_stopped_run_can_be_resumed(
    call: Callable[..., Done], tmp_path: Path, glossary: Path, number: signal.Signals, jobs: str, group: bool
) -> None:
    """Resumed, it leaves the same bytes and the same journal as a run without a break."""
    Folder(tmp_path / "in").fill(FILES)
    output = tmp_path / "out"
    command = ["fix", "in", "--out", "out", "--glossary", glossary, "--jobs", jobs]
    stopped = start_and_stop(number, command, output, group=group)
    written = read(output)
    assert 20 <= len(written) < len(FILES)
    assert all(data == FILES[n].replace(b"Panchir", b"Panjshir") for n, data in written.items() if ".tmp" not in n)
    if number is signal.SIGINT:
        stopped.is_polite()
        assert stopped.status == 130
        assert f"normalize fix in --out out --glossary {glossary} --jobs {jobs} --resume" in stopped.err
        assert manifest(output)["status"] == "interrupted"
        assert not [n for n in written if n.endswith(".tmp")]
    resumed = call(*command[:-1], "1", "--resume", cwd=tmp_path)
    assert resumed.status == 0
    call("fix", "in", "--out", "whole", "--glossary", glossary, cwd=tmp_path)
    whole = read(tmp_path / "whole", journal=True)
    assert {n: data for n, data in read(output, journal=True).items() if ".tmp" not in n} == whole


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_workers_end_with_a_killed_run(tmp_path: Path, glossary: Path) -> None:
    Folder(tmp_path / "in").fill(FILES)
    process = subprocess.Popen(
        [sys.executable, "-m", "normalize", "fix", "in", "-o", "out", "-g", str(glossary), "--jobs", "2"],
        cwd=tmp_path,
        env=clean_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        assert wait_for(lambda: len(list((tmp_path / "out").glob("*.txt"))) >= 5, PATIENCE)
        process.kill()
        process.wait()
        assert wait_for(lambda: not members(process.pid), 60)
    finally:
        for pid in members(process.pid):
            os.kill(pid, signal.SIGKILL)


class TestCrash:
    """The process dies at a chosen point, as with a power cut."""

    @pytest.mark.parametrize(
        ("place", "moment", "count"),
        [("journal.add", "before", 3), ("journal.write", "after", 7), ("journal.write", "after", 8)],
        ids=["copy-written-not-recorded", "findings-recorded", "edits-recorded"],
    )
    def test_with_copies_is_resumed(
        self, call: Callable[..., Done], tmp_path: Path, glossary: Path, place: str, moment: str, count: int
    ) -> None:
        Folder(tmp_path / "in").fill(FEW)
        command = ["fix", "in", "-o", "out", "-g", glossary, "--jobs", "1"]
        crash(crashing(place, moment, count, *command), tmp_path)
        assert call(*command, "--resume", cwd=tmp_path).status == 0
        call("fix", "in", "-o", "whole", "-g", glossary, cwd=tmp_path)
        assert read(tmp_path / "out", journal=True) == read(tmp_path / "whole", journal=True)

    def test_in_the_middle_of_a_file_leaves_no_litter_once_resumed(
        self, call: Callable[..., Done], tmp_path: Path, glossary: Path
    ) -> None:
        """The fifth file written is the third copy, after manifest and profile."""
        Folder(tmp_path / "in").fill(FEW)
        command = ["fix", "in", "-o", "out", "-g", glossary, "--jobs", "1"]
        crash(crashing("output.finish", "before", 5, *command), tmp_path)
        assert call(*command, "--resume", cwd=tmp_path).status == 0
        assert sorted(read(tmp_path / "out")) == sorted(FEW)

    @pytest.mark.parametrize("moment", ["journal.add after 2", "output.finish before 5"])
    def test_in_place_is_resumed_and_undone(
        self, call: Callable[..., Done], tmp_path: Path, glossary: Path, moment: str
    ) -> None:
        self.in_place(call, tmp_path, glossary, moment)

    @pytest.mark.parametrize("moment", ["journal.add before 2", "journal.write after 5"])
    def test_in_place_between_replacing_a_file_and_recording_it(
        self, call: Callable[..., Done], tmp_path: Path, glossary: Path, moment: str
    ) -> None:
        self.in_place(call, tmp_path, glossary, moment)

    def in_place(self, call: Callable[..., Done], tmp_path: Path, glossary: Path, moment: str) -> None:
        Folder(tmp_path / "in").fill(FEW)
        place, when, count = moment.split()
        command = ["fix", "in", "--in-place", "-g", glossary, "--jobs", "1"]
        crash(crashing(place, when, int(count), *command), tmp_path)
        assert call(*command, "--resume", cwd=tmp_path).status == 0
        assert set(read(tmp_path / "in").values()) == {DAMAGE.replace(b"Panchir", b"Panjshir")}
        assert call("undo", "in", cwd=tmp_path).status == 0
        assert read(tmp_path / "in") == FEW

    def test_undo_of_a_run_that_was_never_resumed(
        self, call: Callable[..., Done], tmp_path: Path, glossary: Path
    ) -> None:
        Folder(tmp_path / "in").fill(FEW)
        crash(crashing("journal.write", "after", 5, "fix", "in", "-o", "out", "-g", glossary, "-j", "1"), tmp_path)
        assert call("undo", "out", cwd=tmp_path).status == 0
        assert (tmp_path / "out/f0.txt").read_bytes() == DAMAGE


class TestResume:
    def stop(self, tmp_path: Path, glossary: Path, files: dict[str, bytes]) -> list[str | Path]:
        Folder(tmp_path / "in").fill(files)
        command: list[str | Path] = ["fix", "in", "-o", "out", "-g", glossary, "--jobs", "1"]
        crash(crashing("journal.add", "after", 3, *command), tmp_path)
        return command

    def test_has_the_exit_status_of_the_whole(self, call: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
        command = self.stop(tmp_path, glossary, CORPUS)
        assert call(*command, "--resume", cwd=tmp_path).status == 1

    @pytest.mark.parametrize("what", ["glossary", "option", "inputs"])
    def test_is_refused_where_the_answer_would_differ(
        self, call: Callable[..., Done], tmp_path: Path, glossary: Path, what: str
    ) -> None:
        own = tmp_path / "own.yaml"
        own.write_bytes(glossary.read_bytes())
        command = self.stop(tmp_path, own, FEW)
        if what == "glossary":
            own.write_bytes(glossary.read_bytes() + b"# another byte\n")
        elif what == "option":
            command.append("--unsafe")
        else:
            command[1] = "in/f0.txt"
        before = read(tmp_path / "out", journal=True)
        done = call(*command, "--resume", cwd=tmp_path)
        assert (done.status, len(done.errors)) == (2, 1)
        assert read(tmp_path / "out", journal=True) == before

    def test_of_nothing_simply_starts(self, call: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
        Folder(tmp_path / "in").fill(FEW)
        command = ["fix", "in", "-o", "out", "-g", glossary, "--resume"]
        for number in ("0001", "0002"):
            assert call(*command, cwd=tmp_path).status == 0
            assert manifest(tmp_path / "out", number)["status"] == "complete"

    def test_does_again_what_changed_since(self, call: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
        """A source that changed and a copy that is gone are made anew."""
        command = self.stop(tmp_path, glossary, FEW)
        (tmp_path / "in/f0.txt").write_bytes(b"new: " + DAMAGE)
        (tmp_path / "out/f1.txt").unlink()
        assert call(*command, "--resume", cwd=tmp_path).status == 0
        assert read(tmp_path / "out") == {
            n: data.replace(b"Panchir", b"Panjshir") for n, data in read(tmp_path / "in").items()
        }
        assert [f["path"] for f in manifest(tmp_path / "out")["files"]] == sorted(FEW)
