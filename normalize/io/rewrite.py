"""Reading the units of a file, and writing a file with some of them replaced."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, assert_never

from normalize.errors import InputError, OutputError
from normalize.io.atomic import Output, replacing
from normalize.io.delimited import CSV_DELIMITERS, TSV_DELIMITERS, delimited_pieces
from normalize.io.formats import NO_OTHERS, Kind, Others, format_of, is_gzipped
from normalize.io.jsonl import jsonl_pieces
from normalize.io.messages import shown
from normalize.io.model import FileRef, Rewritten, Unit
from normalize.io.plain import plain_pieces
from normalize.io.source import CHUNK_SIZE, Stamp, opened, readable, sha256_file, stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path

    from normalize.io.pieces import Piece, Slot


def units(ref: FileRef, *, text_field: str = "text", others: Others = NO_OTHERS) -> Iterator[Unit]:
    """Yield the units of a file in order, reading as it goes; `others` are formats besides those that ship.

    Raises UnsupportedFormat, BinaryFile, MissingField (for JSON lines after the last record) or InputError, and
    PluginError where one of the others fails.
    """
    return (piece.unit for piece in _pieces(ref.path, text_field, others) if not isinstance(piece, bytes))


def rewrite(
    ref: FileRef,
    target: Path,
    replace: Callable[[Unit], str],
    *,
    text_field: str = "text",
    others: Others = NO_OTHERS,
) -> Rewritten:
    """Write a copy of a file to `target` with `replace(unit)` in the place of each unit, called in order.

    `target` gets the source's permission bits and appears complete or not at all; it may be the source itself, which
    is left alone when nothing changes. Without a change the bytes of the copy, packed or not, are those of the source.
    Raises what `units` raises, InputError when the source changes meanwhile, and OutputError when `target` cannot be
    written or the source's encoding lacks a character of a replacement. What `replace` raises passes through.
    """
    source = ref.path
    in_place = target == source
    first = stamp(source)
    before = sha256_file(source)
    # In place, a link stays a link.
    place = source.resolve() if in_place else target
    with closing(_edited(source, _pieces(source, text_field, others), replace)) as edited:
        kept = 0
        for data, changed in edited:
            if changed:
                break
            kept += len(data)
        else:
            if not in_place:
                _copy(source, place, first)
            return Rewritten(before, before, changed=False)
        with replacing(place, mode=first.mode, gzipped=is_gzipped(source)) as output:
            _copy_start(source, kept, output)
            output.write(data)
            for data, _ in edited:
                output.write(data)
            _check_unchanged(source, first)
    return Rewritten(before, output.sha256, changed=True)


def _pieces(path: Path, text_field: str, others: Others) -> Generator[Piece]:
    kind = format_of(path, others).kind
    if not isinstance(kind, Kind):
        yield from kind.pieces(path, text_field)
        return
    match kind:
        case Kind.TEXT:
            yield from plain_pieces(path, "text")
        case Kind.MARKDOWN:
            yield from plain_pieces(path, "markdown")
        case Kind.JSONL:
            yield from jsonl_pieces(path, text_field)
        case Kind.CSV:
            yield from delimited_pieces(path, text_field, CSV_DELIMITERS)
        case Kind.TSV:
            yield from delimited_pieces(path, text_field, TSV_DELIMITERS)
        case _:
            assert_never(kind)


def _edited(path: Path, pieces: Generator[Piece], replace: Callable[[Unit], str]) -> Generator[tuple[bytes, bool]]:
    """Yield the bytes of each piece after replacement, and whether they are new."""
    for piece in pieces:
        if isinstance(piece, bytes):
            yield piece, False
            continue
        text = replace(piece.unit)
        changed = text != piece.unit.text
        yield _encoded(path, piece, text) if changed else piece.original, changed


def _encoded(path: Path, slot: Slot, text: str) -> bytes:
    try:
        return slot.encode(text)
    except UnicodeEncodeError as error:
        where = shown(path) if slot.unit.record is None else f"{shown(path)}, record {slot.unit.record}"
        char = error.object[error.start : error.start + 1]
        raise OutputError(
            f"{where}: the replacement holds {char!a}, which cannot be written in {slot.unit.encoding}"
        ) from error


def _copy(source: Path, target: Path, first: Stamp) -> None:
    with replacing(target, mode=first.mode) as output:
        with readable(source), source.open("rb") as stream:
            while chunk := stream.read(CHUNK_SIZE):
                output.write(chunk)
        _check_unchanged(source, first)


def _copy_start(source: Path, size: int, output: Output) -> None:
    """Write the first `size` bytes of the source's content."""
    with opened(source) as stream:
        while size > 0 and (chunk := stream.read(min(size, CHUNK_SIZE))):
            output.write(chunk)
            size -= len(chunk)


def _check_unchanged(source: Path, first: Stamp) -> None:
    """Raise InputError when somebody else wrote to the source since it was first looked at."""
    if stamp(source) != first:
        raise InputError(f"{shown(source)}: was changed by another program while it was read; run again")
