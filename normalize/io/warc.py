"""WARC files (ISO 28500), and WET files, which are WARC: their records of plain text are documents, all else stays.

A record of text is one whose content is ``text/plain``: of type `conversion` (WET has these), `resource`, or `response`
with an HTTP body that is neither packed nor chunked. Where it changes it gets a new Content-Length and, where it had
them, new digests, each of the same kind; every other record and field stays as it is, byte for byte. In a ``.gz`` each
record is a member of its own: those that change are packed anew, and the others keep their bytes. Needs warcio.
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from normalize.errors import BinaryFile, InputError, installing
from normalize.io.encoding import Encoding, decode
from normalize.io.fields import Fields
from normalize.io.messages import shown
from normalize.io.model import Unit
from normalize.io.packing import gzip_packer
from normalize.io.pieces import Note, Piece, Slot, Unread
from normalize.io.sizes import too_large
from normalize.io.source import CHUNK_SIZE, binary
from normalize.text.counted import counted

TEXT = "text/plain"
_HTML = ("text/html", "application/xhtml+xml")
_TYPES = ("conversion", "resource", "response")
_END = b"\r\n\r\n"  # of a header, and of a record
_LONGEST_HEADER = 1 << 20
_GZIP_WRAPPER = 31  # zlib's name for "gzip header and trailer"
_DIGESTS = ("WARC-Block-Digest", "WARC-Payload-Digest")
_NAMED = "WARC-Record-ID"


class _Place(NamedTuple):
    """Where a record lies in a file as it is on disk, and how large its content is."""

    start: int
    end: int
    size: int


class _UneditableError(Exception):
    """What stands against a change of a record."""


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
        yield from _bytes(raw, at, None)
    for kind, count in sorted(passed.items()):
        yield Note(f"{name}: {counted(count, 'record')} of {kind} passed unchanged: {_WHY[kind]}")


_PACKED_BODY = "text in HTTP transfer or content coding"
_WHY = {
    "HTML": "text is not extracted from HTML here; make a WET file first, or use an extractor's output",
    _PACKED_BODY: "its bytes are not the text; unpack it first (`warcio extract`)",
}


def _places(stream: BinaryIO, name: str) -> Iterator[tuple[_Place, str]]:
    """Each record's place, and what it holds: plain text, what else is worth telling, or nothing of that."""
    archive = _library(name)
    found = archive.ArchiveIterator(stream, no_record_parse=True)
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
        if record.length is None or getattr(record.raw_stream, "limit", None):
            raise InputError(f"{name}: cannot be read as WARC: it ends within the record at byte {start:,}")
        if found.err_count:
            problem = f"the record at byte {start:,} is not as long as its Content-Length says"
            raise InputError(f"{name}: cannot be read as WARC: {problem}")
        at = start + length
        yield _Place(start, at, record.length), kind


def _library(name: str) -> Any:
    try:
        import warcio.archiveiterator
    except ImportError:
        raise InputError(f"{name}: WARC files need one more package: {installing('warc')}") from None
    return warcio.archiveiterator


def _problem(error: Exception, at: int) -> str:
    """What is wrong from a place of a file on, on one line."""
    if "non-chunked gzip" in str(error):
        return "its records are not packed one by one; mend it by `warcio recompress`"
    return f"no record begins at byte {at:,}"


def _kind(record: Any) -> str:
    headers = record.rec_headers
    if record.rec_type not in _TYPES or headers.get_header("WARC-Segment-Number"):
        return ""
    kind = _media_type(record.content_type or "")
    if record.rec_type == "response":
        if kind != "application/http":
            return ""
        head = _head(record.raw_stream)
        kind = _media_type(value_of(head, "Content-Type"))
        if kind == TEXT and any(value_of(head, name) for name in ("Content-Encoding", "Transfer-Encoding")):
            return _PACKED_BODY
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
        record = _Record.of(_unpacked(original) if packed else original)
        text, encoding, bom = record.text(name)
        if not text:
            return original
        record.rebuilt(record.body)  # a digest that cannot be made anew is told now
    except _UneditableError as error:
        return Unread(original, f"{name}, record {number}: {error}")
    except BinaryFile:
        return original
    named = value_of(record.header, id_field or _NAMED).strip("<>") or None
    unit = Unit(number, text, encoding.name, "text", None, named)
    return Slot(original, (unit,), partial(_encoded, record, encoding, bom, packed))


def _encoded(record: _Record, encoding: Encoding, bom: bytes, packed: bool, texts: Sequence[str]) -> bytes:
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
        raise _UneditableError(f"cannot be unpacked: {error}") from error
    if not unpacker.eof or unpacker.unused_data:
        raise _UneditableError("it is not one member of gzip")
    return data


@dataclass(frozen=True, slots=True)
class _Record:
    """A record in its parts: its header, that of HTTP (empty where there is none), the body, and what ends it."""

    header: bytes
    http: bytes
    body: bytes
    tail: bytes

    @classmethod
    def of(cls, data: bytes) -> _Record:
        header, end, rest = data.partition(_END)
        try:
            length = int(value_of(header, "Content-Length"))
        except ValueError:
            raise _UneditableError("its Content-Length is no number") from None
        block, tail, http = rest[:length], rest[length:], b""
        if not end or len(block) != length or tail.strip(b"\r\n"):
            raise _UneditableError("its header does not fit its content")
        if value_of(header, "WARC-Type").lower() == "response":
            http, end_of_http, block = block.partition(_END)
            http += end_of_http
            if not end_of_http:
                raise _UneditableError("its HTTP header has no end")
        return cls(header + end, http, block, tail)

    def text(self, name: str) -> tuple[str, Encoding, bytes]:
        """The text of the body, its encoding, and the mark before it. Raises BinaryFile where it is none."""
        declared = value_of(self.http or self.header, "Content-Type").lower().partition("charset=")[2]
        codec = declared.partition(";")[0].strip(" \"'")
        if codec and not self.body.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
            try:
                text = self.body.decode(codec)
                if text.encode(codec) == self.body and "\0" not in text:
                    return text, Encoding(codec, codec), b""
            except (LookupError, ValueError):
                pass  # what is declared is not so
        decoded = decode(self.body, name)
        return decoded.text, decoded.encoding, decoded.encoding.bom

    def rebuilt(self, body: bytes) -> bytes:
        """The record with another body."""
        http = self.http
        if value_of(http, "Content-Length") == str(len(self.body)):
            http = _with(http, "Content-Length", str(len(body)))
        block = http + body
        header = _with(self.header, "Content-Length", str(len(block)))
        for name, data in zip(_DIGESTS, (block, body), strict=True):
            if old := value_of(header, name):
                header = _with(header, name, _digest(old, data))
        return header + block + self.tail


def _line(header: bytes, name: str) -> tuple[int, int]:
    """Where the value of a field stands in a header; nowhere at its end."""
    at = 0
    for line in header.splitlines(keepends=True):
        key, colon, value = line.partition(b":")
        if colon and key.strip().lower() == name.lower().encode():
            start = at + len(key) + 1 + len(value) - len(value.lstrip(b" \t"))
            return start, at + len(line.rstrip())
        at += len(line)
    return at, at


def value_of(header: bytes, name: str) -> str:
    r"""The value of a field of a header, empty where there is none.

    >>> value_of(b"WARC/1.0\r\nContent-Length: 12\r\n\r\n", "content-length")
    '12'
    """
    start, end = _line(header, name)
    return header[start:end].decode("utf-8", "replace")


def _with(header: bytes, name: str, value: str) -> bytes:
    start, end = _line(header, name)
    return header[:start] + value.encode() + header[end:]


def _digest(old: str, data: bytes) -> str:
    """The digest of other bytes, written as an old one is: in base 32, or in base 16."""
    label, _, value = old.partition(":")
    try:
        made = hashlib.new(label.strip().lower().replace("sha-", "sha"), data).digest()
    except (ValueError, TypeError):
        raise _UneditableError(f"it has a digest of an unknown kind, {label!r}") from None
    in_hex = made.hex()
    if len(value) == len(in_hex) and value.isalnum():  # base 32 of MD5 is as long, with signs at its end
        return f"{label}:{in_hex if value == value.lower() else in_hex.upper()}"
    base32 = base64.b32encode(made).decode()
    return f"{label}:{base32 if '=' in value else base32.rstrip('=')}"
