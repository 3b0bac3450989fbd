"""What is too large, or made to harm: told by name, the rest goes on."""

from __future__ import annotations

import bz2
import gzip
import lzma
from importlib import import_module

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from normalize.errors import InputError
from normalize.io import Fields, FileRef, parquet_sizes, records, rewrite, sizes
from normalize.io.sizes import size_of

try:
    zstd = import_module("compression.zstd")
except ImportError:
    zstd = import_module("backports.zstd")

SMALL = Fields(largest=20)
LONG = "x" * 21
PACK = {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress, ".zst": zstd.compress}


def read(ref, fields=SMALL):
    told = []
    return [unit.text for record in records(ref, fields=fields, broken=told.append) for unit in record], told


@pytest.mark.parametrize("end", ["", *PACK])
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_a_text_above_the_limit(suffix, end, make, target):
    pack = PACK.get(end, bytes)
    assert read(make(f"a{suffix}{end}", pack(b"x" * 20))) == (["x" * 20], [])
    with pytest.raises(InputError, match=r"larger than 20 bytes, so it is left alone; --max-size sets the limit"):
        rewrite(make(f"b{suffix}{end}", pack(b"x" * 21)), target, lambda units: ["new"], fields=SMALL)
    assert not target.exists()


@pytest.mark.parametrize("end", ["\n", ""])
def test_a_line_above_the_limit(end, make, target):
    long = f'{{"text": "{"x" * (1 << 21)}"}}'
    data = f'{{"text": "FNR"}}\n{long}\n{{"text": "FNR"}}\n{long}{end}'.encode()
    ref, told = make("a.jsonl", data), []
    written = rewrite(ref, target, lambda units: ["NRF"], fields=Fields(largest=100), broken=told.append)
    assert written.changed
    assert target.read_bytes() == data.replace(b"FNR", b"NRF")
    assert [line.split(":")[0].rsplit(" ", 1)[1] for line in told] == ["2", "4"]


def test_a_line_just_at_the_limit(make):
    line = '{"text": "é"}\n'
    assert read(make("a.jsonl", line.encode() * 2), Fields(largest=len(line.encode()))) == (["é", "é"], [])


def test_a_record_of_warc_above_the_limit(make, target):
    out = b""
    for text in (b"FNR", b"FNR" * 10, b"FNR"):
        head = b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n"
        out += gzip.compress(head % len(text) + text + b"\r\n\r\n")
    ref, told = make("a.warc.gz", out), []
    assert rewrite(ref, target, lambda units: ["NRF"], fields=SMALL, broken=told.append).changed
    target = target.rename(target.with_suffix(".warc.gz"))
    assert [texts for texts in read(FileRef(target, "a.warc.gz"), Fields()) if texts] == [["NRF", "FNR" * 10, "NRF"]]
    assert [line.split(":")[0].rsplit(", ", 1)[1] for line in told] == ["record 1"]


def test_a_text_of_parquet_above_the_limit(tmp_path, target):
    ref = FileRef(tmp_path / "a.parquet", "a.parquet")
    pq.write_table(pa.table({"text": ["FNR", LONG, "FNR"]}), ref.path)
    told = []
    assert rewrite(ref, target, lambda units: ["NRF"], fields=SMALL, broken=told.append).changed
    assert pq.read_table(target)["text"].to_pylist() == ["NRF", LONG, "NRF"]
    assert [line.split(":")[0].split(", ", 1)[1] for line in told] == ["record 1, text"]


@pytest.mark.parametrize("asked", ["text", "other"])
def test_a_text_of_parquet_that_is_there_again_and_again(tmp_path, target, asked):
    """2 MB, 1,000 times: 2 GB in a file of some kilobytes, to be worked on or only carried along."""
    numbers = pa.array([0, 1] * 1000, pa.int32())
    coded = pa.DictionaryArray.from_arrays(numbers, pa.array(["FNR " * (1 << 19), "FNR"]))
    plain = pa.array(["FNR"] * 2000)
    table = pa.table({"text": coded if asked == "text" else plain, "other": coded if asked == "other" else plain})
    ref = FileRef(tmp_path / "a.parquet", "a.parquet")
    pq.write_table(table, ref.path, compression="zstd", store_schema=False)
    assert ref.path.stat().st_size < 1 << 14
    with pytest.raises(InputError, match=r"a\.parquet: cannot be read: .* more than 200 times"):
        rewrite(ref, target, lambda units: ["NRF"], fields=Fields(), broken=print)


def test_long_texts_of_parquet_are_read_some_at_a_time(tmp_path, monkeypatch):
    texts = [f"{number} " + "FNR " * 1000 for number in range(200)]
    ref = FileRef(tmp_path / "a.parquet", "a.parquet")
    pq.write_table(pa.table({"text": texts, "list": [[text, None] for text in texts]}), ref.path)
    monkeypatch.setattr(parquet_sizes, "_AT_ONCE", 20_000)
    assert read(ref, Fields()) == (texts, [])
    assert read(ref, Fields(("list[]",))) == (texts, [])


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".txt"])
@pytest.mark.parametrize("end", PACK)
def test_bombs(end, suffix, make, monkeypatch):
    """Line ends only: nothing that a limit on a document would stop."""
    monkeypatch.setattr(sizes, "FREE_UNPACKED", 1 << 21)
    content = b"text\n" + b"\n" * (5 << 20)
    ref = make(f"a{suffix}{end}", PACK[end](content))
    with pytest.raises(InputError, match="unpack to more than 200 times as many; if that is meant, unpack it first"):
        read(ref, Fields(largest=1 << 24))


def test_a_bomb_of_parquet(tmp_path, monkeypatch):
    monkeypatch.setattr(sizes, "FREE_UNPACKED", 1 << 20)
    ref = FileRef(tmp_path / "a.parquet", "a.parquet")
    table = pa.table({"text": ["x" * (1 << 21)]})
    pq.write_table(table, ref.path, compression="zstd", use_dictionary=False)
    with pytest.raises(InputError, match=r"a\.parquet: cannot be read: column 'text': .* more than 200 times"):
        read(ref, Fields())


@pytest.mark.parametrize("end", PACK)
def test_what_follows_the_end_is_told(end, make, target):
    ref = make(f"a.txt{end}", PACK[end](b"FNR") + b"garbage")
    with pytest.raises(InputError, match="cannot be read: "):
        rewrite(ref, target, lambda units: ["NRF"])
    assert not target.exists()


def test_padding_is_no_garbage(make):
    assert read(make("a.txt.xz", lzma.compress(b"a") + bytes(8) + lzma.compress(b"b") + bytes(4)), Fields())[0] == [
        "ab"
    ]
    assert read(make("a.txt.gz", gzip.compress(b"a") + bytes(512)), Fields())[0] == ["a"]


def test_one_byte_at_a_time(make):
    """Streams that follow one another are cut anywhere by the buffers between."""
    for end, pack in PACK.items():
        lines = [b'{"text": "%d"}\n' % number for number in range(200)]
        texts, _ = read(make(f"a.jsonl{end}", b"".join(map(pack, lines))), Fields())
        assert texts == [str(number) for number in range(200)]


@pytest.mark.parametrize("bad", ["", "x", "-1", "1.5MB", "1 PB", "9" * 20])
def test_what_is_no_size(bad):
    from normalize.errors import ConfigError

    with pytest.raises(ConfigError):
        size_of(bad)
