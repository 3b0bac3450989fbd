"""What a rewrite promises whatever the format: all or nothing, permissions, links, in place."""

from __future__ import annotations

import errno
import hashlib
import os
import stat

import pytest
from texts import rewrite

from normalize.errors import InputError, OutputError
from normalize.io import FileRef, sha256_file, write_atomic

CONTENT = [
    ("a.txt", b"FNR"),
    ("a.jsonl", b'{"text": "x"}\n{"text": "FNR"}\n{"text": "FNR"}\n'),
    ("a.csv", b"text\nx\nFNR\nFNR\n"),
]


def leftovers(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(("name", "content"), CONTENT)
def test_in_place(name, content, make, tmp_path):
    ref = make(name, content)
    result = rewrite(ref, ref.path, lambda unit: unit.text.replace("FNR", "NRF"))
    assert ref.path.read_bytes() == content.replace(b"FNR", b"NRF")
    assert result.after == sha256_file(ref.path) == hashlib.sha256(ref.path.read_bytes()).hexdigest()
    assert leftovers(tmp_path) == [name]


def test_in_place_without_a_change_does_not_touch_the_file(make):
    ref = make("a.txt", b"x")
    before = ref.path.stat()
    assert not rewrite(ref, ref.path, lambda unit: unit.text).changed
    assert (ref.path.stat().st_ino, ref.path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_in_place_through_a_link_keeps_the_link(make, tmp_path):
    real = make("real/a.txt", b"FNR").path
    link = tmp_path / "link.txt"
    link.symlink_to(real)
    rewrite(FileRef(link, "link.txt"), link, lambda unit: "NRF")
    assert link.is_symlink()
    assert real.read_bytes() == b"NRF"


def test_a_link_at_the_target_is_replaced_not_written_through(make, tmp_path):
    ref = make("a.txt", b"FNR")
    other = tmp_path / "other.txt"
    other.symlink_to(ref.path)
    rewrite(ref, other, lambda unit: "NRF")
    assert (ref.path.read_bytes(), other.read_bytes(), other.is_symlink()) == (b"FNR", b"NRF", False)


@pytest.mark.parametrize("text", ["FNR", "NRF"])
@pytest.mark.parametrize("mode", [0o640, 0o444, 0o755])
def test_permissions_are_kept(text, mode, make, target):
    ref = make("a.txt", b"FNR")
    ref.path.chmod(mode)
    rewrite(ref, target, lambda unit: text)
    assert stat.S_IMODE(target.stat().st_mode) == mode


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, OSError(5, "not about the file")])
@pytest.mark.parametrize(("name", "content"), CONTENT[1:])
def test_an_exception_of_the_callback_passes_and_leaves_nothing(error, name, content, make, target, tmp_path):
    ref = make(name, content)
    calls = []

    def replace(unit):
        calls.append(unit.record)
        if len(calls) == 3:
            raise error
        return unit.text.replace("FNR", "NRF")

    with pytest.raises(error if isinstance(error, type) else OSError, match=None):
        rewrite(ref, target, replace)
    assert calls == [0, 1, 2]
    assert leftovers(tmp_path) == [name]
    assert ref.path.read_bytes() == content


def test_an_existing_target_survives_a_failure(make, target):
    write_atomic(target, b"old")
    with pytest.raises(InputError):
        rewrite(make("a.jsonl", b'{"text": "FNR"}\nbroken'), target, lambda unit: "NRF")
    assert target.read_bytes() == b"old"
    assert leftovers(target.parent) == ["copy"]


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk(call, make, target, tmp_path, monkeypatch):
    def fail(*_args):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(OutputError, match=r"copy: cannot be written: No space left on device$"):
        rewrite(make("a.txt", b"FNR"), target, lambda unit: "NRF")
    assert leftovers(tmp_path) == ["a.txt"]


def test_targets_that_cannot_be(make, tmp_path):
    ref = make("a.txt", b"FNR")
    (tmp_path / "folder" / "inner").mkdir(parents=True)
    for target, reason in [(tmp_path / "folder", "Is a directory"), (ref.path / "x", "(Not a directory|File exists)")]:
        for text in ("FNR", "NRF"):
            with pytest.raises(OutputError, match=f"{target.name}: cannot be written: {reason}"):
                rewrite(ref, target, lambda unit, text=text: text)
    assert leftovers(tmp_path) == ["a.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_replaced(make, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OutputError, match="pipe: cannot be written: it is a device or a pipe"):
        rewrite(make("a.txt", b"FNR"), pipe, lambda unit: "NRF")
    assert pipe.is_fifo()


@pytest.mark.parametrize("text", ["FNR", "NRF"])
def test_a_source_that_changes_meanwhile(text, make, target, tmp_path):
    ref = make("a.txt", b"FNR")

    def replace(unit):
        ref.path.write_bytes(b"written by somebody else")
        return text

    with pytest.raises(InputError, match=r"a\.txt: was changed by another program"):
        rewrite(ref, target, replace)
    assert leftovers(tmp_path) == ["a.txt"]


def test_long_and_odd_names(make, tmp_path):
    ref = make("x" * 250 + ".txt", b"FNR")
    rewrite(ref, ref.path, lambda unit: "NRF")
    assert ref.path.read_bytes() == b"NRF"
    odd = tmp_path / os.fsdecode(b"line\nbreak\xff.txt")
    with pytest.raises(InputError) as caught:
        rewrite(FileRef(odd, "odd"), odd, lambda unit: "x")
    message = str(caught.value)
    assert "line\\nbreak\\udcff.txt: cannot be read" in message
    message.encode()


def test_write_atomic(tmp_path):
    path = tmp_path / "deep" / "journal.jsonl"
    write_atomic(path, b"one")
    write_atomic(path, b"two", mode=0o600)
    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert leftovers(tmp_path) == ["journal.jsonl"]


def test_new_files_follow_the_umask(tmp_path):
    before = os.umask(0o027)
    try:
        write_atomic(tmp_path / "a", b"")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


def test_sha256_file(make, tmp_path):
    assert sha256_file(make("a.bin", b"abc").path) == hashlib.sha256(b"abc").hexdigest()
    with pytest.raises(InputError, match="gone: cannot be read: No such file"):
        sha256_file(tmp_path / "gone")
