"""The lists of wordings in ``data/wordings/``: one file a source language, and ``general.yaml`` for what several share.

An entry is ``[pattern, what the source language says, what English says]``, in ``general.yaml`` with the languages that
share it, elsewhere perhaps with words of which one must stand in the document, too. A new language is one more file.

What is made of the lists is kept in the user's cache, for filing thousands of phrases by their rarest words takes
longer than all else that a short text needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

from normalize.detectors.artefacts.patterns import Edge, Element, Phrases, Variant, file, variants
from normalize.detectors.artefacts.wordlists import PACKAGE, source
from normalize.storage import cache as disk
from normalize.storage.datafiles import checked
from normalize.storage.tables import Store, pack

FOLDER = files(PACKAGE) / "data" / "wordings"
GENERAL = "general"
STRONG, WEAK = "strong", "weak"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """A wording: its pattern, what the source languages say, what English says, and words that must stand near it."""

    kind: str
    pattern: str
    source: str
    means: str
    languages: tuple[str, ...]
    strong: bool
    near: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Wordings:
    """The entries of one strength, and their phrases, which carry the entries' numbers; ``words`` open them."""

    entries: Sequence[Entry]
    phrases: Phrases
    words: frozenset[str]


@cache
def languages() -> tuple[str, ...]:
    """The source languages that have a list, sorted (ISO 639-1)."""
    return tuple(name for name in map(_language, _lists()) if name != GENERAL)


@cache
def entries() -> tuple[Entry, ...]:
    """All entries of all lists, those that several languages share first; raises DataError for a malformed one."""
    return tuple(entry for path in _lists() for entry in _entries(path))


def _lists() -> list[Traversable]:
    found = [path for path in FOLDER.iterdir() if path.name.endswith(".yaml")]
    return sorted(found, key=lambda path: (_language(path) != GENERAL, path.name))


def _language(path: Traversable) -> str:
    return path.name.removesuffix(".yaml")


def _entries(path: Traversable) -> Iterator[Entry]:
    language = _language(path)
    lists = checked(path.read_text(encoding="utf-8"), f"detectors/artefacts/data/wordings/{path.name}")
    for kind, strengths in lists.items():
        for strength, rows in strengths.items():
            for pattern, says, means, *more in rows:
                if language == GENERAL:
                    yield Entry(kind, pattern, says, means, tuple(more[0].split()), strength == STRONG)
                else:
                    near = frozenset(more[0].split("|")) if more else frozenset[str]()
                    yield Entry(kind, pattern, says, means, (language,), strength == STRONG, near)


@cache
def wordings(strength: str) -> Wordings:
    """The wordings that are ``strong`` (hardly in human English) or ``weak``."""
    store = _store()
    tables = store.tables
    phrases = Phrases(
        tables[f"{strength} filed"],  # decoded when a text has the word
        _Rows(tables[f"{strength} variants"], _variant_of),
    )
    return Wordings(_Rows(tables[f"{strength} entries"], _entry_of), phrases, frozenset(store.values[strength]))


@cache
def _store() -> Store:
    code = (Path(__file__), Path(__file__).with_name("patterns.py"))
    made_from = [*(path.read_bytes() for path in (*code, *_lists())), source("words.yaml").read_bytes()]
    return disk.kept("wordings", [version("wordfreq"), *map(_language, _lists()), *made_from], _packed)


def _packed(key: str) -> bytes:
    values: dict[str, list[str]] = {}
    tables: dict[str, Mapping[str, Any]] = {}
    for strength in (STRONG, WEAK):
        chosen = [entry for entry in entries() if entry.strong == (strength == STRONG)]
        made = [variant for number, entry in enumerate(chosen) for variant in variants(number, entry.pattern)]
        filed = file(made)
        values[strength] = sorted(filed)
        tables[f"{strength} filed"] = filed
        tables[f"{strength} variants"] = _numbered(map(_row, made))
        tables[f"{strength} entries"] = _numbered((*astuple(entry)[:-1], sorted(entry.near)) for entry in chosen)
    return pack(key, values, tables)


def _numbered(rows: Iterable[T]) -> dict[str, T]:
    return {str(number): row for number, row in enumerate(rows)}


class _Rows(Sequence[T]):
    """The rows of a table by number, each made when it is first asked for."""

    def __init__(self, table: Mapping[str, Any], make: Callable[[Any], T]) -> None:
        self._table, self._make = table, make
        self._made: dict[int, T] = {}

    def __getitem__(self, number: Any) -> Any:
        row = self._made.get(number)
        if row is None:
            row = self._made[number] = self._make(self._table[str(number)])
        return row

    def __len__(self) -> int:
        return len(self._table)


def _row(variant: Variant) -> list[Any]:
    edges = [[sorted(edge.unless), edge.mark, edge.punctuation, edge.opens] for edge in (variant.before, variant.after)]
    elements = [[sorted(element.words), element.endings] for element in variant.elements]
    return [variant.key, elements, variant.gaps, *edges, variant.anchor, variant.second]


def _variant_of(row: list[Any]) -> Variant:
    key, elements, gaps, before, after, anchor, second = row
    edges = [Edge(frozenset(unless), *rest) for unless, *rest in (before, after)]
    made = tuple(Element(frozenset(words), tuple(endings)) for words, endings in elements)
    return Variant(key, made, tuple(gaps), edges[0], edges[1], anchor, second)


def _entry_of(row: list[Any]) -> Entry:
    kind, pattern, says, means, spoken, strong, near = row
    return Entry(kind, pattern, says, means, tuple(spoken), strong, frozenset(near))
