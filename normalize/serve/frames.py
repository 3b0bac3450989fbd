"""How the listening process and its workers talk: a kind (one byte), a length (eight bytes), and the bytes."""

from __future__ import annotations

from typing import BinaryIO

READY, QUESTION, ANSWER, REFUSAL, CRASH, STATE = b"r", b"q", b"a", b"x", b"c", b"s"
_LENGTH = 8


def write(stream: BinaryIO, kind: bytes, body: bytes) -> None:
    """Send one frame. Raises OSError where nobody reads."""
    stream.write(kind + len(body).to_bytes(_LENGTH, "big"))
    stream.write(body)
    stream.flush()


def read(stream: BinaryIO) -> tuple[bytes, bytes] | None:
    """The next frame, kind and body; None at the end, or where a frame was cut short.

    >>> from io import BytesIO
    >>> stream = BytesIO()
    >>> write(stream, ANSWER, b"yes")
    >>> read(BytesIO(stream.getvalue())), read(BytesIO(stream.getvalue()[:-1]))
    ((b'a', b'yes'), None)
    """
    head = stream.read(1 + _LENGTH)
    if len(head) < 1 + _LENGTH:
        return None
    length = int.from_bytes(head[1:], "big")
    body = stream.read(length)
    return (head[:1], body) if len(body) == length else None
