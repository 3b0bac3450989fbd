"""The texts that a run read, as they were before it, document by document."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from normalize.errors import InputError, NormalizeError
from normalize.io import Fields, FileRef, Unit, records
from normalize.io.formats import Others
from normalize.plugins import Plugins, load
from normalize.run.journal import EDITS, Run
from normalize.run.undo import original_of


def plugins_of(run: Run) -> Plugins:
    """The plugins that the run named, where they are still installed."""
    try:
        return load(tuple(run.manifest["configuration"].get("plugins") or ()))
    except NormalizeError:
        return Plugins()


def originals(
    run: Run, entry: Mapping[str, Any], others: Others, made: Iterable[dict[str, Any]] | None = None
) -> Iterator[tuple[Unit, ...]]:
    """The units of each document of a file, before the run; ``entry`` is what the run says of the file.

    ``others`` are formats that do not ship; ``made`` are the edits in the file, where they are at hand. Raises
    JournalError or InputError where the original is gone or changed.
    """
    configuration = run.manifest["configuration"]
    fields = Fields(tuple(configuration["text_field"]), configuration.get("id_field") or "")
    if made is None:
        made = (line for line in run.lines(EDITS) if line["path"] == entry["path"])
    with tempfile.TemporaryDirectory() as scratch:
        path = _original(run, entry, made, Path(scratch))
        yield from records(FileRef(path, entry["path"]), fields=fields, others=others, broken=_passed)


def _original(run: Run, entry: Mapping[str, Any], made: Iterable[dict[str, Any]], scratch: Path) -> Path:
    if entry["status"] != "checked":
        return original_of(run, entry, made, scratch)
    if not run.is_own:  # a journal on disk may name any file, and nothing says what was in this one
        raise InputError(f"{entry['path']}: a check keeps no originals")
    source = Path(entry["source"])  # `check` wrote nothing: the file is its own original
    if not source.is_file():
        raise InputError(f"{source}: is gone")
    return source


def _passed(problem: str) -> None:
    """A record that could not be read has no findings."""


READING = (NormalizeError, OSError, ValueError)  # what :func:`originals` raises
