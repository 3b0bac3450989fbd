"""Reading the units of a file, and writing a file with some of them replaced."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, closing
from typing import TYPE_CHECKING, BinaryIO, Never, TypeAlias, assert_never

from normalize.errors import InputError, OutputError
from normalize.io.atomic import Output, replacing
from normalize.io.batches import together
from normalize.io.delimited import CSV_DELIMITERS, TSV_DELIMITERS, delimited_pieces
from normalize.io.fields import TEXT, Fields
from normalize.io.formats import NO_OTHERS, Kind, Others, format_of
from normalize.io.jsonl import jsonl_pieces
from normalize.io.messages import shown
from normalize.io.model import FileRef, Rewritten, Unit
from normalize.io.packing import packing_of
from normalize.io.parquet import Table
from normalize.io.pieces import Note, Slot, Unread
from normalize.io.plain import plain_pieces
from normalize.io.source import CHUNK_SIZE, Stamp, binary, opened, sha256_file, stamp
from normalize.io.warc import warc_pieces

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from normalize.io.pieces import Piece

Replace: TypeAlias = Callable[[tuple[Unit, ...]], Sequence[str]]  # the new texts of the units of a record
Ahead: TypeAlias = Callable[[Sequence[tuple[Unit, ...]]], object]  # is told of records that come next


def refuse(problem: str) -> Never:
    """Raise InputError for a record that cannot be read."""
    raise InputError(problem)


def unheeded(records: Sequence[tuple[Unit, ...]]) -> None:
    """Records are worked on one by one."""


def unsaid(note: str) -> None:
    """A note that is told another time."""


Broken: TypeAlias = Callable[[str], object]  # is told, on one line, of a record that cannot be read
Noted: TypeAlias = Callable[[str], object]  # is told, on one line, of what is not worked on and no trouble


def records(
    ref: FileRef,
    *,
    fields: Fields = TEXT,
    others: Others = NO_OTHERS,
    broken: Broken = refuse,
    noted: Noted = unsaid,
) -> Iterator[tuple[Unit, ...]]:
    """Yield the units of each record of a file in order, reading as it goes: those of one tuple are one document.

    `others` are formats besides those that ship; `broken` is told of records that cannot be read, `noted` of
    what is left as it is without being trouble. Raises
    UnsupportedFormat, BinaryFile, MissingField (for JSON lines after the last record) or InputError, and PluginError
    where one of the others fails.
    """
    if format_of(ref.path, others).kind is Kind.PARQUET:
        table = Table(ref.path, fields, broken)
        for group, first in _groups(table):
            yield from table.rows(group, first)
        return
    for piece in _pieces(ref.path, fields, others):
        if isinstance(piece, Slot):
            yield piece.units
        elif isinstance(piece, Unread):
            broken(piece.problem)
        elif isinstance(piece, Note):
            noted(piece.text)


def rewrite(
    ref: FileRef,
    target: Path,
    replace: Replace,
    *,
    fields: Fields = TEXT,
    others: Others = NO_OTHERS,
    broken: Broken = refuse,
    ahead: Ahead = unheeded,
    noted: Noted = unsaid,
) -> Rewritten:
    """Write a copy of a file to `target` with `replace(units)` in the places of the units of each record, in order.

    A record that cannot be read stays as it is, and `broken` is told of it, as `noted` is of what stays and is no
    trouble. Before `replace` is asked for some records
    `ahead` is told of all of them, so that they can be worked on together.

    `target` gets the source's permission bits and appears complete or not at all; it may be the source itself, which
    is left alone when nothing changes. Without a change the bytes of the copy, packed or not, are those of the source.
    Raises what `units` raises, InputError when the source changes meanwhile, and OutputError when `target` cannot be
    written or the source's encoding lacks a character of a replacement. What `replace` raises passes through.
    """
    told = (broken, noted)
    steps = rewriting(ref, target, replace, fields=fields, others=others, told=told, ahead=ahead)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            written: Rewritten = end.value
            return written


def rewriting(
    ref: FileRef,
    target: Path,
    replace: Replace,
    *,
    fields: Fields = TEXT,
    others: Others = NO_OTHERS,
    told: tuple[Broken, Noted] = (refuse, unsaid),
    ahead: Ahead = unheeded,
) -> Generator[None, None, Rewritten]:
    """:func:`rewrite` bit by bit: it goes on as it is asked to, and is given up where it is closed before its end.

    `told` are `broken` and `noted`.
    """
    source = ref.path
    in_place = target == source
    first = stamp(source)
    before = sha256_file(source)
    # In place, a link stays a link.
    place = source.resolve() if in_place else target
    form = format_of(source, others)
    if form.kind is Kind.PARQUET:
        written = yield from _rewrite_table(source, place, first, Table(source, fields, told[0], ahead), replace)
        if written is None:
            if not in_place:
                _copy(source, place, first)
            return Rewritten(before, before, changed=False)
        return Rewritten(before, written, changed=True)
    with closing(_edited(source, _pieces(source, fields, others), replace, told, ahead)) as edited:
        kept = 0
        for data, changed in edited:
            if changed:
                break
            kept += len(data)
            yield
        else:
            if not in_place:
                _copy(source, place, first)
            return Rewritten(before, before, changed=False)
        with replacing(place, mode=first.mode, packing=packing_of(source) if form.packed else None) as output:
            _copy_start(source, kept, output, opened if form.packed else binary)
            output.write(data)
            for data, _ in edited:
                output.write(data)
                yield
            _check_unchanged(source, first)
    return Rewritten(before, output.sha256, changed=True)


def _rewrite_table(
    source: Path, target: Path, first: Stamp, table: Table, replace: Replace
) -> Generator[None, None, str | None]:
    """Write a table with other texts; returns the SHA-256 of the file, None where no text is another."""
    groups = _groups(table)
    same = 0
    for group, row in groups:
        changed, is_new = table.replaced(group, row, replace)
        if is_new:
            break
        same += 1
        yield
    else:
        return None
    with replacing(target, mode=first.mode) as output:
        with table.writer(output) as writer:
            for group in range(same):
                writer.write_table(table.group(group), row_group_size=max(1, table.size_of(group)))
            writer.write_table(changed, row_group_size=max(1, changed.num_rows))
            for group, row in groups:
                yield
                changed, _ = table.replaced(group, row, replace)
                writer.write_table(changed, row_group_size=max(1, changed.num_rows))
        _check_unchanged(source, first)
    return output.sha256


def _groups(table: Table) -> Iterator[tuple[int, int]]:
    """The row groups of a table, each with the number of its first row."""
    first = 0
    for group in range(table.groups):
        yield group, first
        first += table.size_of(group)


def _pieces(path: Path, fields: Fields, others: Others) -> Generator[Piece]:
    kind = format_of(path, others).kind
    if not isinstance(kind, Kind):
        yield from kind.pieces(path, fields.names)
        return
    match kind:
        case Kind.TEXT:
            yield from plain_pieces(path, "text", fields.largest)
        case Kind.MARKDOWN:
            yield from plain_pieces(path, "markdown", fields.largest)
        case Kind.JSONL:
            yield from jsonl_pieces(path, fields)
        case Kind.CSV:
            yield from delimited_pieces(path, fields, CSV_DELIMITERS)
        case Kind.TSV:
            yield from delimited_pieces(path, fields, TSV_DELIMITERS)
        case Kind.WARC:
            yield from warc_pieces(path, fields)
        case Kind.PARQUET:
            raise AssertionError("no pieces of bytes")
        case _:
            assert_never(kind)


def _edited(
    path: Path, pieces: Generator[Piece], replace: Replace, told: tuple[Broken, Noted], ahead: Ahead
) -> Generator[tuple[bytes, bool]]:
    """Yield the bytes of each piece after replacement, and whether they are new."""
    for some in together(pieces, _size, lambda piece: isinstance(piece, Slot)):
        ahead([piece.units for piece in some if isinstance(piece, Slot)])
        for piece in some:
            if isinstance(piece, bytes):
                yield piece, False
            elif isinstance(piece, Unread):
                told[0](piece.problem)
                yield piece.original, False
            elif isinstance(piece, Note):
                told[1](piece.text)
            else:
                yield replaced(piece, replace(piece.units), shown(path))


def _size(piece: Piece) -> int:
    return len(piece if isinstance(piece, bytes) else piece.original)


def replaced(slot: Slot, texts: Sequence[str], name: str) -> tuple[bytes, bool]:
    """The bytes of a slot with other texts in it, and whether they are new; `name` is the file's, for messages.

    Raises OutputError where the file's encoding lacks a character.
    """
    if all(text == unit.text for text, unit in zip(texts, slot.units, strict=True)):
        return slot.original, False
    try:
        return slot.encode(texts), True
    except UnicodeEncodeError as error:
        unit = slot.units[0]
        where = name if unit.record is None else f"{name}, record {unit.record}"
        char = error.object[error.start : error.start + 1]
        raise OutputError(
            f"{where}: the replacement holds {char!a}, which cannot be written in {unit.encoding}"
        ) from error


def _copy(source: Path, target: Path, first: Stamp) -> None:
    with replacing(target, mode=first.mode) as output:
        with binary(source) as stream:
            while chunk := stream.read(CHUNK_SIZE):
                output.write(chunk)
        _check_unchanged(source, first)


def _copy_start(
    source: Path, size: int, output: Output, opener: Callable[[Path], AbstractContextManager[BinaryIO]]
) -> None:
    """Write the first `size` bytes of what the opener gives of the source."""
    with opener(source) as stream:
        while size > 0 and (chunk := stream.read(min(size, CHUNK_SIZE))):
            output.write(chunk)
            size -= len(chunk)


def _check_unchanged(source: Path, first: Stamp) -> None:
    """Raise InputError when somebody else wrote to the source since it was first looked at."""
    if stamp(source) != first:
        raise InputError(f"{shown(source)}: was changed by another program while it was read; run again")
