"""Streams: the pieces joined are the bytes that came, and no portion that they came in changes a piece."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.errors import InputError, MissingField
from normalize.io import Fields, Slot, Unread, delimited
from normalize.io.formats import Kind
from normalize.io.stream import cutter

FIELDS = Fields(("title", "text"))
LINES = st.sampled_from(
    [
        b'{"text": "Panchir"}\n',
        '{"title": "é", "id": 7, "text": "b"}\r\n'.encode(),
        b"\n",
        b'{"text": \n',
        b'{"text": "\xff"}\n',
        b'{"text": ["a"]}\n',
        b'{"text": "no end"}',
    ]
)
ROWS = st.sampled_from(
    [
        b"1,a,b\n",
        b'2,"two\nlines","x"\r\n',
        b"\n",
        b'3,"a ""b""",c\n',
        b'4,"open\n',
        "5,é,ü\n".encode(),
        b"6,\xe9,b\n",
        b"7",
    ]
)


def pieces(kind: Kind, portions: list[bytes]) -> list[object]:
    """What is comparable of the pieces of a stream."""
    cut = cutter(kind, "standard input", FIELDS)
    found = [piece for portion in portions for piece in cut.feed(portion)]
    found += cut.end()
    return [(p.original, p.units) if isinstance(p, Slot) else p for p in found]


def joined(found: list[object]) -> bytes:
    return b"".join(p if isinstance(p, bytes) else p.original if isinstance(p, Unread) else p[0] for p in found)


def portions_of(data: bytes, cuts: list[int]) -> list[bytes]:
    places = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
    return [data[a:b] for a, b in pairwise(places)]


@given(lines=st.lists(LINES, min_size=1), cuts=st.lists(st.integers(0, 400), max_size=8), mark=st.booleans())
def test_json_lines_do_not_depend_on_the_portions(lines, cuts, mark):
    data = (b"\xef\xbb\xbf" if mark else b"") + b'{"text": "a"}\n' + b"".join(lines)
    whole = pieces(Kind.JSONL, [data])
    assert joined(whole) == data
    assert pieces(Kind.JSONL, portions_of(data, cuts)) == whole


@given(rows=st.lists(ROWS, max_size=8), cuts=st.lists(st.integers(0, 300), max_size=8))
def test_rows_do_not_depend_on_the_portions(rows, cuts):
    data = b"id,title,text\n" + b"".join(rows)
    whole = pieces(Kind.CSV, [data])
    assert joined(whole) == data
    assert pieces(Kind.CSV, portions_of(data, cuts)) == whole


def test_a_line_is_handed_on_when_it_is_complete():
    cut = cutter(Kind.JSONL, "standard input", FIELDS)
    assert list(cut.feed(b'{"text": "a"}')) == []
    [piece] = cut.feed(b'\n{"te')
    assert isinstance(piece, Slot)
    assert [unit.text for unit in piece.units] == ["a"]


def test_a_row_is_handed_on_when_it_is_complete():
    cut = cutter(Kind.TSV, "standard input", FIELDS)
    assert list(cut.feed(b"id\ttext\n1\ta\n2")) != []
    assert [piece.original for piece in cut.feed(b'\t"b\n') if isinstance(piece, Slot)] == []
    assert [piece.original for piece in cut.feed(b'c"\n') if isinstance(piece, Slot)] == [b'2\t"b\nc"\n']


def test_an_open_field_is_looked_at_once(monkeypatch):
    """However many portions wait for the end of a field, none is read again with each that follows."""
    looked: list[int] = []
    is_open = delimited.is_open
    monkeypatch.setattr(delimited, "is_open", lambda text: looked.append(len(text)) or is_open(text))
    rows = delimited.Rows._rows
    asked: list[None] = []
    monkeypatch.setattr(delimited.Rows, "_rows", lambda *a, **k: asked.append(None) or rows(*a, **k))
    portions = [b"id,text\n", b'1,"open\n', *[b'2,"" and so on\n'] * 1000]
    found = pieces(Kind.CSV, portions)
    assert joined(found) == b"".join(portions)
    assert sum(looked) < 2 * len(b"".join(portions))
    assert len(asked) == 3


@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_a_stream_goes_on_behind_a_mark_that_is_never_closed(monkeypatch, size):
    monkeypatch.setattr(delimited, "LONGEST_ROW", 60)
    data = b'id,text\n1,"open\n' + b"2,b\n" * 30 + b'3,"' + b"long\n" * 30 + b'"\n4,d\n'
    found = pieces(Kind.CSV, [data[at : at + size] for at in range(0, len(data), size)])
    assert joined(found) == data
    unread = [piece for piece in found if isinstance(piece, Unread)]
    assert [one.original for one in unread] == [b'1,"open\n', b'3,"long\n', b'"\n']
    assert "line 2: a row of more than 60 characters begins here" in unread[0].problem
    slots = [piece[0] for piece in found if isinstance(piece, tuple)]
    assert slots == [*[b"2,b\n"] * 30, b"4,d\n"]


def test_a_broken_record_is_named_and_stays():
    found = pieces(Kind.JSONL, [b'{"text": "a"}\n{"text": \n'])
    assert found[1] == Unread(b'{"text": \n', "standard input, line 2: not a JSON record: Expecting value at column 10")


def test_records_without_the_field_are_told_at_the_end():
    cut = cutter(Kind.JSONL, "standard input", Fields(("body",)))
    assert list(cut.feed(b'{"text": "a"}\n')) == [b'{"text": "a"}\n']
    with pytest.raises(MissingField, match="has the field 'body'; fields seen: 'text'; name one by --text"):
        list(cut.end())


def test_utf16_records_are_refused():
    with pytest.raises(InputError, match="records of a stream are read as UTF-8"):
        list(cutter(Kind.JSONL, "standard input", FIELDS).feed('{"text": "a"}\n'.encode("utf-16")))


def test_a_text_comes_whole():
    cut = cutter(Kind.TEXT, "standard input", FIELDS)
    assert list(cut.feed("café\n".encode("cp1252"))) == []
    [slot] = cut.end()
    assert isinstance(slot, Slot)
    assert (slot.units[0].text, slot.encode(["thé\n"])) == ("café\n", "thé\n".encode("cp1252"))


LIMITED = {
    Kind.JSONL: [b'{"text": "Panchir"}\n', b'{"text": "' + b"x" * 60 + b'"}\n', b"\n", b'{"text": "a"}'],
    Kind.CSV: [b"text,b\n", b"Panchir,1\n", b"x" * 60 + b",2\n", b'"a\nb",3'],
    Kind.TEXT: [b"Panchir ", b"x" * 60, b" Panchir\n"],
}


@pytest.mark.parametrize("kind", LIMITED)
@given(cuts=st.lists(st.integers(0, 200), max_size=8))
def test_what_is_larger_than_is_read_is_passed_and_told_once(kind, cuts):
    data = b"".join(LIMITED[kind])
    cut = cutter(kind, "standard input", Fields(largest=40))
    found = [piece for portion in portions_of(data, cuts) for piece in cut.feed(portion)]
    found += cut.end()
    slots = [piece for piece in found if isinstance(piece, Slot)]
    told = [piece.problem for piece in found if isinstance(piece, Unread)]
    assert b"".join(p if isinstance(p, bytes) else p.original for p in found) == data
    assert [unit.text for slot in slots for unit in slot.units] == {
        Kind.JSONL: ["Panchir", "a"],
        Kind.CSV: ["Panchir", "a\nb"],
        Kind.TEXT: [],
    }[kind]
    where = {Kind.JSONL: ", line 2", Kind.CSV: ", record 1", Kind.TEXT: ""}[kind]
    assert told == [f"standard input{where}: larger than 40 bytes, so it is left alone; --max-size sets the limit"]
