"""``normalize undo``: restore the originals, all or some."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from normalize.cli import options as o
from normalize.cli.clock import now
from normalize.cli.exit_status import finish
from normalize.cli.runs import is_damaged, judgements_of
from normalize.cli.session import complain, note
from normalize.errors import ConfigError, JournalError, JudgementError
from normalize.judgements import store
from normalize.judgements.judgement import Judgement, Reach
from normalize.run import journal
from normalize.run.rejections import Said
from normalize.run.standing import Later, runs_of
from normalize.run.undo import Undone, Withdrawal
from normalize.run.undo import undo as take_back
from normalize.text.counted import counted

RunFolder = Annotated[
    Path,
    typer.Argument(
        metavar="RUN",
        help="DIR or DIR/.normalize (all its runs, newest first), or one run's folder.",
        show_default=False,
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
    said = Said(scope, who, now(), why) if edit is not None or remember else None
    done = _taken_back(runs_of(run, trust=trust), _Asked(edit, rule, said, judgements))
    for message in done.refused:
        complain(message)
    remembered = f"; {counted(done.rejections, 'rejection')} remembered in {done.told}" if done.rejections else ""
    gone = f"; {counted(done.gone, 'edit')} {'was' if done.gone == 1 else 'were'} not in the files" if done.gone else ""
    several = f" of the runs {', '.join(sorted(done.names))}" if len(done.names) > 1 else ""
    note(f"{counted(done.edits, 'edit')}{several} taken back in {counted(done.files, 'file')}{gone}{remembered}")
    finish(failed=done.damaged or bool(done.refused))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the flags say."""

    edit: str | None
    rule: str | None
    said: Said | None
    judgements: str | None


@dataclass
class _Done(Undone):
    """What came of the undo of all runs; ``names`` are those of which edits were taken back, ``told`` is the file of
    the rejections."""

    names: list[str] = field(default_factory=list)
    told: Path | None = None
    damaged: bool = False

    def of(self, run: journal.Run, asked: _Asked, later: Sequence[journal.Run]) -> None:
        """Take back what is asked for of a run. Raises JournalError where it has nothing of it."""
        file = _file(run, asked.judgements) if asked.said is not None else None
        try:
            edit = asked.edit and (run.id_of(asked.edit) or asked.edit)
            wanted = Withdrawal(edit, asked.rule, asked.said, partial(_remember, file))
            found = take_back(run, wanted, Later(later, self.left))
        finally:
            self.damaged |= is_damaged(run)
        self.add(found)
        self.refused += found.refused
        self.left |= found.left
        self.names += [run.folder.name] * bool(found.edits)
        self.told = file or self.told


def _taken_back(runs: Iterator[journal.Run], asked: _Asked) -> _Done:
    """What was taken back, newest run first, each where the one behind it left its files.

    Raises JournalError where there is nothing to take back in any of them.
    """
    done, later = _Done(), list[journal.Run]()
    nothing: JournalError | None = None
    some = False
    try:
        for chosen in runs:
            try:
                done.of(chosen, asked, later)
                some = True
            except JournalError as error:
                nothing = nothing or error
            if some and asked.edit is not None:
                break  # an edit is one of one run
            later.append(chosen)
    except JournalError as error:  # an earlier run that cannot be read
        if not some:
            raise
        done.refused.append(str(error))
    if nothing is not None and not some:
        raise nothing
    return done


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
