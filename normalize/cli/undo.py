"""``normalize undo``: restore the originals, all or some."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from normalize.cli.session import complain, finish, note
from normalize.errors import ConfigError
from normalize.run import journal
from normalize.run.undo import undo as take_back
from normalize.text.counted import counted

RunFolder = Annotated[
    Path,
    typer.Argument(
        metavar="RUN", help="DIR/.normalize (its latest run that made edits), or one run's folder.", show_default=False
    ),
]
EditId = Annotated[
    str | None,
    typer.Option(
        "--edit",
        metavar="ID",
        help="Take back one edit (its id, or the beginning of it), and remember that it was rejected.",
    ),
]
RuleCode = Annotated[str | None, typer.Option("--rule", metavar="CODE", help="Take back the edits of one rule.")]


def undo(run: RunFolder, edit: EditId = None, rule: RuleCode = None) -> None:
    """Take edits back: every byte as it was. Files changed since the run are left alone."""
    if edit is not None and rule is not None:
        raise ConfigError("--edit and --rule do not go together")
    chosen = journal.open_run(run, with_edits=True)
    done = take_back(chosen, (chosen.id_of(edit) or edit) if edit is not None else None, rule)
    for message in done.refused:
        complain(message)
    note(f"{counted(done.edits, 'edit')} taken back in {counted(done.files, 'file')}")
    finish(failed=bool(done.refused))
