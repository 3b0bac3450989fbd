"""Which files are read: their suffixes, and what each means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from pathlib import PurePath

from normalize.errors import UnsupportedFormat
from normalize.io.messages import shown


class Kind(Enum):
    """The shape of a file's content."""

    TEXT = auto()
    MARKDOWN = auto()
    JSONL = auto()
    CSV = auto()
    TSV = auto()


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of content, and whether it is compressed."""

    kind: Kind
    gzipped: bool


_KINDS = {
    ".txt": Kind.TEXT,
    ".md": Kind.MARKDOWN,
    ".jsonl": Kind.JSONL,
    ".ndjson": Kind.JSONL,
    ".csv": Kind.CSV,
    ".tsv": Kind.TSV,
}
_GZIP = ".gz"

SUFFIXES: tuple[str, ...] = tuple(suffix + packed for packed in ("", _GZIP) for suffix in _KINDS)


def _find(path: PurePath) -> Format | None:
    name = path.name.lower()
    gzipped = name.endswith(_GZIP)
    kind = _KINDS.get(PurePath(name.removesuffix(_GZIP)).suffix)
    return None if kind is None else Format(kind, gzipped)


def is_supported(path: PurePath | str) -> bool:
    """Tell whether a file of this name is read; upper and lower case of the suffix are one.

    >>> is_supported("news.TXT"), is_supported("dump.jsonl.gz"), is_supported("photo.png"), is_supported("x.gz")
    (True, True, False, False)
    """
    return _find(PurePath(path)) is not None


def format_of(path: PurePath) -> Format:
    """Return the format of a file, judged by its name.

    Raises UnsupportedFormat when the suffix is none that is read.

    >>> format_of(PurePath("a.csv.gz"))
    Format(kind=<Kind.CSV: 4>, gzipped=True)
    """
    found = _find(path)
    if found is None:
        raise UnsupportedFormat(
            f"{shown(path)}: this file type is not read; read are {', '.join(_KINDS)}, each also .gz"
        )
    return found
