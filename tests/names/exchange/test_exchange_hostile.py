"""Files that nobody should write: nothing is lost without a word, and no failure is one of ours."""

from __future__ import annotations

import bz2
import gzip
import json

import pytest

from normalize.errors import GlossaryError, InputError
from normalize.names.glossary.exchange.text_files import lines

ENTRY = {"id": "a", "canonical": "Alpha", "kind": "place"}
PLACE = "1\tKabul\tKabul\t\t34\t69\tP\tPPLC\tAF\t\t\t\t\t\t1\t\t\t\t\n"


@pytest.mark.parametrize(
    "head", ['"note": {"entries": []}', '"note": "\\"entries\\": [ 1"', '"list": [1, {"entries": []}]', '"entries": []']
)
def test_entries_are_those_of_the_outermost_object(turn, head):
    done = turn({"in.json": f'{{{head},\n"entries": [\n{json.dumps(ENTRY)}]}}'}, "out.jsonl")
    assert list(done.entries) == ["a"]


def test_an_escaped_key_is_a_key(turn):
    assert list(turn({"in.json": f'{{"x": [], "\\u0065ntries": [{json.dumps(ENTRY)}]}}'}, "out.jsonl").entries) == ["a"]


def test_lines_are_told_whatever_stands_before_the_list(turn):
    with pytest.raises(GlossaryError, match=r"in\.json:3: no entry"):
        turn({"in.json": '{"note": {"entries": [\n1]},\n"entries": [{}]}'}, "out.jsonl")


@pytest.mark.parametrize(
    ("name", "text", "format_"),
    [
        ("in.json", f'[{{"id": {"1" * 5000}}}]', ""),
        ("in.json", f'[{{"id": "a", "canonical": {"[" * 900}{"]" * 900}, "kind": "place"}}]', ""),
        ("in.csv", "a\rb\rc\r", ""),
        ("in.csv", "x" * 200_000 + "\n", ""),
        ("in.tbx", "<tbx>" + "<a>" * 101 + "</a>" * 101 + "</tbx>", ""),
        ("in.txt", PLACE.replace("1", "²", 1), "geonames"),
        ("in.txt", PLACE.replace("1", "9" * 19, 1), "geonames"),
        ("in.jsonl", f'{{"id": {"[" * 1000}{"]" * 1000}, "schema": "Person", "properties": {{"name": ["A"]}}}}', "ftm"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_once(turn, name, text, format_):
    told: list[str] = []
    try:
        told += turn({name: text}, "out.jsonl", from_=format_).report.bad
    except GlossaryError as error:
        told.append(str(error))
    assert len(told) == 1
    assert name in told[0]


@pytest.mark.parametrize("name", ["in.csv", "in.tsv"])
def test_a_cell_that_is_too_long_is_told_by_its_row(turn, name):
    between = "\t" if name == "in.tsv" else ","
    rows = [("key", "name"), ("a", "A"), ("b", "x" * 200_000)]
    text = "".join(between.join(row) + "\n" for row in rows)
    with pytest.raises(GlossaryError, match=rf"{name}:3: a cell of more than 131,072 characters"):
        turn({name: text}, "out.jsonl", columns={"id": "key", "name": "name"})


def test_a_damaged_archive_is_told(tmp_path):
    data = bytearray(gzip.compress(b"some text\n" * 500))
    data[12:16] = b"\xff" * 4
    path = tmp_path / "names.jsonl.gz"
    path.write_bytes(data)
    with pytest.raises(InputError, match="cannot be read"):
        list(lines(path, None))


def test_an_empty_separator_parts_nothing(turn):
    done = turn({"in.csv": "N\nKabul;Herat\n"}, "out.yaml", columns={"name": "N"}, separators=("", ";"))
    assert done.entries["kabul"].aliases[0].text == "Herat"


@pytest.mark.parametrize("suffix", ["x", "rdf"])
def test_xml_without_what_it_cannot_hold(turn, suffix):
    text = json.dumps([ENTRY | {"aliases": ["A\0lfa"]}])
    done = turn({"in.json": text}, f"out.{suffix}", to="skos-xml")
    assert done.report.dropped == {"control character": 1}
    back = turn({f"back.{suffix}": done.text}, "back.yaml", from_="skos")
    assert [a.text for a in back.entries["a"].aliases] == ["Alfa"]


def test_turtle_of_any_name_is_read_as_turtle(turn):
    done = turn({"in.json": json.dumps([ENTRY])}, "out.x", to="skos")
    assert list(turn({"back.x": done.text}, "back.yaml", from_="skos").entries) == ["a"]


def test_what_is_named_bz2_is_packed_so(turn, tmp_path):
    turn({"in.json": json.dumps([ENTRY])}, "out.yaml.bz2")
    turn({"in.json": json.dumps([ENTRY])}, "out.yaml")
    assert bz2.decompress((tmp_path / "out.yaml.bz2").read_bytes()) == (tmp_path / "out.yaml").read_bytes()
