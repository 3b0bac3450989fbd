"""An index that reads from a store: the same answers without parsing and compiling again.

Entries and forms are decoded when a text first asks for them, so opening takes as long for a million forms as for ten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, TypeVar

from normalize.names.entry_rows import entry_of
from normalize.names.family_forms import FamilyForms
from normalize.names.form import Form
from normalize.names.form_rows import family_of, form_of
from normalize.names.glossary.entry import Entry
from normalize.names.index import Index
from normalize.storage import memos
from normalize.storage.tables import Store, Table, unpack

T = TypeVar("T")
BLOCK: Final = 16  # names that are kept together, and decoded when one of them is asked for


def opened(store: Store) -> Index:
    """The index that was packed."""
    index = Index.__new__(Index)  # nothing is built: every table is read from the store
    filled(index, store)
    return index


def filled(index: Index, store: Store) -> None:
    """Have an index read from a store."""
    tables, values = store.tables, store.values
    index.store = store
    entries = Shared(tables["entries"], entry_of)
    index.entries = entries
    index.phrases = Decoded(tables["phrases"], _Forms(entries))
    index.words = store.sets["words"]
    index.openers = tables["openers"]
    index.beginnings = tables["following"]
    index.near_keys = Shared(tables["near"], _paired, memos.ROWS)
    index.followers = tables["following"]
    index.preceding = Shared(tables["preceding"], frozenset, memos.ROWS)
    index.names = _Names(tables["names"], values["names"])
    index.postings = tables["postings"]
    index.lower_openers = frozenset(values["lower_openers"])
    index.acronyms = Decoded(values["acronyms"], _Owners(entries))
    index.foreign_acronyms = Decoded(values["foreign_acronyms"], _ForeignOwners(entries))


def reopened(data: bytes, key: str) -> Index:
    """The index of a store's bytes."""
    store = unpack(data, key)
    assert store is not None
    return opened(store)


def _paired(row: list[str]) -> dict[str, str]:
    return dict(zip(row[::2], row[1::2], strict=True))


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


class _Names(Sequence[tuple[str, int]]):
    """Phrases and places by their number, read block by block."""

    def __init__(self, blocks: Table, count: int) -> None:
        self._blocks, self._count = blocks, count

    def __getitem__(self, number: Any) -> Any:
        block, place = divmod(number, BLOCK)
        phrase, at = self._blocks[str(block)][2 * place : 2 * place + 2]
        return phrase, at

    def __len__(self) -> int:
        return self._count


class _Forms:
    def __init__(self, entries: Shared[Entry]) -> None:
        self._entry = entries.value

    def __call__(self, phrase: str, rows: list[Any]) -> Sequence[Form]:
        family = family_of(rows, phrase)
        return self._read(phrase, rows) if family is None else FamilyForms(family, lambda: self._read(phrase, rows))

    def _read(self, phrase: str, rows: list[Any]) -> tuple[Form, ...]:
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
