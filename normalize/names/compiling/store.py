"""The entries of glossaries as a store of tables: the same bytes in however many processes it is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from tempfile import TemporaryFile
from typing import Any, BinaryIO, NamedTuple, cast

import orjson

from normalize.names.compiled import BLOCK
from normalize.names.compiling import helpers
from normalize.names.compiling.described import Described, described
from normalize.names.compiling.near import near_table
from normalize.names.compiling.phrases import Phrases, Postings, Said, Words, following, gathered, openings, preceding
from normalize.names.entry_rows import entry_of, entry_row
from normalize.names.glossary.entry import Entry
from normalize.names.index import Index
from normalize.names.overruling import in_one
from normalize.storage.layout import Layout
from normalize.storage.writing import Writer, WrittenStore, distinct, encoded, write_part

_PIECE = 500  # entries that are described at a time
_MANY = 5_000  # entries from which it pays to fork, and to hold no store in memory


class _Piece(NamedTuple):
    """Some entries: their ids and their rows, one behind the other, which takes a third of the memory."""

    ids: bytes  # as JSON
    rows: bytes

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> _Piece:
        return cls(encoded([entry.id for entry in entries]), b"\n".join([encoded(entry_row(e)) for e in entries]))

    def pairs(self) -> Iterator[tuple[str, bytes]]:
        """The id and the row of each."""
        return zip(orjson.loads(self.ids), self.rows.split(b"\n"), strict=True)


def packed(entries: list[Entry], key: str, replaced: Iterable[str] = (), below: Index | None = None) -> WrittenStore:
    """The store of some entries, under a key that says what it was made from.

    ``replaced`` are the ids of entries of an index ``below`` that count no more where this one lies over it; what is to
    be told of others there is kept, too. ``entries`` are let go of at once, the list is left empty: they take more
    memory than what is made of them.
    """
    is_large = len(entries) >= _MANY
    count = helpers.processes() if is_large else 1
    pieces: list[_Piece] = []
    numbers = range(0, len(entries), _PIECE)
    while entries:
        pieces.append(_Piece.of(entries[:_PIECE]))
        del entries[:_PIECE]
    writer = Writer(_file(is_large))
    with (
        _file(is_large) as rows,
        helpers.beside(_entries, _Rows(pieces, rows), count) as written,
    ):
        phrases, said = gathered(helpers.in_order(_described, _Given(pieces, below), numbers, count))
        words = phrases.words()
        writer.part("entries", written(), rows)
    del pieces
    with (
        _file(is_large) as values,
        _file(is_large) as scratch,
        _file(is_large) as near,
        _file(is_large) as after,
        _file(is_large) as before,
        helpers.beside(_around, _Around(phrases, words, scratch, near, after, before), count) as around,
    ):
        names = _write(writer, phrases, words, values)
        for name, layout, data in zip(("near", "following", "preceding"), around(), (near, after, before), strict=True):
            writer.part(name, layout, data)
    return writer.finished(key, _values(said, names, replaced))


def _file(is_large: bool) -> BinaryIO:
    return cast(BinaryIO, TemporaryFile()) if is_large else BytesIO()


class _Rows(NamedTuple):
    """What the table of entries is made of, and the file that it goes to."""

    pieces: Sequence[_Piece]
    file: BinaryIO


def _entries(given: _Rows, _: int) -> Layout:
    """Write the table of entries."""
    _emptied(given.file)
    return write_part(distinct(pair for piece in given.pieces for pair in piece.pairs()), given.file)


def _emptied(*files: BinaryIO) -> None:
    """Empty files that a process may have begun before it died."""
    for file in files:
        file.seek(0)
        file.truncate()


class _Given(NamedTuple):
    """What entries are described by."""

    pieces: Sequence[_Piece]
    below: Index | None


def _described(given: _Given, first: int) -> Described:
    entries = [entry_of(orjson.loads(row)) for _, row in given.pieces[first // _PIECE].pairs()]
    return described(entries, first, given.below)


class _Around(NamedTuple):
    """What the tables of near words and of words around others are made of, and the files that they go to."""

    phrases: Phrases
    words: Words
    scratch: BinaryIO
    near: BinaryIO
    following: BinaryIO
    preceding: BinaryIO


def _around(given: _Around, _: int) -> tuple[Layout, Layout, Layout]:
    """Write the tables of what stands around words, and of near words, which asks for all spellings."""
    _emptied(*given[2:])
    spelled, beginnings = given.words.spelled(), following(given.phrases)
    likened = [word for word, is_likened in given.words.found.items() if is_likened]
    after = write_part(distinct(_following(beginnings, spelled)), given.following)
    before = write_part(distinct((w, encoded(firsts)) for w, firsts in preceding(beginnings).items()), given.preceding)
    del beginnings  # while there is room for them: near words take more
    return write_part(near_table(likened, spelled, given.scratch), given.near), after, before


def _write(writer: Writer, phrases: Phrases, words: Words, values: BinaryIO) -> int:
    """Write all other tables of phrases and words, and tell how many names there are; ``values`` is an empty file."""
    writer.numbered("phrases", phrases.table(values))
    writer.table("openers", openings(phrases).items())
    postings = Postings()
    writer.table("names", _blocks(postings.noted(phrases.names())))
    writer.table("postings", postings.groups())
    writer.set("words", words.found)
    return postings.names


def _following(
    beginnings: Mapping[str, str | dict[str, None]], spelled: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    """The columns of :class:`Following`, by beginning."""
    for beginning, after in beginnings.items():
        words = (after,) if isinstance(after, str) else (*after,)
        pairs = [spelled[word].split(" ") for word in words]
        yield beginning, encoded((words, [neutral for neutral, _ in pairs], [outline for _, outline in pairs]))


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


def _values(said: Said, names: int, replaced: Iterable[str]) -> dict[str, Any]:
    return {
        "lower_openers": sorted(said.lower_openers),
        "names": names,
        "replaced": sorted(replaced),
        "overruled": in_one(said.overruled),
        "acronyms": said.acronyms,
        "foreign_acronyms": said.foreign_acronyms,
    }
