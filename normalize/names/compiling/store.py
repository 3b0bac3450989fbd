"""The entries of glossaries as a store of tables: the same bytes in however many processes it is made."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from io import BytesIO
from tempfile import TemporaryFile
from typing import Any, BinaryIO, NamedTuple, cast

from normalize.names.compiled import BLOCK
from normalize.names.compiling import helpers
from normalize.names.compiling.described import Described, described
from normalize.names.compiling.near import near_table
from normalize.names.compiling.phrases import Phrases, Words, following, openings, postings
from normalize.names.following import Following
from normalize.names.glossary.entry import Entry
from normalize.storage.layout import Layout
from normalize.storage.writing import Writer, WrittenStore, write_part

_PIECE = 500  # entries that are described at a time
_MANY = 5_000  # entries from which it pays to fork, and to hold no store in memory


def packed(entries: list[Entry], key: str, replaced: Iterable[str] = ()) -> WrittenStore:
    """The store of some entries, under a key that says what it was made from.

    ``replaced`` are the ids of entries of another index that count no more where this one lies over it. ``entries`` are
    let go of as soon as they are described, the list is left empty: they take more memory than what is made of them.
    """
    is_large = len(entries) >= _MANY
    count = helpers.processes() if is_large else 1
    phrases = Phrases.of(helpers.in_order(_described, entries, range(0, len(entries), _PIECE), count))
    entries.clear()
    words, beginnings = phrases.words(), following(phrases)
    body = cast(BinaryIO, TemporaryFile()) if is_large else BytesIO()  # noqa: SIM115  the store reads it
    with (
        BytesIO() if count == 1 else TemporaryFile() as apart,
        helpers.beside(_near, _Near(words, beginnings, apart), count) as near,
    ):
        writer = _written(phrases, words, beginnings, body)
        writer.part("near", near(), apart)
    return writer.finished(key, _values(phrases, replaced))


def _described(entries: list[Entry], first: int) -> Described:
    return described(entries[first : first + _PIECE], first)


class _Near(NamedTuple):
    """What the table of near words is made of, and where it goes."""

    words: Words
    beginnings: Container[str]
    data: BinaryIO


def _near(given: _Near, _: int) -> Layout:
    return write_part(near_table(given.words, given.beginnings), given.data)


def _written(phrases: Phrases, words: Words, beginnings: Mapping[str, str | dict[str, None]], body: BinaryIO) -> Writer:
    """All tables but that of near words. Where the order of keys has no meaning they are sorted."""
    writer = Writer(body)
    writer.table("entries", phrases.entries)
    writer.table("phrases", phrases.table())
    writer.table("openers", openings(phrases).items())
    writer.table("following", _following(beginnings, words))
    writer.table("names", _blocks(phrases.names()))
    numbers = postings(phrases.names())
    writer.table("postings", ((w, n if isinstance(n, list) else [n]) for w, n in sorted(numbers.items())))
    writer.set("words", words.written)
    return writer


def _following(beginnings: Mapping[str, str | dict[str, None]], words: Words) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for beginning, after in beginnings.items():
        yield beginning, Following.of(map(words.spelled, (after,) if isinstance(after, str) else after)).columns


def _blocks(names: Iterator[tuple[str, int]]) -> Iterator[tuple[str, list[str | int]]]:
    """The names, block by block: phrases and places in turns."""
    block: list[str | int] = []
    number = 0
    for name in names:
        block += name
        if len(block) == 2 * BLOCK:
            yield str(number), block
            block, number = [], number + 1
    if block:
        yield str(number), block


def _values(phrases: Phrases, replaced: Iterable[str]) -> dict[str, Any]:
    return {
        "lower_openers": sorted(phrases.lower_openers),
        "names": sum(1 for _ in phrases.names()),
        "replaced": sorted(replaced),
        "acronyms": phrases.acronyms,
        "foreign_acronyms": phrases.foreign_acronyms,
    }
