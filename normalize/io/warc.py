"""WARC files (ISO 28500), and WET files, which are WARC: their records of plain text are documents, all else stays.

A record of text is one whose content is ``text/plain``: of type `conversion` (WET has these), `resource`, or `response`
with an HTTP body that is neither packed nor chunked. Where it changes it gets a new Content-Length and, where it had
them, new digests, each of the same kind; every other record and field stays as it is, byte for byte. In a ``.gz`` each
record is a member of its own: those that change are packed anew, and the others keep their bytes. Needs warcio.
"""

from __future__ import annotations

import gzip
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from normalize.errors import BinaryFile, InputError, installing
from normalize.io.encoding import Encoding
from normalize.io.fields import Fields
from normalize.io.messages import shown
from normalize.io.model import Unit
from normalize.io.packing import gzip_packer
from normalize.io.pieces import Note, Piece, Slot, Unread
from normalize.io.sizes import too_large
from normalize.io.source import CHUNK_SIZE, binary
from normalize.io.warc_record import Record, UneditableError, value_of
from normalize.text.counted import counted

TEXT = "text/plain"
_HTML = ("text/html", "application/xhtml+xml")
_TYPES = ("conversion", "resource", "response")
_LONGEST_HEADER = 1 << 20
_AS_A_WHOLE = "its records are not packed one by one; mend it by `warcio recompress`"
_GZIP_START = b"\x1f"
_GZIP_WRAPPER = 31  # zlib's name for "gzip header and trailer"
_LONGEST_END = 1 << 16  # of what may stand behind the last record: ends of lines
_NAMED = "WARC-Record-ID"


class _Place(NamedTuple):
    """Where a record lies in a file as it is on disk, and how large its content is."""

    start: int
    end: int
    size: int


def warc_pieces(path: Path, fields: Fields) -> Iterator[Piece]:
    """Yield the records of a file as they are on disk; one of plain text is a slot.

    What `fields` calls the id is a field of the record's header (`WARC-Target-URI`); without one it is
    the record's own.
    Raises InputError for what is no WARC file, ends within a record, or is a ``.gz`` packed as a whole.
    """
    name, passed = shown(path), Counter[str]()
    packed = path.suffix.lower() == ".gz"
    with binary(path) as stream, binary(path) as raw:
        at = 0
        for number, (place, kind) in enumerate(_places(stream, name)):
            if kind != TEXT:
                if kind:
                    passed[kind] += 1
                yield from _bytes(raw, at, place.end)
            else:
                yield from _bytes(raw, at, place.start)
                if fields.largest and place.size > fields.largest:
                    yield Unread(b"", too_large(f"{name}, record {number}", fields.largest))
                    yield from _bytes(raw, place.start, place.end)
                    at = place.end
                    continue
                raw.seek(place.start)
                yield _piece(raw.read(place.end - place.start), packed, number, name, fields.id_field)
            at = place.end
        yield _end(raw, at, name)
    for kind, count in sorted(passed.items()):
        yield Note(f"{name}: {counted(count, 'record')} of {kind} passed unchanged: {_WHY[kind]}")


_PACKED_BODY = "text in HTTP transfer or content coding"
_SEGMENTED = "text in several segments"
_WHY = {
    "HTML": "text is not extracted from HTML here; make a WET file first, or use an extractor's output",
    _SEGMENTED: "none of them is a text of its own; put them together first",
    _PACKED_BODY: "its bytes are not the text; unpack it first (`warcio extract`)",
}


def _places(stream: BinaryIO, name: str) -> Iterator[tuple[_Place, str]]:
    """Each record's place, and what it holds: plain text, what else is worth telling, or nothing of that."""
    archive = _library(name)
    found = archive.ArchiveIterator(stream, no_record_parse=True)
    found.INC_RECORD = ""  # what it writes to standard error by itself of a wrong length, which is told below
    at = 0
    while True:
        try:
            record = next(found, None)
            if record is None:
                return
            kind = _kind(record)
            start, length = found.get_record_offset(), found.get_record_length()
        except (archive.ArchiveLoadFailed, ValueError, zlib.error, AttributeError) as error:
            raise InputError(f"{name}: cannot be read as WARC: {_problem(error, at)}") from error
        if record.format != "warc":
            raise InputError(f"{name}: cannot be read as WARC: it is an ARC file; convert it by `warcio recompress`")
        if not _size(record) or getattr(record.raw_stream, "limit", None):
            raise InputError(f"{name}: cannot be read as WARC: it ends within the record at byte {start:,}")
        if found.err_count:
            problem = f"the record at byte {start:,} is not as long as its Content-Length says"
            raise InputError(f"{name}: cannot be read as WARC: {problem}")
        if found.next_line and found.reader.decompressor:  # of a second record in the same member
            raise InputError(f"{name}: cannot be read as WARC: {_AS_A_WHOLE}")
        if found.reader.decompressor and not found.reader.decompressor.eof:
            raise InputError(f"{name}: cannot be read as WARC: the record at byte {start:,} is cut off or damaged")
        at = start + length
        yield _Place(start, at, record.length), kind


def _size(record: Any) -> str:
    """The size of a record as its header says it; empty where the header ends before that, which warcio takes for 0."""
    headers = record.rec_headers
    return ((headers and headers.get_header("Content-Length")) or "").strip()


def _end(raw: BinaryIO, at: int, name: str) -> bytes:
    """What stands behind the last record, which may be ends of lines. Raises InputError for anything else.

    warcio takes bytes of which nothing can be unpacked for the end of the file.
    """
    raw.seek(at)
    rest = raw.read(_LONGEST_END + 1)
    try:
        content = gzip.decompress(rest) if rest.startswith(_GZIP_START) else rest
    except (OSError, EOFError, zlib.error):
        content = rest
    if len(rest) > _LONGEST_END or content.strip(b"\r\n"):
        problem = f"what follows the last whole record, at byte {at:,}, is cut off or no record"
        raise InputError(f"{name}: cannot be read as WARC: {problem}")
    return rest


def _library(name: str) -> Any:
    try:
        import warcio.archiveiterator
    except ImportError:
        raise InputError(f"{name}: WARC files need one more package: {installing('warc')}") from None
    return warcio.archiveiterator


def _problem(error: Exception, at: int) -> str:
    """What is wrong from a place of a file on, on one line."""
    if "non-chunked gzip" in str(error):
        return _AS_A_WHOLE
    return f"no record begins at byte {at:,}"


def _kind(record: Any) -> str:
    headers = record.rec_headers
    if record.rec_type not in _TYPES:
        return ""
    kind = _media_type(record.content_type or "")
    if record.rec_type == "response":
        if kind != "application/http":
            return ""
        head = _head(record.raw_stream)
        kind = _media_type(value_of(head, "Content-Type"))
        if kind == TEXT and any(value_of(head, name) for name in ("Content-Encoding", "Transfer-Encoding")):
            return _PACKED_BODY
    if kind == TEXT and headers.get_header("WARC-Segment-Number"):
        return _SEGMENTED
    return TEXT if kind == TEXT else "HTML" if kind in _HTML else ""


def _media_type(value: str) -> str:
    return value.partition(";")[0].strip().lower()


def _head(stream: Any) -> bytes:
    """The header of an HTTP message: what it says of a body that is never looked at."""
    lines: list[bytes] = []
    while (line := stream.readline(_LONGEST_HEADER)).strip() and sum(map(len, lines)) < _LONGEST_HEADER:
        lines.append(line)
    return b"".join(lines)


def _bytes(raw: BinaryIO, start: int, end: int | None) -> Iterator[bytes]:
    """A stretch of a file, to its end where no other is given."""
    raw.seek(start)
    while end is None or start < end:
        data = raw.read(CHUNK_SIZE if end is None else min(CHUNK_SIZE, end - start))
        if not data:
            return
        yield data
        start += len(data)


def _piece(original: bytes, packed: bool, number: int, name: str, id_field: str) -> Piece:
    """The piece of a record that should hold text; one that holds none in fact stays."""
    try:
        record = Record.of(_unpacked(original) if packed else original)
        text, encoding, bom = record.text(name)
        if not text:
            return original
        record.rebuilt(record.body)  # a digest that cannot be made anew is told now
    except UneditableError as error:
        return Unread(original, f"{name}, record {number}: {error}")
    except BinaryFile:
        return original
    named = value_of(record.header, id_field or _NAMED).strip("<>") or None
    unit = Unit(number, text, encoding.name, "text", None, named)
    return Slot(original, (unit,), partial(_encoded, record, encoding, bom, packed))


def _encoded(record: Record, encoding: Encoding, bom: bytes, packed: bool, texts: Sequence[str]) -> bytes:
    data = record.rebuilt(bom + encoding.encode(*texts))
    if not packed:
        return data
    packer = gzip_packer()
    return packer.compress(data) + packer.flush()


def _unpacked(member: bytes) -> bytes:
    unpacker = zlib.decompressobj(_GZIP_WRAPPER)
    try:
        data = unpacker.decompress(member)
    except zlib.error as error:
        raise UneditableError(f"cannot be unpacked: {error}") from error
    if not unpacker.eof or unpacker.unused_data:
        raise UneditableError("it is not one member of gzip")
    return data
