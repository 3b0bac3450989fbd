"""`fix` into a folder whose clean copies somebody has worked on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from cli_support import CLEAN, CORPUS, Done, json_lines, read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class TestEditedCopies:
    """What somebody wrote into a clean copy is theirs."""

    EDITED = CLEAN["a.txt"] + b"A line by hand.\n"

    @pytest.fixture
    def fix(self, call: Callable[..., Done], corpus: Path, tmp_path: Path, glossary: Path) -> Callable[..., Done]:
        def run(*more: str) -> Done:
            return call("fix", "news", "-o", "out", "-g", glossary, *more, cwd=tmp_path)

        run()
        (tmp_path / "out/a.txt").write_bytes(self.EDITED)
        return run

    def test_are_left_alone_and_named_and_the_others_go_on(self, fix: Callable[..., Done], tmp_path: Path) -> None:
        (tmp_path / "news/d.csv").write_bytes(CORPUS["d.csv"] + b"3,Panchir\r\n")
        done = fix()
        done.complains_once_of("out/a.txt: was edited since a run wrote it")
        assert done.status == 2
        assert (tmp_path / "out/a.txt").read_bytes() == self.EDITED
        assert (tmp_path / "out/d.csv").read_bytes() == CLEAN["d.csv"] + b"3,Panjshir\r\n"

    def test_go_with_force_and_are_kept(self, fix: Callable[..., Done], tmp_path: Path) -> None:
        done = fix("--force")
        assert "1 file that no run left so replaced; the old ones are in out/.normalize/0002/replaced" in done.err
        assert read(tmp_path / "out") == CLEAN
        assert (tmp_path / "out/.normalize/0002/replaced/a.txt").read_bytes() == self.EDITED

    def test_those_that_an_undo_left_are_no_work_of_hands(
        self, fix: Callable[..., Done], call: Callable[..., Done], tmp_path: Path
    ) -> None:
        (tmp_path / "out/a.txt").write_bytes(CLEAN["a.txt"])
        call("undo", "out", "--rule", "N301", cwd=tmp_path)
        fix()
        assert read(tmp_path / "out") == CLEAN

    def test_a_resumed_run_keeps_what_it_cannot_know(self, fix: Callable[..., Done], tmp_path: Path) -> None:
        """The copy that a killed run left without a word of it in the journal may be anybody's."""
        run = tmp_path / "out/.normalize/0001"
        manifest = json.loads((run / "manifest.json").read_bytes())
        entries = [entry for entry in manifest["files"] if entry["path"] != "a.txt"]
        (run / "files.jsonl").write_bytes(b"".join(json.dumps(entry).encode() + b"\n" for entry in entries))
        (run / "manifest.json").write_text(json.dumps({**manifest, "status": "running", "files": None}))
        done = fix()
        done.complains_once_of("go on with it by --resume")
        assert fix("--resume").status == 1
        assert read(tmp_path / "out") == CLEAN
        assert (run / "replaced/a.txt").read_bytes() == self.EDITED

    def test_a_run_that_was_killed_may_have_written_them(self, fix: Callable[..., Done], tmp_path: Path) -> None:
        """Nothing is said of hands where the last run was stopped: it rewrote what the one before had left."""
        run = tmp_path / "out/.normalize"
        (run / "0001").rename(run / "0000")
        (run / "0001").mkdir()
        manifest = json.loads((run / "0000/manifest.json").read_bytes())
        (run / "0001/manifest.json").write_text(json.dumps({**manifest, "status": "running", "files": None}))
        done = fix("--ignore", "N306")
        done.complains_once_of("go on with it by --resume, or begin a new one by --force")
        assert (done.status, "was edited" in done.err) == (2, False)
        assert fix("--force").status == 1
        assert read(tmp_path / "out") == CLEAN


class TestLinks:
    """A folder in the output that is a link leads to somebody else's files."""

    @pytest.mark.parametrize("more", [(), ("--force",), ("--resume",)])
    def test_that_lead_out_are_refused(
        self, call: Callable[..., Done], corpus: Path, tmp_path: Path, glossary: Path, more: tuple[str, ...]
    ) -> None:
        elsewhere = tmp_path / "elsewhere"
        (elsewhere / "deep").mkdir(parents=True)
        (elsewhere / "b.txt").write_text("mine")
        (tmp_path / "out").mkdir()
        (tmp_path / "out/sub").symlink_to(elsewhere)
        asked = ("fix", "news", "-o", "out", "-g", glossary, *more)
        done = call(*asked, cwd=tmp_path)
        assert done.status == 2
        done.complains_once_of("out/sub: a link leads out of the folder")
        assert read(elsewhere) == {"b.txt": b"mine"}
        assert call(*asked, "--force", "--trust", cwd=tmp_path).status == 1
        assert read(elsewhere) == {name[4:]: data for name, data in CLEAN.items() if name.startswith("sub/")}

    def test_in_the_place_of_a_file_are_replaced_and_not_followed(
        self, call: Callable[..., Done], corpus: Path, tmp_path: Path, glossary: Path
    ) -> None:
        (tmp_path / "private").write_text("mine")
        (tmp_path / "out").mkdir()
        (tmp_path / "out/a.txt").symlink_to(tmp_path / "private")
        call("fix", "news", "-o", "out", "-g", glossary, "--force", cwd=tmp_path)
        assert (tmp_path / "private").read_text() == "mine"
        assert read(tmp_path / "out") == CLEAN


class TestDamagedJournals:
    """What a later run cannot know of an earlier one it works out anew."""

    @pytest.mark.parametrize("name", ["findings.jsonl", "edits.jsonl", "manifest.json"])
    @pytest.mark.parametrize("how", ["cut", "gone", "other"])
    def test_do_not_stop_a_later_run(
        self, call: Callable[..., Done], corpus: Path, tmp_path: Path, glossary: Path, name: str, how: str
    ) -> None:
        call("fix", "news", "-o", "out", "-g", glossary, cwd=tmp_path)
        file = tmp_path / "out/.normalize/0001" / name
        data = file.read_bytes()
        if how == "gone":
            file.unlink()
        else:
            file.write_bytes(
                data[: len(data) // 2]
                if how == "cut"
                else data.replace(b'"findings":', b'"f":').replace(b'"rule":', b'"r":')
            )
        forced = ("--force",) if name == "manifest.json" else ()  # nobody knows then what that run wrote
        assert call("fix", "news", "-o", "out", "-g", glossary, *forced, cwd=tmp_path).status == 1
        assert read(tmp_path / "out") == CLEAN
        assert len(json_lines(tmp_path / "out/.normalize/0002/edits.jsonl")) == 5
