"""`--shard` and `normalize merge`: the results of the shards, put together, are those of one run, byte for byte."""

from __future__ import annotations

import json
import os
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cli_support import CLEAN, CORPUS, DAMAGE, Done, Folder, json_lines, manifest, read
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

    Call = Callable[..., Done]

_TEXTS = [
    DAMAGE,
    b"Ahmed Massoud leads the National Resistance Front (FNR).\r\nThe FNR said so.\n",
    b"The anti-Italiban front and the anti-Taliban front met in Pandjchir.\n",
    b"Nothing to see here.\n",
    b"",
    b"\xff\xfe broken \x00",
]
_names = st.text(st.sampled_from("ab é-/"), min_size=1, max_size=6).filter(
    lambda name: name.strip(" /") == name and "//" not in name
)
_folders = st.dictionaries(_names, st.sampled_from(_TEXTS), max_size=7).map(
    lambda files: {f"{name}.txt": text for name, text in files.items()}
)


def sharded(call: Call, folder: Path, of: int, glossary: Path, *more: str) -> None:
    """Survey and fix the folder `news` in shards, last one first, and merge; into P and OUT."""
    numbers = range(of, 0, -1)
    for i in numbers:
        assert call("survey", "news", "--shard", f"{i}/{of}", "-o", f"P.{i}", cwd=folder).status == 0
    assert call("merge", *[f"P.{i}" for i in numbers], "-o", "P", cwd=folder).status == 0
    for i in numbers:
        flags = ["--shard", f"{i}/{of}", "--profile", "P", "-g", glossary, *more]
        call("fix", "news", "-o", f"OUT.{i}", *flags, cwd=folder)
    done = call("merge", *[f"OUT.{i}" for i in numbers], "-o", "OUT", cwd=folder)
    assert done.status == 0, done.err


def said(output: Path) -> dict[str, bytes]:
    """What a run wrote, without the times of files, by which the next run knows those that did not change."""
    return {name: data for name, data in read(output, journal=True).items() if name != ".normalize/states.json"}


@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(files=_folders, of=st.integers(1, 5))
def test_shards_put_together_are_one_run(call: Call, glossary: Path, files: dict[str, bytes], of: int) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        Folder(folder / "news").fill(files)
        sharded(call, folder, of, glossary)
        call("survey", "news", "-o", "whole.P", cwd=folder)
        call("fix", "news", "-o", "WHOLE", "--profile", "whole.P", "-g", glossary, cwd=folder)
        assert (folder / "P").read_bytes() == (folder / "whole.P").read_bytes()
        assert said(folder / "OUT") == said(folder / "WHOLE")


@pytest.fixture
def merged(call: Call, corpus: Path, tmp_path: Path, glossary: Path) -> Path:
    """The folder of a run that was made in three shards."""
    assert read(corpus) == CORPUS
    sharded(call, tmp_path, 3, glossary)
    return tmp_path / "OUT"


class TestMergedRun:
    def test_is_undone_explained_reported_and_audited_as_any(self, call: Call, merged: Path, tmp_path: Path) -> None:
        assert read(merged) == CLEAN
        edit = json_lines(merged / ".normalize" / "0001" / "edits.jsonl")[0]
        assert "Panjshir" in call("why", edit["id"], "--run", "OUT", cwd=tmp_path).text
        assert call("report", "OUT", "-o", "page.html", cwd=tmp_path).status == 0
        assert call("audit", "OUT", "--sheet", "sheet.csv", cwd=tmp_path).status == 0
        assert call("undo", "OUT", cwd=tmp_path).status == 0
        assert read(merged) == CORPUS
        shards = {name: data for i in (1, 2, 3) for name, data in read(tmp_path / f"OUT.{i}").items()}
        assert shards == CLEAN  # the copies of the shards are files of their own

    def test_what_was_taken_back_in_a_shard_stays_so(self, call: Call, merged: Path, tmp_path: Path) -> None:
        number = next(i for i in (1, 2, 3) if (tmp_path / f"OUT.{i}" / "a.txt").exists())
        assert call("undo", f"OUT.{number}", cwd=tmp_path).status == 0
        again = call("merge", "OUT.1", "OUT.2", "OUT.3", "-o", "again", cwd=tmp_path)
        assert again.status == 0
        undone = json_lines(tmp_path / f"OUT.{number}" / ".normalize" / "0001" / "edits.jsonl")
        assert f"{len(undone)} of them taken back" in again.err
        assert read(tmp_path / "again")["a.txt"] == CORPUS["a.txt"]
        assert call("undo", "again", cwd=tmp_path).status == 0
        assert read(tmp_path / "again") == CORPUS

    def test_goes_on_after_it_was_stopped(self, call: Call, merged: Path, tmp_path: Path) -> None:
        left = {".normalize/merging/.findings.jsonl.new": b"{", ".normalize/merging/edits.jsonl": b""}
        half = Folder(tmp_path / "half").fill({"a.txt": CLEAN["a.txt"], **left})
        assert call("merge", "OUT.1", "OUT.2", "OUT.3", "-o", "half", cwd=tmp_path).status == 0
        assert read(half, journal=True) == read(merged, journal=True)

    def test_is_made_once_where_it_was_stopped_at_its_end(self, call: Call, merged: Path, tmp_path: Path) -> None:
        before = read(merged, journal=True)
        assert call("merge", "OUT.1", "OUT.2", "OUT.3", "-o", "OUT", cwd=tmp_path).status == 0
        assert read(merged, journal=True) == before
        number = next(i for i in (1, 2, 3) if (tmp_path / f"OUT.{i}" / "a.txt").exists())
        assert call("undo", f"OUT.{number}", cwd=tmp_path).status == 0
        again = call("merge", "OUT.1", "OUT.2", "OUT.3", "-o", "OUT", cwd=tmp_path)
        assert (again.status, "holds a run already" in again.err) == (2, True)
        assert read(merged, journal=True) == before

    def test_files_that_no_shard_wrote_stay(self, call: Call, merged: Path, tmp_path: Path) -> None:
        Folder(tmp_path / "mine").fill({"a.txt": b"mine"})
        done = call("merge", "OUT.1", "OUT.2", "OUT.3", "-o", "mine", cwd=tmp_path)
        assert done.status == 2
        done.complains_once_of("mine/a.txt")
        assert read(tmp_path / "mine") == {"a.txt": b"mine"}

    def test_a_copy_is_made_where_no_link_can_be(
        self, call: Call, merged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def no_links(*_: object, **__: object) -> None:
            raise OSError(18, "Invalid cross-device link")

        monkeypatch.setattr(os, "link", no_links)
        assert call("merge", "OUT.1", "OUT.2", "OUT.3", "-o", "copied", cwd=tmp_path).status == 0
        assert read(tmp_path / "copied", journal=True) == read(merged, journal=True)


def journal_of(tmp_path: Path, name: str) -> Path:
    """The first shard that has a line in a file of its journal: that file."""
    files = (tmp_path / f"OUT.{i}" / ".normalize" / "0001" / name for i in (1, 2, 3))
    return next(file for file in files if file.is_file() and file.read_bytes())


class TestRunThatIsNotWhole:
    """A merged run is whole: what is damaged, edited or led elsewhere in a shard is told, and nothing is merged."""

    def refused(self, call: Call, folder: Path, *messages: str) -> None:
        done = call("merge", "OUT.1", "OUT.2", "OUT.3", "-o", "new", cwd=folder)
        assert done.status == 2
        for message in messages:
            assert message in done.err
        assert not (folder / "new").exists()

    def copy(self, folder: Path) -> Path:
        """A clean copy of the last file that the merge would place."""
        return next(p for i in (1, 2, 3) if (p := folder / f"OUT.{i}" / "sub" / "deep" / "e.md").is_file())

    @pytest.mark.parametrize("name", ["findings.jsonl", "edits.jsonl"])
    @pytest.mark.parametrize(("what", "damage"), [("line", b"{}\n"), ("line", b'{"path": "a'), ("path", b"")])
    def test_lines_that_are_damaged(
        self, call: Call, merged: Path, tmp_path: Path, name: str, what: str, damage: bytes
    ) -> None:
        path = journal_of(tmp_path, name)
        lines = path.read_bytes().splitlines(keepends=True)
        if what == "path":
            lines[-1] = json.dumps({**json.loads(lines[-1]), "path": "../a.txt"}).encode() + b"\n"
        else:
            lines[-1] = damage
        path.write_bytes(b"".join(lines))
        self.refused(call, tmp_path, f"{path.relative_to(tmp_path)}:{len(lines)}: the journal is damaged")

    @pytest.mark.parametrize("damage", [b"{}\n", b'{"path": "a'])
    def test_fixes_that_were_not_made(self, call: Call, merged: Path, tmp_path: Path, damage: bytes) -> None:
        with (tmp_path / "OUT.2" / ".normalize" / "0001" / "unmade.jsonl").open("ab") as stream:
            stream.write(damage)
        self.refused(call, tmp_path, "OUT.2/.normalize/0001/unmade.jsonl:1: the journal is damaged")

    def test_lines_that_are_lost(self, call: Call, merged: Path, tmp_path: Path) -> None:
        path = journal_of(tmp_path, "edits.jsonl")
        path.write_bytes(b"")
        self.refused(call, tmp_path, "edits.jsonl", "lines are missing")

    def test_a_file_whose_path_leads_out(self, call: Call, merged: Path, tmp_path: Path) -> None:
        number = next(i for i in (1, 2, 3) if manifest(tmp_path / f"OUT.{i}")["files"])
        files = manifest(tmp_path / f"OUT.{number}")["files"]
        files[0]["path"] = "../d.csv"
        changed(tmp_path / f"OUT.{number}/.normalize/0001/manifest.json", files=files)
        self.refused(
            call, tmp_path, f"OUT.{number}/.normalize/0001/manifest.json", "file 1: 'path' must be a path below"
        )

    def test_a_clean_copy_that_somebody_edited(self, call: Call, merged: Path, tmp_path: Path) -> None:
        copy = self.copy(tmp_path)
        data = copy.read_bytes()
        copy.unlink()
        copy.write_bytes(data + b"mine")
        self.refused(call, tmp_path, "sub/deep/e.md: changed since the run")

    def test_a_clean_copy_that_is_gone(self, call: Call, merged: Path, tmp_path: Path) -> None:
        self.copy(tmp_path).unlink()
        self.refused(call, tmp_path, "sub/deep/e.md: the clean copy of a shard is gone")

    @pytest.mark.parametrize("folder", [False, True])
    def test_a_link_in_place_of_a_clean_copy(self, call: Call, merged: Path, tmp_path: Path, folder: bool) -> None:
        copy = self.copy(tmp_path)
        path = copy.parent if folder else copy
        path.rename(tmp_path / "elsewhere")
        path.symlink_to(tmp_path / "elsewhere")
        self.refused(call, tmp_path, f"{path.relative_to(tmp_path)}: a link")

    def test_a_link_in_the_new_folder(self, call: Call, merged: Path, tmp_path: Path) -> None:
        Folder(tmp_path / "there").fill({})
        Folder(tmp_path / "linked").fill({})
        (tmp_path / "linked" / "sub").symlink_to(tmp_path / "there")
        done = call("merge", "OUT.1", "OUT.2", "OUT.3", "-o", "linked", cwd=tmp_path)
        assert done.status == 2
        assert "linked/sub: a link" in done.err
        assert read(tmp_path / "there") == {}


def changed(path: Path, **values: Any) -> None:
    """Change what a profile or manifest says."""
    known = json.loads(path.read_bytes())
    for key, value in values.items():
        name, _, inner = key.partition("__")
        if inner:
            known[name][inner] = value
        else:
            known[name] = value
    path.write_text(json.dumps(known), encoding="utf-8")


class TestRuns:
    @pytest.mark.parametrize(
        ("parts", "message"),
        [
            (["OUT.1", "OUT.3"], "shard 2 of 3 missing"),
            (["OUT.1"], "shards 2, 3 of 3 missing"),
            (["OUT.1", "OUT.2", "OUT.2", "OUT.3"], "OUT.2 are both shard 2/3"),
            (["OUT.1", "OUT.2", "OUT"], "only runs made with --shard are merged"),
            (["OUT.1", "P.2", "OUT.3"], "runs are folders, profiles are files"),
            (["OUT.1", "news"], "no run here"),
        ],
    )
    def test_not_all_of_one_division(
        self, call: Call, merged: Path, tmp_path: Path, parts: list[str], message: str
    ) -> None:
        done = call("merge", *parts, "-o", "new", cwd=tmp_path)
        assert done.status == 2
        assert message in done.err
        assert not (tmp_path / "new").exists()

    @pytest.mark.parametrize(
        ("values", "message"),
        [
            ({"versions__normalize": "0.0"}, "versions (normalize) differ"),
            ({"configuration__unsafe": True}, "configuration (unsafe) differ"),
            ({"profile": "0" * 64}, "profile differ"),
            ({"shard__of": 4}, "of another division"),
            ({"status": "interrupted"}, "not complete; finish it with --resume"),
        ],
    )
    def test_not_made_alike(
        self, call: Call, merged: Path, tmp_path: Path, values: dict[str, Any], message: str
    ) -> None:
        changed(tmp_path / "OUT.2" / ".normalize" / "0001" / "manifest.json", **values)
        done = call("merge", "OUT.1", "OUT.2", "OUT.3", "-o", "new", cwd=tmp_path)
        assert done.status == 2
        assert message in done.err
        assert not (tmp_path / "new").exists()

    def test_overlapping_files_are_named(self, call: Call, merged: Path, tmp_path: Path) -> None:
        entries = [manifest(tmp_path / f"OUT.{i}")["files"] for i in (1, 2, 3)]
        full = next(i for i in (1, 2, 3) if entries[i - 1])
        other = full % 3 + 1
        changed(
            tmp_path / f"OUT.{other}/.normalize/0001/manifest.json", files=[*entries[other - 1], entries[full - 1][0]]
        )
        done = call("merge", "OUT.1", "OUT.2", "OUT.3", "-o", "new", cwd=tmp_path)
        assert done.status == 2
        assert f"two shards hold {entries[full - 1][0]['path']!r}" in done.err

    def test_a_folder_that_grew_meanwhile_is_told(
        self, call: Call, merged: Path, tmp_path: Path, glossary: Path
    ) -> None:
        (tmp_path / "news" / "late.txt").write_text("Late news.")
        flags = ["--profile", "P", "-g", glossary]
        call("fix", "news", "-o", "OUT.2", "--shard", "2/3", *flags, cwd=tmp_path)
        done = call("merge", "OUT.1", "OUT.2", "OUT.3", "-o", "new", cwd=tmp_path)
        assert done.status == 2
        count = len(CORPUS)
        assert "the folder changed between the shards" in done.err
        assert f"{count} files for " in done.err
        assert f"{count + 1} files for " in done.err
        for i in (1, 3):
            call("fix", "news", "-o", f"OUT.{i}", "--shard", f"{i}/3", *flags, cwd=tmp_path)
        assert call("merge", "OUT.1", "OUT.2", "OUT.3", "-o", "new", cwd=tmp_path).status == 0


class TestCheck:
    def test_findings_of_the_shards_are_those_of_all(self, call: Call, corpus: Path, glossary: Path) -> None:
        folder = corpus.parent
        call("survey", "news", "-o", "P", cwd=folder)
        flags = ["check", "news", "--profile", "P", "-g", glossary, "--output-format", "jsonl"]
        whole = call(*flags, cwd=folder)
        parts = [call(*flags, "--shard", f"{i}/3", cwd=folder) for i in (1, 2, 3)]
        assert sorted(line for part in parts for line in part.text.splitlines()) == sorted(whole.text.splitlines())
        assert whole.text

    def test_each_needs_the_evidence_of_all(self, call: Call, corpus: Path) -> None:
        done = call("check", "news", "--shard", "1/2", cwd=corpus.parent)
        assert done.status == 2
        assert "--shard needs --profile" in done.err


class TestProfiles:
    @pytest.fixture
    def counted(self, call: Call, corpus: Path, tmp_path: Path) -> Path:
        assert corpus.is_dir()
        for i in (1, 2):
            call("survey", "news", "--shard", f"{i}/2", "-o", f"P.{i}", cwd=tmp_path)
        call("survey", "news", "-o", "W", cwd=tmp_path)
        return tmp_path

    @pytest.mark.parametrize(
        ("parts", "message"),
        [
            (["P.1"], "shard 2 of 2 missing"),
            (["P.1", "P.2", "P.1"], "P.1 and P.1 are both shard 1/2"),
            (["P.1", "W"], "P.1 is of one shard, W of a whole corpus"),
            (["P.1", "gone"], "gone: there is no such run or profile"),
            (["P.1", "news/a.txt"], "not a profile"),
        ],
    )
    def test_not_all_of_one_division(self, call: Call, counted: Path, parts: list[str], message: str) -> None:
        done = call("merge", *parts, "-o", "P", cwd=counted)
        assert done.status == 2
        assert message in done.err
        assert not (counted / "P").exists()

    @pytest.mark.parametrize("key", ["versions__normalize", "configuration__furniture"])
    def test_not_counted_alike(self, call: Call, counted: Path, key: str) -> None:
        name, _, inner = key.partition("__")
        shard = json.loads((counted / "P.2").read_bytes())["shard"]
        shard[name][inner] = "other"
        changed(counted / "P.2", shard=shard)
        done = call("merge", "P.1", "P.2", "-o", "P", cwd=counted)
        assert f"cannot merge P.1 and P.2: {name} ({inner}) differ" in done.err

    def test_whole_ones_of_several_corpora_are_merged(self, call: Call, counted: Path) -> None:
        Folder(counted / "more").fill({"x.txt": b"Kabul and Kabul again."})
        call("survey", "more", "-o", "M", cwd=counted)
        assert call("merge", "W", "M", "-o", "P", cwd=counted).status == 0
        both, first, second = (json.loads((counted / name).read_bytes()) for name in ("P", "W", "M"))
        assert both["documents"] == first["documents"] + 1
        assert both["words"] == Counter(first["words"]) + Counter(second["words"])
        assert second["words"]["Kabul"] == 2

    def test_a_folder_that_grew_meanwhile_is_told(self, call: Call, counted: Path) -> None:
        (counted / "news" / "late.txt").write_text("Late news.")
        call("survey", "news", "--shard", "2/2", "-o", "P.2", cwd=counted)
        done = call("merge", "P.1", "P.2", "-o", "P", cwd=counted)
        assert done.status == 2
        assert "the folder changed between the shards" in done.err
        assert "P.2; do those again" in done.err

    def test_a_shard_alone_is_no_evidence(self, call: Call, counted: Path) -> None:
        done = call("fix", "news", "-o", "out", "--profile", "P.1", cwd=counted)
        assert done.status == 2
        assert "P.1: the profile of shard 1 of 2" in done.err

    def test_a_limit_of_forms_holds_for_the_whole(self, call: Call, counted: Path) -> None:
        for i in (1, 2):
            call("survey", "news", "--shard", f"{i}/2", "--forms", "20", "-o", f"F.{i}", cwd=counted)
        assert call("merge", "F.2", "F.1", "-o", "F", cwd=counted).status == 0
        done = call("survey", "news", "--forms", "20", "-o", "whole", cwd=counted)
        assert "more than 20 word forms" in done.err
        assert (counted / "F").read_bytes() == (counted / "whole").read_bytes()
        assert call("fix", "news", "-g", "none", "-o", "out", "--profile", "F", cwd=counted).status in (0, 1)


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (["news", "--shard", "0/2", "-o", "out", "--profile", "P"], "as in 1/8"),
        (["news", "--shard", "3/2", "-o", "out", "--profile", "P"], "as in 1/8"),
        (["news", "--shard", "x", "-o", "out", "--profile", "P"], "as in 1/8"),
        (["news", "--shard", "1/2", "-o", "out"], "--shard needs --profile"),
        (["news", "--shard", "1/2", "--in-place", "--profile", "P"], "--shard needs --out"),
        (["-", "--shard", "1/2"], "a stream has no shards"),
    ],
)
def test_what_no_shard_can_be(call: Call, corpus: Path, tmp_path: Path, flags: list[str], message: str) -> None:
    done = call("fix", *flags, cwd=tmp_path)
    assert done.status == 2
    assert message in done.err


def test_a_run_is_resumed_as_the_shard_that_it_was(call: Call, corpus: Path, tmp_path: Path, glossary: Path) -> None:
    call("survey", "news", "-o", "P", cwd=tmp_path)
    flags = ["-o", "out", "--profile", "P", "-g", glossary]
    call("fix", "news", "--shard", "1/2", *flags, cwd=tmp_path)
    changed(tmp_path / "out" / ".normalize" / "0001" / "manifest.json", status="interrupted")
    done = call("fix", "news", "--shard", "2/2", *flags, "--resume", cwd=tmp_path)
    assert "cannot resume: shard (number) changed since" in done.err
    assert call("fix", "news", "--shard", "1/2", *flags, "--resume", cwd=tmp_path).status in (0, 1)


def test_resumed_with_other_settings_names_these_and_not_the_versions_that_follow_from_them(
    call: Call, corpus: Path, tmp_path: Path, glossary: Path
) -> None:
    call("fix", "news", "-o", "out", "-g", glossary, cwd=tmp_path)
    kept = tmp_path / "out" / ".normalize" / "0001" / "manifest.json"
    changed(kept, status="interrupted", versions__argostranslate="0.0")
    done = call("fix", "news", "-o", "out", "-g", glossary, "--unsafe", "--resume", cwd=tmp_path)
    assert "cannot resume: configuration (unsafe) changed" in done.err


def test_a_profile_that_is_given_twice_is_not_counted_twice(call: Call, corpus: Path, tmp_path: Path) -> None:
    call("survey", "news", "-o", "P", cwd=tmp_path)
    (tmp_path / "Q").write_bytes((tmp_path / "P").read_bytes())
    assert "P is given twice: all would be counted twice" in call("merge", "P", "P", "-o", "new", cwd=tmp_path).err
    done = call("merge", "P", "Q", "-o", "new", cwd=tmp_path)
    assert done.status == 2
    assert "Q is the same as P: all would be counted twice" in done.err
    assert not (tmp_path / "new").exists()


def test_what_no_shard_could_read_is_told_and_decides_the_status(call: Call, corpus: Path, tmp_path: Path) -> None:
    (corpus / "bad.txt").write_bytes(bytes(range(256)))
    for i in (1, 2):
        call("survey", "news", "--shard", f"{i}/2", "-o", f"P.{i}", cwd=tmp_path)
    done = call("merge", "P.1", "P.2", "-o", "P", cwd=tmp_path)
    assert (done.status, "could not read all of their files: 1 problem" in done.err) == (2, True)
    assert call("survey", "news", "-o", "W", cwd=tmp_path).status == 2
    assert (tmp_path / "P").read_bytes() == (tmp_path / "W").read_bytes()
    for i in (1, 2):
        call("fix", "news", "--shard", f"{i}/2", "--profile", "P", "-o", f"OUT.{i}", cwd=tmp_path)
    done = call("merge", "OUT.1", "OUT.2", "-o", "OUT", cwd=tmp_path)
    assert (done.status, "1 file of them could not be read in full" in done.err) == (2, True)


def test_a_part_is_not_overwritten_and_one_that_is_not_there_is_named(call: Call, corpus: Path, tmp_path: Path) -> None:
    call("survey", "news", "--shard", "1/1", "-o", "P.1", cwd=tmp_path)
    before = (tmp_path / "P.1").read_bytes()
    assert "--output P.1 is one of the parts" in call("merge", "P.1", "-o", "P.1", cwd=tmp_path).err
    assert (tmp_path / "P.1").read_bytes() == before
    done = call("merge", "P.1", "P.2", "-o", "P", cwd=tmp_path)
    assert (done.status, "P.2: there is no such run or profile" in done.err) == (2, True)


@pytest.mark.parametrize(("unread", "message"), [("3", "3 problems"), ("x", "not a profile"), (None, "not a profile")])
def test_what_a_profile_says_of_unread_files_may_be_anything(
    call: Call, corpus: Path, tmp_path: Path, unread: str | None, message: str
) -> None:
    call("survey", "news", "--shard", "1/1", "-o", "P.1", cwd=tmp_path)
    profile = json.loads((tmp_path / "P.1").read_bytes())
    profile["shard"]["unread"] = unread
    (tmp_path / "P.1").write_text(json.dumps(profile))
    done = call("merge", "P.1", "-o", "P", cwd=tmp_path)
    assert (done.status, message in done.err) == (2, True)
