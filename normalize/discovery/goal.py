"""Where a draft goes: what lies there already, and whether it may be replaced."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from normalize.discovery.draft import CLUSTERS, HISTORY, is_as_written, read_clusters
from normalize.errors import InputError, OutputError

_ELSEWHERE = "name another file by -o"


def refuse_loss(output: Path, inputs: Iterable[Path], glossaries: Iterable[Path], *, force: bool) -> None:
    """Raise OutputError where writing a draft would lose something: an input, a glossary in use, a file that is no
    draft; without ``force`` also what a person did to a draft.

    >>> refuse_loss(Path("nowhere/new.yaml"), [], [], force=False)
    """
    goals = [path for path in (output, output.with_suffix(CLUSTERS), output.with_suffix(HISTORY)) if path.exists()]
    known = {_identity(path): path for path in goals}
    for used, paths in (("an input", inputs), ("a glossary that is used", glossaries)):
        for path in paths if known else ():
            if path.exists() and (goal := known.get(_identity(path))):
                raise OutputError(f"{goal}: a draft would replace {used}; {_ELSEWHERE}")
    for goal in goals:
        if not goal.is_file() or not _is_draft(output):
            raise OutputError(f"{goal}: is there, and is no draft of `normalize discover`; {_ELSEWHERE}")
    if goals and not force and (output.with_suffix(HISTORY) in goals or not is_as_written(output)):
        lost = f"{output}: this draft was reviewed or edited, and that would be lost"
        raise OutputError(f"{lost}; {_ELSEWHERE}, or replace it by --force")


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def _is_draft(output: Path) -> bool:
    """Whether the clusters beside a draft are there, and any: a glossary alone may be anybody's."""
    try:
        return bool(read_clusters(output)) or is_as_written(output)
    except InputError:
        return False
