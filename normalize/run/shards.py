"""Which files of a corpus are one shard's, and whether the results of shards belong together.

A file belongs to a shard by the hash of its relative path: each machine finds out by itself, in whatever order it
lists the files, and a file that comes later moves none of the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from typing import Any

from normalize.errors import ConfigError
from normalize.text.counted import counted
from normalize.text.pattern import pattern

_WRITTEN = pattern(r"(\d{1,6})/(\d{1,6})")
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

    def as_json(self, listed: Listed | None = None) -> dict[str, int | str]:
        """The shard as a manifest or profile says which it is, and of which files of the corpus."""
        return {"number": self.number, "of": self.of, **(listed.as_json() if listed is not None else {})}

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"


class Listed:
    """The files of a whole corpus, as the process of one shard found them: how many, and a hash of their paths.

    >>> before, after = Listed(), Listed()
    >>> for name in ("a.txt", "b.txt"):
    ...     after.add(name)
    >>> before.as_json() == after.as_json(), after.as_json()["files"]
    (False, 2)
    """

    def __init__(self) -> None:
        self._files, self._digest = 0, blake2b(digest_size=16)

    def add(self, relative: str) -> None:
        """Take in the next one."""
        self._files += 1
        self._digest.update(relative.encode("utf-8", "surrogateescape") + b"\0")

    def as_json(self) -> dict[str, int | str]:
        """What a manifest or a profile says of them."""
        return {"files": self._files, "paths": self._digest.hexdigest()}


def grown(told: Iterable[tuple[str, Mapping[str, Any]]]) -> str | None:
    """How the folder changed between the shards, each given with the name of its result and what it says of itself;
    None where all found the same files. Older versions did not say which they found."""
    groups: dict[tuple[int, str], list[str]] = {}
    for name, raw in told:
        files, paths = raw.get("files"), raw.get("paths")
        if isinstance(files, int) and isinstance(paths, str):
            groups.setdefault((files, paths), []).append(name)
    if len(groups) < 2:
        return None
    counts = [files for files, _ in groups]
    what = [f"{counted(files, 'file')} for {_some(names)}" for (files, _), names in groups.items()]
    other = "" if len(set(counts)) == len(counts) else ", not the same ones"
    return f"the folder changed between the shards: {', '.join(what)}{other}; do those again that ran before it changed"


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{', '.join(names[:_SHOWN])}{more}"


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
