"""JSON lines: the literal of one field changes, every other byte stays."""

from __future__ import annotations

import codecs
import json

import pytest
from texts import rewrite, units

from normalize.errors import InputError, MissingField, UnsupportedFormat
from normalize.io import Unit


def nrf(unit: Unit) -> str:
    return unit.text.replace("FNR", "NRF")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'{"text": "FNR"}', b'{"text": "NRF"}'),
        (b'{"text":"FNR"}\r\n{"text":"FNR"}\r\n', b'{"text":"NRF"}\r\n{"text":"NRF"}\r\n'),
        (
            b'  {"n":1.50,"m" : 1e3 ,"o":"FNR \\u00e9","text" :\t"FNR", "z":[{"text":"FNR"}]} \n',
            b'  {"n":1.50,"m" : 1e3 ,"o":"FNR \\u00e9","text" :\t"NRF", "z":[{"text":"FNR"}]} \n',
        ),
        (b'{"te\\u0078t": "FNR"}', b'{"te\\u0078t": "NRF"}'),
        (b'{"text": "FNR", "text": "FNR 2"}', b'{"text": "FNR", "text": "NRF 2"}'),
        (b'{"text": "FNR \\u00e9\\u00E9"}', b'{"text": "NRF \\u00e9\\u00E9"}'),
        (b'{"text": "FNR \\u00E9"}', b'{"text": "NRF \\u00E9"}'),
        (b'{"text": "FNR \\ud83d\\ude00 \\ud800"}', b'{"text": "NRF \\ud83d\\ude00 \\ud800"}'),
        (b'{"text": "FNR a\\/b c/d"}', b'{"text": "NRF a\\/b c/d"}'),
        (b'{"text": "FNR a\\/b"}', b'{"text": "NRF a\\/b"}'),
        (b'{"text": "FNR \\u0041"}', b'{"text": "NRF \\u0041"}'),
        (b'{"text": "FNR \\\\u00e9 \\" \\n\\t\\u0007 \x7f"}', b'{"text": "NRF \\\\u00e9 \\" \\n\\t\\u0007 \x7f"}'),
        ('{"text": "FNR \u2028 é"}\n'.encode(), '{"text": "NRF \u2028 é"}\n'.encode()),
        (b'\n \r\n{"text": "FNR"}\n\n', b'\n \r\n{"text": "NRF"}\n\n'),
        (codecs.BOM_UTF8 + b'{"text": "FNR"}\n', codecs.BOM_UTF8 + b'{"text": "NRF"}\n'),
        (
            codecs.BOM_UTF16_LE + '{"text": "FNR ਊ"}\r\n{"text": "FNR"}'.encode("utf-16-le"),
            codecs.BOM_UTF16_LE + '{"text": "NRF ਊ"}\r\n{"text": "NRF"}'.encode("utf-16-le"),
        ),
        ('{"text": "FNR à é"}\n'.encode("cp1252"), '{"text": "NRF à é"}\n'.encode("cp1252")),
        (
            '{"text": "FNR «à»"}\n{"text": "FNR '.encode() + b'\xff \\udcff"}\n',
            '{"text": "NRF «à»"}\n{"text": "NRF '.encode() + b'\xff \\udcff"}\n',
        ),
    ],
)
def test_only_the_literal_changes(before, after, make, target):
    ref = make("a.jsonl", before)
    assert rewrite(ref, target, nrf).changed
    assert target.read_bytes() == after
    assert not rewrite(ref, target, lambda unit: unit.text).changed
    assert target.read_bytes() == before


def test_an_undecodable_byte_stays_a_byte(make, target):
    ref = make("a.jsonl", '{"text": "FNR «à»"}\n{"text": "FNR '.encode() + b'\xff"}\n')
    assert rewrite(ref, target, nrf).changed
    assert target.read_bytes() == '{"text": "NRF «à»"}\n{"text": "NRF '.encode() + b'\xff"}\n'


@pytest.mark.parametrize(
    ("old", "text", "new"),
    [
        ('"a"', "é😀", '"é😀"'),
        ('"\\u00e8"', "é😀", '"\\u00e9\\ud83d\\ude00"'),
        ('"\\u00e8 è"', "é", '"é"'),
        ('"a"', 'quote " slash \\ line\n\x01', '"quote \\" slash \\\\ line\\n\\u0001"'),
        ('"a"', "\ud800", '"\\ud800"'),
        ('"\\/"', "/é", '"\\/é"'),
        ('"a"', "", '""'),
    ],
)
def test_habits_of_the_literal(old, text, new, make, target):
    rewrite(make("a.jsonl", f'{{"text": {old}}}'.encode()), target, lambda unit: text)
    assert target.read_bytes() == f'{{"text": {new}}}'.encode()


def test_what_the_encoding_lacks_is_escaped(make, target):
    ref = make("a.jsonl", '{"id": "é", "text": "Señor Walesa"}'.encode("cp1252"))
    assert rewrite(ref, target, lambda unit: "Señor Wałęsa").changed
    assert target.read_bytes() == '{"id": "é", "text": "Señor Wa\\u0142\\u0119sa"}'.encode("cp1252")


def test_units(make):
    data = '{"text": "a"}\n\n{"id": 1}\n{"text": null}\n{"text": "b\\n"}'
    assert list(units(make("a.ndjson", data.encode()))) == [
        Unit(0, "a", "utf-8", "text", "text"),
        Unit(4, "b\n", "utf-8", "text", "text"),
    ]


def test_lone_surrogates_are_read(make):
    assert [unit.text for unit in units(make("a.jsonl", b'{"text": "\\ud800 x \\udcff"}'))] == ["\ud800 x \udcff"]


def test_another_field(make, target):
    ref = make("a.jsonl", b'{"text": "FNR", "body": "FNR"}')
    rewrite(ref, target, nrf, text_field="body")
    assert target.read_bytes() == b'{"text": "FNR", "body": "NRF"}'


@pytest.mark.parametrize("data", [b"", b"\n\n", codecs.BOM_UTF8])
def test_no_records(data, make):
    assert list(units(make("a.jsonl", data))) == []


def test_missing_field(make, target):
    ref = make("a.jsonl", b'{"id": 1, "body": "x"}\n{"title": "y"}\n')
    message = r"a\.jsonl: no record has the field 'text'; fields seen: 'id', 'body', 'title'"
    with pytest.raises(MissingField, match=message):
        list(units(ref))
    with pytest.raises(MissingField, match=message):
        rewrite(ref, target, nrf)
    assert not target.exists()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'{"text": 5}\n{"text": null}\n', "'text' is a number, .*; name another field by --text-field"),
        (b'{"text": ["x"]}\n', r"'text' is a list, .*; name what it holds by --text-field text\[\]"),
        (b'{"text": [{"a": "x"}]}\n', r"'text' is a list of records, .* --text-field text\[\]\.KEY"),
        (b'{"text": [1, 2]}\n', "'text' is a list without texts, .*; name another field"),
        (b'{"text": null}\n{"text": {"a": "x"}}\n', r"'text' is a record, .*; .* --text-field text\.KEY"),
        (b'{"text": false}\n{"id": 1}\n', "'text' is true or false"),
    ],
)
def test_no_record_has_a_text_in_the_field(data, message, make, target):
    ref = make("a.jsonl", data)
    with pytest.raises(MissingField, match=rf"a\.jsonl: {message}"):
        list(units(ref))
    with pytest.raises(MissingField, match=message):
        rewrite(ref, target, nrf)
    assert not target.exists()


@pytest.mark.parametrize(
    "data", [b'{"text": 5}\n{"text": "x"}\n', b'{"text": null}\n{"text": []}\n', b'{"text": ""}\n']
)
def test_some_text_or_nothing_is_no_other_field(data, make, target):
    rewrite(make("a.jsonl", data), target, nrf)
    assert target.read_bytes() == data


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b"{", "Expecting key"),
        (b'{"text": "a"', "Expecting ',' or '}'"),
        (b'{"text": "a}', "Unterminated string"),
        (b'{"text" "a"}', "Expecting ':'"),
        (b'{"text": }', "Expecting value"),
        (b'{"text": "a",}', "Expecting key in double quotes"),
        (b"{'text': 'a'}", "Expecting key in double quotes"),
        (b'{"text": "a"} x', "Extra data"),
        (b'{"text": "\\x"}', "Invalid \\\\escape"),
        (b'{"text": "a\tb"}', "Invalid control character"),
        (b"plain text", "Expecting value"),
        (b'{"text": "a", "x": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", "nested too deeply"),
        (b"[" * 200_000, "nested too deeply"),
    ],
)
def test_broken_line(line, problem, make, target):
    ref = make("a.jsonl", b'{"text": "FNR"}\n\n' + line + b'\n{"text": "FNR"}\n')
    with pytest.raises(InputError, match=rf"a\.jsonl, line 3: not a JSON record: {problem}") as caught:
        rewrite(ref, target, nrf)
    assert len(str(caught.value).splitlines()) == 1
    assert not target.exists()
    assert not list(target.parent.glob("*"))


def test_units_are_read_lazily(make):
    reading = units(make("a.jsonl", b'{"text": "a"}\nbroken\n'))
    assert next(reading).text == "a"
    with pytest.raises(InputError):
        next(reading)


def test_numbers_of_any_length(make, target):
    data = b'{"n": ' + b"9" * 10_000 + b', "m": -1.5E+400, "x": NaN, "text": "FNR"}'
    rewrite(make("a.jsonl", data), target, nrf)
    assert target.read_bytes() == data.replace(b"FNR", b"NRF")


def test_other_values_are_equal(make, target):
    records = [{"id": n, "text": f"FNR {n}", "é": [1.5, None, True, {"text": "FNR"}]} for n in range(50)]
    ref = make("a.jsonl", "\n".join(json.dumps(record) for record in records).encode())
    rewrite(ref, target, nrf)
    read = [json.loads(line) for line in target.read_bytes().split(b"\n")]
    assert read == [{**record, "text": f"NRF {record['id']}"} for record in records]


def test_unsupported(make):
    with pytest.raises(UnsupportedFormat, match=r"a\.json: this file type is not read"):
        list(units(make("a.json", b"{}")))
