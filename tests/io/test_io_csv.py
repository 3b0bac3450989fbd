"""CSV and TSV: one column changes in place, every other byte stays."""

from __future__ import annotations

import codecs

import pytest
from texts import rewrite, units

from normalize import io
from normalize.errors import InputError, MissingField
from normalize.io import Unit


def nrf(unit: Unit) -> str:
    return unit.text.replace("FNR", "NRF")


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.csv", b"id,text\n1,FNR\n2,FNR", b"id,text\n1,NRF\n2,NRF"),
        ("a.csv", b'id,text\r\n"1","FNR"\r\n', b'id,text\r\n"1","NRF"\r\n'),
        ("a.csv", b'text,id\r"FNR ""x""\r\n, y",1\rFNR,2\r', b'text,id\r"NRF ""x""\r\n, y",1\rNRF,2\r'),
        ("a.csv", b"id;text\n1,5;FNR, FNR\n", b"id;text\n1,5;NRF, NRF\n"),
        ("a.csv", b"id|text\n1|FNR\n", b"id|text\n1|NRF\n"),
        ("a.csv", b"id\ttext\n1\tFNR\n", b"id\ttext\n1\tNRF\n"),
        ("a.csv", b'"a,b;c";text\n1;FNR\n', b'"a,b;c";text\n1;NRF\n'),
        ("a.csv", b"id;text;a, b, c, d\n1;FNR;x\n", b"id;text;a, b, c, d\n1;NRF;x\n"),
        ("a.csv", b"text\nFNR\n\nFNR\n", b"text\nNRF\n\nNRF\n"),
        ("a.csv", b"\r\n\ntext,id\nFNR,1\n", b"\r\n\ntext,id\nNRF,1\n"),
        ("a.csv", b"id,FNR,text\nFNR\nFNR,FNR\n1,2,FNR,FNR\n", b"id,FNR,text\nFNR\nFNR,FNR\n1,2,NRF,FNR\n"),
        ("a.csv", b'id,text\n1, "FNR"\n2,say "FNR"\n', b'id,text\n1, "NRF"\n2,say "NRF"\n'),
        ("a.tsv", b"id\ttext\n1,2;3\tFNR, FNR\n", b"id\ttext\n1,2;3\tNRF, NRF\n"),
        ("a.csv", codecs.BOM_UTF8 + b"text\nFNR\n", codecs.BOM_UTF8 + b"text\nNRF\n"),
        (
            "a.csv",
            codecs.BOM_UTF16_LE + "text;é\r\nFNR;é\r\n".encode("utf-16-le"),
            codecs.BOM_UTF16_LE + "text;é\r\nNRF;é\r\n".encode("utf-16-le"),
        ),
        ("a.csv", "text;é\r\nFNR;é\r\n".encode("cp1252"), "text;é\r\nNRF;é\r\n".encode("cp1252")),
        ("a.csv", "text;é\nFNR;éé".encode() + b"\xff\n", "text;é\nNRF;éé".encode() + b"\xff\n"),
    ],
)
def test_only_the_column_changes(name, before, after, make, target):
    ref = make(name, before)
    assert rewrite(ref, target, nrf).changed
    assert target.read_bytes() == after
    assert not rewrite(ref, target, lambda unit: unit.text).changed
    assert target.read_bytes() == before


@pytest.mark.parametrize(
    ("row", "text", "written"),
    [
        ("a,1", "b", "b,1"),
        ('"a",1', "b", '"b",1'),
        ("a,1", "b, c", '"b, c",1'),
        ("a,1", "b\nc", '"b\nc",1'),
        ("a,1", "b\rc", '"b\rc",1'),
        ("a,1", 'b "c"', '"b ""c""",1'),
        ('a "x",1', 'b "c"', 'b "c",1'),
        ('a "x",1', '"c" b', '"""c"" b",1'),
        ("a,1", "", ",1"),
        ('"a",1', "", '"",1'),
        ("a,1", "b;c", "b;c,1"),
    ],
)
def test_quotes_are_kept_and_added_where_needed(row, text, written, make, target):
    rewrite(make("a.csv", f"text,id\n{row}\n".encode()), target, lambda unit: text)
    assert target.read_bytes() == f"text,id\n{written}\n".encode()


def test_an_emptied_row_of_one_column_is_not_a_blank_row(make, target):
    rewrite(make("a.csv", b"text\na\r\nb\r\n"), target, lambda unit: "")
    assert target.read_bytes() == b'text\n""\r\n""\r\n'


def test_units_count_rows_without_header_and_blank_ones(make):
    ref = make("a.csv", b'text,id\n"a ""b""\r\n",1\n\nc,2\n')
    assert list(units(ref)) == [Unit(0, 'a "b"\r\n', "utf-8", "text", "text"), Unit(1, "c", "utf-8", "text", "text")]


def test_a_short_row_has_a_number_but_no_unit(make):
    assert [unit.record for unit in units(make("a.csv", b"id,text\n1,a\n2\n3,c"))] == [0, 2]


@pytest.mark.parametrize("data", [b"", b"\r\n\n", b"id,text", b"id,text\r\n"])
def test_no_records(data, make, target):
    ref = make("a.csv", data)
    assert list(units(ref)) == []
    rewrite(ref, target, nrf)
    assert target.read_bytes() == data


@pytest.mark.parametrize(
    ("name", "data", "seen"),
    [
        ("a.csv", b"id,body\n1,x\n", "'id', 'body'"),
        ("a.csv", b"id; text;body\n1;x\n", "'id', ' text', 'body'"),
        ("a.tsv", b"id,text\n1,x\n", "'id,text'"),
        ("a.csv", ",".join(f"c{n}" for n in range(30)).encode(), ".*'c19', and 10 more"),
    ],
)
def test_missing_column(name, data, seen, make, target):
    ref = make(name, data)
    message = rf"{name}: there is no column 'text'; columns seen: {seen}; name one by --text-field$"
    with pytest.raises(MissingField, match=message):
        list(units(ref))
    with pytest.raises(MissingField, match=message):
        rewrite(ref, target, nrf)
    assert not target.exists()


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b'id,text\n1,FNR\n2,"open\n3,x\n', 3),
        (b'id,text\r\n"1\r\n2",FNR\r\n3,a,"open\r\n', 4),
        (b'id,text\n"open', 2),
        (b'id,text\n1,"open ""\n', 2),
        (b'id,"text\n1,a', 1),
    ],
)
def test_unclosed_quote(data, line, make, target):
    with pytest.raises(InputError, match=rf"a\.csv, line {line}: a quotation mark opens a field"):
        rewrite(make("a.csv", data), target, nrf)
    assert not target.exists()
    assert not list(target.parent.glob("*"))


@pytest.mark.parametrize(
    "row",
    [b'1,"FNR"x"', b'1,"a \\"b\\" of FNR"', b'1,"FNR" tail', b'1,"a \\"b\\", FNR"', b'"1" 2,FNR', b'1,FNR,"x" y'],
)
def test_a_row_with_text_behind_a_closing_mark_is_told_and_stays(row, make, target):
    data = b"id,text\n0,FNR\n" + row + b'\n2,FNR\n3,the "FNR"\n'
    told = []
    io.rewrite(make("a.csv", data), target, lambda texts: [nrf(unit) for unit in texts], broken=told.append)
    first, _, last, quoted = data.split(b"\n")[1:-1]
    cleaned = [line.replace(b"FNR", b"NRF") for line in (first, last, quoted)]
    assert target.read_bytes() == b"\n".join([b"id,text", cleaned[0], row, *cleaned[1:], b""])
    assert len(told) == 1
    assert "a.csv, line 3: text goes on behind a quotation mark that closes a field" in told[0]


def test_blanks_behind_a_closing_mark_stay(make, target):
    ref = make("a.csv", b'id,text\n"1" ,"FNR"  \n"2","x FNR" \n')
    assert rewrite(ref, target, nrf).changed
    assert target.read_bytes() == b'id,text\n"1" ,"NRF"  \n"2","x NRF" \n'


@pytest.mark.parametrize("head", [b"text,text", b"text,id,text", b"id,text,id"])
def test_columns_of_one_name_are_told(head, make, target):
    ref = make("a.csv", head + b"\nFNR,FNR,x\n")
    with pytest.raises(InputError, match=r"a\.csv: several columns are called '(text|id)', so that nobody can tell"):
        io.rewrite(ref, target, lambda texts: [nrf(unit) for unit in texts], fields=io.Fields(("text",), "id"))


def test_large_quoted_field(make, target):
    data = b'text,id\n"' + b'FNR ""x"", \r\n' * 500_000 + b'",1\n'
    assert rewrite(make("a.csv", data), target, nrf).changed
    assert target.read_bytes() == data.replace(b"FNR", b"NRF")
