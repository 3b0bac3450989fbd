"""Parquet files: texts change, all else is what it was."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import pyarrow.parquet.encryption as encryption
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.errors import InputError, MissingField
from normalize.io import Fields, FileRef, records, rewrite
from normalize.io.parquet_footer import contradiction
from normalize.io.parquet_sizes import Coded

NEWS = pa.table(
    {
        "id": pa.array([7, 8, 9], pa.int32()),
        "text": pa.array(["FNR troops", None, "no FNR"], pa.string()),
        "day": pa.array([datetime(2021, 9, day, tzinfo=UTC) for day in (1, 2, 3)], pa.timestamp("us", "UTC")),
        "price": pa.array([Decimal("1.50"), None, Decimal("2.00")], pa.decimal128(9, 2)),
        "tags": pa.array([["FNR"], [], None], pa.list_(pa.string())),
        "parts": pa.array(
            [[{"text": "FNR 1", "n": 1}, {"text": None, "n": 2}], None, [{"text": "x", "n": None}]],
            pa.list_(pa.struct([("text", pa.large_string()), ("n", pa.int8())])),
        ),
        "raw": pa.array([b"\xff\x00", b"", None], pa.binary()),
    },
    metadata={b"made by": b"a desk", b"\xff": b"\x00"},
)


def repaired(units):
    return [unit.text.replace("FNR", "NRF") for unit in units]


@pytest.fixture
def news(tmp_path):
    path = tmp_path / "news.parquet"
    pq.write_table(NEWS, path, row_group_size=2, compression={"text": "zstd", "id": "gzip"}, use_dictionary=["tags"])
    return FileRef(path, path.name)


def texts(ref, *fields, **named):
    return [(u.record, u.field, u.text, u.id) for row in records(ref, fields=Fields(fields, **named)) for u in row]


def test_rows_are_records(news):
    assert texts(news, "text", id_field="id") == [(0, "text", "FNR troops", "7"), (2, "text", "no FNR", "9")]
    assert [name for _, name, _, _ in texts(news, "parts[].text", "tags[]")] == [
        "parts[0].text",
        "tags[0]",
        "parts[0].text",
    ]


def test_all_else_stays(news, tmp_path):
    out = tmp_path / "out.parquet"
    assert rewrite(news, out, repaired, fields=Fields(("text", "parts[].text"))).changed
    new, old = pq.ParquetFile(out), pq.ParquetFile(news.path)
    assert new.schema_arrow.equals(old.schema_arrow, check_metadata=True)
    assert new.schema_arrow.metadata == NEWS.schema.metadata
    table = new.read()
    assert table["text"].to_pylist() == ["NRF troops", None, "no NRF"]
    assert table["parts"].to_pylist()[0][0] == {"text": "NRF 1", "n": 1}
    for name in ("id", "day", "price", "tags", "raw"):
        assert table[name].equals(NEWS[name]), name
    groups = [new.metadata.row_group(i) for i in range(new.num_row_groups)]
    assert [group.num_rows for group in groups] == [2, 1]
    kept = [old.metadata.row_group(0).column(i).compression for i in range(groups[0].num_columns)]
    assert [groups[0].column(i).compression for i in range(groups[0].num_columns)] == kept
    assert rewrite(FileRef(out, "out.parquet"), tmp_path / "again.parquet", repaired).changed is False
    assert (tmp_path / "again.parquet").read_bytes() == out.read_bytes()


def test_written_the_same_way_always(news, tmp_path):
    first = rewrite(news, tmp_path / "1.parquet", repaired)
    assert rewrite(news, tmp_path / "2.parquet", repaired) == first
    assert first.after != first.before


def test_in_place_and_unchanged(news):
    before = news.path.read_bytes()
    assert not rewrite(news, news.path, lambda units: [unit.text for unit in units]).changed
    assert news.path.read_bytes() == before
    assert rewrite(news, news.path, repaired).changed
    assert pq.read_table(news.path)["text"].to_pylist()[0] == "NRF troops"


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string())])
def test_kinds_of_text(kind, tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": pa.array(["FNR", None, "FNR"]).cast(kind)}), path)
    rewrite(FileRef(path, "a"), path, repaired)
    table = pq.read_table(path)
    assert table["text"].to_pylist() == ["NRF", None, "NRF"]
    assert table.schema.field("text").type == kind


def test_empty_and_without_rows(tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": pa.array([], pa.string())}), path)
    assert texts(FileRef(path, "a"), "text") == []
    assert not rewrite(FileRef(path, "a"), tmp_path / "b.parquet", repaired).changed


def test_columns_of_one_name_are_told(tmp_path):
    """Nobody knows which one is meant; others that share a name stay as they are."""
    path = tmp_path / "a.parquet"
    columns = [pa.array(["FNR"]), pa.array(["x"]), pa.array(["y"])]
    pq.write_table(pa.table(columns, names=["text", "text", "b"]), path)
    with pytest.raises(InputError, match="several columns are called 'text'"):
        texts(FileRef(path, "a"), "text")
    pq.write_table(pa.table(columns, names=["text", "b", "b"]), path)
    assert rewrite(FileRef(path, "a"), tmp_path / "b.parquet", repaired).changed
    made = pq.ParquetFile(tmp_path / "b.parquet").read()
    assert (made.schema.names, [one.to_pylist() for one in made.columns[1:]]) == (["text", "b", "b"], [["x"], ["y"]])


@pytest.mark.parametrize(
    ("column", "message"),
    [
        (pa.array([1, 2]), "'text' is int64, .*; name another field"),
        (pa.array([["a"], ["b"]]), r"'text' is a list, .* --text-field text\[\]"),
        (pa.array([[1], [2]]), "'text' is a list of int64, .*; name another field"),
        (pa.array([[{"a": "b"}]]), r"'text' is a list of records, .* --text-field text\[\]\.KEY"),
        (pa.array([[("a", "b")]], pa.map_(pa.string(), pa.string())), "'text' is a map, .*; name another field"),
        (pa.array([{"a": "b"}]), r"'text' is a record, .* --text-field text\.KEY"),
    ],
)
def test_a_column_that_holds_no_text_is_told(column, message, tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": column}), path)
    with pytest.raises(MissingField, match=message):
        texts(FileRef(path, "a"), "text")


@pytest.mark.parametrize("kind", [pa.large_string(), pa.dictionary(pa.int32(), pa.string()), pa.null()])
def test_columns_that_may_hold_a_text_are_read(kind, tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": pa.array([None], kind)}), path)
    assert texts(FileRef(path, "a"), "text") == []


def test_what_is_missing_is_told(news, tmp_path, monkeypatch):
    with pytest.raises(MissingField, match="no column 'body'; columns seen: 'id', 'text'"):
        texts(news, "body")
    damaged = tmp_path / "damaged.parquet"
    damaged.write_bytes(news.path.read_bytes()[:-40])
    for data in (damaged.read_bytes(), b"", b"PAR1", b"PAR1" + bytes(40) + b"PAR1"):
        damaged.write_bytes(data)
        with pytest.raises(InputError, match=r"damaged\.parquet: cannot be read as parquet: ."):
            texts(FileRef(damaged, "damaged"), "text")
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(InputError, match=r"pip install 'normalize-news\[parquet\]'"):
        texts(news, "text")


def test_a_column_that_is_encrypted_is_told(tmp_path):
    """Asked for its metadata, pyarrow would end the process."""

    class Keys(encryption.KmsClient):
        def wrap_key(self, key_bytes, master_key_identifier):
            return key_bytes.hex()

    keys = encryption.CryptoFactory(lambda config: Keys())
    wanted = encryption.EncryptionConfiguration("a", column_keys={"b": ["text"]}, plaintext_footer=True)
    closed = keys.file_encryption_properties(encryption.KmsConnectionConfig(), wanted)
    path = tmp_path / "closed.parquet"
    pq.write_table(NEWS.select(["id", "text"]), path, encryption_properties=closed)
    with pytest.raises(InputError, match=r"closed\.parquet: cannot be read as parquet: column 'text': it is encrypted"):
        texts(FileRef(path, "closed"), "text")


class _Leaf(NamedTuple):
    """A column of a schema."""

    path: str
    max_repetition_level: int
    max_definition_level: int
    physical_type: str = "INT64"


class _Metadata:
    """What a footer is held against: the file's metadata with another schema."""

    def __init__(self, *leaves):
        self.schema, self.num_columns, self._leaves = self, len(leaves), leaves

    def column(self, number):
        return self._leaves[number]


_SIZES_SINCE = 19  # the pyarrow that writes them
TRUE = (_Leaf("id", 0, 1), _Leaf("text", 0, 1, "BYTE_ARRAY"), _Leaf("tags.list.element", 1, 3, "BYTE_ARRAY"))


@pytest.mark.parametrize(
    ("leaves", "why"),
    [
        (TRUE, None),
        (TRUE[:2], "a row group has 3 columns, and the schema 2"),
        ((_Leaf("id", 0, 0), *TRUE[1:]), "column 'id': its statistics count 2 levels, and the schema 1"),
        ((*TRUE[:2], _Leaf("t", 0, 3, "BYTE_ARRAY")), "column 't': its statistics count 2 levels, and the schema 1"),
        ((TRUE[0], _Leaf("text", 0, 1), TRUE[2]), "column 'text': its statistics are those of a text, which it is not"),
    ],
)
def test_a_footer_that_contradicts_its_schema_is_told(news, leaves, why):
    """As above: each of these is an error inside of pyarrow that nothing can catch."""
    if "statistics" in (why or "") and int(pa.__version__.partition(".")[0]) < _SIZES_SINCE:
        pytest.skip("this pyarrow writes no statistics of sizes")
    pq.write_table(NEWS.select(["id", "text", "tags"]), news.path, row_group_size=2)
    with news.path.open("rb") as file:
        assert contradiction(file, _Metadata(*leaves)) == why


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damage_anywhere_brings_an_input_error_or_texts(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("p") / "news.parquet"
    pq.write_table(NEWS.select(["id", "text"]), path, row_group_size=2)
    raw = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(raw)
    try:
        assert all(isinstance(text, str) for _, _, text, _ in texts(FileRef(path, "news"), "text"))
        rewrite(FileRef(path, "news"), path.with_name("out.parquet"), repaired)
    except InputError:
        pass


def test_columns_cost_as_much_each(monkeypatch, tmp_path):
    def looks(columns):
        path = tmp_path / f"{columns}.parquet"
        pq.write_table(pa.table({"text": ["FNR"], **{f"c{i}": [i] for i in range(columns)}}), path)
        seen = []

        class Counting:
            def __init__(self, chunk):
                self._chunk = chunk

            def __getattr__(self, name):
                seen.append(name)
                return getattr(self._chunk, name)

        metadata = pq.ParquetFile(path).metadata
        coded = Coded(path, pq, metadata)
        group = metadata.row_group(0)
        chunks = [Counting(group.column(i)) for i in range(group.num_columns)]
        known = SimpleNamespace(num_columns=len(chunks), column=chunks.__getitem__)
        coded._metadata = SimpleNamespace(row_group=lambda _: known)
        coded.rows_at_once(0, ["text", *(f"c{i}" for i in range(columns))])
        return len(seen)

    assert looks(40) <= 2 * looks(20)


def test_encodings_order_and_page_index_of_other_columns_stay(tmp_path):
    table = pa.table(
        {
            "id": list(range(50)),
            "v": [i / 7 for i in range(50)],
            "k": [f"key-{i:05}" for i in range(50)],
            "text": ["Fighting in the Panchir valley."] * 50,
            "n": list(range(50)),
        }
    )
    order = [pq.SortingColumn(0), pq.SortingColumn(3, descending=True), pq.SortingColumn(4)]
    encodings = {
        "id": "DELTA_BINARY_PACKED",
        "v": "BYTE_STREAM_SPLIT",
        "k": "DELTA_BYTE_ARRAY",
        "text": "DELTA_LENGTH_BYTE_ARRAY",
    }
    source, target = tmp_path / "a.parquet", tmp_path / "b.parquet"
    pq.write_table(
        table,
        source,
        use_dictionary=["n"],
        column_encoding=encodings,
        sorting_columns=order,
        write_page_index=True,
        row_group_size=20,
    )
    rewrite(FileRef(source, "a.parquet"), target, lambda units: [u.text.replace("Panchir", "Panjshir") for u in units])
    before, after = pq.ParquetFile(source).metadata, pq.ParquetFile(target).metadata
    assert pq.read_table(target).drop_columns("text") == table.drop_columns("text")
    for group in range(before.num_row_groups):
        old, new = before.row_group(group), after.row_group(group)
        assert new.sorting_columns == old.sorting_columns[:1], "an edited text may be elsewhere in the order"
        for i in range(before.num_columns):
            assert set(new.column(i).encodings) == set(old.column(i).encodings)
            assert new.column(i).has_offset_index
            assert new.column(i).has_column_index


@pytest.mark.parametrize("keeps_schema", [True, False])
def test_what_the_footer_holds_beside_the_schema_stays(tmp_path, keeps_schema):
    source, target = tmp_path / "a.parquet", tmp_path / "b.parquet"
    schema = pa.schema([("text", pa.string())], metadata={b"own": b"1"})
    with pq.ParquetWriter(source, schema, store_schema=keeps_schema) as writer:
        writer.write_table(pa.table({"text": ["Panchir"]}, schema=schema))
        writer.add_key_value_metadata({"k": "v"})
    rewrite(FileRef(source, "a.parquet"), target, lambda units: ["Panjshir" for _ in units])
    before, after = (pq.read_metadata(path).metadata for path in (source, target))
    assert {**before, b"ARROW:schema": b""} == {**after, b"ARROW:schema": b""}
