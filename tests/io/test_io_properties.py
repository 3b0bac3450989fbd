"""What holds for any text, encoding and record."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import json
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from texts import rewrite, units

from normalize.errors import BinaryFile, NormalizeError
from normalize.io import FileRef, encodable
from normalize.io.encoding import decode
from normalize.io.json_literal import literal_like

BOMS = {
    "utf-8": b"",
    "utf-8-sig": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "cp1252": b"",
    "cp1251": b"",
    "gb18030": b"",
}

chars = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
texts = st.text(st.one_of(chars, st.sampled_from('\r\n\t"\\/,;|é“\u2028')), max_size=60)
surrogate_texts = st.text(st.one_of(st.characters(), st.sampled_from("\ud800\udcff\udc80")), max_size=20)
records = st.dictionaries(st.sampled_from(["id", "é", "x"]), st.one_of(st.none(), st.integers(), st.floats(), texts))
cells = st.text(st.sampled_from('ab "é,;|\t\r\n\u2028\x0b'), max_size=8)


def rewritten(name, data, replace):
    """Return the bytes after a rewrite and the units that were seen."""
    with tempfile.TemporaryDirectory() as folder:
        ref, target = FileRef(Path(folder) / name, name), Path(folder) / "out"
        ref.path.write_bytes(data)
        seen = list(units(ref))
        given_units = []
        result = rewrite(ref, target, lambda unit: given_units.append(unit) or replace(unit))
        assert given_units == seen
        assert result.changed == (result.before != result.after) == (target.read_bytes() != data)
        return target.read_bytes(), seen


@given(st.one_of(st.binary(), texts.map(str.encode)), st.sampled_from(["a.txt", "a.jsonl", "a.csv", "a.tsv"]))
def test_any_bytes_come_back_or_are_refused_in_one_line(data, name):
    try:
        after = rewritten(name, data, lambda unit: unit.text)[0]
    except NormalizeError as error:
        message = str(error)
    else:
        assert after == data
        return
    assert len(message.splitlines()) == 1


@given(st.binary())
def test_decoding_loses_nothing(data):
    try:
        decoded = decode(data, "a")
    except BinaryFile:
        return
    assert decoded.encoding.bom + decoded.encoding.encode(decoded.text) == data
    assert encodable(decoded.text, decoded.encoding.name)


@given(texts, st.sampled_from(sorted(BOMS)), st.booleans())
def test_identity_on_any_text_and_encoding(text, codec, packed):
    data = BOMS[codec] + text.encode(codec.removesuffix("-sig"), "ignore")
    try:
        data = gzip.compress(data) if packed else data
        assert rewritten("a.txt.gz" if packed else "a.txt", data, lambda unit: unit.text)[0] == data
    except BinaryFile:
        assert sum(char < " " for char in text) > 0 or codec in {"gb18030", "cp1251", "cp1252"}


@given(texts, texts, st.sampled_from(["utf-8-sig", "utf-16-le", "utf-16-be", "utf-32-le"]))
def test_replaced_text_reads_back_with_its_bom(old, new, codec):
    body = codec.removesuffix("-sig")
    try:
        data, seen = rewritten("a.txt", BOMS[codec] + f"a{old}".encode(body), lambda unit: new)
    except BinaryFile:
        return
    assert [unit.text for unit in seen] == [f"a{old}"]
    assert data == BOMS[codec] + new.encode(body)


@given(
    st.lists(st.tuples(records, texts, st.booleans()), min_size=1),
    texts,
    st.booleans(),
    st.sampled_from(["\n", "\r\n", "\n\n"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"]),
)
def test_jsonl_replaces_the_field_and_nothing_else(rows, new, ensure_ascii, end, codec):
    dicts = [
        {**row, "text": text, "z": text} if first else {"z": text, **row, "text": text} for row, text, first in rows
    ]
    lines = "".join(json.dumps(row, ensure_ascii=ensure_ascii) + end for row in dicts)
    body = codec.removesuffix("-sig")
    data = BOMS[codec] + lines.encode(body)
    assert rewritten("a.jsonl", data, lambda unit: unit.text)[0] == data
    changed, seen = rewritten("a.jsonl", data, lambda unit: unit.text + new)
    assert [unit.text for unit in seen] == [row["text"] for row in dicts]
    read = [json.loads(line) for line in changed[len(BOMS[codec]) :].decode(body).split("\n") if line.strip()]
    assert repr(read) == repr([{**row, "text": row["text"] + new} for row in dicts])
    assert rewritten("a.jsonl", changed, lambda unit: unit.text[: len(unit.text) - len(new)])[0] == data


@given(surrogate_texts, surrogate_texts, st.booleans(), st.sampled_from(["utf-8", "cp1252", "ascii"]))
def test_json_literals_read_back_and_keep_their_form(old, new, ensure_ascii, codec):
    literal = json.dumps(old, ensure_ascii=ensure_ascii).encode("utf-8", "replace").decode()
    written = literal_like(literal, new, codec)
    assert json.loads(written) == json.loads(json.dumps(new))
    written.encode(codec)
    if encodable(literal, codec):
        assert literal_like(literal, json.loads(literal), codec) == literal


@given(
    st.lists(st.lists(cells, min_size=1, max_size=5), max_size=6),
    st.integers(0, 2),
    cells,
    st.sampled_from([",", ";", "\t", "|"]),
    # Without quotes around all fields the writer leaves "\r" bare when the line ends are "\n".
    st.sampled_from([(csv.QUOTE_MINIMAL, "\r\n"), *((csv.QUOTE_ALL, end) for end in ("\n", "\r\n", "\r"))]),
)
def test_csv_replaces_the_column_and_nothing_else(rows, column, new, delimiter, style):
    quoting, end = style
    header = [*["id", "x", "y"][:column], "text", "z"]
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows([header, *rows])
    data = buffer.getvalue().encode()
    assert rewritten("a.csv", data, lambda unit: unit.text)[0] == data
    changed, seen = rewritten("a.csv", data, lambda unit: new)
    assert [(unit.record, unit.text) for unit in seen] == [
        (number, row[column]) for number, row in enumerate(rows) if len(row) > column
    ]
    read = list(csv.reader(io.StringIO(changed.decode(), newline=""), delimiter=delimiter))
    assert read[1:] == [row[:column] + [new] * (len(row) > column) + row[column + 1 :] for row in rows]


@given(st.text(st.sampled_from('ab",\r\n'), max_size=40))
def test_csv_reads_as_the_csv_module_does(body):
    data = f"id,text\n{body}"
    try:
        _, seen = rewritten("a.csv", data.encode(), lambda unit: unit.text)
    except NormalizeError:
        return
    rows = list(csv.reader(io.StringIO(data, newline="")))[1:]
    assert [unit.text for unit in seen] == [row[1] for row in rows if len(row) > 1]
