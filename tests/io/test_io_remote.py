"""Files elsewhere, over the S3 protocol: a server that the tests start, and the memory of a process."""

from __future__ import annotations

import gzip
import os
import pickle
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import Request, urlopen

import fsspec
import pytest
from texts import rewrite, units

from normalize.errors import InputError, OutputError
from normalize.io import FileRef, read_bytes, sha256_file, walk, write_atomic
from normalize.io import remote as elsewhere
from normalize.io.remote import RemotePath, desk, located

JSONL = b'{"id": 1, "text": "The NRF fought in the Panchir valley."}\n{"id": 2, "text": "All is well."}\n'
CLEAN = JSONL.replace(b"Panchir", b"Panjshir")


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@pytest.fixture(scope="module")
def endpoint():
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-p", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    try:
        while server.poll() is None:
            try:
                urlopen(f"{url}/moto-api/", timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        yield url
    finally:
        server.terminate()
        server.wait()


@pytest.fixture
def bucket(endpoint, monkeypatch):
    """An empty bucket, and the settings that lead to it."""
    urlopen(Request(f"{endpoint}/moto-api/reset", method="POST"), timeout=5).close()
    for name, value in {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }.items():
        monkeypatch.setenv(name, value)
    fsspec.get_filesystem_class("s3").clear_instance_cache()  # it holds the settings of the test before
    s3 = fsspec.filesystem("s3", use_listings_cache=False)
    s3.mkdir("news")
    return s3


@pytest.fixture
def filled(bucket):
    bucket.pipe("news/in/b.jsonl", JSONL)
    bucket.pipe("news/in/a/x.txt.gz", gzip.compress(b"no Panchir", mtime=0))
    bucket.pipe("news/in/a-b.txt", b"The Panchir valley fell.")
    bucket.pipe("news/in/pic.png", b"")
    bucket.pipe("news/in/.hidden/x.txt", b"")
    return bucket


def normalize(*args):
    return subprocess.run([sys.executable, "-m", "normalize", *args], capture_output=True, text=True)


def test_paths():
    path = located(Path("s3://news/in/a.txt"))
    assert (str(path), str(path.parent), path.suffix, path.name) == (
        "s3://news/in/a.txt",
        "s3://news/in",
        ".txt",
        "a.txt",
    )
    assert pickle.loads(pickle.dumps(path)) == path == RemotePath("s3://news/in") / "a.txt"
    assert str(desk(path)) == "s3-news-in-a.txt"
    with pytest.raises(InputError, match=r"s3://news/in/a\.txt: this can be done only with files of this machine"):
        path.unlink()


def test_a_folder_of_a_name_with_a_colon_is_one_of_this_machine(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("s3:/news").mkdir(parents=True)
    assert type(located(Path("s3:/news"))) is type(Path())


def test_listing(filled):
    listing = walk([RemotePath("s3://news/in")])
    assert [ref.relative for ref in listing.files] == ["a-b.txt", "a/x.txt.gz", "b.jsonl"]
    assert [str(ref.path) for ref in listing.files][2] == "s3://news/in/b.jsonl"
    assert list(listing.unsupported) == ["s3://news/in/pic.png"]
    assert [ref.relative for ref in walk([RemotePath("s3://news/in/*.txt")]).files] == ["a-b.txt"]
    assert [ref.relative for ref in walk([RemotePath("s3://news/in/b.jsonl")]).files] == ["b.jsonl"]


def test_read_and_write(filled):
    ref, target = FileRef(RemotePath("s3://news/in/b.jsonl"), "b.jsonl"), RemotePath("s3://news/out/b.jsonl")
    assert [unit.text for unit in units(ref)][1] == "All is well."
    written = rewrite(ref, target, lambda unit: unit.text.replace("Panchir", "Panjshir"))
    assert written.changed
    assert filled.cat("news/out/b.jsonl") == CLEAN
    assert sha256_file(target) == written.after
    assert read_bytes(RemotePath("s3://news/in/a/x.txt.gz")) == b"no Panchir"


def test_nothing_half_written(filled):
    ref, target = FileRef(RemotePath("s3://news/in/b.jsonl"), "b.jsonl"), RemotePath("s3://news/out/b.jsonl")
    filled.pipe("news/out/b.jsonl", b"before")

    def fails(unit):
        if unit.record:
            raise InputError("stopped")
        return "changed"

    with pytest.raises(InputError, match="stopped"):
        rewrite(ref, target, fails)
    assert filled.cat("news/out/b.jsonl") == b"before"


def test_what_is_changed_meanwhile_is_seen(filled):
    ref, target = FileRef(RemotePath("s3://news/in/b.jsonl"), "b.jsonl"), RemotePath("s3://news/out/b.jsonl")

    def changes(unit):
        filled.pipe("news/in/b.jsonl", CLEAN)
        return "changed"

    with pytest.raises(InputError, match="was changed by another program"):
        rewrite(ref, target, changes)
    assert not target.exists()


def test_one_clear_message(bucket, monkeypatch):
    with pytest.raises(InputError, match=r"s3://nowhere/in: cannot be read: No such bucket, folder or object"):
        walk([RemotePath("s3://nowhere/in")])
    with pytest.raises(OutputError, match=r"s3://nowhere/a: cannot be written: No such bucket"):
        write_atomic(RemotePath("s3://nowhere/a"), b"")
    with pytest.raises(InputError, match=r"nosuch:// is not known"):
        walk([RemotePath("nosuch://a/b")])
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    with pytest.raises(InputError, match=r"s3://news/in: cannot be read: no credentials: set AWS_ACCESS_KEY_ID"):
        walk([RemotePath("s3://news/in")])


def test_no_network(bucket, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    with pytest.raises(InputError, match="s3://news/in: cannot be read: the server cannot be reached"):
        walk([RemotePath("s3://news/in")])


def test_without_its_package(monkeypatch):
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(InputError, match=r"normalize-news\[remote\]"):
        elsewhere.names(RemotePath("s3://news"))


def test_parquet(bucket):
    import pyarrow as pa
    import pyarrow.parquet as pq

    with bucket.open("news/a.parquet", "wb") as stream:
        pq.write_table(pa.table({"text": ["Panchir", "x"]}), stream)
    ref, target = FileRef(RemotePath("s3://news/a.parquet"), "a.parquet"), RemotePath("s3://news/out/a.parquet")
    assert rewrite(ref, target, lambda unit: unit.text.replace("Panchir", "Panjshir")).changed
    with bucket.open("news/out/a.parquet", "rb") as stream:
        assert pq.read_table(stream)["text"].to_pylist() == ["Panjshir", "x"]


def test_memory():
    memory = fsspec.filesystem("memory")
    memory.pipe("/in/a.txt", b"Panchir")
    [ref] = walk([RemotePath("memory://in")]).files
    rewrite(ref, RemotePath("memory://out/a.txt"), lambda unit: "Panjshir")
    assert memory.cat("/out/a.txt") == b"Panjshir"


def test_from_bucket_to_bucket_and_back(filled, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run = normalize("fix", "s3://news/in", "--out", "s3://news/clean", "-g", "afghanistan", "--jobs", "2")
    assert (run.returncode, "journal in s3-news-clean/.normalize/0001" in run.stderr) == (0, True), run.stderr
    assert filled.cat("news/clean/b.jsonl") == CLEAN
    assert filled.cat("news/clean/a-b.txt") == b"The Panjshir valley fell."
    assert gzip.decompress(filled.cat("news/clean/a/x.txt.gz")) == b"no Panjshir"
    assert [path.name for path in tmp_path.iterdir()] == ["s3-news-clean"]
    local = normalize("fix", "s3://news/in/b.jsonl", "--out", "here", "-g", "afghanistan")
    assert (local.returncode, Path("here/b.jsonl").read_bytes()) == (0, CLEAN), local.stderr
    surveyed = normalize("survey", "s3://news/in", "-o", "profile.json")
    assert (surveyed.returncode, "4 documents" in surveyed.stderr) == (0, True), surveyed.stderr
    refused = normalize("fix", "s3://news/in", "--in-place", "-g", "afghanistan")
    assert (refused.returncode, "--in-place is for files of this machine" in refused.stderr) == (2, True)


def test_whatever_is_written_may_go_to_a_bucket(filled, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    surveyed = normalize("survey", "s3://news/in", "-o", "s3://news/p.json")
    assert (surveyed.returncode, "s3://news/p.json" in surveyed.stderr) == (0, True), surveyed.stderr
    common = ("s3://news/in", "-g", "afghanistan", "--profile", "s3://news/p.json", "--csv", "s3://news/t.csv")
    checked = normalize("check", *common, "--exit-zero")
    assert checked.returncode == 0, checked.stderr
    assert filled.cat("news/t.csv").startswith(b"\xef\xbb\xbfstatus,")
    fixed = normalize("fix", *common, "--out", "s3://news/clean", "--report", "s3://news/r.html")
    assert fixed.returncode == 0, fixed.stderr
    assert filled.cat("news/r.html").startswith(b"<!doctype html>")
    assert [path.name for path in tmp_path.iterdir()] == ["s3-news-clean"]
    undone = normalize("undo", "s3-news-clean")
    assert (undone.returncode, undone.stderr.count("its clean copies are in s3://news/clean")) == (2, 1), undone.stderr
    for shard in ("1/2", "2/2"):
        normalize("fix", *common[:5], "--shard", shard, "--out", f"s3://news/part{shard[0]}")
    merged = normalize("merge", "s3-news-part1", "s3-news-part2", "-o", "merged")
    assert (merged.returncode, "only runs whose copies are files of this machine can be merged" in merged.stderr) == (
        2,
        True,
    ), merged.stderr


def test_a_bucket_that_is_not_there_is_told_before_any_work(filled, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = normalize("fix", "s3://news/in", "-g", "afghanistan", "--out", "s3://nobucket/clean")
    message = "error: s3://nobucket/clean: there is no bucket 'nobucket'; make it first\n"
    assert (done.returncode, done.stderr) == (2, message)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "command",
    [
        ("survey", "s3://news/in", "-o", "s3://nobucket/p.json"),
        ("check", "s3://news/in", "-g", "none", "--csv", "s3://nobucket/t.csv"),
    ],
)
def test_so_for_whatever_is_written(filled, command):
    done = normalize(*command)
    assert (done.returncode, "there is no bucket 'nobucket'" in done.stderr) == (2, True), done.stderr


def test_who_may_write_need_not_be_allowed_to_look(monkeypatch):
    class Closed(fsspec.AbstractFileSystem):
        def info(self, path, **more):
            raise PermissionError("Forbidden")

    monkeypatch.setattr(elsewhere, "_system", lambda path: Closed())
    elsewhere.check_bucket(RemotePath("s3://news/clean"))
    elsewhere.check_bucket(Path("clean"))


@pytest.mark.parametrize("command", [("discover", "s3://news/in", "-o", "d.yaml"), ("survey", "-", "-o", "p.json")])
def test_what_cannot_be_read_by_a_command_is_told_at_once(bucket, command):
    done = normalize(*command)
    assert (done.returncode, "files" in done.stderr, done.stderr.count("error")) == (2, True, 1), done.stderr
