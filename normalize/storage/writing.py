"""Stores of tables, written: whole ones at once, or table by table, so that none of them is held in memory.

The same tables give the same bytes, wherever and in however many processes they are made. For what the bytes mean see
:mod:`normalize.storage.tables`.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import accumulate
from typing import Any, BinaryIO, NamedTuple
from zlib import crc32

import orjson
from marisa_trie import LABEL_ORDER, Trie

from normalize.storage.layout import CHECKED, HEAD, MAGIC, NUMBER, NUMBERS, Layout, padded

_NOTHING: Mapping[str, Any] = {}
_TRIES = 2  # more make a trie smaller, and slower to build and to ask
_TOGETHER = 1 << 14  # keys that are packed together: a text takes four times the memory of its letters
_PIECE = 1 << 20  # bytes that are copied at a time


class Numbered(NamedTuple):
    """A table whose values are numbered already: its keys, the number of each key's value by the number of the key,
    how long each value is, and the values, one behind the other, to be read from the beginning."""

    trie: Trie
    numbers: array[int]
    lengths: array[int]
    values: BinaryIO


class Keys:
    """The keys of a table with the numbers of their values, as they come: each key once, and none with a NUL."""

    def __init__(self) -> None:
        self._packed: list[str] = []
        self._waiting: list[str] = []
        self._numbers = array(NUMBERS)

    def add(self, key: str, number: int) -> None:
        """One more key."""
        self._waiting.append(key)
        self._numbers.append(number)
        if len(self._waiting) == _TOGETHER:
            self._pack()

    def _pack(self) -> None:
        if self._waiting:
            self._packed.append("\0".join(self._waiting))
            self._waiting.clear()

    def __iter__(self) -> Iterator[str]:
        self._pack()
        return (key for packed in self._packed for key in packed.split("\0"))

    def table(self, lengths: array[int], values: BinaryIO) -> Numbered:
        """The table of the keys, given its values."""
        trie = trie_of(self)
        return Numbered(trie, by_key(trie, self, self._numbers), lengths, values)


class WrittenStore:
    """The bytes of a store: its pieces in turn, as often as they are asked for, or all at once."""

    def __init__(self, head: bytes, body: BinaryIO) -> None:
        self._head, self._body = head, body

    def __iter__(self) -> Iterator[bytes]:
        yield self._head
        self._body.seek(0)
        yield from _pieces(self._body)

    def __bytes__(self) -> bytes:
        return b"".join(self)

    def close(self) -> None:
        """Let go of the file that holds the pieces."""
        self._body.close()


class Writer:
    """Takes the tables of a store, one after the other; ``body`` holds them until the head is known."""

    def __init__(self, body: BinaryIO) -> None:
        self._body = body
        self._layouts: dict[str, dict[str, Layout]] = {"tables": {}, "rows": {}, "sets": {}}
        self._size = 0

    def table(self, name: str, pairs: Iterable[tuple[str, Any]]) -> None:
        """A table of plain values, each key once; a value that is bytes is JSON already. No key holds a NUL."""
        self._add("tables", name, distinct((k, v if isinstance(v, bytes) else encoded(v)) for k, v in pairs))

    def numbered(self, name: str, table: Numbered) -> None:
        """A table of plain values whose values are numbered already."""
        self._add("tables", name, table)

    def rows(self, name: str, pairs: Iterable[tuple[str, bytes]] | Mapping[str, bytes]) -> None:
        """A table of byte strings."""
        self._add("rows", name, _held(pairs) if isinstance(pairs, Mapping) else distinct(pairs))

    def set(self, name: str, keys: Iterable[str]) -> None:
        """A set of texts."""
        self._placed("sets", name, _written_keys(self._body, trie_of(keys)))

    def part(self, name: str, layout: Layout, data: BinaryIO) -> None:
        """A table of plain values as :func:`write_part` wrote it to a file, perhaps in another process."""
        data.seek(0)
        self._body.writelines(_pieces(data))
        self._placed("tables", name, layout)

    def finished(self, key: str, values: Mapping[str, Any]) -> WrittenStore:
        """The store, under a key that says what it was made from, with some plain values."""
        head = orjson.dumps({"key": key, "size": self._size, "values": values} | self._layouts, default=list)
        head += b" " * (padded(HEAD + len(head)) - HEAD - len(head))
        checked = len(head).to_bytes(HEAD - CHECKED, "little") + head
        return WrittenStore(b"".join([MAGIC, crc32(checked).to_bytes(4, "little"), checked]), self._body)

    def _add(self, kind: str, name: str, table: Numbered) -> None:
        with table.values:
            self._placed(kind, name, _written(self._body, table))

    def _placed(self, kind: str, name: str, layout: Layout) -> None:
        self._layouts[kind][name] = layout._replace(first=self._size)
        self._size = self._body.tell()


def pack(
    key: str,
    values: Mapping[str, Any],
    tables: Mapping[str, Mapping[str, Any] | Iterable[tuple[str, Any]]] = _NOTHING,
    rows: Mapping[str, Mapping[str, bytes]] = _NOTHING,
    sets: Mapping[str, Iterable[str]] = _NOTHING,
) -> bytes:
    """The bytes of a store; values must be what JSON can hold, those of ``rows`` are byte strings. No key holds a NUL.

    A value that is bytes is JSON already.

    >>> from normalize.storage.tables import unpack
    >>> store = unpack(pack("k", {"n": 1}, {"t": {"a": [1], "b": None}}, {"r": {"x": b"y"}}, {"s": ["z", "z"]}), "k")
    >>> store.values["n"], store.tables["t"]["a"], "b" in store.tables["t"], "c" in store.tables["t"]
    (1, [1], True, False)
    >>> store.rows["r"].raw("x"), store.rows["r"].raw("y"), store.rows["r"].number("y")
    (b'y', None, 1)
    >>> "z" in store.sets["s"], "y" in store.sets["s"], len(store.sets["s"])
    (True, False, 1)
    """
    writer = Writer(BytesIO())
    for name, table in tables.items():
        writer.table(name, table.items() if isinstance(table, Mapping) else table)
    for name, raws in rows.items():
        writer.rows(name, raws)
    for name, keys in sets.items():
        writer.set(name, keys)
    return bytes(writer.finished(key, values))


def encoded(value: Any) -> bytes:
    """A value as tables hold it."""
    return bytes(memoryview(orjson.dumps(value)))  # a copy: what orjson gives holds on to a kilobyte each


def trie_of(keys: Iterable[str]) -> Trie:
    """A trie of keys, which numbers them; it is the same in whatever order they come."""
    return Trie(keys, order=LABEL_ORDER, num_tries=_TRIES)


def distinct(pairs: Iterable[tuple[str, bytes]]) -> Numbered:
    """A table of pairs, in which values that are the same have one number: in the order in which they come first."""
    keys = Keys()
    known: dict[bytes, int] = {}
    for key, value in pairs:
        keys.add(key, known.setdefault(value, len(known)))
    return keys.table(array(NUMBERS, map(len, known)), BytesIO(b"".join(known)))


def _held(rows: Mapping[str, bytes]) -> Numbered:
    """The same of a table that is in memory: in half the time."""
    known = {value: number for number, value in enumerate(dict.fromkeys(rows.values()))}
    trie = trie_of(rows)
    numbers = by_key(trie, rows, map(known.__getitem__, rows.values()))
    return Numbered(trie, numbers, array(NUMBERS, map(len, known)), BytesIO(b"".join(known)))


def by_key(trie: Trie, keys: Iterable[str], numbers: Iterable[int]) -> array[int]:
    """Numbers that keys have, in the order in which a trie has the keys."""
    found = array(NUMBERS, bytes(NUMBER * len(trie)))
    for place, number in zip(map(trie.key_id, keys), numbers, strict=True):
        found[place] = number
    return found


def write_part(table: Numbered, data: BinaryIO) -> Layout:
    """Write one table to an empty file, and tell how its parts lie."""
    layout = _written(data, table)
    data.flush()
    return layout


def _written(out: BinaryIO, table: Numbered) -> Layout:
    """Write a table where a file ends, and tell how its parts lie."""
    count = len(table.lengths)
    numbers = array(NUMBERS, [count])  # of a key that is not there
    places = array(NUMBERS, accumulate(table.lengths, initial=0))
    keys = _written_keys(out, table.trie)
    out.writelines((table.numbers.tobytes(), numbers.tobytes(), places.tobytes()))
    out.writelines(_pieces(table.values))
    _fill(out)
    return keys._replace(values=count)


def _written_keys(out: BinaryIO, trie: Trie) -> Layout:
    raw = trie.tobytes()
    out.write(raw)
    _fill(out)
    return Layout(0, len(raw), crc32(raw), len(trie), 0)


def _pieces(data: BinaryIO) -> Iterator[bytes]:
    """What a file holds from here on."""
    while piece := data.read(_PIECE):
        yield piece


def _fill(out: BinaryIO) -> None:
    """Go on to the next place where a table may begin."""
    out.write(bytes(padded(out.tell()) - out.tell()))
