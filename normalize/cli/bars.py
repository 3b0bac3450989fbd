"""Progress bars on standard error, and what stands for them where that is no terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol


class Bars(Protocol):
    """Some bars, one for each thing that is under way."""

    def add_task(self, description: str, *, total: float | None, is_bytes: bool = ...) -> Any:
        """Show one more; without a total its end is not known. Returns its number."""

    def advance(self, task_id: Any, advance: float = ...) -> None:
        """Move one."""

    def stop(self) -> None:
        """Show none any more."""


class NoBars:
    """Nothing to be seen; nor is a library for terminals read."""

    def add_task(self, description: str, *, total: float | None, is_bytes: bool = False) -> int:
        """Show nothing."""
        return 0

    def advance(self, task_id: int, advance: float = 1) -> None:
        """Show nothing."""

    def stop(self) -> None:
        """Nothing is shown."""


@contextmanager
def progress() -> Iterator[Bars]:
    """Progress bars on standard error, shown only on a terminal."""
    if not sys.stderr.isatty():
        yield NoBars()
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from normalize.cli.amount import AmountColumn
    from normalize.cli.session import errors

    columns = (TextColumn("{task.description}"), BarColumn(), AmountColumn(), TimeRemainingColumn())
    with Progress(*columns, console=errors(), transient=True) as bars:
        yield bars


@contextmanager
def busy(what: str) -> Iterator[None]:
    """A bar on standard error that moves while something is done whose end is not known."""
    with progress() as bars:
        bars.add_task(what, total=None)
        yield
