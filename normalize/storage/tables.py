"""Tables on disk that are mapped, not read: a look-up touches a few pages, whatever the size of the table.

A file holds a key that says what it was made from, some plain values, and tables from text to values. The keys of a
table are a succinct trie (marisa), which numbers them; an index leads from a key's number to its value, and values
that many keys share are stored once. Nothing in a file can run.

    magic · checksum (4 bytes) · length of the head (8 bytes) · head (JSON) · each table: trie, index, places, values

What is guarded: another format, another key, a head that was changed, a file that was cut or has grown, and a trie that
was changed (checked when its table is opened, some milliseconds: a damaged trie could crash the process). Index and
values are not read to be checked: files are written whole or not at all, and a value whose bytes went bad on the disk
and is no JSON any more is told as such (:class:`DamagedTable`).
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import accumulate
from mmap import mmap
from typing import Any, Final, NamedTuple
from zlib import crc32

import orjson
from marisa_trie import LABEL_ORDER, Trie

from normalize.errors import NormalizeError

_MAGIC = b"normalize store 2\n"
_CHECKED = len(_MAGIC) + 4  # where the bytes begin that the checksum covers
_HEAD = _CHECKED + 8
_ALIGNED = 8  # bytes
_NUMBERS: Final = "I"  # numbers and places are 4 bytes: a file has 4 GB at most
_NUMBER = array(_NUMBERS).itemsize
_NOTHING: Mapping[str, Any] = {}
_TRIES = 2  # more make a trie smaller, and slower to build and to ask


class DamagedTable(NormalizeError):
    """A table in the user's cache that cannot be read any more."""


class _Layout(NamedTuple):
    """Where a table lies: byte of its beginning behind the head, bytes of the trie, its checksum, keys, values."""

    first: int
    trie: int
    checksum: int
    keys: int
    values: int


class Words:
    """A set of texts; ``has`` says whether one is in it."""

    def __init__(self, data: bytes | mmap, base: int, layout: _Layout, name: str) -> None:
        """``base`` is the byte behind the head of the file, ``name`` the file's. Raises DamagedTable."""
        self.name = name
        begin = base + layout.first
        keys = memoryview(data)[begin : begin + layout.trie]
        if crc32(keys) != layout.checksum:
            raise DamagedTable(f"{name}: damaged; delete it, it is made again")
        self._data = data  # the trie does not hold what it was mapped from
        self._trie = Trie()
        self._trie.map(keys)
        self.has = _member(self._trie)

    def __len__(self) -> int:
        return len(self._trie)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.has(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._trie)


def _member(trie: Trie) -> Callable[[str], bool]:
    """The function that says whether a text is in a set: a closure, because it is called for every word of a text."""
    contains = trie.__contains__

    def has(key: str) -> bool:
        try:
            return contains(key) and "\0" not in key  # to a trie, the text ends there
        except UnicodeEncodeError:  # lone surrogates
            return False

    return has


class Rows(Words):
    """One table from text to byte strings.

    ``raw`` gives the value of a key, None where the table has no such key. ``number`` gives the number of a key's
    value, which is ``len(values)`` where there is none: so a list of what was made of each value, with one more for
    none, answers in two steps. ``values`` are the distinct values.
    """

    def __init__(self, data: bytes | mmap, base: int, layout: _Layout, name: str) -> None:
        super().__init__(data, base, layout, name)
        begin = base + layout.first + _padded(layout.trie)
        index = memoryview(data)[begin : begin + _NUMBER * (layout.keys + 1)].cast(_NUMBERS)
        begin += _NUMBER * (layout.keys + 1)
        self.values = Values(data, begin, layout.values)
        self.number = _lookup(self._trie, index)
        self.raw = _reader(self.number, self.values)


def _lookup(trie: Trie, index: memoryview) -> Callable[[str], int]:
    """The function that looks a key up: a closure, because it is called for every word of a text."""
    get = trie.get
    none: int = index[-1]

    def number(key: str) -> int:
        try:
            found: int = index[get(key, -1)]
        except UnicodeEncodeError:  # lone surrogates
            return none
        return none if "\0" in key else found

    return number


def _reader(number: Callable[[str], int], values: Values) -> Callable[[str], bytes | None]:
    """The function that reads the value of a key, None where there is none: a closure for the same reason."""
    data, begin, places, none = values.data, values.begin, values.places, len(values)

    def raw(key: str) -> bytes | None:
        found = number(key)
        return data[begin + places[found] : begin + places[found + 1]] if found < none else None

    return raw


class Values:
    """The distinct values of a table, by number: ``places`` are where each lies behind byte ``begin`` of ``data``."""

    def __init__(self, data: bytes | mmap, begin: int, count: int) -> None:
        self.data, self._count = data, count
        self.places = memoryview(data)[begin : begin + _NUMBER * (count + 1)].cast(_NUMBERS)
        self.begin = begin + _NUMBER * (count + 1)

    def __getitem__(self, number: int) -> bytes:
        return self.data[self.begin + self.places[number] : self.begin + self.places[number + 1]]

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[bytes]:
        return map(self.__getitem__, range(self._count))


class Table(Mapping[str, Any]):
    """One table of plain values, decoded each time that they are asked for.

    ``number`` gives the number of a key's value, as for :class:`Rows`, ``value`` the value of that number, of which
    there are ``distinct``.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._raw, self._has = rows.raw, rows.has
        self.number = rows.number
        self.distinct = len(rows.values)

    def value(self, number: int) -> Any:
        """The value of a number below :attr:`distinct`."""
        return self._decoded(self._rows.values[number])

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, or ``default``."""
        raw = self._raw(key)
        return default if raw is None else self._decoded(raw)

    def __getitem__(self, key: str) -> Any:
        raw = self._raw(key)
        if raw is None:
            raise KeyError(key)
        return self._decoded(raw)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._has(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def _decoded(self, raw: bytes) -> Any:
        try:
            return orjson.loads(raw)
        except orjson.JSONDecodeError:
            raise DamagedTable(f"{self._rows.name}: damaged; delete it, it is made again") from None


class Store(NamedTuple):
    """What one file holds: plain values, tables of plain values, tables of byte strings, and sets of texts.

    ``data`` are the bytes of the file, ``key`` says what they were made from.
    """

    data: bytes | mmap
    key: str
    values: Mapping[str, Any]
    tables: Mapping[str, Table]
    rows: Mapping[str, Rows]
    sets: Mapping[str, Words]


def pack(
    key: str,
    values: Mapping[str, Any],
    tables: Mapping[str, Mapping[str, Any] | Iterable[tuple[str, Any]]] = _NOTHING,
    rows: Mapping[str, Mapping[str, bytes]] = _NOTHING,
    sets: Mapping[str, Iterable[str]] = _NOTHING,
) -> bytes:
    """The bytes of a store; values must be what JSON can hold, those of ``rows`` are byte strings. No key holds a NUL.

    A table may come as pairs, each key once, made as they are asked for: then no more of it than its bytes is held.
    A value that is bytes is JSON already.

    >>> store = unpack(pack("k", {"n": 1}, {"t": {"a": [1], "b": None}}, {"r": {"x": b"y"}}, {"s": ["z", "z"]}), "k")
    >>> store.values["n"], store.tables["t"]["a"], "b" in store.tables["t"], "c" in store.tables["t"]
    (1, [1], True, False)
    >>> store.rows["r"].raw("x"), store.rows["r"].raw("y"), store.rows["r"].number("y")
    (b'y', None, 1)
    >>> "z" in store.sets["s"], "y" in store.sets["s"], len(store.sets["s"])
    (True, False, 1)
    """
    layouts: dict[str, dict[str, _Layout]] = {"tables": {}, "rows": {}, "sets": {}}
    body: list[bytes] = []
    at = 0

    def add(kind: str, name: str, packed: tuple[_Layout, list[bytes]]) -> None:
        nonlocal at
        layouts[kind][name], pieces = packed
        body.extend(pieces)
        at += sum(map(len, pieces))

    for name, table in tables.items():
        pairs = table.items() if isinstance(table, Mapping) else table
        add("tables", name, _packed(((k, v if isinstance(v, bytes) else encoded(v)) for k, v in pairs), at))
    for name, raws in rows.items():
        add("rows", name, _packed(raws.items(), at))
    for name, keys in sets.items():
        add("sets", name, _placed(_trie_of(keys), at, 0, []))
    head = orjson.dumps({"key": key, "size": at, "values": values} | layouts, default=list)
    head += b" " * (_padded(_HEAD + len(head)) - _HEAD - len(head))
    checked = len(head).to_bytes(_HEAD - _CHECKED, "little") + head
    return b"".join([_MAGIC, crc32(checked).to_bytes(4, "little"), checked, *body])


def encoded(value: Any) -> bytes:
    """A value as tables hold it."""
    return bytes(memoryview(orjson.dumps(value)))  # a copy: what orjson gives holds on to a kilobyte each


def _trie_of(keys: Iterable[str]) -> Trie:
    return Trie(keys, order=LABEL_ORDER, num_tries=_TRIES)


def _padded(length: int) -> int:
    return length + -length % _ALIGNED


def _packed(table: Iterable[tuple[str, bytes]], at: int) -> tuple[_Layout, list[bytes]]:
    """One table that begins at byte ``at``: where its parts lie, and its bytes."""
    keys: list[str] = []
    numbers = array(_NUMBERS)
    distinct: dict[bytes, int] = {}
    for key, value in table:
        keys.append(key)
        numbers.append(distinct.setdefault(value, len(distinct)))
    trie = _trie_of(keys)
    index = array(_NUMBERS, bytes(_NUMBER * len(trie)))
    for place, number in zip(map(trie.key_id, keys), numbers, strict=True):
        index[place] = number
    index.append(len(distinct))
    places = array(_NUMBERS, accumulate(map(len, distinct), initial=0))
    return _placed(trie, at, len(distinct), [index.tobytes(), places.tobytes(), b"".join(distinct)])


def _placed(trie: Trie, at: int, values: int, pieces: list[bytes]) -> tuple[_Layout, list[bytes]]:
    raw = trie.tobytes()
    pieces = [raw, bytes(_padded(len(raw)) - len(raw)), *pieces]
    pieces.append(bytes(-sum(map(len, pieces)) % _ALIGNED))
    return _Layout(at, len(raw), crc32(raw), len(trie), values), pieces


def unpack(data: bytes | mmap, key: str, name: str = "") -> Store | None:
    """The store that these bytes hold, from the file ``name``; None where they are damaged or of another key.

    >>> good = pack("k", {}, {})
    >>> unpack(b"", "k"), unpack(good, "other"), unpack(good[:-1], "k"), unpack(good + b"x", "k")
    (None, None, None, None)
    """
    if len(data) < _HEAD or data[: len(_MAGIC)] != _MAGIC:
        return None
    base = _HEAD + int.from_bytes(data[_CHECKED:_HEAD], "little")
    if crc32(data[_CHECKED:base]) != int.from_bytes(data[len(_MAGIC) : _CHECKED], "little"):
        return None
    head = orjson.loads(data[_HEAD:base])
    if head["key"] != key or base + head["size"] != len(data):
        return None
    try:
        rows = {table: Rows(data, base, _Layout(*layout), name) for table, layout in head["rows"].items()}
        sets = {table: Words(data, base, _Layout(*layout), name) for table, layout in head["sets"].items()}
        tables = {table: Table(Rows(data, base, _Layout(*layout), name)) for table, layout in head["tables"].items()}
    except DamagedTable:
        return None
    return Store(data, key, head["values"], tables, rows, sets)
