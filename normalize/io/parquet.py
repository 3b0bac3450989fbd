"""Parquet files: row by row, the texts of some columns, also inside structs and lists; all else stays.

A file in which a text changes is written anew, row group by row group: with its schema and metadata, the codec of each
column and the rows of each group. One in which none does is copied. Needs pyarrow.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from itertools import count, islice, repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from normalize.errors import InputError, MissingField, installing
from normalize.io.atomic import Output
from normalize.io.batches import RECORDS
from normalize.io.fields import Fields, Node
from normalize.io.messages import A_LIST, A_RECORD, LIST_OF_RECORDS, named, no_text, reason, several_columns, shown
from normalize.io.model import Unit
from normalize.io.parquet_footer import contradiction
from normalize.io.parquet_sizes import Coded
from normalize.io.remote import is_remote
from normalize.io.sizes import check_ratio, too_large

if TYPE_CHECKING:
    import pyarrow as pa

_LEGACY_TIMES = "INT96"
_ARROW = b"ARROW:schema"  # the key of a footer under which the schema stands once more
# Encodings that a writer can be told to use in place of a dictionary.
_ENCODINGS = frozenset(["BYTE_STREAM_SPLIT", "DELTA_BINARY_PACKED", "DELTA_LENGTH_BYTE_ARRAY", "DELTA_BYTE_ARRAY"])
_LONGEST_CHAR = 4  # bytes of UTF-8

# Units of what they hold, in the order of their fields: without a call of Python for each of a million rows.
_unit = cast("Callable[[tuple[Any, ...]], Unit]", partial(tuple.__new__, Unit))
Replace = Callable[[tuple[Unit, ...]], Sequence[str]]
Ahead = Callable[[Sequence[tuple[Unit, ...]]], object]
Broken = Callable[[str], object]


class _Place(NamedTuple):
    """A text in a row: what holds it and under which key, which field it is, and where it stands."""

    holder: Any
    key: Any
    number: int
    name: str


class Table:
    """A parquet file that is open for reading. Raises InputError for what is none, MissingField without the fields."""

    def __init__(self, path: Path, fields: Fields, broken: Broken, ahead: Ahead = lambda records: None) -> None:
        """``broken`` is told of texts above the largest size."""
        self.name, self._fields, self._broken, self._ahead = shown(path), fields, broken, ahead
        self._path, parquet = path, _library(self.name)
        with self._readable():
            self._file = parquet.ParquetFile(self._source())
            self._schema: pa.Schema = self._file.schema_arrow
            self._check_footer()
        self.groups: int = self._file.num_row_groups
        self._columns = [name for name in self._schema.names if name in fields.root.keys]
        if len(set(self._columns)) < len(self._columns):
            twice = next(name for name in self._columns if self._columns.count(name) > 1)
            raise InputError(f"{self.name}: {several_columns(twice)}")
        self._check_fields()

    def _check_fields(self) -> None:
        """Raise MissingField without a column that is asked for, and where all of them hold something else."""
        fields = self._fields
        wanted = [name for name in self._columns if name in fields.names or _is_above(name, fields.names)]
        if not wanted:
            which = f"column {fields.names[0]!r}" if len(fields.names) == 1 else f"columns {named(fields.names)}"
            seen = named(self._schema.names)
            raise MissingField(f"{self.name}: there is no {which}; columns seen: {seen}; name one by --text-field")
        others = [
            None if fields.root.keys[name].is_inner else _no_text(self._schema.field(name).type) for name in wanted
        ]
        if others[0] and all(others):
            raise MissingField(no_text(self.name, wanted[0], others[0]))

    def _check_footer(self) -> None:
        """Refuse what would end the process when pyarrow is asked for it."""
        with self._path.open("rb") as file:
            why = contradiction(file, self._file.metadata)
        if why is not None:
            raise InputError(f"{self.name}: cannot be read as parquet: {why}")

    def _source(self) -> Any:
        return self._path.open("rb") if is_remote(self._path) else self._path

    @cached_property
    def _coded(self) -> Coded:
        return Coded(self._source(), _library(self.name), self._file.metadata)

    def rows(self, group: int, first: int) -> Iterator[tuple[Unit, ...]]:
        """The units of each row of a group that has any, whose first row is number ``first`` of the file."""
        if self._is_flat():
            return self._flat_rows(group, first)
        each = (self._units(number, row)[0] for number, row in enumerate(self._rows(group), start=first))
        return filter(None, each)

    def _is_flat(self) -> bool:
        """Whether all that is asked for are columns by themselves, as in most files."""
        return not any(self._fields.root.keys[name].is_inner for name in self._columns)

    def _flat_rows(self, group: int, first: int) -> Iterator[tuple[Unit, ...]]:
        """The same, column by column: twice as fast."""
        names = [name for name in self._fields.names if name in self._columns]
        id_field = self._fields.id_field if self._fields.id_field in self._columns else ""
        number = first
        for batch in self._batches(group):
            with self._readable():
                columns = [batch.column(name).to_pylist() for name in names]
                ids = batch.column(id_field).to_pylist() if id_field else [None] * batch.num_rows
            if len(names) == 1 and not id_field and self._are_small_texts(batch.column(names[0])):
                shared = map(repeat, ("utf-8", "text", names[0], None))
                yield from zip(map(_unit, zip(count(number), columns[0], *shared, strict=False)), strict=True)
                number += batch.num_rows
                del batch, columns  # before the next are made: memory that is used again is not asked for anew
                continue
            for own_id, *texts in zip(ids, *columns, strict=True):
                named_so = None if own_id is None else str(own_id)
                units = [
                    Unit(number, text, "utf-8", "text", name, named_so)
                    for name, text in zip(names, texts, strict=True)
                    if isinstance(text, str) and not self._is_too_large(number, name, text)
                ]
                if units:
                    yield tuple(units)
                number += 1

    def _are_small_texts(self, column: Any) -> bool:
        """Whether a column holds a text in each row, and all of them no more than the largest size."""
        import pyarrow as pa

        if column.null_count or not pa.types.is_string(column.type):
            return False
        return not self._fields.largest or bool(column.nbytes <= self._fields.largest)

    def replaced(self, group: int, first: int, replace: Replace) -> tuple[pa.Table, bool]:
        """A row group with other texts, and whether any changed."""
        columns: dict[str, list[Any]] = {name: [] for name in self._columns}
        changed = False
        rows = enumerate(self._rows(group), start=first)
        while some := [(row, *self._units(number, row)) for number, row in islice(rows, RECORDS)]:
            self._ahead([units for _, units, _ in some if units])
            for row, units, places in some:
                texts = replace(units) if units else ()
                for unit, place, text in zip(units, places, texts, strict=True):
                    if text != unit.text:
                        place.holder[place.key] = text
                        changed = True
                for name in self._columns:
                    columns[name].append(row[name])
        table = self.group(group)
        return (self._with(table, columns) if changed else table), changed

    def group(self, number: int) -> pa.Table:
        """A row group as it is."""
        self._rows_at_once(number, self._schema.names)
        with self._readable():
            return self._file.read_row_group(number)

    def size_of(self, group: int) -> int:
        """How many rows a group has."""
        return int(self._file.metadata.row_group(group).num_rows)

    @contextmanager
    def writer(self, output: Output) -> Iterator[Any]:
        """Writes row groups as those of this file are written."""
        with self._readable():
            options = self._options()
        sink = _Sink(output)
        with _library(self.name).ParquetWriter(sink, self._schema, **options) as writer:
            yield writer
            if others := self._other_metadata():
                writer.add_key_value_metadata(others)

    def _options(self) -> dict[str, Any]:
        """How this file is written."""
        metadata = self._file.metadata
        columns = [metadata.row_group(0).column(i) for i in range(metadata.num_columns)] if self.groups else []
        paths = [column.path_in_schema for column in columns]
        plain = {c.path_in_schema: _encoding(c) for c in columns if not c.has_dictionary_page and _encoding(c)}
        return {
            "column_encoding": plain or None,
            "sorting_columns": self._sorted_by(paths) or None,
            "write_page_index": any(column.has_offset_index for column in columns),
            "compression": {column.path_in_schema: _codec(column.compression) for column in columns} or "none",
            "use_dictionary": [column.path_in_schema for column in columns if column.has_dictionary_page],
            "use_deprecated_int96_timestamps": any(column.physical_type == _LEGACY_TIMES for column in columns),
            "use_compliant_nested_type": not any(".list.item" in path or path.endswith(".array") for path in paths),
            "version": metadata.format_version if metadata.format_version in ("1.0", "2.4", "2.6") else "2.6",
        }

    def _other_metadata(self) -> dict[bytes, bytes]:
        """What the footer holds beside what belongs to the schema."""
        ours = {_ARROW, *(self._schema.metadata or {})}
        return {key: value for key, value in (self._file.metadata.metadata or {}).items() if key not in ours}

    def _sorted_by(self, paths: Sequence[str]) -> list[Any]:
        """What all row groups say that they are sorted by, up to the first column that may be edited."""
        metadata = self._file.metadata
        said = {metadata.row_group(i).sorting_columns for i in range(self.groups)}
        keys = said.pop() if len(said) == 1 else ()
        edited = tuple(paths[key.column_index].partition(".")[0] in self._columns for key in keys)
        return list(keys[: edited.index(True) if True in edited else None])

    def _rows(self, group: int) -> Iterator[dict[str, Any]]:
        """The rows of a group as far as they are asked for."""
        for batch in self._batches(group):
            with self._readable():
                rows: list[dict[str, Any]] = batch.to_pylist()
            yield from rows

    def _batches(self, group: int) -> Iterator[Any]:
        self._check_size(group)
        rows = self._rows_at_once(group, self._columns)
        batches = self._file.iter_batches(rows, row_groups=[group], columns=self._columns, use_threads=False)
        while True:
            with self._readable():
                batch = next(batches, None)
            if batch is None:
                return
            yield batch

    def _check_size(self, group: int) -> None:
        """Refuse a group that is made to take all memory."""
        row_group = self._file.metadata.row_group(group)
        for column in map(row_group.column, range(row_group.num_columns)):
            try:
                check_ratio(column.total_compressed_size, column.total_uncompressed_size)
            except EOFError as error:
                raise InputError(f"{self.name}: cannot be read: column {column.path_in_schema!r}: {error}") from None

    def _rows_at_once(self, group: int, columns: Sequence[str]) -> int:
        """How many rows of some columns of a group may be read at a time; refuses one as :meth:`_check_size` does."""
        with self._readable():
            try:
                return self._coded.rows_at_once(group, columns)
            except EOFError as error:
                raise InputError(f"{self.name}: cannot be read: {error}") from None

    def _units(self, number: int, row: dict[str, Any]) -> tuple[tuple[Unit, ...], list[_Place]]:
        found = list(_places(row, self._fields.root, ""))
        ids = [place for place in found if place.number == Fields.ID]
        named_so = str(ids[0].holder[ids[0].key]) if ids else None
        texts = {place.name: place for place in found if place.number != Fields.ID}
        for name, place in list(texts.items()):
            if self._is_too_large(number, name, place.holder[place.key]):
                del texts[name]
        places = sorted(texts.values(), key=lambda place: place.number)
        units = [Unit(number, place.holder[place.key], "utf-8", "text", place.name, named_so) for place in places]
        return tuple(units), places

    def _is_too_large(self, number: int, name: str, text: str) -> bool:
        """Whether a text is above the largest size, which is told."""
        largest = self._fields.largest
        if not largest or len(text) * _LONGEST_CHAR <= largest or len(text.encode("utf-8", "replace")) <= largest:
            return False
        self._broken(too_large(f"{self.name}, record {number}, {name}", largest))
        return True

    def _with(self, table: pa.Table, columns: dict[str, list[Any]]) -> pa.Table:
        import pyarrow as pa

        for name, values in columns.items():
            place = table.schema.get_field_index(name)
            field = table.schema.field(place)
            array = pa.chunked_array([pa.array(values, type=field.type)])
            old = table.column(place)
            if array.equals(old):
                continue
            if not pa.chunked_array([pa.array(old.to_pylist(), type=field.type)]).equals(old):
                raise InputError(f"{self.name}: column {name!r} holds values that cannot be written back as they are")
            table = table.set_column(place, field, array)
        return table

    @contextmanager
    def _readable(self) -> Iterator[None]:
        """Turn a failure to read into an InputError."""
        import pyarrow as pa

        try:
            yield
        except (OSError, pa.ArrowException, UnicodeDecodeError) as error:
            raise InputError(f"{self.name}: cannot be read as parquet: {reason(error)}") from error


def _library(name: str) -> Any:
    try:
        import pyarrow.parquet
    except ImportError:
        raise InputError(f"{name}: parquet files need one more package: {installing('parquet')}") from None
    return pyarrow.parquet


def _encoding(column: Any) -> str | None:
    """How the values of a column without a dictionary are written, where that is not as plain as can be."""
    return next((name for name in column.encodings if name in _ENCODINGS), None)


def _codec(name: str) -> str:
    return "none" if name == "UNCOMPRESSED" else name.lower()


def _is_above(column: str, names: Sequence[str]) -> bool:
    """Whether a path goes down from a column."""
    return any(name.startswith((f"{column}.", f"{column}[]")) for name in names)


_TEXTS = ("string", "large_string", "string_view", "null")
_LISTS = ("list", "large_list", "list_view", "large_list_view", "fixed_size_list")


def _no_text(kind: Any) -> str | None:
    """What a column of a type holds, where that is no text."""
    name = str(getattr(kind, "value_type", kind) if str(kind).startswith("dictionary") else kind)
    if name in _TEXTS:
        return None
    outer = name.partition("<")[0]  # list<item: string>
    if outer not in _LISTS:
        return A_RECORD if outer == "struct" else f"a {outer}" if outer == "map" else name
    inner = _no_text(kind.value_type)
    return A_LIST if inner is None else LIST_OF_RECORDS if inner == A_RECORD else f"a list of {inner}"


def _places(holder: Any, node: Node, name: str) -> Iterator[_Place]:
    """The texts of the fields below a node, and the id."""
    if isinstance(holder, dict):
        below = [(key, f"{name}.{key}" if name else key, node.keys.get(key)) for key in holder]
    else:
        below = [(i, f"{name}[{i}]", node.items) for i in range(len(holder))]
    for key, place, deeper in below:
        value = holder[key]
        if deeper is None or value is None:
            continue
        if isinstance(value, dict | list):
            yield from _places(value, deeper, place)
        elif deeper.number is not None and (isinstance(value, str) or deeper.number == Fields.ID):
            yield _Place(holder, key, deeper.number, place)


class _Sink(io.RawIOBase):
    """What pyarrow writes to."""

    def __init__(self, output: Output) -> None:
        self._output, self._size = output, 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._size

    def write(self, data: Any) -> int:
        """Add bytes."""
        raw = bytes(data)
        self._output.write(raw)
        self._size += len(raw)
        return len(raw)
