"""``normalize undo``: restore the originals, all or some."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from normalize.cli import options as o
from normalize.cli.clock import now
from normalize.cli.runs import is_damaged, judgements_of
from normalize.cli.session import complain, finish, note
from normalize.errors import ConfigError, JudgementError
from normalize.judgements import store
from normalize.judgements.judgement import Judgement, Reach
from normalize.run import journal
from normalize.run.rejections import Said
from normalize.run.undo import Withdrawal
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
Remember = Annotated[
    bool, typer.Option("--remember", help="With --rule: remember that each of these edits was rejected.")
]
HowFar = Annotated[
    Reach,
    typer.Option(
        "--scope",
        metavar="this|document|corpus|always",
        help="How far a rejection reaches: this place, its document, the corpus, or everywhere.",
        case_sensitive=False,
    ),
]


def undo(
    run: RunFolder,
    edit: EditId = None,
    rule: RuleCode = None,
    remember: Remember = False,
    scope: HowFar = Reach.THIS,
    who: o.Who = "",
    why: o.Why = "",
    judgements: o.Judgements = None,
    trust: o.Trust = False,
) -> None:
    """Take edits back: every byte as it was. Files changed since the run are left alone.

    The undo of a whole run rejects nothing. Rejections go to the judgements that the run used, else to the output
    folder's own; --judgements names another file.
    """
    if edit is not None and rule is not None:
        raise ConfigError("--edit and --rule do not go together")
    if remember and edit is None and rule is None:
        raise ConfigError("--remember goes with --rule: the undo of a whole run rejects nothing")
    chosen = journal.open_run(run, with_edits=True, trust=trust)
    said = Said(scope, who, now(), why) if edit is not None or remember else None
    file = _file(chosen, judgements) if said is not None else None
    asked = Withdrawal(edit and (chosen.id_of(edit) or edit), rule, said, lambda made: _remember(file, made))
    try:
        done = take_back(chosen, asked)
    finally:
        damaged = is_damaged(chosen)
    for message in done.refused:
        complain(message)
    remembered = f"; {counted(done.rejections, 'rejection')} remembered in {file}" if done.rejections else ""
    gone = f"; {counted(done.gone, 'edit')} were not in the files" if done.gone else ""
    note(f"{counted(done.edits, 'edit')} taken back in {counted(done.files, 'file')}{gone}{remembered}")
    finish(failed=damaged or bool(done.refused))


def _remember(file: Path | None, made: Sequence[Judgement]) -> None:
    if file is not None:
        store.append(file, made)


def _file(run: journal.Run, named: str | None) -> Path:
    """Where rejections go: the file that is named, else the one that the run used, else the output folder's own."""
    if named is not None:
        return Path(named)
    if (used := judgements_of(run)) is not None:
        return used
    own = journal.own_judgements(run.output)
    if own.is_symlink() and not run.is_trusted:
        raise JudgementError(f"{own}: is a link, which is not followed; name the file by --judgements")
    return own
