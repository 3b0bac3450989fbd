"""From the bytes of a file to its text and back, without loss.

The first of these that fits is taken: BOM > UTF-16 by its NUL bytes > valid UTF-8 > UTF-8 with a few bad bytes >
a legacy encoding (see `charset`) > Latin-1, which fits always.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from normalize.errors import BinaryFile
from normalize.io.binary import HEAD_SIZE, is_binary, magic
from normalize.io.charset import legacy_codec


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a file's text is stored.

    `name` is the codec as people know it (BOM included: utf-8-sig, utf-16, utf-32), `codec` the one for what follows
    the `bom`, byte order included; with `keeps_bad_bytes` each undecodable byte is a lone surrogate U+DC80…U+DCFF.
    """

    name: str
    codec: str
    bom: bytes = b""
    keeps_bad_bytes: bool = False

    @property
    def newline_is_a_byte(self) -> bool:
        r"""Whether the byte `\n` stands for a line end and for nothing else."""
        return not self.codec.startswith(("utf-16", "utf-32"))

    @property
    def errors(self) -> str:
        """The name of the codec error handler."""
        return "surrogateescape" if self.keeps_bad_bytes else "strict"

    def decode(self, data: bytes | memoryview) -> str:
        """Return the text of bytes without BOM; raises UnicodeDecodeError."""
        return str(data, self.codec, self.errors)

    def encode(self, text: str) -> bytes:
        """Return the bytes of a text, BOM not included.

        Raises UnicodeEncodeError when they would not read back as the same text.

        >>> Encoding("cp1252", "cp1252").encode("café")
        b'caf\\xe9'
        """
        data = text.encode(self.codec, self.errors)
        if self.keeps_bad_bytes and self.decode(data) != text:
            raise UnicodeEncodeError(self.codec, text, 0, len(text), "bad bytes would join to a character")
        return data


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and how it was stored."""

    text: str
    encoding: Encoding


UTF8 = Encoding("utf-8", "utf-8")
UTF8_SIG = Encoding("utf-8-sig", "utf-8", codecs.BOM_UTF8)
_UTF8_BROKEN = Encoding("utf-8", "utf-8", keeps_bad_bytes=True)
_UTF8_SIG_BROKEN = Encoding("utf-8-sig", "utf-8", codecs.BOM_UTF8, keeps_bad_bytes=True)
_LATIN1 = Encoding("latin-1", "latin-1")

# UTF-32 first: its little-endian BOM starts with that of UTF-16.
_WIDE = (
    Encoding("utf-32", "utf-32-le", codecs.BOM_UTF32_LE),
    Encoding("utf-32", "utf-32-be", codecs.BOM_UTF32_BE),
    Encoding("utf-16", "utf-16-le", codecs.BOM_UTF16_LE),
    Encoding("utf-16", "utf-16-be", codecs.BOM_UTF16_BE),
)


def decode(data: bytes, name: str) -> Decoded:
    r"""Return the text of a file and its encoding; encoding it again gives `data`.

    `name` is the file's, for the message. Raises BinaryFile when the content is not text.

    >>> with_bom = decode(b"\xef\xbb\xbfKabul", "a.txt")
    >>> with_bom.text, with_bom.encoding.name
    ('Kabul', 'utf-8-sig')
    >>> decode("El Niño – dice “sí”".encode("cp1252"), "a.txt").encoding.name
    'cp1252'
    """
    head = data[:HEAD_SIZE]
    kind = magic(head)
    if kind is not None:
        raise BinaryFile(f"{name}: this is {kind}, not text")
    wide = _decode_wide(data) or _decode_wide_by_nuls(data, head)
    if wide is not None:
        return wide
    if is_binary(head):
        raise BinaryFile(f"{name}: this is not text (too many control characters)")
    return _decode_utf8(data) or _decode_legacy(data)


def encodable(text: str, encoding: str) -> bool:
    r"""Tell whether a text can be written in the encoding that a `Unit` names.

    Lone surrogates that stand for undecodable bytes count as writable where the codec gives them back. Record files
    of JSON lines take any text: what their encoding lacks is written as an escape.

    >>> encodable("Wałęsa", "utf-8"), encodable("Wałęsa", "cp1252"), encodable("a\udcff", "utf-8")
    (True, False, True)
    """
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return _reads_back(text, encoding)
    return True


def _reads_back(text: str, encoding: str) -> bool:
    try:
        return text.encode(encoding, "surrogateescape").decode(encoding, "surrogateescape") == text
    except UnicodeError:
        return False


def _decode_as(encoding: Encoding, data: bytes) -> Decoded | None:
    try:
        return Decoded(encoding.decode(memoryview(data)[len(encoding.bom) :]), encoding)
    except UnicodeDecodeError:
        return None


def _decode_wide(data: bytes) -> Decoded | None:
    fitting = (_decode_as(encoding, data) for encoding in _WIDE if data.startswith(encoding.bom))
    return next((decoded for decoded in fitting if decoded is not None), None)


def _decode_wide_by_nuls(data: bytes, head: bytes) -> Decoded | None:
    """Take UTF-16 without BOM when most code units have a NUL on one side and hardly any on the other."""
    counts = {"utf-16-be": head[0::2].count(0), "utf-16-le": head[1::2].count(0)}
    (_, few), (codec, many) = sorted(counts.items(), key=lambda item: item[1])
    if many * 20 < len(head) * 7 or few * 10 > many or len(data) % 2 or not many:
        return None
    return _decode_as(Encoding(codec, codec), data)


def _decode_utf8(data: bytes) -> Decoded | None:
    with_bom = data.startswith(codecs.BOM_UTF8)
    decoded = _decode_as(UTF8_SIG if with_bom else UTF8, data)
    if decoded is not None:
        return decoded
    mended = _decode_as(_UTF8_SIG_BROKEN if with_bom else _UTF8_BROKEN, data)
    if mended is not None and (with_bom or _is_mostly_utf8(mended.text)):
        return mended
    return None


def _is_mostly_utf8(text: str) -> bool:
    """Tell whether a text holds more non-ASCII characters than undecodable bytes."""
    bad = len(text) - len(text.encode("utf-8", "ignore").decode("utf-8"))
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return foreign - bad > bad


def _decode_legacy(data: bytes) -> Decoded:
    codec = legacy_codec(data)
    if codec is not None:
        decoded = _decode_as(Encoding(codec, codec), data)
        if decoded is not None and decoded.text.encode(codec, "replace") == data:
            return decoded
    return Decoded(data.decode("latin-1"), _LATIN1)
