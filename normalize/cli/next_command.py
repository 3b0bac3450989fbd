"""The command that follows a review: what was given to the run, or to the review, is given to it again."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from normalize.cli.named import named, whole_path
from normalize.discovery.cluster import Cluster
from normalize.discovery.draft import inputs_of
from normalize.judgements.found import beside
from normalize.review.steps import Room
from normalize.run.strangers import strangers
from normalize.settings.config import DEFAULTS, about

_SAID = ("judgements", "corpus")  # settings that a command has anyway
_OUTPUT = "clean"  # where clean copies go in all examples
_PLACE = re.compile(r"\[\d+\]")  # of an item in a list of a record


def flags_of(settings: Mapping[str, Any]) -> Iterator[str]:
    """The flags that say the settings of a run again, where they are not the default."""
    for name, value in settings.items():
        default = DEFAULTS.get(name)
        if (
            name in _SAID
            or name not in DEFAULTS  # of another version
            or value == (list(default) if isinstance(default, tuple) else default)
            or not about(name).flags
        ):
            continue
        flag = about(name).flags[0].partition("/")[0]
        for one in value if isinstance(value, list) else [value]:
            yield from [flag] if one is True else [flag, str(one)]


def fix_command(arguments: Iterable[str], room: Room, corpus: str | None = None) -> str:
    """The command that follows the decisions; ``corpus`` is what it calls its inputs unasked, if that is known."""
    said = [] if room.corpus == corpus else ["--corpus", room.corpus]
    said += [] if (path := named(room.path)) == named(beside(None)) else ["--judgements", path]
    return shlex.join(["normalize", "fix", *arguments, *said])


def free_output(inputs: Sequence[Path], corpus: str) -> str:
    """A folder for the clean copies of a corpus: `clean`, but where this holds those of another one."""
    taken = strangers(Path(_OUTPUT), inputs, corpus)
    return f"{_OUTPUT}-{corpus}" if taken else _OUTPUT


def fields_of(clusters: Iterable[Cluster]) -> tuple[str, ...]:
    """The fields of records that a draft was found in, as `--text-field` names them."""
    places = (place for cluster in clusters for member in cluster.members for place in member.contexts)
    return tuple(dict.fromkeys(_PLACE.sub("[]", place.field) for place in places if place.field is not None))


def inputs_named(draft: Path) -> list[str]:
    """What a draft was discovered in, as the command that follows can name it: none of it if any is gone.

    A draft names its inputs from its own folder; one that was moved may have been made in this one.
    """
    for base in (draft.parent, Path()):
        paths = [named(name, base) for name in inputs_of(draft)]
        if all(Path(path).exists() for path in paths):
            return paths
    return []


def inputs_for(draft: Path, paths: Iterable[Path]) -> list[str]:
    """The same inputs as a draft is to name them: relative ones from its own folder, so that it tells them wherever a
    review is started."""
    above = whole_path(draft.parent)
    return [str(path) if path.is_absolute() else _from(above, path) for path in paths]


def _from(folder: Path, path: Path) -> str:
    try:
        return os.path.relpath(path, folder)
    except ValueError:  # on another drive
        return str(whole_path(path))
