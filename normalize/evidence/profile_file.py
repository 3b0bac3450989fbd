"""The file of a profile: one JSON object, keys sorted, so that equal profiles give equal bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from normalize.errors import InputError
from normalize.evidence.rest import Rest
from normalize.io.jsonlines import dump, parse
from normalize.storage.whole import read_whole

if TYPE_CHECKING:
    from normalize.evidence.profile import Profile

FORMAT = "normalize-profile/1"
WITH_REST = "normalize-profile/2"  # some tables have let go of rare keys; older versions would take them for whole
SHARD = "shard"  # the key of a profile of one shard that says which


def dumped(profile: Profile, shard: Mapping[str, Any] | None = None) -> bytes:
    """The profile as JSON; ``shard`` says which one of a corpus it is, if it is one."""
    rest = profile.rest
    return dump(
        {
            "format": FORMAT if rest is None else WITH_REST,
            **({} if shard is None else {SHARD: shard}),
            "documents": profile.documents,
            "words": _sorted(profile.words),
            "capitalised": _sorted(profile.capitalised),
            "compounds": _sorted(profile.compounds),
            "definitions": [[a, w, n] for (a, w), n in sorted(profile.definitions.items())],
            "lines": _sorted(profile.lines),
            **({} if rest is None else {"rest": rest.as_json()}),
        }
    )


def read(path: Path) -> bytes:
    """The bytes of a profile file; raises InputError."""
    try:
        return read_whole(path)
    except OSError as error:
        raise InputError(f"{path}: cannot read the profile: {error.strerror}") from error


def parsed(data: bytes, name: str) -> dict[str, Any]:
    """The fields of a whole profile; raises InputError for anything else, and for that of a single shard."""
    fields, shard = parsed_with_shard(data, name)
    if shard is not None:
        raise InputError(
            f"{name}: the profile of shard {shard.get('number')} of {shard.get('of')}; put those of all shards together"
            " with `normalize merge`"
        )
    return fields


def parsed_with_shard(data: bytes, name: str) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """The fields of a profile, and what it says of the shard that it is, if any; raises InputError."""
    try:
        raw: dict[str, Any] = parse(data)
        if raw["format"] not in (FORMAT, WITH_REST):
            raise InputError(f"{name}: this profile has the format {raw['format']!r}, not {FORMAT!r}; survey again")
        fields: dict[str, Any] = {
            "documents": int(raw["documents"]),
            "words": _counts(raw["words"]),
            "capitalised": _counts(raw["capitalised"]),
            "compounds": _counts(raw["compounds"]),
            "definitions": Counter({(str(a), str(w)): int(n) for a, w, n in raw["definitions"]}),
            "lines": _counts(raw["lines"]),
        }
        if raw["format"] == WITH_REST:
            fields["rest"] = rest = Rest.from_json(raw["rest"])
            fields["limit"] = rest.limit
        shard = raw.get(SHARD)
        if shard is not None and not isinstance(shard, dict):
            raise ValueError("the shard must be an object")
    except (KeyError, TypeError, ValueError, OverflowError, RecursionError) as error:
        raise InputError(f"{name}: not a profile written by `normalize survey` ({error})") from error
    return fields, shard


def _counts(raw: dict[str, int]) -> Counter[str]:
    if not isinstance(raw, dict) or not all(type(n) is int for n in raw.values()):
        raise ValueError("counts must be whole numbers")
    return Counter(raw)


def _sorted(counter: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counter.items()))
