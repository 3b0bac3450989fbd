"""What the commands about a finished run have in common: whose journal it is, and what is damaged in it."""

from __future__ import annotations

from normalize.cli.session import complain
from normalize.run.journal import Run


def is_damaged(run: Run) -> bool:
    """Whether anything was found damaged while the journal was read; it is told, a line each."""
    for sentence in run.damage.sentences():
        complain(sentence)
    return bool(run.damage)
