"""Which files are read: their suffixes, and what each means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING

from normalize.errors import UnsupportedFormat
from normalize.io.messages import shown
from normalize.io.packing import PACKED, packed_suffix, unpacked_name

if TYPE_CHECKING:
    from normalize.io.guest import GuestFormat


class Kind(Enum):
    """The shape of a file's content."""

    TEXT = auto()
    MARKDOWN = auto()
    JSONL = auto()
    CSV = auto()
    TSV = auto()
    PARQUET = auto()
    WARC = auto()


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of content, or what reads it, and the suffix that says how the file is packed as a whole, if it is."""

    kind: Kind | GuestFormat
    packed: str


FORMATS: Mapping[str, Kind] = {
    ".txt": Kind.TEXT,
    ".md": Kind.MARKDOWN,
    ".jsonl": Kind.JSONL,
    ".ndjson": Kind.JSONL,
    ".csv": Kind.CSV,
    ".tsv": Kind.TSV,
    ".parquet": Kind.PARQUET,
    ".warc": Kind.WARC,
    ".wet": Kind.WARC,
}
# Such files are packed part by part, and never as a whole; the ends of name that say so.
_PACKED_INSIDE: Mapping[object, tuple[str, ...]] = {Kind.PARQUET: (), Kind.WARC: (".gz",)}

SUFFIXES: tuple[str, ...] = (
    *FORMATS,
    *(end + packed for packed in PACKED for end, kind in FORMATS.items() if packed in _PACKED_INSIDE.get(kind, PACKED)),
)

Others = Mapping[str, "GuestFormat"]  # formats that do not ship, by suffix
NO_OTHERS: Others = MappingProxyType({})


def _find(path: PurePath, others: Others) -> Format | None:
    suffix = unpacked_name(path).suffix.lower() if path.name else ""
    kind = FORMATS.get(suffix) or others.get(suffix)
    packed = packed_suffix(path)
    inside = _PACKED_INSIDE.get(kind)
    if kind is None or (packed and inside is not None and packed not in inside):
        return None
    return Format(kind, packed if inside is None else "")


def is_supported(path: PurePath | str, others: Others = NO_OTHERS) -> bool:
    """Tell whether a file of this name is read; upper and lower case of the suffix are one.

    >>> is_supported("news.TXT"), is_supported("dump.jsonl.gz"), is_supported("photo.png"), is_supported("x.gz")
    (True, True, False, False)
    """
    return _find(PurePath(path), others) is not None


def format_of(path: PurePath, others: Others = NO_OTHERS) -> Format:
    """Return the format of a file, judged by its name.

    Raises UnsupportedFormat when the suffix is none that is read.

    >>> format_of(PurePath("a.csv.gz"))
    Format(kind=<Kind.CSV: 4>, packed='.gz')
    """
    found = _find(path, others)
    if found is None:
        read = ", ".join((*FORMATS, *others))
        raise UnsupportedFormat(
            f"{shown(path)}: this file type is not read; read are {read}, those of text also {', '.join(PACKED)}"
        )
    return found
