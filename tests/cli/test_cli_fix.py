"""`normalize fix`: clean copies, in place, diff, filter, and the journal."""

from __future__ import annotations

import hashlib
import os
import stat
from typing import TYPE_CHECKING

import pytest
from cli_support import (
    CLEAN,
    CLEAN_UNSAFE,
    CORPUS,
    DAMAGE,
    REPAIRED,
    Done,
    Folder,
    apply_patch,
    json_lines,
    manifest,
    read,
)

from normalize.run.manifest import versions
from normalize.settings.config import Config

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class TestOut:
    def test_writes_clean_copies_and_leaves_the_input(
        self, cli: Callable[..., Done], corpus: Path, tmp_path: Path, glossary: Path
    ) -> None:
        done = cli("fix", "news", "--out", "out", "--glossary", glossary, cwd=tmp_path)
        assert read(tmp_path / "out") == CLEAN
        assert read(corpus, journal=True) == CORPUS
        assert done.out == b""
        assert done.status == 1  # the unsafe finding remains
        assert "out/.normalize/0001" in done.err

    def test_journal(self, call: Callable[..., Done], corpus: Path, tmp_path: Path, glossary: Path) -> None:
        """The manifest and the lines of findings and edits say what happened, byte for byte."""
        command = ("-g", glossary, "--ignore", "L", "--exclude", "*.log")
        call("fix", "news", "-o", "out", *command, cwd=tmp_path)
        found = call("check", "news", *command, "--output-format", "jsonl", cwd=tmp_path)
        run = tmp_path / "out/.normalize/0001"
        assert sorted(p.name for p in run.iterdir()) == [
            "edits.jsonl",
            "findings.jsonl",
            "manifest.json",
            "unmade.jsonl",
        ]
        said = manifest(tmp_path / "out")
        files = said.pop("files")
        config = Config(glossary=(str(glossary),), ignore=("L",), exclude=("*.log",), corpus="news")
        assert said == {
            "format": "normalize-journal/2",
            "status": "complete",
            "versions": versions(config),
            "configuration": config.as_dict(),
            "glossaries": {"small.yaml": sha256(glossary.read_bytes())},
            "phrases": {},
            "profile": None,
            "judgements": {"file": None, "sha256": sha256(b"")},
            "survey": sha256((run.parent / "profile.json").read_bytes()),
            "facts": sha256((run.parent / "facts.jsonl").read_bytes()),
            "inputs": [str(corpus)],
            "in_place": False,
        }
        assert [f["path"] for f in files] == sorted(CORPUS)
        for f in files:
            before, after = CORPUS[f["path"]], CLEAN[f["path"]]
            assert (f["before"], f["after"]) == (sha256(before), sha256(after))
            assert f["status"] == ("unchanged" if before == after else "changed")
            assert f["source"] == str(corpus / f["path"])
            assert f["error"] is None
        # A journal outlives the working folder: its files are named from the root.
        named = [{**f, "file": str(tmp_path / f["file"])} for f in found.lines]
        assert json_lines(run / "findings.jsonl") == named
        edits = json_lines(run / "edits.jsonl")
        assert [e["id"] for e in edits] == [f["id"] for f in found.lines if f["applicability"] == "safe"]
        for e in (e for e in edits if e["path"] == "a.txt"):
            assert CLEAN["a.txt"].decode()[e["new_start"] : e["new_end"]] == e["replacement"]
        assert {f["path"]: f["edits"] for f in files} == {p: sum(e["path"] == p for e in edits) for p in sorted(CORPUS)}

    def test_runs_are_numbered_and_never_overwritten(
        self, call: Callable[..., Done], corpus: Path, tmp_path: Path, glossary: Path
    ) -> None:
        call("fix", "news", "-o", "out", "-g", glossary, cwd=tmp_path)
        first = read(tmp_path / "out/.normalize/0001")
        call("fix", "news", "-o", "out", "-g", glossary, "--unsafe", cwd=tmp_path)
        assert read(tmp_path / "out/.normalize/0001") == first
        assert manifest(tmp_path / "out", "0002")["configuration"]["unsafe"] is True
        beside = sorted(p.name for p in (tmp_path / "out/.normalize").iterdir())
        assert beside == ["0001", "0002", "facts.jsonl", "profile.json"]

    def test_a_second_run_over_its_output_changes_nothing(
        self, call: Callable[..., Done], corpus: Path, tmp_path: Path, glossary: Path
    ) -> None:
        call("fix", "news", "-o", "out", "-g", glossary, "--unsafe", cwd=tmp_path)
        done = call("fix", "out", "-o", "again", "-g", glossary, "--unsafe", cwd=tmp_path)
        assert done.status == 0
        assert (tmp_path / "again/.normalize/0001/edits.jsonl").read_bytes() == b""
        assert read(tmp_path / "again") == read(tmp_path / "out")

    def test_unsafe_fixes_on_request(
        self, call: Callable[..., Done], corpus: Path, tmp_path: Path, glossary: Path
    ) -> None:
        done = call("fix", "news", "-o", "out", "-g", glossary, "--unsafe", cwd=tmp_path)
        assert read(tmp_path / "out") == CLEAN_UNSAFE
        assert done.status == 0

    def test_the_answer_depends_on_neither_workers_nor_order(
        self, cli: Callable[..., Done], tmp_path: Path, glossary: Path
    ) -> None:
        """One worker or two, files named in one order or another, another hash seed: every byte of the run is equal."""
        files = {f"f{i:02}.txt": DAMAGE + CORPUS["a.txt"] * (i % 3) for i in range(40)}
        Folder(tmp_path).fill(files)
        names = sorted(files)
        cli("fix", *names, "-o", "one", "-g", glossary, "--jobs", "1", cwd=tmp_path)
        env = {"PYTHONHASHSEED": "3"}
        cli("fix", *reversed(names), "-o", "two", "-g", glossary, "--jobs", "2", cwd=tmp_path, env=env)
        assert read(tmp_path / "one", journal=True) == read(tmp_path / "two", journal=True)
        assert len(read(tmp_path / "one")) == 40

    def test_one_file_and_64_workers(
        self, cli: Callable[..., Done], corpus: Path, tmp_path: Path, glossary: Path
    ) -> None:
        done = cli("fix", "news/a.txt", "-o", "out", "-g", glossary, "--jobs", "64", cwd=tmp_path)
        assert (done.status, read(tmp_path / "out")) == (0, {"a.txt": CLEAN["a.txt"]})

    def test_permissions_and_odd_bytes_are_kept(
        self, call: Callable[..., Done], tmp_path: Path, glossary: Path
    ) -> None:
        """Outside the edits the copy equals the input: encoding, BOM, line ends, final newline, mode."""
        text = "Der Fluß: the Panchir Valley,\r\nnaïve coöperation — “so”\rend"
        files = {
            "utf8.txt": text.encode(),
            "bom.txt": text.encode("utf-8-sig"),
            "utf16.txt": text.encode("utf-16"),
            "utf16be.txt": b"\xfe\xff" + text.encode("utf-16-be"),
            "cp1252.txt": text.encode("cp1252"),
            "bad.txt": text.encode() + b"\xff\xfe \x80 " + "é".encode() * 9,
            "nul.txt": text.encode() + b"\0\r\n\n\n",
        }
        folder = Folder(tmp_path / "in").fill(files)
        (folder / "utf8.txt").chmod(0o640)
        assert call("fix", "in", "-o", "out", "-g", glossary, cwd=tmp_path).status == 0
        for name, data in files.items():
            wide = "utf-16-le" if name == "utf16.txt" else "utf-16-be" if name == "utf16be.txt" else "ascii"
            expected = data.replace("Panchir".encode(wide), "Panjshir".encode(wide))
            assert (tmp_path / "out" / name).read_bytes() == expected, name
        assert stat.S_IMODE((tmp_path / "out/utf8.txt").stat().st_mode) == 0o640

    def test_json_escapes_outside_the_edit_are_kept(
        self, call: Callable[..., Done], tmp_path: Path, glossary: Path
    ) -> None:
        line = '{"text":"caf\\u00e9 café \\/ / the Panchir"}\n'.encode()
        Folder(tmp_path / "in").fill({"a.jsonl": line})
        call("fix", "in", "-o", "out", "-g", glossary, cwd=tmp_path)
        assert (tmp_path / "out/a.jsonl").read_bytes() == line.replace(b"Panchir", b"Panjshir")

    def test_findings_on_request(self, call: Callable[..., Done], corpus: Path, tmp_path: Path, glossary: Path) -> None:
        done = call("fix", "news", "-o", "out", "-g", glossary, "--output-format", "jsonl", cwd=tmp_path)
        kept = json_lines(tmp_path / "out/.normalize/0001/findings.jsonl")
        assert [{**f, "file": str(tmp_path / f["file"])} for f in done.lines] == kept != []

    def test_glossaries_of_one_name_are_both_in_the_manifest(
        self, call: Callable[..., Done], corpus: Path, tmp_path: Path, glossary: Path
    ) -> None:
        """Else a run can be resumed although the other one changed."""
        mine = glossary.read_bytes().replace(b"panjshir", b"panj").replace(b"nrf", b"front")
        Folder(tmp_path).fill({"x/g.yaml": glossary.read_bytes(), "y/g.yaml": mine})
        call("fix", "news", "-o", "out", "-g", "x/g.yaml", "-g", "y/g.yaml", cwd=tmp_path)
        assert {sha256(mine), sha256(glossary.read_bytes())} == set(manifest(tmp_path / "out")["glossaries"].values())

    def test_of_another_corpus_into_one_folder_is_told_once(
        self, call: Callable[..., Done], tmp_path: Path, glossary: Path
    ) -> None:
        """A file or folder beside the first one, or in it, is the same corpus."""
        for name in ("one/a.txt", "one/b/c.txt", "other/d.txt"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(b"The Panchir valley.\n")
        told = [call("fix", path, "-o", "out", "-g", glossary, cwd=tmp_path).err for path in ("one/a.txt", "one/b")]
        assert "holds the clean copies" not in "".join(told)
        mixed = call("fix", "other", "-o", "out", "-g", glossary, cwd=tmp_path)
        assert f"out: holds the clean copies of {tmp_path / 'one/b'}, too" in mixed.err
        assert mixed.status == 0
        assert "holds the clean copies" not in call("fix", "other", "-o", "out", "-g", glossary, cwd=tmp_path).err


class TestInPlace:
    def test_rewrites_the_files_and_keeps_the_originals(
        self, cli: Callable[..., Done], corpus: Path, tmp_path: Path, glossary: Path
    ) -> None:
        done = cli("fix", "news", "--in-place", "--glossary", glossary, cwd=tmp_path)
        assert done.status == 1
        assert read(corpus) == CLEAN
        run = corpus / ".normalize/0001"
        assert read(run / "originals") == {n: data for n, data in CORPUS.items() if data != CLEAN[n]}
        assert manifest(corpus)["in_place"] is True
        assert not (run / "staged").exists()

    def test_of_one_file_keeps_the_journal_beside_it(
        self, call: Callable[..., Done], corpus: Path, tmp_path: Path, glossary: Path
    ) -> None:
        done = call("fix", "news/a.txt", "--in-place", "-g", glossary, cwd=tmp_path)
        assert done.status == 0
        assert read(corpus) == {**CORPUS, "a.txt": CLEAN["a.txt"]}
        assert (corpus / ".normalize/0001/manifest.json").is_file()

    def test_again_changes_nothing(
        self, call: Callable[..., Done], corpus: Path, tmp_path: Path, glossary: Path
    ) -> None:
        call("fix", "news", "--in-place", "-g", glossary, cwd=tmp_path)
        call("fix", "news", "--in-place", "-g", glossary, cwd=tmp_path)
        assert read(corpus) == CLEAN
        assert json_lines(corpus / ".normalize/0002/edits.jsonl") == []

    def test_a_link_stays_a_link(self, call: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
        Folder(tmp_path).fill({"in/real/a.txt": DAMAGE})
        (tmp_path / "in/a.txt").symlink_to("real/a.txt")
        call("fix", "in/a.txt", "--in-place", "-g", glossary, cwd=tmp_path)
        assert (tmp_path / "in/a.txt").is_symlink()
        assert (tmp_path / "in/real/a.txt").read_bytes() == REPAIRED

    def test_a_link_out_of_the_folder_is_not_followed(
        self, call: Callable[..., Done], tmp_path: Path, glossary: Path
    ) -> None:
        Folder(tmp_path).fill({"other/a.txt": DAMAGE, "in/b.txt": DAMAGE})
        (tmp_path / "in/linked").symlink_to("../other")
        done = call("fix", "in", "--in-place", "-g", glossary, cwd=tmp_path)
        assert (done.status, "a link leads out of the folder" in done.err) == (2, True)
        assert (tmp_path / "other/a.txt").read_bytes() == DAMAGE
        assert (tmp_path / "in/b.txt").read_bytes() == REPAIRED

    def test_backups_of_private_files_are_private(
        self, call: Callable[..., Done], tmp_path: Path, glossary: Path
    ) -> None:
        Folder(tmp_path / "in").fill({"a.txt": DAMAGE})
        (tmp_path / "in/a.txt").chmod(0o600)
        call("fix", "in", "--in-place", "-g", glossary, cwd=tmp_path)
        assert stat.S_IMODE((tmp_path / "in/a.txt").stat().st_mode) == 0o600
        backup = tmp_path / "in/.normalize/0001/originals/a.txt"
        assert stat.S_IMODE(backup.stat().st_mode) == 0o600


class TestDiff:
    def test_writes_nothing(
        self,
        cli: Callable[..., Done],
        corpus: Path,
        tmp_path: Path,
        glossary: Path,
        snapshot: Callable[[str, str], None],
    ) -> None:
        done = cli("fix", "news", "--diff", "--glossary", glossary, cwd=tmp_path)
        assert read(tmp_path, journal=True) == {f"news/{n}": data for n, data in CORPUS.items()}
        snapshot("fix-diff.txt", done.text)

    @pytest.mark.parametrize(
        "data",
        [
            DAMAGE,
            b"one\ntwo\nthree\nfour\n" + DAMAGE + b"one\n" * 9 + DAMAGE + b"end",
            DAMAGE.strip(),
            DAMAGE.replace(b"\n", b"\r\n") * 2,
            b"\xff caf\xc3\xa9 \xc3\xa9\xc3\xa9\n" + DAMAGE,
            pytest.param(
                DAMAGE.replace(b".", b"\x0cpage") * 2,
            ),
            pytest.param(
                DAMAGE.replace(b".", "\u2028so".encode()) * 2,
            ),
            pytest.param(
                DAMAGE.replace(b"\n", b"\r") * 2,
            ),
            pytest.param(
                b"\xef\xbb\xbf" + DAMAGE * 2,
            ),
            pytest.param(
                b"Caf\xe9 d\xe9j\xe0 vu\n" + DAMAGE,
            ),
        ],
        ids=["lf", "hunks", "no-final-newline", "crlf", "bad-bytes", "form-feed", "u2028", "cr", "bom", "cp1252"],
    )
    def test_applies_as_a_patch(self, call: Callable[..., Done], tmp_path: Path, glossary: Path, data: bytes) -> None:
        """Applied to the bytes of the file, the diff gives what --out writes."""
        (tmp_path / "a.txt").write_bytes(data)
        diff = call("fix", "a.txt", "--diff", "-g", glossary, cwd=tmp_path).out
        call("fix", "a.txt", "-o", "out", "-g", glossary, cwd=tmp_path)
        expected = (tmp_path / "out/a.txt").read_bytes()
        assert expected != data
        assert apply_patch(data, diff) == expected

    def test_of_lone_surrogates(self, call: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
        """JSON may hold them as escapes; every other command takes them."""
        (tmp_path / "a.jsonl").write_bytes(b'{"text":"The Panchir \\ud800 Valley"}\n')
        done = call("fix", "a.jsonl", "--diff", "-g", glossary, cwd=tmp_path)
        assert b"Panjshir" in done.out

    def test_of_a_name_with_a_line_end(self, call: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
        (tmp_path / "a\n+b.txt").write_bytes(DAMAGE)
        done = call("fix", ".", "--diff", "-g", glossary, cwd=tmp_path)
        assert [line[:3] for line in done.out.splitlines()] == [b"---", b"+++", b"@@ ", b"-Fi", b"+Fi"]


class TestFilter:
    """`fix -`: text in, clean text out, everything else on standard error; status 0, so that pipes go on."""

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"\n",
            b"Nothing here",
            b"one\r\ntwo\r\n",
            b"\xef\xbb\xbfNothing here.\n",
            "Nothing “here”.\n".encode("utf-16"),
            "Nothing here, déjà vu.\n".encode("cp1252"),
            b"bad \xff bytes \x80 \xc3\xa9\xc3\xa9\xc3\xa9\n",
            b"a stray \0 byte\n",
        ],
        ids=["empty", "newline", "no-final-newline", "crlf", "bom", "utf-16", "cp1252", "bad-bytes", "nul"],
    )
    def test_bytes_in_are_bytes_out(
        self, call: Callable[..., Done], tmp_path: Path, glossary: Path, data: bytes
    ) -> None:
        done = call("fix", "-", "-g", glossary, "--statistics", cwd=tmp_path, stdin=data)
        assert (done.status, done.out) == (0, data)

    @pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_cleans_in_the_encoding_that_came(
        self, call: Callable[..., Done], tmp_path: Path, glossary: Path, codec: str
    ) -> None:
        data = "Déjà vu:\r\nthe Panchir Valley, “naïve”".encode(codec)
        expected = "Déjà vu:\r\nthe Panjshir Valley, “naïve”".encode(codec)
        assert call("fix", "-", "-g", glossary, cwd=tmp_path, stdin=data).out == expected

    def test_in_a_process(self, cli: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
        data = "The FNR, and the Panchir…".encode()
        done = cli("fix", "-", "--glossary", glossary, "--statistics", cwd=tmp_path, stdin=data)
        assert (done.status, done.out) == (0, "The NRF, and the Panjshir…".encode())
        assert "N301" in done.err
        assert not list(tmp_path.iterdir())

    def test_is_0_although_findings_remain(self, call: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
        profile = tmp_path / "p.json"
        Folder(tmp_path / "in").fill(CORPUS)
        call("survey", "in", "-o", profile, cwd=tmp_path)
        command = ("fix", "-", "-g", glossary, "--profile", profile)
        done = call(*command, cwd=tmp_path, stdin=b"The FNR said so on Monday.")
        assert (done.status, done.out) == (0, b"The FNR said so on Monday.")
        assert call(*command, "--unsafe", cwd=tmp_path, stdin=b"The FNR said so.").out == b"The NRF said so."

    def test_refuses_what_is_no_text(self, call: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
        done = call("fix", "-", "-g", glossary, cwd=tmp_path, stdin=b"\x89PNG\r\n\x1a\n\0\0")
        done.complains_once_of("standard input")
        assert (done.status, done.out) == (2, b"")

    @pytest.mark.parametrize("more", [["--out", "x"], ["--in-place"], ["--diff"], ["news"]], ids=" ".join)
    def test_goes_with_nothing_else(self, call: Callable[..., Done], tmp_path: Path, more: list[str]) -> None:
        done = call("fix", "-", *more, cwd=tmp_path, stdin=DAMAGE)
        assert (done.status, done.out, len(done.errors)) == (2, b"", 1)
        assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "where",
    [[], ["--out", "o", "--diff"], ["--out", "o", "--in-place"], ["--in-place", "--diff"]],
    ids=lambda w: " ".join(w) or "nowhere",
)
def test_the_result_goes_to_one_place(
    call: Callable[..., Done], corpus: Path, tmp_path: Path, where: list[str]
) -> None:
    """None, or two: told before anything is written."""
    done = call("fix", "news", *where, cwd=tmp_path)
    assert (done.status, done.out, len(done.errors)) == (2, b"", 1)
    assert [p.name for p in tmp_path.iterdir()] == ["news"]


class TestFileNames:
    @pytest.mark.parametrize(
        "name", ["with space.txt", "-rf.txt", "Ünï 名.txt", "a\nb.txt", "[red]x.txt", "x" * 200 + ".txt"]
    )
    def test_odd_ones(self, call: Callable[..., Done], tmp_path: Path, glossary: Path, name: str) -> None:
        """Cleaned, told of on one line, explained and taken back."""
        Folder(tmp_path / "in").fill({name: DAMAGE})
        done = call("fix", "in", "-o", "out", "-g", glossary, "--output-format", "concise", cwd=tmp_path)
        assert (done.status, len(done.out.splitlines())) == (0, 1)
        assert read(tmp_path / "out") == {name: REPAIRED}
        [edit] = json_lines(tmp_path / "out/.normalize/0001/edits.jsonl")
        assert call("why", edit["id"], cwd=tmp_path).status == 0
        assert call("undo", "out", cwd=tmp_path).status == 0
        assert read(tmp_path / "out") == {name: DAMAGE}

    def test_one_that_is_not_utf8(self, call: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
        Folder(tmp_path / "in").fill({os.fsdecode(b"caf\xe9.txt"): DAMAGE})
        done = call("fix", "in", "-o", "out", "-g", glossary, cwd=tmp_path)
        assert done.status == 0
        assert manifest(tmp_path / "out")["status"] == "complete"
        assert call("undo", "out", cwd=tmp_path).status == 0


class TestSeveralFolders:
    """Each is written under its own name, and printed paths can be opened from the working folder."""

    def test_trees_stay_apart(self, call: Callable[..., Done], glossary: Path, tmp_path: Path) -> None:
        Folder(tmp_path / "a").fill({"x.txt": b"In Panchir.\n", "left.pdf": b""})
        Folder(tmp_path / "b").fill({"x.txt": b"Panchir again.\n"})
        done = call("fix", "a", "b", "-o", "o", "-g", glossary, "--output-format", "concise", cwd=tmp_path)
        assert (tmp_path / "o/a/x.txt").read_bytes() == b"In Panjshir.\n"
        assert (tmp_path / "o/b/x.txt").read_bytes() == b"Panjshir again.\n"
        assert [line.partition(":")[0] for line in done.text.splitlines()] == ["a/x.txt", "b/x.txt"]
        assert "a/left.pdf" in done.err
        assert call("undo", "o", cwd=tmp_path).status == 0
        assert (tmp_path / "o/b/x.txt").read_bytes() == b"Panchir again.\n"

    def test_folders_of_one_name_are_refused(self, call: Callable[..., Done], glossary: Path, tmp_path: Path) -> None:
        for name in "ab":
            Folder(tmp_path / name / "news").fill({f"{name}.txt": b"In Panchir.\n"})
        done = call("fix", "a/news", "b/news", "-o", "o", "-g", glossary, cwd=tmp_path)
        assert (done.status, (tmp_path / "o").exists()) == (2, False)
        assert "two inputs with one output name: a/news and b/news" in done.err
