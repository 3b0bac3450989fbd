"""Packed files of every format and way of packing."""

from __future__ import annotations

import bz2
import gzip
import lzma
import sys
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st
from texts import rewrite, units

from normalize.errors import InputError
from normalize.io import packing

try:
    zstd = import_module("compression.zstd")
except ImportError:
    zstd = import_module("backports.zstd")


def zstandard(data):
    return zstd.compress(data, options={zstd.CompressionParameter.checksum_flag: 1})


FORMATS = [
    ("a.txt", b"FNR\r\n"),
    ("a.md", b"# FNR\n"),
    ("a.jsonl", b'{"id": 1}\n{"text": "FNR"}\n{"text": "x"}\n'),
    ("a.ndjson", b'{"text": "FNR"}'),
    ("a.CSV", b"text,id\nx,1\nFNR,1\n"),
    ("a.tsv", b"text\tid\nFNR\t1\n"),
]
PACKINGS = [
    (".gz", gzip.compress, gzip.decompress),
    (".GZ", gzip.compress, gzip.decompress),
    (".bz2", bz2.compress, bz2.decompress),
    (".xz", lzma.compress, lzma.decompress),
    (".zst", zstandard, zstd.decompress),
]
EACH_PACKING = pytest.mark.parametrize(("suffix", "pack", "unpack"), PACKINGS, ids=[name for name, *_ in PACKINGS])


@pytest.fixture(params=["quick", "plain"], autouse=True)
def reader(request, monkeypatch):
    """With isal, and without."""
    if request.param == "plain":
        for name in ("isal", "isal.igzip", "isal.isal_zlib"):
            monkeypatch.setitem(sys.modules, name, None)


@EACH_PACKING
@pytest.mark.parametrize(("name", "content"), FORMATS)
def test_unchanged_is_copied_as_packed_and_changed_is_packed_the_same_way_always(
    name, content, suffix, pack, unpack, make, target
):
    packed = pack(content[:3]) + pack(content[3:])
    ref = make(name + suffix, packed)
    assert not rewrite(ref, target, lambda unit: unit.text).changed
    assert target.read_bytes() == packed
    first = rewrite(ref, target, lambda unit: unit.text.replace("FNR", "NRF"))
    assert first.changed
    assert unpack(target.read_bytes()) == content.replace(b"FNR", b"NRF")
    assert rewrite(ref, target, lambda unit: unit.text.replace("FNR", "NRF")) == first


def test_gzip_holds_no_name_and_no_time(make, target):
    rewrite(make("a.txt.gz", gzip.compress(b"FNR")), target, lambda unit: "NRF")
    assert target.read_bytes()[3:8] == bytes(5)


@EACH_PACKING
def test_empty(suffix, pack, unpack, make, target):
    ref = make(f"a.jsonl{suffix}", pack(b""))
    assert list(units(ref)) == []
    assert not rewrite(ref, target, lambda unit: unit.text).changed


CONTENT = b'{"text": "FNR"}\n' * 1000


@pytest.mark.parametrize("kind", ["txt", "jsonl"])
@EACH_PACKING
def test_damaged_is_told_by_name_and_writes_nothing(suffix, pack, unpack, kind, make, target):
    good = pack(CONTENT)
    middle = len(good) // 2
    for data in (b"not packed at all", good[:-9], good[: middle - 4] + bytes(8) + good[middle + 4 :]):
        with pytest.raises(InputError, match=rf"a\.{kind}\{suffix}: cannot be read: ."):
            rewrite(make(f"a.{kind}{suffix}", data), target, lambda unit: unit.text)
        assert not target.exists()


@given(data=st.binary(max_size=300), cut=st.integers(0, 60))
@pytest.mark.parametrize("suffix", packing.PACKED)
def test_no_bytes_bring_anything_but_an_input_error(suffix, data, cut, tmp_path_factory):
    folder = tmp_path_factory.mktemp("packed")
    pack = {name: how for name, how, _ in PACKINGS}[suffix]
    path = folder / f"a.txt{suffix}"
    for written in (data, pack(data)[:-cut] if cut else pack(data), pack(data)[:cut] + data):
        path.write_bytes(written)
        try:
            found = packing_content(path)
        except InputError:
            continue
        assert isinstance(found, bytes)


def packing_content(path):
    from normalize.io import read_bytes

    return read_bytes(path)


def test_zstd_without_its_package(make, target, monkeypatch):
    for name in ("backports.zstd", "compression.zstd"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(InputError, match=r"a\.txt\.zst: .* pip install 'normalize-news\[zstd\]'"):
        rewrite(make("a.txt.zst", zstd.compress(b"FNR")), target, lambda unit: unit.text)
