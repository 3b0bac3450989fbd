"""Reading the manifest of a run, entry by entry: it may have one for each of a million files.

A manifest is one JSON value, written over several lines (:func:`normalize.io.jsonlines.pretty`), with what it says of
files at its end. Each of these entries begins and ends with a line of its own. What is laid out otherwise, because
somebody wrote to it, is read as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from normalize.io.jsonlines import parse
from normalize.run.file_entries import Entry, FileEntries
from normalize.run.journal_shapes import entry_of, manifest_of

_FILES = b'  "files": ['
_FIRST, _LAST, _NOT_LAST, _END = b"    {\n", b"    }\n", b"    },\n", b"  ]\n}\n"


class OtherFormatError(ValueError):
    """The manifest is of another version, or none."""


class _OtherLayoutError(Exception):
    """The manifest is not laid out as it was written."""


def read_manifest(stream: BinaryIO, form: str) -> tuple[dict[str, Any], list[str]]:
    """The manifest of a run, its entries as :class:`FileEntries`, without those that make no sense: what is wrong with
    these comes second.

    Raises OtherFormatError where its format is not ``form``, and ValueError where it cannot be used otherwise, which
    says what is wrong with it.
    """
    problems: list[str] = []
    try:
        manifest = _manifest(_head(stream), form)
        return {**manifest, "files": FileEntries.of(_kept(_entries(stream), problems))}, problems
    except (_OtherLayoutError, ValueError):  # what is wrong is found again
        problems.clear()
    stream.seek(0)
    manifest = _manifest(stream.read(), form)
    files = manifest["files"]
    return {**manifest, "files": files if files is None else FileEntries.of(_kept(iter(files), problems))}, problems


def _manifest(data: bytes, form: str) -> dict[str, Any]:
    value = parse(data)
    if not isinstance(value, dict) or value.get("format") != form:
        raise OtherFormatError
    return manifest_of(value)


def _head(stream: BinaryIO) -> bytes:
    """The manifest up to its files, without any."""
    lines: list[bytes] = []
    for line in stream:
        if line.rstrip(b"\n") == _FILES:
            return b"".join([*lines, _FILES, b"]}"])
        lines.append(line)
    raise _OtherLayoutError


def _entries(stream: BinaryIO) -> Iterator[Any]:
    lines: list[bytes] = []
    is_last = False
    for line in stream:
        if is_last:
            if line + stream.read(len(_END)) != _END:
                raise _OtherLayoutError
            return
        if line == (_FIRST if not lines else b""):
            lines.append(line)
        elif not lines:
            raise _OtherLayoutError
        elif line in (_LAST, _NOT_LAST):
            yield parse(b"".join([*lines, b"}"]))
            lines, is_last = [], line == _LAST
        else:
            lines.append(line)
    raise _OtherLayoutError


def _kept(entries: Iterator[Any], problems: list[str]) -> Iterator[Entry]:
    for number, entry in enumerate(entries, start=1):
        try:
            yield entry_of(entry)
        except ValueError as error:
            problems.append(f"file {number}: {error}")
