"""What a run, or an undo, is in the middle of writing: by its record the next one knows what a dead one left."""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from normalize.errors import JournalError
from normalize.io import write_atomic
from normalize.io.atomic import marking, sweep
from normalize.run.journal import HOME

NOTE = "unfinished"  # beside the runs: how the temporary names of the one that is at work begin
SCRATCH = ".undo-"  # how the names of folders begin in which an undo makes what it is going to write
_MARK = re.compile(r"[0-9a-f]{16}")


@contextmanager
def recorded(output: Path) -> Iterator[str]:
    """Record how the names of temporary files begin from here on, and yield it; sweep away what a dead one left.

    No other file is ever taken for one. Whatever breaks it off leaves the record: workers may have died. For one at a
    time in a folder (:func:`~normalize.run.alone.alone`).
    """
    home = output / HOME
    note = home / NOTE
    if note.is_file():
        for mark in _MARK.findall(note.read_text("ascii", "replace")):
            sweep(output, mark)
        sweep(home)
        for left in home.glob(f"*/{SCRATCH}*"):
            shutil.rmtree(left, ignore_errors=True)
    mark = secrets.token_hex(8)
    write_atomic(note, mark.encode())
    try:
        with marking(mark):
            yield mark
    except JournalError:  # there was nothing to write
        note.unlink(missing_ok=True)
        raise
    except (
        BaseException
    ):  # workers were ended in the middle of a file; one that is still at it leaves the record to tell
        sweep(output, mark)
        raise
    note.unlink(missing_ok=True)
