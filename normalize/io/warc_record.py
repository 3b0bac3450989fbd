"""One record of a WARC file in its parts, and the record with another body: its lengths and digests made anew."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from normalize.io.encoding import Encoding, decode

_END = b"\r\n\r\n"  # of a header, and of a record
_DIGESTS = ("WARC-Block-Digest", "WARC-Payload-Digest")


class UneditableError(Exception):
    """What stands against a change of a record."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record in its parts: its header, that of HTTP (empty where there is none), the body, and what ends it."""

    header: bytes
    http: bytes
    body: bytes
    tail: bytes

    @classmethod
    def of(cls, data: bytes) -> Record:
        header, end, rest = data.partition(_END)
        try:
            length = int(value_of(header, "Content-Length"))
        except ValueError:
            raise UneditableError("its Content-Length is no number") from None
        block, tail, http = rest[:length], rest[length:], b""
        if not end or len(block) != length or tail.strip(b"\r\n"):
            raise UneditableError("its header does not fit its content")
        if value_of(header, "WARC-Type").lower() == "response":
            http, end_of_http, block = block.partition(_END)
            http += end_of_http
            if not end_of_http:
                raise UneditableError("its HTTP header has no end")
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
        raise UneditableError(f"it has a digest of an unknown kind, {label!r}") from None
    in_hex = made.hex()
    if len(value) == len(in_hex) and value.isalnum():  # base 32 of MD5 is as long, with signs at its end
        return f"{label}:{in_hex if value == value.lower() else in_hex.upper()}"
    base32 = base64.b32encode(made).decode()
    return f"{label}:{base32 if '=' in value else base32.rstrip('=')}"
