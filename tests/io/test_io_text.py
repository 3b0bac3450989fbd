"""Text and Markdown files: the whole file is one unit."""

from __future__ import annotations

import codecs
import hashlib

import pytest
from texts import rewrite, units

from normalize.errors import InputError, OutputError
from normalize.io import FileRef, Unit, encodable


@pytest.mark.parametrize(("name", "markup"), [("a.txt", "text"), ("a.md", "markdown"), ("A.MD", "markdown")])
def test_one_unit(name, markup, make):
    assert list(units(make(name, b"one\r\ntwo\rthree\n"))) == [Unit(None, "one\r\ntwo\rthree\n", "utf-8", markup)]


@pytest.mark.parametrize("data", [b"", codecs.BOM_UTF8])
def test_empty_file_has_no_unit_and_is_copied(data, make, target):
    ref = make("a.txt", data)
    assert list(units(ref)) == []
    assert not rewrite(ref, target, lambda unit: "x").changed
    assert target.read_bytes() == data


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"FNR\r\nFNR\n", b"NRF\r\nNRF\n"),
        (codecs.BOM_UTF8 + b"FNR", codecs.BOM_UTF8 + b"NRF"),
        (codecs.BOM_UTF16_BE + "FNR é\r\n".encode("utf-16-be"), codecs.BOM_UTF16_BE + "NRF é\r\n".encode("utf-16-be")),
        ("«FNR»".encode("cp1252"), "«NRF»".encode("cp1252")),
        ("ééé FNR ".encode() + b"\xff", "ééé NRF ".encode() + b"\xff"),
        (b"FNR\0 fell\x1a", b"NRF\0 fell\x1a"),
    ],
)
def test_only_the_edit_changes(before, after, make, target):
    result = rewrite(make("a.txt", before), target, lambda unit: unit.text.replace("FNR", "NRF"))
    assert target.read_bytes() == after
    assert (result.before, result.after) == tuple(hashlib.sha256(data).hexdigest() for data in (before, after))
    assert result.changed


def test_a_character_that_the_encoding_lacks(make, target):
    ref = make("a.txt", "Señor Walesa".encode("cp1252"))
    [unit] = units(ref)
    assert not encodable("Wałęsa", unit.encoding)
    with pytest.raises(
        OutputError, match=r"a\.txt: the replacement holds '\\u0142', which cannot be written in cp1252"
    ):
        rewrite(ref, target, lambda unit: "Wałęsa")
    assert not target.exists()


def test_bad_bytes_that_an_edit_would_join_to_a_character(make, target):
    ref = make("a.txt", "“a” “b” ".encode() + b"\xc3 \xa9")
    with pytest.raises(OutputError):
        rewrite(ref, target, lambda unit: unit.text.replace("\udcc3 ", "\udcc3"))


def test_unreadable_and_vanished_files(tmp_path, target):
    folder = tmp_path / "x.txt"
    folder.mkdir()
    for path, reason in [(folder, "Is a directory"), (tmp_path / "gone.txt", "No such file or directory")]:
        with pytest.raises(InputError, match=f"{path.name}: cannot be read: {reason}"):
            list(units(FileRef(path, path.name)))
        with pytest.raises(InputError, match=f"{path.name}: cannot be read: {reason}"):
            rewrite(FileRef(path, path.name), target, lambda unit: unit.text)
    assert not target.exists()


def test_a_large_file_of_one_line(make, target):
    data = "Panchir – résistance ".encode() * 1_000_000
    result = rewrite(make("a.txt", data), target, lambda unit: unit.text.replace("Panchir", "Panjshir"))
    assert result.changed
    assert target.read_bytes() == data.replace(b"Panchir", b"Panjshir")
