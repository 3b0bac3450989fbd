"""Adding lines to a file, at once and whole: whatever ends the process, each line is there or is not."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import orjson

from normalize.errors import OutputError

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


def append_lines(
    path: Path, data: bytes, check: Callable[[bytes, int], object] | None = None, *, follow: bool = True
) -> None:
    """Add lines of JSON to a file; what is there already is not written again. Raises OutputError.

    Without ``follow`` a link in the place of the file is an error.

    A last line that a crash cut off goes first, so that the next one begins on a line of its own. One that only lacks
    its end gets it; ``check`` is given it before, with its number, and may raise.

    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "said.jsonl"
    >>> _ = file.write_bytes(b'{"a":1}\\n{"b":')
    >>> append_lines(file, b'{"c":3}\\n')
    >>> file.read_bytes()
    b'{"a":1}\\n{"c":3}\\n'
    """
    if not data:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if (not follow and path.is_symlink()) or (path.exists() and not path.is_file()):
            raise OutputError(f"{path}: cannot be written: it is no file of its own")
        _mend_end(path, check)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | (0 if follow else _NO_LINK) | getattr(os, "O_BINARY", 0)
        descriptor = os.open(path, flags, 0o666)
        try:
            while data:
                data = data[os.write(descriptor, data) :]
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error


def _mend_end(path: Path, check: Callable[[bytes, int], object] | None) -> None:
    """See to it that the next line begins on a line of its own: a last one that was cut off goes."""
    if not path.is_file() or not path.stat().st_size:
        return
    with path.open("rb+") as stream:
        stream.seek(-1, os.SEEK_END)
        if stream.read(1) == b"\n":
            return
        stream.seek(0)
        data = stream.read()
        whole, last = data[: data.rfind(b"\n") + 1], data[data.rfind(b"\n") + 1 :]
        if is_cut_off(last):
            stream.truncate(len(whole))
            return
        if check is not None:
            check(last, data.count(b"\n") + 1)
        stream.write(b"\n")


def is_cut_off(line: bytes) -> bool:
    """Whether a line without its end is the beginning of one, as a crash leaves it: nothing else is wrong.

    >>> is_cut_off(b'{"a":'), is_cut_off(b'{"a":1}'), is_cut_off(b"a note")
    (True, False, False)
    """
    if line.endswith(b"\n") or not line.startswith(b"{"):
        return False
    text = line.decode("utf-8", "ignore")  # without half a character at its end; the position counts characters
    try:
        orjson.loads(text)
    except orjson.JSONDecodeError as error:
        return error.pos == len(text)
    return False
