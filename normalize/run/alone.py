"""One run or undo at a time in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from normalize.errors import OutputError
from normalize.io.lock import locked
from normalize.io.messages import reason
from normalize.run.journal import HOME


@contextmanager
def alone(output: Path) -> Iterator[None]:
    """Keep other runs and undos out of an output folder. Raises OutputError where one is at work there.

    Two at once would replace what the other wrote and sweep away what it is writing.
    """
    home = output / HOME
    if home.is_symlink():
        raise OutputError(f"{home}: is a link, behind which nothing is written: a journal lies in its own folder")
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{home}: cannot be made: {reason(error)}") from error
    with locked(home, patience=0):
        yield
