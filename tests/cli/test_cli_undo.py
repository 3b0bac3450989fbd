"""`normalize undo`: every byte back, as a whole, by edit or by rule."""

from __future__ import annotations

import gzip
import shutil
import stat
from typing import TYPE_CHECKING

import pytest
from cli_support import CLEAN, CORPUS, DAMAGE, REPAIRED, Done, Folder, json_lines, manifest, read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def fixed(call: Callable[..., Done], corpus: Path, tmp_path: Path, glossary: Path) -> Path:
    """The output folder of a run over the corpus."""
    call("fix", "news", "-o", "out", "-g", glossary, cwd=tmp_path)
    return tmp_path / "out"


def edit_of(output: Path, text: str, run: str = "0001") -> str:
    """The id of the first edit of a slice."""
    return str(next(e["id"] for e in json_lines(output / ".normalize" / run / "edits.jsonl") if e["text"] == text))


class TestWhole:
    def test_restores_the_copies(self, cli: Callable[..., Done], fixed: Path, tmp_path: Path) -> None:
        done = cli("undo", "out/.normalize", cwd=tmp_path)
        assert (done.status, done.out) == (0, b"")
        assert "5 edits" in done.err
        assert read(fixed) == CORPUS

    def test_restores_the_files_in_place(
        self, cli: Callable[..., Done], call: Callable[..., Done], corpus: Path, tmp_path: Path, glossary: Path
    ) -> None:
        call("fix", "news", "--in-place", "-g", glossary, cwd=tmp_path)
        assert read(corpus) == CLEAN
        assert cli("undo", corpus / ".normalize", cwd=tmp_path).status == 0
        assert read(corpus) == CORPUS

    def test_restores_every_encoding(self, call: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
        text = "naïve — the Panchir Valley,\r\nend"
        files = {
            "bom.txt": text.encode("utf-8-sig"),
            "utf16.txt": text.encode("utf-16"),
            "cp1252.txt": text.encode("cp1252"),
            "bad.txt": "é".encode() * 9 + b"\xff Panchir \x80",
            "q.csv": b'a,"text"\r\n1,"the ""Panchir"" road"\r\n\r\n2,Panchir',
            "e.jsonl": b'{"text" : "Panch\\u0069r \\u00e9 \\/"}\n\n{"text":"Panchir \\ud83d\\ude00"}',
            "z.txt.gz": gzip.compress(text.encode(), 9),
        }
        for where in ("out", "in"):
            Folder(tmp_path / "in").fill(files)
            command = ["--in-place"] if where == "in" else ["-o", where]
            call("fix", "in", *command, "-g", glossary, cwd=tmp_path)
            assert not set(read(tmp_path / where).values()) & set(files.values())
            assert call("undo", where, cwd=tmp_path).status == 0
            assert read(tmp_path / where) == files

    def test_works_without_the_input(
        self, call: Callable[..., Done], corpus: Path, fixed: Path, tmp_path: Path
    ) -> None:
        """The journal alone tells what stood there."""
        shutil.rmtree(corpus)
        assert call("undo", "out", cwd=tmp_path).status == 0
        assert read(fixed) == CORPUS

    def test_refuses_what_cannot_be_rebuilt_without_the_input(
        self, call: Callable[..., Done], tmp_path: Path, glossary: Path
    ) -> None:
        """Another packing of the same text is not the original: that file is refused, the other one restored."""
        Folder(tmp_path / "in").fill({"a.txt.gz": gzip.compress(DAMAGE, 1), "b.txt": DAMAGE})
        call("fix", "in", "-o", "out", "-g", glossary, cwd=tmp_path)
        shutil.rmtree(tmp_path / "in")
        packed = (tmp_path / "out/a.txt.gz").read_bytes()
        done = call("undo", "out", cwd=tmp_path)
        done.complains_once_of("out/a.txt.gz")
        assert done.status == 2
        assert read(tmp_path / "out") == {"a.txt.gz": packed, "b.txt": DAMAGE}

    def test_of_an_earlier_run_by_its_folder(
        self, call: Callable[..., Done], corpus: Path, tmp_path: Path, glossary: Path
    ) -> None:
        """In place: the second run made no edit; the first one is still there to be undone."""
        for _ in range(2):
            call("fix", "news", "--in-place", "-g", glossary, cwd=tmp_path)
        assert call("undo", "news/.normalize/0001", cwd=tmp_path).status == 0
        assert read(corpus) == CORPUS

    def test_of_two_runs_of_which_one_took_over_the_files(
        self, call: Callable[..., Done], fixed: Path, tmp_path: Path, glossary: Path
    ) -> None:
        """One undo restores all; the earlier run has nothing left to take back then, and the next undo says so."""
        call("fix", "news", "-o", "out", "-g", glossary, cwd=tmp_path)
        assert call("undo", "out", cwd=tmp_path).err == "5 edits taken back in 3 files\n"
        assert read(fixed) == CORPUS
        assert "no edit left to take back" in call("undo", "out", cwd=tmp_path).err

    def test_of_all_runs_of_a_folder(self, call: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
        """A file that only the first run wrote comes back as well; one run's folder is that run alone."""
        Folder(tmp_path / "in").fill({"a.txt": DAMAGE, "b.txt": DAMAGE})
        for name in ("a.txt", "b.txt"):
            call("fix", f"in/{name}", "-o", "out", "-g", glossary, cwd=tmp_path)
        call("undo", "out/.normalize/0002", cwd=tmp_path)
        assert read(tmp_path / "out") == {"a.txt": REPAIRED, "b.txt": DAMAGE}
        call("fix", "in/b.txt", "-o", "out", "-g", glossary, cwd=tmp_path)
        done = call("undo", "out", cwd=tmp_path)
        assert (done.status, done.err) == (0, "2 edits of the runs 0001, 0003 taken back in 2 files\n")
        assert read(tmp_path / "out") == {"a.txt": DAMAGE, "b.txt": DAMAGE}

    def test_of_a_run_that_did_a_part_of_another_again(
        self, call: Callable[..., Done], tmp_path: Path, glossary: Path
    ) -> None:
        """With the text field of the records, then without: the copy of the records is the first run's."""
        records = b'{"body": "The Panchir valley."}\n'
        Folder(tmp_path / "in").fill({"a.txt": DAMAGE, "b.jsonl": records})
        for more in (["--text-field", "body"], []):
            call("fix", "in", "-o", "out", "-g", glossary, *more, cwd=tmp_path)
        done = call("undo", "out", cwd=tmp_path)
        assert (done.status, done.err) == (0, "2 edits of the runs 0001, 0002 taken back in 2 files\n")
        assert read(tmp_path / "out") == {"a.txt": DAMAGE, "b.jsonl": records}

    def test_of_runs_in_place_on_top_of_each_other(
        self, call: Callable[..., Done], tmp_path: Path, glossary: Path
    ) -> None:
        """Newest first: each finds its files as it left them."""
        both = b"The Panchir valley of the FNR (National Resistance Front).\n"
        Folder(tmp_path / "in").fill({"a.txt": both})
        for rule in ("N301", "N310"):
            call("fix", "in", "--in-place", "-g", glossary, "--select", rule, cwd=tmp_path)
        assert (tmp_path / "in/a.txt").read_bytes() == both.replace(b"Panchir", b"Panjshir").replace(b"FNR", b"NRF")
        assert call("undo", "in", cwd=tmp_path).status == 0
        assert read(tmp_path / "in") == {"a.txt": both}

    def test_by_rule_of_a_file_that_a_later_run_edited_names_that_run(
        self, call: Callable[..., Done], tmp_path: Path, glossary: Path
    ) -> None:
        Folder(tmp_path / "in").fill({"a.txt": b"The Panchir valley of the FNR (National Resistance Front).\n"})
        for rule in ("N301", "N310"):
            call("fix", "in", "--in-place", "-g", glossary, "--select", rule, cwd=tmp_path)
        done = call("undo", "in", "--rule", "N301", cwd=tmp_path)
        assert done.status == 2
        assert "run 0002 edited it since (take that back first: normalize undo " in done.err
        assert call("undo", "in/.normalize/0002", cwd=tmp_path).status == 0
        assert call("undo", "in", "--rule", "N301", cwd=tmp_path).status == 0

    def test_does_not_remember_a_rejection(
        self, call: Callable[..., Done], fixed: Path, tmp_path: Path, glossary: Path
    ) -> None:
        call("undo", "out", cwd=tmp_path)
        call("fix", "news", "-o", "out", "-g", glossary, cwd=tmp_path)
        assert read(fixed) == CLEAN

    def test_through_a_link(self, call: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
        """A file elsewhere that a link leads to is rewritten with --trust alone, and restored with --trust alone."""
        Folder(tmp_path).fill({"real/a.txt": DAMAGE})
        (tmp_path / "in").mkdir()
        (tmp_path / "in/a.txt").symlink_to("../real/a.txt")
        call("fix", "in", "--in-place", "--trust", "-g", glossary, cwd=tmp_path)
        done = call("undo", "in", cwd=tmp_path)
        done.complains_once_of("a link leads out of the folder")
        assert done.status == 2
        assert (tmp_path / "real/a.txt").read_bytes() == REPAIRED
        assert call("undo", "in", "--trust", cwd=tmp_path).status == 0
        assert (tmp_path / "real/a.txt").read_bytes() == DAMAGE
        assert (tmp_path / "in/a.txt").is_symlink()

    def test_restores_permissions(self, call: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
        Folder(tmp_path / "in").fill({"a.txt": DAMAGE})
        (tmp_path / "in/a.txt").chmod(0o600)
        call("fix", "in", "--in-place", "-g", glossary, cwd=tmp_path)
        call("undo", "in", cwd=tmp_path)
        assert stat.S_IMODE((tmp_path / "in/a.txt").stat().st_mode) == 0o600


class TestEdit:
    @pytest.mark.parametrize("where", ["out", "in-place"])
    def test_takes_one_back_and_remembers(
        self,
        cli: Callable[..., Done],
        call: Callable[..., Done],
        corpus: Path,
        tmp_path: Path,
        glossary: Path,
        where: str,
    ) -> None:
        """The edit is taken back, the rest stays, and a later fix does not make it again."""
        fix = ("fix", "news", *(["--in-place"] if where == "in-place" else ["-o", "out"]), "-g", glossary)
        call(*fix, cwd=tmp_path)
        output = corpus if where == "in-place" else tmp_path / "out"
        run = cli if where == "out" else call
        assert run("undo", output, "--edit", edit_of(output, "Ahmed Massoud"), cwd=tmp_path).status == 0
        expected = {**CLEAN, "a.txt": CLEAN["a.txt"].replace(b"Ahmad", b"Ahmed")}
        assert read(output) == expected
        assert call(*fix, cwd=tmp_path).status == 1
        assert read(output) == expected

    def test_is_the_only_one_of_equal_edits(self, call: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
        """Each occurrence is an edit of its own."""
        (tmp_path / "a.txt").write_bytes(DAMAGE * 3)
        call("fix", "a.txt", "-o", "out", "-g", glossary, cwd=tmp_path)
        ids = [e["id"] for e in json_lines(tmp_path / "out/.normalize/0001/edits.jsonl")]
        call("undo", "out", "--edit", ids[1], cwd=tmp_path)
        assert (tmp_path / "out/a.txt").read_bytes() == REPAIRED + DAMAGE + REPAIRED

    def test_then_the_others(self, call: Callable[..., Done], fixed: Path, tmp_path: Path) -> None:
        assert call("undo", "out", "--edit", edit_of(fixed, "Ahmed Massoud"), cwd=tmp_path).status == 0
        assert call("undo", "out", cwd=tmp_path).status == 0
        assert read(fixed) == CORPUS

    def test_rejection_counts_for_check_of_nothing_else(
        self, call: Callable[..., Done], fixed: Path, tmp_path: Path, glossary: Path
    ) -> None:
        """Another output folder knows nothing of it."""
        call("undo", "out", "--edit", edit_of(fixed, "Ahmed Massoud"), cwd=tmp_path)
        call("fix", "news", "-o", "other", "-g", glossary, cwd=tmp_path)
        assert read(tmp_path / "other") == CLEAN

    def test_every_rejection_is_remembered(self, call: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
        """In place: the last edit is rejected, then the first one, which moves the last."""
        (tmp_path / "a.txt").write_bytes(b"The Panchir valley, later the Pandjchir pass and the Panchir road.\n")
        call("fix", "a.txt", "--in-place", "-g", glossary, cwd=tmp_path)
        ids = [e["id"] for e in json_lines(tmp_path / ".normalize/0001/edits.jsonl")]
        call("undo", ".normalize", "--edit", ids[2], cwd=tmp_path)
        call("undo", ".normalize", "--edit", ids[0], cwd=tmp_path)
        rejected = (tmp_path / "a.txt").read_bytes()
        call("fix", "a.txt", "--in-place", "-g", glossary, cwd=tmp_path)
        assert (tmp_path / "a.txt").read_bytes() == rejected


class TestRule:
    def test_takes_back_the_edits_of_one_rule(self, call: Callable[..., Done], fixed: Path, tmp_path: Path) -> None:
        assert call("undo", "out", "--rule", "N301", cwd=tmp_path).status == 0
        assert read(fixed) == {**CORPUS, "a.txt": CORPUS["a.txt"].replace(b"FNR", b"NRF")}

    def test_letter_case_is_one(self, call: Callable[..., Done], fixed: Path, tmp_path: Path) -> None:
        assert call("undo", "out", "--rule", "n301", cwd=tmp_path).status == 0


class TestRefusal:
    def test_of_a_changed_file(self, cli: Callable[..., Done], fixed: Path, tmp_path: Path) -> None:
        """Named in a message and left alone; the other files go on."""
        (fixed / "a.txt").write_bytes(b"A person was here.\n")
        done = cli("undo", "out", cwd=tmp_path)
        done.complains_once_of("out/a.txt")
        assert done.status == 2
        assert read(fixed) == {**CORPUS, "a.txt": b"A person was here.\n"}

    def test_of_a_file_that_is_gone(self, call: Callable[..., Done], fixed: Path, tmp_path: Path) -> None:
        (fixed / "d.csv").unlink()
        done = call("undo", "out", cwd=tmp_path)
        done.complains_once_of("out/d.csv")
        assert done.status == 2
        assert read(fixed) == {n: data for n, data in CORPUS.items() if n != "d.csv"}

    def test_is_no_end(self, call: Callable[..., Done], fixed: Path, tmp_path: Path) -> None:
        """What was refused can be taken back once the file is as the run left it."""
        changed = (fixed / "a.txt").read_bytes()
        (fixed / "a.txt").write_bytes(b"other")
        call("undo", "out", cwd=tmp_path)
        (fixed / "a.txt").write_bytes(changed)
        assert call("undo", "out", cwd=tmp_path).status == 0
        assert read(fixed) == CORPUS

    def test_where_nothing_is_left(self, call: Callable[..., Done], fixed: Path, tmp_path: Path) -> None:
        call("undo", "out", cwd=tmp_path)
        before = read(fixed, journal=True)
        done = call("undo", "out", cwd=tmp_path)
        assert (done.status, len(done.errors)) == (2, 1)
        assert read(fixed, journal=True) == before

    @pytest.mark.parametrize(
        "arguments",
        [
            ["nowhere"],
            ["news"],
            ["out", "--edit", "000000000000"],
            ["out", "--rule", "Z9"],
            ["out", "--edit", "1", "--rule", "2"],
        ],
        ids=" ".join,
    )
    def test_of_wrong_arguments(
        self, call: Callable[..., Done], fixed: Path, tmp_path: Path, arguments: list[str]
    ) -> None:
        done = call("undo", *arguments, cwd=tmp_path)
        assert (done.status, len(done.errors)) == (2, 1)
        assert read(fixed) == CLEAN

    def test_of_a_damaged_journal(self, call: Callable[..., Done], fixed: Path, tmp_path: Path) -> None:
        edits = fixed / ".normalize/0001/edits.jsonl"
        edits.write_bytes(b"no json\n" + edits.read_bytes().partition(b"\n")[2])
        done = call("undo", "out", "--rule", "N301", cwd=tmp_path)
        done.complains_once_of("edits.jsonl:1")
        assert "the journal has lost 1 edit of this file" in done.err
        assert done.status == 2
        assert read(fixed)["a.txt"] == CLEAN["a.txt"]  # what cannot be restored without that line is left alone
        assert read(fixed)["d.csv"] == CORPUS["d.csv"]  # the others go on
        done = call("undo", "out", cwd=tmp_path)
        assert (done.status, read(fixed)) == (2, CORPUS)  # as a whole it can be restored
        (fixed / ".normalize/0001/manifest.json").write_bytes(b"{")
        done = call("undo", "out", cwd=tmp_path)
        done.complains_once_of("manifest.json")
        assert done.status == 2
        assert read(fixed) == CORPUS


def test_a_doctored_journal_reaches_no_file_outside(call: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
    """Runs are passed on between people; `..` in one must not lead out of its folder."""
    Folder(tmp_path).fill({"in/a.txt": DAMAGE, "mine.txt": REPAIRED})
    call("fix", "in", "-o", "out", "-g", glossary, cwd=tmp_path)
    for name in ("edits.jsonl", "manifest.json"):
        path = tmp_path / "out/.normalize/0001" / name
        path.write_bytes(path.read_bytes().replace(b'"a.txt"', b'"../mine.txt"'))
    assert call("undo", "out", cwd=tmp_path).status == 2
    assert (tmp_path / "mine.txt").read_bytes() == REPAIRED


def test_the_manifest_stays(call: Callable[..., Done], fixed: Path, tmp_path: Path) -> None:
    """Undo adds to a run's folder and changes nothing in it."""
    before = read(fixed / ".normalize/0001")
    call("undo", "out", cwd=tmp_path)
    after = read(fixed / ".normalize/0001")
    assert after.pop("undone.jsonl")
    assert after == before
    assert manifest(fixed)["status"] == "complete"


class TestLaterRuns:
    """A file belongs to the latest run that wrote it; what nobody can restore is named once, by whichever run it is."""

    BOTH = b"The Panchir valley of the FNR (National Resistance Front).\n"

    @pytest.mark.parametrize("runs", [2, 3])
    def test_a_rule_of_a_folder_that_was_done_again(
        self, call: Callable[..., Done], tmp_path: Path, glossary: Path, runs: int
    ) -> None:
        """An earlier run of the same files has nothing to say of what the later one has taken back."""
        Folder(tmp_path / "in").fill({"a.txt": self.BOTH, "b.txt": DAMAGE})
        for _ in range(runs):
            call("fix", "in", "-o", "out", "-g", glossary, cwd=tmp_path)
        done = call("undo", "out", "--rule", "N301", cwd=tmp_path)
        assert (done.status, done.err) == (0, "2 edits taken back in 2 files\n")
        assert read(tmp_path / "out") == {"a.txt": self.BOTH.replace(b"FNR", b"NRF"), "b.txt": DAMAGE}
        again = call("undo", "out", "--rule", "N301", cwd=tmp_path)
        assert (again.status, len(again.errors)) == (2, 1)
        assert call("undo", "out", cwd=tmp_path).err == "1 edit taken back in 1 file\n"

    def test_a_file_edited_between_two_runs_is_named_by_the_first_undo(
        self, call: Callable[..., Done], fixed: Path, tmp_path: Path, glossary: Path
    ) -> None:
        """The later run left it alone, so it is still the earlier one's."""
        with (fixed / "a.txt").open("ab") as file:
            file.write(b"mine\n")
        edited = (fixed / "a.txt").read_bytes()
        assert call("fix", "news", "-o", "out", "-g", glossary, cwd=tmp_path).status == 2
        done = call("undo", "out", cwd=tmp_path)
        done.complains_once_of("out/a.txt")
        assert done.status == 2
        assert read(fixed) == {**CORPUS, "a.txt": edited}

    @pytest.mark.parametrize("how", ["edited", "gone"])
    def test_a_file_that_two_runs_wrote_is_named_once(
        self, call: Callable[..., Done], fixed: Path, tmp_path: Path, glossary: Path, how: str
    ) -> None:
        call("fix", "news", "-o", "out", "-g", glossary, cwd=tmp_path)
        if how == "edited":
            (fixed / "a.txt").write_bytes(b"mine\n")
        else:
            (fixed / "a.txt").unlink()
        done = call("undo", "out", cwd=tmp_path)
        done.complains_once_of("out/a.txt")
        assert done.status == 2

    def test_an_original_that_changed_between_two_runs(
        self, call: Callable[..., Done], tmp_path: Path, glossary: Path
    ) -> None:
        """The copy is that of the later run, and so is what comes back."""
        Folder(tmp_path / "in").fill({"a.txt": DAMAGE})
        call("fix", "in", "-o", "out", "-g", glossary, cwd=tmp_path)
        Folder(tmp_path / "in").fill({"a.txt": self.BOTH})
        call("fix", "in", "-o", "out", "-g", glossary, cwd=tmp_path)
        done = call("undo", "out", cwd=tmp_path)
        assert (done.status, done.err) == (0, "2 edits taken back in 1 file\n")
        assert read(tmp_path / "out") == {"a.txt": self.BOTH}

    def test_in_place_what_a_person_wrote_between_two_runs_is_named(
        self, call: Callable[..., Done], tmp_path: Path, glossary: Path
    ) -> None:
        """The later run is taken back; the earlier one's edit stays in the file, and that is said."""
        Folder(tmp_path / "in").fill({"a.txt": DAMAGE})
        call("fix", "in", "--in-place", "-g", glossary, cwd=tmp_path)
        mine = (tmp_path / "in/a.txt").read_bytes() + b"The road to the Panchir valley.\n"
        (tmp_path / "in/a.txt").write_bytes(mine)
        call("fix", "in", "--in-place", "-g", glossary, cwd=tmp_path)
        done = call("undo", "in", cwd=tmp_path)
        done.complains_once_of("in/a.txt")
        assert (done.status, read(tmp_path / "in")) == (2, {"a.txt": mine})
