"""Files of lines as text, packed or not."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from normalize.errors import GlossaryError
from normalize.io.messages import shown
from normalize.io.source import opened
from normalize.names.glossary.exchange.job import Report

_LONGEST = 64 << 20  # bytes of a line: an item of Wikidata has four million at most


def lines(path: Path, report: Report) -> Iterator[tuple[int, str]]:
    """The lines of a file in UTF-8 with their numbers, without their ends; one that is not UTF-8 is reported."""
    with opened(path) as stream:
        number = 0
        while data := stream.readline(_LONGEST):
            number += 1
            if len(data) == _LONGEST:
                raise GlossaryError(
                    f"{shown(path)}:{number}: a line of more than {_LONGEST >> 20} MB: this is not a file of lines"
                )
            try:
                yield number, data.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
            except UnicodeDecodeError as error:
                report.refuse(f"{shown(path)}:{number}: byte {error.start} of the line is not UTF-8; convert the file")


def whole(path: Path) -> str:
    """A file in UTF-8 as one text. Raises InputError and GlossaryError."""
    with opened(path) as stream:
        data = stream.read()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GlossaryError(f"{shown(path)}: byte {error.start} is not UTF-8; convert the file") from error


def wrapped(stream: BinaryIO) -> io.TextIOWrapper:
    """Bytes in UTF-8 as text with its line ends as they are."""
    return io.TextIOWrapper(stream, "utf-8-sig", newline="")
