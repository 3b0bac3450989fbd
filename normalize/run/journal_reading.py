"""Reading the files of a journal: whose they are, no links, and what is damaged in them.

One damaged line costs that line: it is left out, and told with its file and number when the work is done.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from normalize.errors import JournalError
from normalize.run.journal_shapes import Shape, line_of
from normalize.run.line_files import LineReader

_TOLD = 5  # problems of one file that are told one by one


class Damage:
    """What was found damaged in a journal, each told once, in the order in which it was met.

    >>> damage = Damage()
    >>> for number in (7, 7, 9):
    ...     damage.note(Path("edits.jsonl"), "not an object", number)
    >>> list(damage.sentences())
    ['edits.jsonl:7: the journal is damaged: not an object', 'edits.jsonl:9: the journal is damaged: not an object']
    """

    def __init__(self) -> None:
        self._files: dict[Path, dict[str, None]] = {}

    def __bool__(self) -> bool:
        return bool(self._files)

    def note(self, file: Path, problem: str, line: int | None = None) -> None:
        """Note what is wrong with a file, or with a line of it by its number."""
        place = str(file) if line is None else f"{file}:{line}"
        self._files.setdefault(file, {})[f"{place}: the journal is damaged: {problem}"] = None

    def sentences(self) -> Iterator[str]:
        """What is wrong, a line each; of a file that has much of it the first few."""
        for file, told in self._files.items():
            yield from islice(told, _TOLD)
            if len(told) > _TOLD:
                yield f"{file}: the journal is damaged in {len(told) - _TOLD:,} more places"


def lines_of(path: Path, shape: Shape, damage: Damage, *, finished: bool) -> Iterator[dict[str, Any]]:
    """The lines of a file of a journal; none where there is no such file. What is damaged is noted.

    A last line that was cut off counts as not written; in a ``finished`` run nothing can have been cut off.
    """
    read = LineReader(path)
    try:
        for number, (_, line) in enumerate(read, start=1):
            if not line.endswith(b"\n"):
                if finished:
                    damage.note(read.path, "the line is cut off", number)
                return
            try:
                found = line_of(line, shape)
            except ValueError as error:
                damage.note(read.path, str(error), number)
            else:
                yield found
    except FileNotFoundError:
        return
    except OSError as error:
        damage.note(read.path, f"cannot be read: {error.strerror}")
    for problem in read.problems:
        damage.note(read.path, problem)


def check_owner(folder: Path) -> None:
    """Raise JournalError where a journal is somebody else's: what it says is followed only where that is asked for.

    The name of a folder tells nothing; the system knows the owner of each file. Windows has no such owners.
    """
    if not hasattr(os, "geteuid"):
        return
    me = os.geteuid()
    for path in (folder, *sorted(folder.iterdir())):
        if path.lstat().st_uid != me:
            raise JournalError(
                f"{path}: belongs to another user, who may have put anything into this journal; --trust reads it anyway"
            )


def check_own_place(folder: Path, home: str) -> None:
    """Raise JournalError where the folder of a run, or the ``home`` that it lies in, is a link: what the journal says
    of files would be said of those in another folder."""
    for place in (folder, folder.parent):
        if place.is_symlink() and (place is folder or place.name == home):
            raise JournalError(
                f"{place}: is a link, so that this is the journal of another folder; --trust reads it anyway"
            )
