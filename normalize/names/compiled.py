"""An index written to a store, and one that reads from it: the same answers without parsing and compiling again.

Entries and forms are decoded when a text first asks for them, so opening takes as long for a million forms as for ten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, fields
from functools import lru_cache
from operator import attrgetter
from sys import intern
from typing import Any, TypeVar

from normalize.names.following import Following
from normalize.names.form import Form
from normalize.names.form_rows import form_of, row_of
from normalize.names.glossary.entry import Alias, Entry, Office
from normalize.names.index import Index, some_of
from normalize.storage import memos
from normalize.storage.tables import Store, Table, encoded, pack, unpack

T = TypeVar("T")
_FIELDS = tuple(f.name for f in fields(Entry))
_row = attrgetter(*_FIELDS)
_ALIASES = tuple(_FIELDS.index(name) for name in ("aliases", "acronyms", "names", "native"))
_REPEATED = tuple(_FIELDS.index(name) for name in ("kind", "glossary", "language"))
_OFFICES = _FIELDS.index("offices")


def packed(index: Index, key: str, replaced: Iterable[str] = ()) -> bytes:
    """The bytes of an index, under a key that says what it was made from: the same bytes wherever they are made.

    Tables whose keys come from sets are sorted for that; their order means nothing. ``replaced`` are the ids of entries
    of another index that count no more where this one lies over it.
    """
    numbers = {entry: number for number, entry in enumerate(index.entries)}
    near = index.near_words()
    return pack(
        key,
        {
            "lower_openers": sorted(index.lower_openers),
            "replaced": sorted(replaced),
            "acronyms": {acronym: [e.id for e in owners] for acronym, owners in index.acronyms.items()},
            "foreign_acronyms": {
                a: [(e.id, lang) for e, lang in owners] for a, owners in index.foreign_acronyms.items()
            },
        },
        {
            "entries": ((key, _packed_entry(entry)) for key, entry in index.entries.items()),
            "phrases": ((k, [row_of(f, numbers[f.entry.id], k) for f in forms]) for k, forms in index.phrases.items()),
            "openers": index.openers,
            "near_keys": _near(index, near.items()),
            "near_beginnings": _near(index, some_of(near, index.beginnings)),
            "following": ((key, following.columns) for key, following in index.following.items()),
            "names": ((str(number), name) for number, name in enumerate(index.names)),
            "postings": ((word, index.postings[word]) for word in sorted(index.postings)),
        },
        sets={"words": sorted(index.words)},
    )


def _near(index: Index, near: Iterable[tuple[str, str | list[str]]]) -> Iterator[tuple[str, bytes]]:
    """The rows of near keys, as JSON: words and their neutral forms in turns. A word has ten keys or so: what is
    written of it is made once."""
    pairs: dict[str, bytes] = {}

    def pair(word: str) -> bytes:
        made = pairs.get(word)
        if made is None:
            made = pairs[word] = encoded([word, index.neutral_of(word)])
        return made

    for key, found in near:
        if isinstance(found, str):
            yield key, pair(found)
        else:
            yield key, b"[%b]" % b",".join([pair(word)[1:-1] for word in found])


def _paired(row: list[str]) -> dict[str, str]:
    words = map(intern, row)  # a word has ten keys or so: it is kept once
    return dict(zip(words, words, strict=True))


def _packed_entry(entry: Entry) -> list[Any]:
    row = list(_row(entry))
    for i in _ALIASES:
        row[i] = [value for alias in row[i] for value in (alias.text, alias.lang)]
    row[_OFFICES] = [list(astuple(office)) for office in row[_OFFICES]]
    return row


def opened(store: Store) -> Index:
    """The index that was packed."""
    tables, values = store.tables, store.values
    index = _Opened(store)
    entries = Shared(tables["entries"], _entry)
    index.entries = entries
    index.phrases = Decoded(tables["phrases"], _Forms(entries))
    index.words = store.sets["words"]
    index.openers = tables["openers"]
    index.beginnings = tables["following"]
    index.near_keys = Shared(tables["near_keys"], _paired, memos.ROWS)
    index.near_beginnings = Shared(tables["near_beginnings"], _paired, memos.ROWS)
    index.following = Shared(tables["following"], lambda columns: Following(*columns), memos.SHOWN)
    index.names = _Numbered(tables["names"])
    index.postings = tables["postings"]
    index.lower_openers = frozenset(values["lower_openers"])
    index.acronyms = Decoded(values["acronyms"], _Owners(entries))
    index.foreign_acronyms = Decoded(values["foreign_acronyms"], _ForeignOwners(entries))
    return index


class _Opened(Index):
    """An index that reads from a store; a pickled one carries the bytes of its file."""

    def __init__(self, store: Store) -> None:
        self._store = store  # nothing is built here: every table is read from it

    def __reduce__(self) -> tuple[Any, ...]:
        return _reopened, (bytes(self._store.data), self._store.key)


def _reopened(data: bytes, key: str) -> Index:
    store = unpack(data, key)
    assert store is not None
    return opened(store)


class Decoded(Mapping[str, T]):
    """A table whose values are made of its keys and rows when they are first asked for, and kept."""

    def __init__(self, rows: Mapping[str, Any], decode: Callable[[str, Any], T]) -> None:
        self._rows = rows
        self._decode = decode
        self._made: dict[str, T] = {}

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, or ``default``."""
        made = self._made.get(key)
        if made is None and (row := self._rows.get(key)) is not None:
            made = self._made[key] = self._decode(key, row)
        return default if made is None else made

    def __getitem__(self, key: str) -> T:
        made: T | None = self.get(key)
        if made is None:
            raise KeyError(key)
        return made

    def __contains__(self, key: object) -> bool:
        return key in self._made or key in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class Shared(Mapping[str, T]):
    """A table whose distinct values are made when they are first asked for: many keys share one. The last ``most`` of
    them are kept, or all."""

    def __init__(self, table: Table, decode: Callable[[Any], T], most: int | None = None) -> None:
        self._table = table
        self._decode = decode
        self._number = table.number
        self._none = table.distinct
        self.value = lru_cache(maxsize=most)(self._value)

    def _value(self, number: int) -> T:
        """The value of a number, in the order in which the values were packed."""
        return self._decode(self._table.value(number))

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, or ``default``."""
        number = self._number(key)
        return default if number == self._none else self.value(number)

    def __getitem__(self, key: str) -> T:
        made: T | None = self.get(key)
        if made is None:
            raise KeyError(key)
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)


class _Numbered(Sequence[tuple[str, int]]):
    """A table whose keys are the numbers from zero on."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def __getitem__(self, number: Any) -> Any:
        phrase, place = self._table[str(number)]
        return phrase, place

    def __len__(self) -> int:
        return len(self._table)


def _entry(row: list[Any]) -> Entry:
    values: list[Any] = [tuple(value) if isinstance(value, list) else value for value in row]
    for i in _REPEATED:
        values[i] = intern(row[i])
    for i in _ALIASES:
        values[i] = tuple(map(_alias, row[i][::2], row[i][1::2]))
    values[_OFFICES] = tuple(Office(*office) for office in row[_OFFICES])
    return Entry(*values)


def _alias(text: str, lang: str | None) -> Alias:
    return Alias(text, lang and intern(lang))


class _Forms:
    def __init__(self, entries: Shared[Entry]) -> None:
        self._entry = entries.value

    def __call__(self, phrase: str, rows: list[Any]) -> tuple[Form, ...]:
        return tuple(form_of(row, self._entry(row[0]), phrase) for row in rows)


class _Owners:
    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries

    def __call__(self, _: str, ids: list[str]) -> tuple[Entry, ...]:
        return tuple(self._entries[key] for key in ids)


class _ForeignOwners:
    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries

    def __call__(self, _: str, rows: list[tuple[str, str | None]]) -> tuple[tuple[Entry, str | None], ...]:
        return tuple((self._entries[key], lang) for key, lang in rows)
