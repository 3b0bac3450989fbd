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

from collections.abc import Callable, Iterable, Iterator, Mapping
from mmap import mmap
from typing import Any, NamedTuple
from zlib import crc32

import orjson
from marisa_trie import Trie

from normalize.errors import NormalizeError
from normalize.storage.layout import CHECKED, HEAD, MAGIC, NUMBER, NUMBERS, Layout, padded


class DamagedTable(NormalizeError):
    """A table in the user's cache that cannot be read any more."""


class Words:
    """A set of texts; ``has`` says whether one is in it."""

    def __init__(self, data: bytes | mmap, base: int, layout: Layout, name: str) -> None:
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

    def __init__(self, data: bytes | mmap, base: int, layout: Layout, name: str) -> None:
        super().__init__(data, base, layout, name)
        begin = base + layout.first + padded(layout.trie)
        index = memoryview(data)[begin : begin + NUMBER * (layout.keys + 1)].cast(NUMBERS)
        begin += NUMBER * (layout.keys + 1)
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
        self.places = memoryview(data)[begin : begin + NUMBER * (count + 1)].cast(NUMBERS)
        self.begin = begin + NUMBER * (count + 1)

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

    def together(self, keys: Iterable[str]) -> list[Any]:
        """The values of several keys, None where there is none, decoded at once."""
        raws = [self._raw(key) or b"null" for key in keys]
        found: list[Any] = self._decoded(b"[%b]" % b",".join(raws))
        return found

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


def unpack(data: bytes | mmap, key: str, name: str = "") -> Store | None:
    """The store that these bytes hold, from the file ``name``; None where they are damaged or of another key.

    >>> from normalize.storage.writing import pack
    >>> good = pack("k", {}, {})
    >>> unpack(b"", "k"), unpack(good, "other"), unpack(good[:-1], "k"), unpack(good + b"x", "k")
    (None, None, None, None)
    """
    if len(data) < HEAD or data[: len(MAGIC)] != MAGIC:
        return None
    base = HEAD + int.from_bytes(data[CHECKED:HEAD], "little")
    if crc32(data[CHECKED:base]) != int.from_bytes(data[len(MAGIC) : CHECKED], "little"):
        return None
    head = orjson.loads(data[HEAD:base])
    if head["key"] != key or base + head["size"] != len(data):
        return None
    try:
        rows = {table: Rows(data, base, Layout(*layout), name) for table, layout in head["rows"].items()}
        sets = {table: Words(data, base, Layout(*layout), name) for table, layout in head["sets"].items()}
        tables = {table: Table(Rows(data, base, Layout(*layout), name)) for table, layout in head["tables"].items()}
    except DamagedTable:
        return None
    return Store(data, key, head["values"], tables, rows, sets)
