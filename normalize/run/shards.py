"""Which files of a corpus are one shard's, and whether the results of shards belong together.

A file belongs to a shard by the hash of its relative path: each machine finds out by itself, in whatever order it
lists the files, and a file that comes later moves none of the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from typing import Any

from normalize.errors import ConfigError

_WRITTEN = re.compile(r"(\d{1,6})/(\d{1,6})")
_SHOWN = 8  # shards named in one message


@dataclass(frozen=True, slots=True)
class Shard:
    """One of several parts of a corpus: ``number`` counts from 1."""

    number: int
    of: int

    @classmethod
    def parse(cls, text: str) -> Shard:
        """Read ``2/8``; raises ConfigError.

        >>> Shard.parse("2/8")
        Shard(number=2, of=8)
        """
        found = _WRITTEN.fullmatch(text.strip())
        if found is None or not 1 <= int(found[1]) <= int(found[2]):
            raise ConfigError(f"--shard {text}: write the number of the shard and how many there are, as in 1/8 … 8/8")
        return cls(int(found[1]), int(found[2]))

    def holds(self, relative: str) -> bool:
        """Whether a file, by its relative path, belongs to this shard.

        >>> [number for number in (1, 2, 3) if Shard(number, 3).holds("2021/report.txt")]
        [2]
        """
        digest = blake2b(relative.encode("utf-8", "surrogateescape"), digest_size=8).digest()
        return int.from_bytes(digest) % self.of == self.number - 1

    def as_json(self) -> dict[str, int]:
        """The shard as a manifest or profile says which it is."""
        return {"number": self.number, "of": self.of}

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"


def shard_of(raw: Mapping[str, Any]) -> Shard:
    """Read what :meth:`Shard.as_json` made; raises KeyError, TypeError or ValueError."""
    return Shard(int(raw["number"]), int(raw["of"]))


def what_is_wrong(shards: Sequence[tuple[str, Shard]]) -> str | None:
    """Why some shards, each with the name of its result, are not all of one corpus; None where they are."""
    counts = {shard.of for _, shard in shards}
    if len(counts) > 1:
        first, other = shards[0], next(pair for pair in shards if pair[1].of != shards[0][1].of)
        return f"{first[0]} is shard {first[1]}, {other[0]} is shard {other[1]}: of another division"
    names: dict[Shard, str] = {}
    for name, shard in shards:
        if shard in names:
            return f"{names[shard]} and {name} are both shard {shard}"
        names[shard] = name
    of = shards[0][1].of
    missing = [str(number) for number in range(1, of + 1) if Shard(number, of) not in names]
    if missing:
        more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
        which = "shard" if len(missing) == 1 else "shards"
        return f"{which} {', '.join(missing[:_SHOWN])}{more} of {of} missing"
    return None


def difference(first: Mapping[str, Any], other: Mapping[str, Any], keys: Iterable[str]) -> str | None:
    """The first of some settings that two results do not share, in words; None where they share all."""
    for key in keys:
        old, new = first.get(key), other.get(key)
        if old != new:
            return named_difference(key, old, new)
    return None


def named_difference(key: str, old: Any, new: Any) -> str:
    """What of a manifest's value differs, in words.

    >>> named_difference("versions", {"normalize": "1.0", "unicode": "15"}, {"normalize": "1.1", "unicode": "15"})
    'versions (normalize)'
    """
    if isinstance(old, dict) and isinstance(new, dict):
        return f"{key} ({', '.join(k for k in sorted({*old, *new}) if old.get(k) != new.get(k))})"
    return key


def twice(paths: Iterable[str]) -> str | None:
    """The first of some paths, which come in their order, that is there more than once."""
    return next((path for path, other in pairwise(paths) if path == other), None)
