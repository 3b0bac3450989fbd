"""The values that reading and writing hand out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Unit(NamedTuple):  # one for each record that is read: made in a third of the time that a dataclass takes
    """One text to work on inside a file.

    `record` is the 0-based line (JSONL, blank lines counted) or row (CSV and TSV, header and blank rows not counted) of
    a record file and None for a text file. `text` holds no BOM, and its line ends are untouched. `encoding` names the
    Python codec that the text goes back into (of the file, for records). `markup` is "text" or "markdown". `field`
    says where in the record the text stands (``title``, ``parts[1].text``), `id` is what the record calls itself.
    """

    record: int | None
    text: str
    encoding: str
    markup: str
    field: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file: where it is, and its posix path relative to the folder given (its own name when a file was given).

    With several folders given, the relative path begins with the folder's name.
    """

    path: Path
    relative: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What a walk found.

    `files` are sorted by `relative` and held in little memory; `unsupported` holds the paths of files whose suffix is
    not read; `problems` holds pairs of a path and a one-line message: an unreadable folder, a broken link.
    """

    files: Sequence[FileRef]
    unsupported: Sequence[str]
    problems: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """SHA-256 (hex) of a file's bytes before and after a rewrite, and whether any unit changed."""

    before: str
    after: str
    changed: bool
