"""Decisions about an output folder that a run into it does not follow, since they lie elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from normalize.errors import JournalError
from normalize.io.remote import is_remote
from normalize.judgements.found import NONE
from normalize.judgements.store import NAME
from normalize.run import journal
from normalize.run.order import Order


def unfollowed(order: Order) -> Path | None:
    """The judgements that the last run into the folder followed, or that lie beside it, where a run follows others or
    none and nobody said so; None where there are no such."""
    config = order.config
    is_named = config.judgements not in ("", config.beside)
    if config.judgements == NONE or is_named or is_remote(order.output):
        return None
    used = config.judgements_file
    for file in _known(order):
        if file.is_file() and file.stat().st_size and not (used is not None and used.exists() and file.samefile(used)):
            return file
    return None


def _known(order: Order) -> Iterator[Path]:
    runs = journal.runs_in(order.output / journal.HOME)
    if runs:
        with suppress(JournalError):  # it is told of where it is needed
            last = journal.open_run(runs[-1], trust=order.trust).manifest
            if file := (last.get("judgements") or {}).get("file"):
                yield Path(file)
        yield order.output.resolve().parent / NAME
