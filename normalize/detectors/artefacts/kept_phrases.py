"""Phrases in tables of the user's cache: to file hundreds of patterns by their rarest words takes longer than all else
that a short text needs. What is filed under a word is read when a text has the word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from normalize.detectors.artefacts.patterns import Edge, Element, Phrases, Variant, file, variants
from normalize.detectors.artefacts.wordlists import source
from normalize.storage.tables import Store
from normalize.words.frequency import wordfreq_data

T = TypeVar("T")


def made_from() -> list[str | bytes]:
    """What the tables rest on besides the patterns: the code, the classes of words, how common words are."""
    code = (Path(__file__), Path(__file__).with_name("patterns.py"))
    return [wordfreq_data(), *(path.read_bytes() for path in code), source("words.yaml").read_bytes()]


def tables(name: str, patterns: Iterable[str]) -> dict[str, Mapping[str, Any]]:
    """The tables of some patterns, which are numbered as they come, in a store; ``name`` tells them from others."""
    made = [variant for number, pattern in enumerate(patterns) for variant in variants(number, pattern)]
    return {f"{name} filed": file(made), f"{name} variants": numbered(map(_row, made))}


def opened(store: Store, name: str) -> tuple[Phrases, frozenset[str]]:
    """The phrases in the tables of a store, and the rarest word of each."""
    filed = store.tables[f"{name} filed"]
    return Phrases(filed, Rows(store.tables[f"{name} variants"], _variant_of)), frozenset(filed)


def numbered(rows: Iterable[T]) -> dict[str, T]:
    """A table of rows by their number, for :class:`Rows`."""
    return {str(number): row for number, row in enumerate(rows)}


class Rows(Sequence[T]):
    """The rows of a table by number, each made when it is first asked for."""

    def __init__(self, table: Mapping[str, Any], make: Callable[[Any], T]) -> None:
        self._table, self._make = table, make
        self._made: dict[int, T] = {}

    def __getitem__(self, number: Any) -> Any:
        if number >= len(self._table):
            raise IndexError(number)
        row = self._made.get(number)
        if row is None:
            row = self._made[number] = self._make(self._table[str(number)])
        return row

    def __len__(self) -> int:
        return len(self._table)


def _row(variant: Variant) -> list[Any]:
    edges = [[sorted(edge.unless), edge.mark, edge.punctuation, edge.opens] for edge in (variant.before, variant.after)]
    elements = [[sorted(element.words), element.endings, element.capital] for element in variant.elements]
    return [variant.key, elements, variant.gaps, *edges, variant.anchor, variant.second]


def _variant_of(row: list[Any]) -> Variant:
    key, elements, gaps, before, after, anchor, second = row
    edges = [Edge(frozenset(unless), *rest) for unless, *rest in (before, after)]
    made = tuple(Element(frozenset(words), tuple(endings), capital) for words, endings, capital in elements)
    return Variant(key, made, tuple(gaps), edges[0], edges[1], anchor, second)
