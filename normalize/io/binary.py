"""Telling text from everything else by the first bytes of a file."""

from __future__ import annotations

HEAD_SIZE = 64 * 1024

# Without those that `file` takes for text: BEL, BS, TAB, LF, VT, FF, CR, ESC.
_CONTROLS = bytes(set(range(0x20)) - {7, 8, 9, 10, 11, 12, 13, 27})

_MAGIC = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (or an Office document)"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"\x1f\x8b\x08", "gzip data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
)


def magic(head: bytes) -> str | None:
    """Name the file type that these first bytes announce, if it is a known one that is not text.

    >>> magic(b"%PDF-1.7 ...")
    'a PDF document'
    >>> magic(b"Kabul - ") is None
    True
    """
    return next((name for start, name in _MAGIC if head.startswith(start)), None)


def count_controls(head: bytes) -> int:
    r"""Count the control characters that text does not use (NUL among them).

    >>> count_controls(b"one\ttwo\r\n"), count_controls(b"one\0two\x1a")
    (0, 2)
    """
    return len(head) - len(head.translate(None, _CONTROLS))


def is_binary(head: bytes) -> bool:
    r"""Tell whether the first 64 kB of a file are no text in any ASCII-compatible encoding.

    They are not when more than 1 % are control characters and these are more than a few (4), or when more than 30 %
    are. So a few stray NUL bytes are let through even in a short text.

    >>> is_binary(b"Kabul\0 fell"), is_binary(bytes(range(256))), is_binary(b"\0\1\2")
    (False, True, True)
    """
    controls = count_controls(head)
    return controls * 10 > len(head) * 3 or (controls > 4 and controls * 100 > len(head))
