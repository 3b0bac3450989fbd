"""What the commands about a finished run have in common: whose journal it is, and what is damaged in it."""

from __future__ import annotations

from pathlib import Path

from normalize.cli.session import complain
from normalize.errors import JudgementError
from normalize.judgements import store
from normalize.run.journal import Run


def is_damaged(run: Run) -> bool:
    """Whether anything was found damaged while the journal was read; it is told, a line each."""
    for sentence in run.damage.sentences():
        complain(sentence)
    return bool(run.damage)


def judgements_of(run: Run) -> Path | None:
    """The file of judgements that a run used; None where it used none.

    A journal may name any file. One outside the folder of the run must be a file of judgements already. Raises
    JudgementError.
    """
    used = (run.manifest.get("judgements") or {}).get("file")
    if used is None:
        return None
    path = Path(used)
    if not run.is_trusted and not path.resolve().is_relative_to(run.output):
        if not path.is_file():
            raise JudgementError(f"{path}: the judgements that the run used are gone; name a file by --judgements")
        store.read(path)
    return path
