"""The footer of a parquet file, held against its own schema, before a library acts on it.

pyarrow ends the process where the metadata of a column contradict the schema and it is asked for them: the error that
its C++ code raises passes through a function that lets none pass. So they are looked at here first. The footer is a
structure of Thrift's compact protocol (thrift.apache.org, thrift-compact-protocol.md); the numbers of its fields are
those of parquet.thrift (apache/parquet-format).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

_TAIL = 8  # bytes: the length of the footer, and the magic number
_LIST_OF_MANY = 15
_TRUE, _FALSE, _BYTE, _I64, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = 1, 2, 3, 6, 7, 8, 9, 10, 11, 12
_ROW_GROUPS, _COLUMNS, _META_DATA, _ENCRYPTED, _SIZES = 4, 1, 3, 8, 16  # fields, outermost first
_BYTES_OF_TEXT, _REPETITIONS, _DEFINITIONS = 1, 2, 3  # fields of the size statistics
_TEXTS = "BYTE_ARRAY"

Struct = dict[int, Any]


def contradiction(file: BinaryIO, metadata: Any) -> str | None:
    """What the footer of an open file says against its own schema; None where it says nothing.

    ``metadata`` is what pyarrow read of it.
    """
    file.seek(-_TAIL, 2)
    size = int.from_bytes(file.read(_TAIL)[:4], "little")
    file.seek(-_TAIL - size, 2)
    leaves = [metadata.schema.column(number) for number in range(metadata.num_columns)]
    try:
        footer = _Compact(file.read(size)).struct()
    except (IndexError, RecursionError):  # pyarrow reads no further than it has to
        return "it ends in the middle of a value"
    for group in _structs(footer, _ROW_GROUPS):
        columns = list(_structs(group, _COLUMNS))
        if len(columns) != len(leaves):
            return f"a row group has {len(columns)} columns, and the schema {len(leaves)}"
        for leaf, column in zip(leaves, columns, strict=True):
            if why := _of_column(leaf, column):
                return f"column {leaf.path!r}: {why}"
    return None


def _structs(holder: Struct, field: int) -> Iterator[Struct]:
    found = holder.get(field)
    return (one for one in found if isinstance(one, dict)) if isinstance(found, list) else iter(())


def _of_column(leaf: Any, column: Struct) -> str | None:
    if _ENCRYPTED in column:
        return "it is encrypted"
    about = column.get(_META_DATA)
    if not isinstance(about, dict):
        return "nothing says where its values are"
    sizes = about.get(_SIZES)
    if not isinstance(sizes, dict):
        return None
    for field, most in ((_REPETITIONS, leaf.max_repetition_level), (_DEFINITIONS, leaf.max_definition_level)):
        levels = sizes.get(field)
        if isinstance(levels, list) and levels and len(levels) != most + 1:
            return f"its statistics count {len(levels)} levels, and the schema {most + 1}"
    if _BYTES_OF_TEXT in sizes and leaf.physical_type != _TEXTS:
        return "its statistics are those of a text, which it is not"
    return None


class _Compact:
    """Reads what pyarrow has read before; texts are passed by. Raises IndexError where it is not whole."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def struct(self) -> Struct:
        """The fields of a structure by their numbers."""
        fields: Struct = {}
        number = 0
        while kind := self._byte():
            step = kind >> 4
            number = number + step if step else self._zigzag()
            kind &= 15
            fields[number] = kind == _TRUE if kind in (_TRUE, _FALSE) else self._value(kind)
        return fields

    def _value(self, kind: int) -> Any:
        if kind in (_LIST, _SET):
            return self._list()
        if kind == _STRUCT:
            return self.struct()
        if kind == _MAP:
            return self._map()
        if kind == _BINARY:
            size = self._varint()
            self._at += size
        elif kind == _DOUBLE:
            self._at += 8
        elif kind in (_TRUE, _FALSE, _BYTE):
            self._at += 1
        elif kind <= _I64:
            return self._varint()
        else:
            raise IndexError(kind)
        return None

    def _list(self) -> list[Any]:
        head = self._byte()
        size = head >> 4
        if size == _LIST_OF_MANY:
            size = self._varint()
        return [self._value(head & 15) for _ in range(self._at_most(size))]

    def _map(self) -> None:
        size = self._varint()
        kinds = self._byte() if size else 0
        for _ in range(self._at_most(size)):
            self._value(kinds >> 4)
            self._value(kinds & 15)

    def _at_most(self, size: int) -> int:
        """A number of values, each of which takes a byte."""
        if size > len(self._data):
            raise IndexError(size)
        return size

    def _byte(self) -> int:
        self._at += 1
        return self._data[self._at - 1]

    def _varint(self) -> int:
        value = shift = 0
        while (byte := self._byte()) & 0x80:
            value |= (byte & 0x7F) << shift
            shift += 7
        return value | byte << shift

    def _zigzag(self) -> int:
        value = self._varint()
        return (value >> 1) ^ -(value & 1)
