"""Undo goes file by file: what stops it in one leaves the others, and the next one goes on."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest
from runs import PANCHIR, Found, run_of

import normalize.run.undo as undoing
from normalize.errors import JournalError, OutputError
from normalize.io.jsonlines import dump
from normalize.run.alone import alone
from normalize.run.journal import EDITS, UNDONE, Run, open_run
from normalize.run.rejections import Said
from normalize.run.undo import Undone, Withdrawal, undo

TEXT = PANCHIR + " The road."
FOUND = [Found("Panchir", "Panjshir"), Found("The", "A", "Q268")]
NAMES = ("a.txt", "b.txt", "c.txt")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return run_of(tmp_path, dict.fromkeys(NAMES, (TEXT, FOUND)))


def texts(run: Run) -> list[str]:
    return [(run.output / name).read_text(encoding="utf-8") for name in NAMES]


def stop_at(monkeypatch: pytest.MonkeyPatch, name: str, times: int) -> None:
    """Let a step of undo be the last one that the process takes."""
    step = getattr(undoing, name)

    def stopped(*args: object, **more: object) -> object:
        nonlocal times
        times -= 1
        if times < 0:
            raise KeyboardInterrupt
        return step(*args, **more)

    monkeypatch.setattr(undoing, name, stopped)


@pytest.mark.parametrize("step", ["append_lines", "put", "original_of"])
@pytest.mark.parametrize("rule", [None, "N301"])
def test_one_that_was_stopped_is_finished_by_the_next(
    run: Run, monkeypatch: pytest.MonkeyPatch, step: str, rule: str | None
) -> None:
    expected = TEXT if rule is None else TEXT.replace("The", "A")
    with monkeypatch.context() as patch:
        stop_at(patch, step, 1)
        with pytest.raises(KeyboardInterrupt):
            undo(run, Withdrawal(rule=rule))
    assert texts(run).count(expected) == 1
    undo(open_run(run.folder), Withdrawal(rule=rule))
    assert texts(run) == [expected] * 3
    if rule is not None:
        undo(open_run(run.folder))
    assert texts(run) == [TEXT] * 3
    assert not open_run(run.folder).edits_left()


def test_what_was_noted_and_not_done_is_no_part_of_what_follows(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule was about to be taken back; then the edits of another one are. The first one's are still there."""
    with monkeypatch.context() as patch:
        stop_at(patch, "put", 0)
        with pytest.raises(KeyboardInterrupt):
            undo(run, Withdrawal(rule="N301"))
    undo(run, Withdrawal(rule="Q268"))
    assert texts(run)[0] == TEXT.replace("Panchir", "Panjshir")
    assert undo(run, Withdrawal(rule="N301")) == Undone(3, 3)
    assert texts(run) == [TEXT] * 3


def test_one_file_that_cannot_be_restored_never_stops_the_others(run: Run) -> None:
    (run.output / "a.txt").write_text("edited by hand", encoding="utf-8")
    (run.output / "b.txt").unlink()
    done = undo(run)
    assert (done.edits, done.files) == (2, 1)
    assert ["changed since the run" in done.refused[0], "is gone" in done.refused[1]] == [True, True]
    assert (run.output / "c.txt").read_text(encoding="utf-8") == TEXT


def test_a_lost_line_costs_what_cannot_be_known_without_it(run: Run) -> None:
    log = run.folder / EDITS
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join([lines[0].replace(b'"start":16', b'"start":null'), *lines[1:]]))
    done = undo(run, Withdrawal(rule="Q268"))
    assert done.files == 2
    assert "the journal has lost 1 edit of this file" in done.refused[0]
    assert list(run.damage.sentences()) == [
        f"{log}:1: the journal is damaged: 'start' must be a whole number",
    ]
    assert undo(run).files == 3  # as a whole it comes from the original
    assert texts(run) == [TEXT] * 3


def test_a_journal_without_edits_restores_as_a_whole(run: Run) -> None:
    (run.folder / EDITS).unlink()
    assert undo(run) == Undone(6, 3)
    assert texts(run) == [TEXT] * 3
    assert [told.rpartition("/")[2] for told in run.damage.sentences()] == [
        "edits.jsonl: the journal is damaged: 6 of its 6 lines are missing"
    ]
    with pytest.raises(JournalError, match="no edit left to take back"):
        undo(run)


def test_a_file_is_remembered_before_it_is_touched(run: Run) -> None:
    def full(rejections: object) -> None:
        raise OutputError("judgements.jsonl: cannot be written: No space left on device")

    done = undo(run, Withdrawal(rule="N301", said=Said(), remember=full))
    assert (done.edits, len(done.refused)) == (0, 3)
    assert texts(run) == [TEXT.replace("Panchir", "Panjshir").replace("The", "A")] * 3
    assert not (run.folder / UNDONE).exists()


class TestStrangers:
    """A journal that means harm: what it names outside its folder is neither written nor read out."""

    @pytest.fixture
    def private(self, tmp_path: Path, run: Run) -> Path:
        """A file elsewhere that has the very bytes that the run left in one of its own."""
        path = tmp_path / "private.txt"
        path.write_bytes((run.output / "a.txt").read_bytes())
        return path

    def test_a_link_out_of_the_folder_is_left_alone(self, run: Run, private: Path) -> None:
        before = private.read_bytes()
        (run.output / "a.txt").unlink()
        (run.output / "a.txt").symlink_to(private)
        done = undo(run)
        assert (done.files, len(done.refused)) == (2, 1)
        assert "a link leads out of the folder" in done.refused[0]
        assert private.read_bytes() == before

    def test_a_folder_that_is_a_link_is_left_alone(self, tmp_path: Path, private: Path) -> None:
        run = run_of(tmp_path / "deep", {"sub/a.txt": (TEXT, FOUND)})
        elsewhere = tmp_path / "elsewhere"
        (run.output / "sub").rename(elsewhere)
        (run.output / "sub").symlink_to(elsewhere)
        before = (elsewhere / "a.txt").read_bytes()
        assert "a link leads out" in undo(run).refused[0]
        assert (elsewhere / "a.txt").read_bytes() == before

    def test_a_link_within_the_folder_is_followed(self, run: Run) -> None:
        (run.output / "a.txt").rename(run.output / "real.txt")
        (run.output / "a.txt").symlink_to("real.txt")
        assert undo(run).files == 3
        assert (run.output / "real.txt").read_text(encoding="utf-8") == TEXT
        assert (run.output / "a.txt").is_symlink()

    def test_the_log_is_no_link(self, run: Run, private: Path) -> None:
        before = private.read_bytes()
        (run.folder / UNDONE).symlink_to(private)
        assert len(undo(run).refused) == 3
        assert private.read_bytes() == before

    @pytest.mark.parametrize("name", [".normalize", ".normalize/0001"])
    def test_the_journal_is_no_link(self, run: Run, private: Path, name: str) -> None:
        """Its files would be those around the place that the link leads to."""
        before = private.read_bytes()
        place = run.output / name
        place.rename(private.parent / "there")
        place.symlink_to(private.parent / "there")
        with pytest.raises(JournalError, match="is a link"):
            open_run(run.output)
        if name == ".normalize":
            with pytest.raises(OutputError, match="is a link"), alone(run.output):
                pass
        assert private.read_bytes() == before

    def test_a_path_out_of_the_folder_is_no_line(self, run: Run, private: Path) -> None:
        before = private.read_bytes()
        manifest = run.folder / "manifest.json"
        manifest.write_bytes(manifest.read_bytes().replace(b'"path": "a.txt"', b'"path": "../private.txt"'))
        chosen = open_run(run.folder)
        assert undo(chosen).files == 2
        assert "manifest.json: the journal is damaged: file 1: 'path' must be" in next(chosen.damage.sentences())
        assert private.read_bytes() == before

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
    def test_a_journal_of_another_user_needs_trust(self, run: Run) -> None:
        os.chown(run.folder / EDITS, 12345, 12345)
        with pytest.raises(JournalError, match=r"edits\.jsonl: belongs to another user"):
            open_run(run.output)
        assert undo(open_run(run.output, trust=True)).files == 3


def test_an_older_log_is_understood(run: Run) -> None:
    """Before undo noted what a file was made from, one line told of all files at the end."""
    edits = [line for line in run.lines(EDITS) if line["rule"] == "N301"]
    text = TEXT.replace("The", "A")
    for name in NAMES:
        (run.output / name).write_text(text, encoding="utf-8")
    after = dict.fromkeys(NAMES, sha256(text.encode()).hexdigest())
    (run.folder / UNDONE).write_bytes(dump({"edits": [line["id"] for line in edits], "files": after}))
    assert undo(run) == Undone(3, 3)
    assert texts(run) == [TEXT] * 3
