"""The profiles of the shards of a corpus as one: what one survey of all files would have counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from normalize.errors import InputError
from normalize.evidence.profile import Profile
from normalize.evidence.profile_file import parsed_with_shard, read
from normalize.run.shards import Listed, Shard, difference, grown, shard_of, what_is_wrong

# What a count depends on, besides the files. Glossaries are asked nothing.
_SHARED = ("configuration", "versions", "judgements", "inputs", "forms")

_UNREAD = "unread"


def about(shard: Shard, listed: Listed | None, head: Mapping[str, Any], forms: int, unread: int = 0) -> dict[str, Any]:
    """What the profile of a shard says of itself: which one it is, of which files, how many of these or of their
    records were ``unread``, and all that its counts depend on."""
    known = {key: head[key] for key in _SHARED if key in head}
    return {**shard.as_json(listed), **known, "forms": forms, **({_UNREAD: unread} if unread else {})}


def merge(paths: Sequence[Path]) -> tuple[Profile, int]:
    """The profile of a corpus from those of its shards, or of several corpora from whole ones, whatever their order;
    and how many files or records the shards say that they could not read.

    One file is read at a time. Raises InputError where one is no profile, where shards are missing, where anything is
    there twice or was counted with different settings or in a folder that changed meanwhile, and where shards and whole
    profiles are mixed.
    """
    first: tuple[Path, dict[str, Any] | None] | None = None
    shards: list[tuple[str, Shard]] = []
    told_of: list[tuple[str, dict[str, Any]]] = []
    total = Profile()
    known: dict[bytes, Path] = {}
    for path in paths:
        data = read(path)
        fields, told = parsed_with_shard(data, str(path))
        if told is None and fields["documents"]:
            same = known.get(digest := sha256(data).digest())
            if same is not None:
                raise InputError(f"cannot merge: {path} is {_again(same, path)}: all would be counted twice")
            known[digest] = path
        first = first or (path, told)
        _check(first, (path, told))
        if told is not None:
            shards.append((str(path), _shard(told, path)))
            told_of.append((str(path), told))
            fields["limit"] = int(told["forms"])
        try:
            total.add(Profile(**fields))
        except ValueError as error:
            raise InputError(f"cannot merge {first[0]} and {path}: counted with another limit of forms") from error
    if shards and (wrong := what_is_wrong(shards) or grown(told_of)) is not None:
        raise InputError(f"cannot merge: {wrong}")
    return total, sum(int(told.get(_UNREAD, 0)) for _, told in told_of)


def _again(first: Path, other: Path) -> str:
    return "given twice" if first == other else f"the same as {first}"


def _shard(told: Mapping[str, Any], path: Path) -> Shard:
    try:
        int(told["forms"])
        int(told.get(_UNREAD, 0))
        return shard_of(told)
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"{path}: not a profile written by `normalize survey` (shard: {error})") from error


def _check(first: tuple[Path, dict[str, Any] | None], other: tuple[Path, dict[str, Any] | None]) -> None:
    if (first[1] is None) != (other[1] is None):
        shard, whole = (first[0], other[0]) if other[1] is None else (other[0], first[0])
        raise InputError(f"cannot merge: {shard} is of one shard, {whole} of a whole corpus")
    if first[1] is None or other[1] is None:
        return
    if (what := difference(first[1], other[1], _SHARED)) is not None:
        raise InputError(f"cannot merge {first[0]} and {other[0]}: {what} differ")
