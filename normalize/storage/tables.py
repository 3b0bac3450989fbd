"""Tables on disk that open at once, whatever their size: a key is looked up without reading the other ones.

A file holds a key that says what it was made from, some plain values, and tables from text to plain values. The rows of
a table lie in buckets by the checksum of their key; a bucket is JSON and is decoded when it is first asked for. So
opening costs one read, and nothing in the file can run. A checksum over the whole finds damage.

    magic · checksum (4 bytes) · length of the head (8 bytes) · head (JSON) · for each table: offsets, buckets
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import Any
from zlib import crc32

import orjson

_MAGIC = b"normalize store 1\n"
_CHECKED = len(_MAGIC) + 4  # where the bytes begin that the checksum covers
_HEAD = _CHECKED + 8
_ROWS = 12  # in a bucket, on average
_BOUND = 1 << 16  # buckets that are kept decoded
_WIDTH = 8  # bytes of an offset


class Table(Mapping[str, Any]):
    """One table of a store. Callers share its values: do not change them."""

    def __init__(self, data: bytes, base: int, first: int, buckets: int, rows: int) -> None:
        """Offsets count from ``base``; ``first`` is where those of the buckets stand, one more than there are."""
        self._place = (data, base, first, buckets, rows)
        begin = base + first
        self._offsets = memoryview(data)[begin : begin + _WIDTH * (buckets + 1)].cast("Q")
        self._decoded: dict[int, dict[str, Any]] = {}

    def __reduce__(self) -> tuple[type[Table], tuple[bytes, int, int, int, int]]:
        return Table, self._place

    def _bucket(self, number: int) -> dict[str, Any]:
        found = self._decoded.get(number)
        if found is None:
            if len(self._decoded) >= _BOUND:
                self._decoded = {}
            data, base = self._place[:2]
            start, end = base + self._offsets[number], base + self._offsets[number + 1]
            found = orjson.loads(data[start:end]) if end > start else {}
            self._decoded[number] = found
        return found

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, or ``default``."""
        return self._bucket(_hash(key) % self._place[3]).get(key, default)

    def __getitem__(self, key: str) -> Any:
        return self._bucket(_hash(key) % self._place[3])[key]

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key in self._bucket(_hash(key) % self._place[3])

    def __iter__(self) -> Iterator[str]:
        for number in range(self._place[3]):
            yield from self._bucket(number)

    def __len__(self) -> int:
        return self._place[4]


def _hash(key: str) -> int:
    return crc32(key.encode("utf-8", "surrogatepass"))


class Store:
    """The plain values and the tables of one file."""

    def __init__(self, values: Mapping[str, Any], tables: Mapping[str, Table]) -> None:
        self.values = values
        self.tables = tables


def pack(key: str, values: Mapping[str, Any], tables: Mapping[str, Mapping[str, Any]]) -> bytes:
    """The bytes of a store; values must be what JSON can hold.

    >>> store = unpack(pack("k", {"n": 1}, {"t": {"a": [1], "b": None}}), "k")
    >>> store.values["n"], store.tables["t"]["a"], "b" in store.tables["t"], "c" in store.tables["t"]
    (1, [1], True, False)
    """
    places: dict[str, tuple[int, int, int]] = {}
    body: list[bytes] = []
    at = 0
    for name, table in tables.items():
        count = max(1, len(table) // _ROWS)
        buckets: list[dict[str, Any]] = [{} for _ in range(count)]
        for row, value in table.items():
            buckets[_hash(row) % count][row] = value
        pieces = [orjson.dumps(bucket) if bucket else b"" for bucket in buckets]
        places[name] = (at, count, len(table))
        offsets = [at + _WIDTH * (count + 1)]
        for piece in pieces:
            offsets.append(offsets[-1] + len(piece))
        pad = bytes(-offsets[-1] % _WIDTH)
        body += [b"".join(offset.to_bytes(_WIDTH, sys.byteorder) for offset in offsets), *pieces, pad]
        at = offsets[-1] + len(pad)
    head = orjson.dumps({"key": key, "values": values, "tables": places})
    checked = b"".join((len(head).to_bytes(_HEAD - _CHECKED, "little"), head, *body))
    return _MAGIC + crc32(checked).to_bytes(4, "little") + checked


def unpack(data: bytes, key: str) -> Store | None:
    """The store that these bytes hold; None where they are damaged, of another format, or made from something else.

    >>> unpack(b"", "k"), unpack(pack("k", {}, {}), "other"), unpack(pack("k", {}, {})[:-1], "k")
    (None, None, None)
    """
    if len(data) < _HEAD or not data.startswith(_MAGIC):
        return None
    if crc32(memoryview(data)[_CHECKED:]) != int.from_bytes(data[len(_MAGIC) : _CHECKED], "little"):
        return None
    base = _HEAD + int.from_bytes(data[_CHECKED:_HEAD], "little")
    head = orjson.loads(data[_HEAD:base])
    if head["key"] != key:
        return None
    return Store(head["values"], {name: Table(data, base, *place) for name, place in head["tables"].items()})
