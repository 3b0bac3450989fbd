"""Compressed files of every format."""

from __future__ import annotations

import gzip
import zlib

import pytest
from texts import rewrite, units

from normalize.errors import InputError

CONTENT = [
    ("a.txt.gz", b"FNR\r\n"),
    ("a.md.gz", b"# FNR\n"),
    ("a.jsonl.gz", b'{"id": 1}\n{"text": "FNR"}\n{"text": "x"}\n'),
    ("a.CSV.GZ", b"text,id\nx,1\nFNR,1\n"),
    ("a.tsv.gz", b"text\tid\nFNR\t1\n"),
]


@pytest.mark.parametrize(("name", "content"), CONTENT)
def test_unchanged_is_copied_as_packed(name, content, make, target):
    packed = gzip.compress(content[:3], 9, mtime=1) + gzip.compress(content[3:], 1)
    ref = make(name, packed)
    assert not rewrite(ref, target, lambda unit: unit.text).changed
    assert target.read_bytes() == packed


@pytest.mark.parametrize(("name", "content"), CONTENT)
def test_changed_is_packed_the_same_way_always(name, content, make, target):
    ref = make(name, gzip.compress(content, 9, mtime=1))
    first = rewrite(ref, target, lambda unit: unit.text.replace("FNR", "NRF"))
    assert first.changed
    data = target.read_bytes()
    assert gzip.decompress(data) == content.replace(b"FNR", b"NRF")
    assert data[3:8] == bytes(5)  # no file name, time 0
    assert rewrite(ref, target, lambda unit: unit.text.replace("FNR", "NRF")) == first


def test_empty(make, target):
    ref = make("a.jsonl.gz", gzip.compress(b""))
    assert list(units(ref)) == []
    assert not rewrite(ref, target, lambda unit: unit.text).changed


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz"])
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"no gzip", "Not a gzipped file"),
        (gzip.compress(b'{"text": "FNR"}\n' * 1000, mtime=0)[:-20], "Compressed file ended"),
        (gzip.compress(b'{"text": "FNR"}\n' * 1000, mtime=0)[:-8] + bytes(8), "CRC check failed"),
        (gzip.compress(b"", mtime=0)[:10] + b"\xff" * 20, "Error -3"),
    ],
)
def test_damaged(name, data, reason, make, target):
    with pytest.raises(InputError, match=rf"{name}: cannot be read: {reason}"):
        rewrite(make(name, data), target, lambda unit: unit.text)
    assert not target.exists()


def test_zlib_error_is_what_the_damage_case_means():
    with pytest.raises(zlib.error):
        gzip.decompress(gzip.compress(b"")[:10] + b"\xff" * 20)
