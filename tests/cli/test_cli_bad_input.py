"""Bad input: one clear message that names the file, the right status, the other files done, nothing half-written."""

from __future__ import annotations

import gzip
import os
import shutil
from typing import TYPE_CHECKING

import pytest
from cli_support import CORPUS, DAMAGE, REPAIRED, Done, Folder, manifest, read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256))


class Bench:
    """A folder with one good file and something bad, and `fix` over it."""

    def __init__(self, run: Callable[..., Done], folder: Path, glossary: Path) -> None:
        self.run, self.folder, self.glossary = run, folder, glossary
        Folder(folder / "in").fill({"good.txt": DAMAGE})

    def fix(self, *more: str, **options: object) -> Done:
        return self.run("fix", "in", "-o", "out", "-g", self.glossary, *more, cwd=self.folder, **options)

    def output(self) -> dict[str, bytes]:
        return read(self.folder / "out")

    def is_refused(self, name: str, done: Done) -> None:
        """The bad file is told of, once, and left out; the good one is done; the run is complete."""
        done.complains_once_of(name)
        assert len(done.errors) == 1
        assert done.status == 2
        assert self.output() == {"good.txt": REPAIRED}
        assert manifest(self.folder / "out")["status"] == "complete"

    def is_taken(self, files: dict[str, bytes], done: Done) -> None:
        """Nothing is wrong with the file: it comes out like this, beside the good one."""
        assert (done.status, done.errors) == (0, [])
        assert self.output() == {"good.txt": REPAIRED, **files}


@pytest.fixture
def bench(call: Callable[..., Done], tmp_path: Path, glossary: Path) -> Bench:
    """The bench, in this process."""
    return Bench(call, tmp_path, glossary)


class TestFiles:
    @pytest.mark.parametrize(
        ("name", "data", "told"),
        [
            ("b.txt", PNG, "PNG"),
            ("b.md", b"%PDF-1.7 ...", "PDF"),
            ("b.csv", b"PK\x03\x04...", "ZIP"),
            ("b.txt", bytes(range(32)) * 9, "not text"),
            ("b.txt.gz", gzip.compress(DAMAGE * 99, mtime=0)[:-20], "ended"),
            ("b.txt.gz", b"no gzip", "gzip"),
        ],
        ids=["png", "pdf", "zip", "controls", "cut-gzip", "no-gzip"],
    )
    def test_broken_ones_are_refused(self, bench: Bench, name: str, data: bytes, told: str) -> None:
        (bench.folder / "in" / name).write_bytes(data)
        done = bench.fix()
        bench.is_refused(f"in/{name}", done)
        assert told in done.err
        [failed] = [f for f in manifest(bench.folder / "out")["files"] if f["status"] == "failed"]
        assert (failed["path"], failed["edits"]) == (name, 0)
        assert failed["error"] in done.err

    @pytest.mark.parametrize(
        ("name", "data", "told"),
        [
            ("b.jsonl", b'{"text":"The Panchir"}\n{"text": oops}\n', "line 2"),
            ("b.jsonl", b'{"text":"The Panchir"}\n{"text":"cut o', "line 2"),
            ("b.jsonl", b"[" * 100_000, "line 1"),
            ("b.csv", b'id,text\n1,The Panchir\n2,"never closed\n', "line 3"),
        ],
        ids=["json", "cut-json", "deep-json", "quote"],
    )
    def test_a_broken_record_stays_and_the_others_are_done(
        self, bench: Bench, name: str, data: bytes, told: str
    ) -> None:
        (bench.folder / "in" / name).write_bytes(data)
        done = bench.fix()
        done.complains_once_of(f"in/{name}")
        assert (done.status, len(done.errors)) == (2, 1)
        assert told in done.err
        assert bench.output() == {"good.txt": REPAIRED, name: data.replace(b"Panchir", b"Panjshir")}
        [entry] = [f for f in manifest(bench.folder / "out")["files"] if f["path"] == name]
        assert (len(entry["problems"]), entry["error"]) == (1, None)

    def test_broken_ones_in_a_process_with_workers(
        self, cli: Callable[..., Done], tmp_path: Path, glossary: Path
    ) -> None:
        """The same, of all at once."""
        records = {"b.jsonl": b'{"text": oops}\n', "z.csv": b'text\n"open'}
        bad = {"a.txt": PNG, **records}
        bench = Bench(cli, tmp_path, glossary)
        Folder(tmp_path / "in").fill(bad)
        done = bench.fix("--jobs", "2")
        assert (done.status, len(done.errors)) == (2, 3)
        for name in bad:
            done.complains_once_of(f"in/{name}")
        assert bench.output() == {"good.txt": REPAIRED, **records}

    def test_broken_ones_named_alone(self, bench: Bench) -> None:
        (bench.folder / "in/b.txt").write_bytes(PNG)
        done = bench.run(
            *("check", "in/b.txt", "in/good.txt", "-g", bench.glossary, "--output-format", "jsonl"), cwd=bench.folder
        )
        done.complains_once_of("in/b.txt")
        assert done.status == 2
        assert [f["path"] for f in done.lines] == ["good.txt"]

    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("empty.txt", b""),
            ("empty.jsonl", b""),
            ("empty.csv", b""),
            ("empty.txt.gz", gzip.compress(b"", mtime=0)),
            ("blank.csv", b"\r\n\r\n"),
            ("header.csv", b"id,text\n"),
            ("blank.jsonl", b"\n \n\n"),
            ("bom.txt", b"\xef\xbb\xbf"),
            ("nul.txt", b"a\0b \0 c\n"),
            ("short.csv", b"id,text\n1\n2,b\n3,c,d\n"),
            ("odd.jsonl", b'{"text":3}\n{"text":null}\n{"text":["a"]}\n{"text":"\\ud800"}\n{}\n'),
            ("number.jsonl", b'{"n":' + b"9" * 9999 + b',"e":1e999,"text":"x"}\n'),
            ("lines.txt", b"\r\r\n\n\x0b\x0c\x1c\x85\xe2\x80\xa8\n"),
        ],
        ids=lambda v: v if isinstance(v, str) else "",
    )
    def test_odd_ones_come_out_as_they_are(self, bench: Bench, name: str, data: bytes) -> None:
        (bench.folder / "in" / name).write_bytes(data)
        bench.is_taken({name: data}, bench.fix())

    @pytest.mark.parametrize(
        "data",
        [
            b"\xc3\xa9\xc3\xa9 \xff\xfe the Panchir \x80\xc3 end",
            b"a\0 the Panchir\0\n",
            b"the Panchir " + b"9" * 10_000,
            b"\xed\xa0\x80 the Panchir \xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9",
        ],
        ids=["invalid-utf8", "nul", "huge-number", "surrogate"],
    )
    def test_odd_bytes_around_an_edit_stay(self, bench: Bench, data: bytes) -> None:
        (bench.folder / "in/b.txt").write_bytes(data)
        bench.is_taken({"b.txt": data.replace(b"Panchir", b"Panjshir")}, bench.fix())

    def test_a_long_line(self, cli: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
        """50 MB in one line."""
        bench = Bench(cli, tmp_path, glossary)
        data = b"0" * 50_000_000 + b" in the Panchir Valley"
        (tmp_path / "in/long.txt").write_bytes(data)
        done = bench.fix("--select", "N301", "--jobs", "1", "--max-size", "0")
        bench.is_taken({"long.txt": data.replace(b"Panchir", b"Panjshir")}, done)
        assert len(done.err) < 1000


class TestRecords:
    def test_a_missing_column_in_a_folder_is_skipped(self, bench: Bench) -> None:
        (bench.folder / "in/other.csv").write_bytes(b"id,body\n1,The Panchir\n")
        done = bench.fix()
        assert [line for line in done.err.splitlines() if line.startswith("warning:") and "other.csv" in line]
        bench.is_taken({}, done)

    def test_a_missing_column_in_a_named_file_is_an_error(self, bench: Bench) -> None:
        (bench.folder / "in/other.csv").write_bytes(b"id,body\n1,The Panchir\n")
        done = bench.run("fix", "in/other.csv", "in/good.txt", "-o", "out", "-g", bench.glossary, cwd=bench.folder)
        bench.is_refused("in/other.csv", done)
        assert "'body'" in done.err


class TestPlaces:
    def test_a_missing_path_stops_before_anything_is_written(
        self, cli: Callable[..., Done], tmp_path: Path, glossary: Path
    ) -> None:
        """A mistyped name is a mistake of usage."""
        bench = Bench(cli, tmp_path, glossary)
        done = cli("fix", "in", "nowhere", "-o", "out", "-g", glossary, cwd=tmp_path)
        done.complains_once_of("nowhere")
        assert (done.status, len(done.errors)) == (2, 1)
        assert read(bench.folder, journal=True) == {"in/good.txt": DAMAGE}

    @pytest.mark.parametrize("name", ["x.png", "x", "x.zip"])
    def test_an_unsupported_file_that_is_named_is_an_error(self, bench: Bench, name: str) -> None:
        (bench.folder / name).write_bytes(b"x")
        done = bench.run("check", name, "-g", bench.glossary, cwd=bench.folder)
        done.complains_once_of(name)
        assert done.status == 2

    def test_unsupported_files_in_a_folder_are_listed(self, bench: Bench) -> None:
        Folder(bench.folder / "in").fill({"x.png": PNG, "sub/y.doc": b""})
        done = bench.fix()
        [warning] = [line for line in done.err.splitlines() if line.startswith("warning:")]
        assert "x.png" in warning
        assert "sub/y.doc" in warning
        bench.is_taken({}, done)

    def test_an_empty_folder(self, cli: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
        (tmp_path / "in").mkdir()
        done = cli("check", "in", "-g", glossary, cwd=tmp_path)
        assert (done.status, done.errors) == (0, [])
        assert "warning: no files to read" in done.err

    def test_a_folder_with_the_name_of_a_file(self, bench: Bench) -> None:
        Folder(bench.folder / "in").fill({"x.txt/y.txt": DAMAGE})
        bench.is_taken({"x.txt/y.txt": REPAIRED}, bench.fix())

    def test_a_dangling_link(self, bench: Bench) -> None:
        (bench.folder / "in/x.txt").symlink_to("nowhere")
        bench.is_refused("in/x.txt", bench.fix())

    def test_a_pipe_in_a_folder(self, bench: Bench) -> None:
        os.mkfifo(bench.folder / "in/x.txt")
        bench.is_refused("in/x.txt", bench.fix())

    def test_a_pipe_that_is_named(self, cli: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
        """Nobody writes to it: the program must not wait."""
        os.mkfifo(tmp_path / "x.txt")
        done = cli("check", "x.txt", "-g", glossary, cwd=tmp_path)
        done.complains_once_of("x.txt")
        assert done.status == 2

    def test_loops_of_links(self, bench: Bench) -> None:
        (bench.folder / "in/loop").symlink_to(".")
        Folder(bench.folder / "in").fill({"a/x.txt": DAMAGE})
        (bench.folder / "in/a/up").symlink_to("..")
        (bench.folder / "in/self.txt").symlink_to("self.txt")
        done = bench.fix()
        done.complains_once_of("self.txt")
        assert bench.output() == {"good.txt": REPAIRED, "a/x.txt": REPAIRED}

    def test_a_folder_too_deep_to_open(self, bench: Bench) -> None:
        here = os.open(bench.folder / "in", os.O_RDONLY)
        try:
            for _ in range(20):
                os.mkdir("d" * 240, dir_fd=here)
                inner = os.open("d" * 240, os.O_RDONLY, dir_fd=here)
                os.close(here)
                here = inner
            os.close(os.open("x.txt", os.O_CREAT | os.O_WRONLY, dir_fd=here))
        finally:
            os.close(here)
        try:
            done = bench.fix()
            assert done.status == 2
            assert bench.output()["good.txt"] == REPAIRED
        finally:
            for folder in ("in", "out"):
                shutil.rmtree(bench.folder / folder, ignore_errors=True)

    def test_two_inputs_with_one_output_name(self, bench: Bench) -> None:
        Folder(bench.folder / "other").fill({"good.txt": DAMAGE})
        two = ("in/good.txt", "other/good.txt")
        done = bench.run("fix", *two, "-o", "out", "-g", bench.glossary, cwd=bench.folder)
        assert (done.status, len(done.errors)) == (2, 1)
        assert "in/good.txt" in done.err
        assert "other/good.txt" in done.err
        assert not (bench.folder / "out").exists()
        shown = bench.run("check", *two, "-g", bench.glossary, "--output-format", "concise", cwd=bench.folder)
        assert [line.partition(":")[0] for line in shown.text.splitlines()] == [*two]

    def test_one_file_named_twice_counts_once(self, bench: Bench) -> None:
        done = bench.run("fix", "in", "in/good.txt", "./in", "-o", "out", "-g", bench.glossary, cwd=bench.folder)
        bench.is_taken({}, done)


class TestOutput:
    @pytest.mark.parametrize("place", ["file", "file/below", "/proc/nowhere", "/dev/null", "/dev/null/x"])
    def test_that_cannot_be_written(self, bench: Bench, place: str) -> None:
        (bench.folder / "file").write_bytes(b"mine")
        done = bench.run("fix", "in", "-o", place, "-g", bench.glossary, cwd=bench.folder)
        done.complains_once_of(place)
        assert (done.status, len(done.errors)) == (2, 1)
        assert read(bench.folder, journal=True) == {"in/good.txt": DAMAGE, "file": b"mine"}

    @pytest.mark.parametrize("place", ["in", "in/", "in/../in", "link"])
    def test_that_is_the_input(self, bench: Bench, place: str) -> None:
        (bench.folder / "link").symlink_to("in")
        done = bench.run("fix", "in", "-o", place, "-g", bench.glossary, cwd=bench.folder)
        assert (done.status, len(done.errors)) == (2, 1)
        assert "--in-place" in done.err
        assert read(bench.folder / "in", journal=True) == {"good.txt": DAMAGE}

    def test_that_is_a_new_folder_in_the_input(self, bench: Bench) -> None:
        """Its files are not read as input, not the second time either."""
        for _ in range(2):
            done = bench.run("fix", "in", "-o", "in/clean", "-g", bench.glossary, cwd=bench.folder)
            assert done.status == 0
            assert read(bench.folder / "in/clean") == {"good.txt": REPAIRED}
        assert not (bench.folder / "in/clean/clean").exists()

    def test_that_is_a_folder_of_the_input_with_files_of_its_own(self, bench: Bench) -> None:
        """No file that the program did not write may be overwritten: refuse, before anything is written."""
        Folder(bench.folder / "in").fill({"sub/good.txt": b"Another text of mine.\n"})
        done = bench.run("fix", "in", "-o", "in/sub", "-g", bench.glossary, cwd=bench.folder)
        assert (bench.folder / "in/sub/good.txt").read_bytes() == b"Another text of mine.\n"
        assert done.status == 2

    def test_that_holds_other_files_of_the_same_name(self, bench: Bench) -> None:
        Folder(bench.folder / "notes").fill({"good.txt": b"My notes.\n"})
        done = bench.run("fix", "in", "-o", "notes", "-g", bench.glossary, cwd=bench.folder)
        assert (bench.folder / "notes/good.txt").read_bytes() == b"My notes.\n"
        assert done.status == 2

    def test_that_holds_other_files(self, bench: Bench) -> None:
        """Of other names: they stay."""
        Folder(bench.folder / "out").fill({"mine.txt": b"My notes.\n"})
        bench.is_taken({"mine.txt": b"My notes.\n"}, bench.fix())

    def test_with_a_folder_where_a_file_goes(self, bench: Bench) -> None:
        """One file cannot be written; the others are."""
        Folder(bench.folder / "in").fill({"x.txt": DAMAGE})
        Folder(bench.folder / "out").fill({"x.txt/mine.txt": b"My notes.\n"})
        done = bench.fix()
        done.complains_once_of("out/x.txt")
        assert done.status == 2
        assert bench.output() == {"good.txt": REPAIRED, "x.txt/mine.txt": b"My notes.\n"}


def test_reading_from_read_only_files(call: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
    """Copies get the mode of their source, and can still be replaced by the next run."""
    Folder(tmp_path / "in").fill(CORPUS)
    for path in (tmp_path / "in").rglob("*.*"):
        path.chmod(0o444)
    for _ in range(2):
        assert call("fix", "in", "-o", "out", "-g", glossary, cwd=tmp_path).status == 1
    assert (tmp_path / "out/a.txt").stat().st_mode & 0o777 == 0o444
    assert call("undo", "out", cwd=tmp_path).status == 0
    assert read(tmp_path / "out") == CORPUS


class TestFieldsThatNobodyHas:
    """One of several fields that no record has is told of once, and is no trouble."""

    RECORDS = b'{"title": "Panchir", "parts": [{"text": "a"}, {"text": "b"}]}\n'

    @pytest.mark.parametrize(
        ("fields", "told"),
        [("title,parts[].text", []), ("title,bdoy", ["'bdoy'"]), ("title,parts[].txt,x", ["'parts[].txt', 'x'"])],
    )
    def test_it_is_told(self, bench: Bench, fields: str, told: list[str]) -> None:
        Folder(bench.folder).fill({"in/r.jsonl": self.RECORDS})
        warnings = [f"warning: no record has a text in {one}, which --text-field names, too" for one in told]
        for done in (
            bench.fix("--text-field", fields),
            bench.run("check", "in", "-g", bench.glossary, "--text-field", fields, "--exit-zero", cwd=bench.folder),
            bench.run("fix", "-", "-g", bench.glossary, "--text-field", fields, cwd=bench.folder, stdin=self.RECORDS),
        ):
            assert done.status == 0
            assert [line for line in done.err.splitlines() if line.startswith("warning: no record")] == warnings
        again = bench.fix("--text-field", fields)
        assert "no record" not in again.err, "nothing was read again"

    @pytest.mark.parametrize(("name", "told"), [("url", 0), ("key", 1), ("meta.key", 1)])
    def test_a_field_of_ids_that_no_record_has(self, bench: Bench, name: str, told: int) -> None:
        records = b'{"url": "a", "text": "Panchir"}\n{"text": "b", "meta": {}}\n'
        Folder(bench.folder).fill({"in/r.jsonl": records})
        warning = f"warning: no record has an id in {name!r}, which --id-field names: numbers tell records apart"
        for done in (
            bench.fix("--id-field", name),
            bench.run("check", "in", "-g", bench.glossary, "--id-field", name, "--exit-zero", cwd=bench.folder),
        ):
            assert done.status == 0
            assert done.err.splitlines().count(warning) == told
