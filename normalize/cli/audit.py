"""``normalize audit``: a random sample of a run is judged, and says how many of its edits are right."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Annotated

import typer

from normalize.audit import By, draw, figures
from normalize.audit.agreement import agreements
from normalize.audit.answers import Drawing, append
from normalize.audit.earlier import Holding, holding, last_drawing
from normalize.audit.sampling import Sample
from normalize.audit.sheets import answers as read_answers
from normalize.audit.sheets import rows
from normalize.audit.words import agreement, sentences, wrong_edits
from normalize.cli import options as o
from normalize.cli.bars import busy
from normalize.cli.exit_status import finish
from normalize.cli.judging import ask
from normalize.cli.keys import Keys
from normalize.cli.runs import is_damaged
from normalize.cli.session import note, warn
from normalize.cli.terminal import console
from normalize.errors import InputError, ServeError, installing
from normalize.report import spreadsheet
from normalize.report.audited import table
from normalize.rules import all_rules
from normalize.run import journal
from normalize.run.originals import plugins_of
from normalize.run.standing import stands
from normalize.text.counted import counted

_DEFAULT = Drawing()
RunFolder = Annotated[
    Path,
    typer.Argument(
        metavar="RUN", help="DIR/.normalize (its latest run that made edits), or one run's folder.", show_default=False
    ),
]
Size = Annotated[
    int | None,
    typer.Option(
        "--sample",
        metavar="N",
        min=1,
        help=f"How many edits and passages to judge: {_DEFAULT.size}, or the sample that was judged last.",
        show_default=False,
    ),
]
Parted = Annotated[
    By | None,
    typer.Option(
        "--by",
        metavar="rule|category|entry|folder",
        help="What the edits are parted by, rules if nothing else is said: precision is told for each.",
        case_sensitive=False,
        show_default=False,
    ),
]
Seed = Annotated[
    int | None,
    typer.Option("--seed", metavar="N", help="Another seed draws another sample.", show_default=False),
]
Who = Annotated[str, typer.Option("--who", metavar="NAME", help="Who judges: two people may judge one sample.")]
Answers = Annotated[
    Path | None,
    typer.Option(
        "--answers",
        metavar="FILE",
        help="Take verdicts from a file: a filled-in --sheet, JSON lines, or `ID right|wrong|unsure` a line; "
        "`-` is standard input.",
    ),
]
Sheet = Annotated[
    Path | None,
    typer.Option("--sheet", metavar="FILE", help="Write the sample as CSV for a colleague to fill in; ask nothing."),
]
Page = Annotated[bool, typer.Option("--page", help="Judge on a page that this machine alone can open.")]
Port = Annotated[
    int, typer.Option("--port", metavar="N", min=0, max=65535, help="With --page: the port; 0 takes any free one.")
]


def audit(
    run: RunFolder,
    sample: Size = None,
    by: Parted = None,
    seed: Seed = None,
    who: Who = "",
    answers: Answers = None,
    sheet: Sheet = None,
    page: Page = False,
    port: Port = 0,
    trust: o.Trust = False,
) -> None:
    """Judge a random sample of a run's edits and of what it left alone: how much is right, how much is left.

    On a page of this machine with --page, else in the terminal: r right, w wrong, u unsure, m damage beside it was
    missed, b back, q quit and go on another time.
    """
    chosen = journal.open_run(run, with_edits=True, trust=trust)
    if not stands(chosen):
        note(f"{chosen.folder}: none of its edits stands in the files any more; this is about the run as it was made")
    drawing = _drawing(chosen, sample, by, seed)
    try:
        drawn = _audit(chosen, drawing, who, answers, sheet, port if page else None)
        if drawn is not None:
            _tell(drawn, holding(chosen, drawing, drawn.items), chosen.taken_back().ids, run)
    finally:
        damaged = is_damaged(chosen)
    finish(failed=damaged)


def _drawing(chosen: journal.Run, size: int | None, by: By | None, seed: int | None) -> Drawing:
    """The sample that is asked for; where nothing is said of it, the one that was judged last: people go on with it."""
    if size is None and by is None and seed is None and (last := last_drawing(chosen)) is not None:
        return last
    return Drawing(
        _DEFAULT.size if size is None else size,
        _DEFAULT.by if by is None else by,
        _DEFAULT.seed if seed is None else seed,
    )


def _audit(
    chosen: journal.Run, drawing: Drawing, who: str, answers: Path | None, sheet: Path | None, port: int | None
) -> Sample | None:
    """Ask, or take answers in; None where the sample is only written."""
    with busy("draw a sample"):
        drawn = draw(chosen, drawing.size, drawing.by, drawing.seed)
    for path in drawn.unread:
        warn(f"{path}: its text is gone or changed since the run; only its edits can be judged")
    if sheet is not None:
        spreadsheet.write(sheet, rows(drawn.items))
        note(f"{counted(len(drawn.items), 'item')} written to {sheet}; take the answers in by --answers {sheet}")
        return None
    if answers is not None:
        given = read_answers(_bytes(answers), str(answers), drawn.items, who)
        if not given:
            warn(f"{answers}: no verdict is in it; fill in the column `verdict` (right, wrong or unsure)")
        append(chosen, drawing, given)
    elif port is not None:
        _page(chosen, drawing, drawn, who, port)
    elif sys.stdin is not None:
        known = {one.id: one for one in holding(chosen, drawing, drawn.items).judged if one.who == who}
        with Keys() as keys:
            if keys.are_there():
                ask(drawn.items, known, who, lambda judged: append(chosen, drawing, [judged]), keys.key)
    return drawn


def _page(chosen: journal.Run, drawing: Drawing, drawn: Sample, who: str, port: int) -> None:
    """Judge on a page until it is stopped."""
    try:
        from normalize.review import server
        from normalize.review.audit_answers import Audits
    except ModuleNotFoundError as error:
        raise ServeError(f"--page needs {error.name}: {installing('review')}; or judge in the terminal") from None
    names = {rule.code: rule.name for rule in all_rules(plugins_of(chosen).rules)}
    subject = Audits(chosen, drawing, drawn.items, who, names)
    then = shlex.join(["normalize", "report", str(chosen.folder), "-o", "report.html"])
    about = {"title": str(chosen.folder), "file": str(chosen.folder / journal.AUDIT), "next": then, "written": True}
    server.serve(subject, about, server.bind(port), lambda url: note(f"{url}  (open this; Ctrl-C stops)"))


def _bytes(answers: Path) -> bytes:
    if str(answers) == "-":
        return sys.stdin.buffer.read()
    try:
        return answers.read_bytes()
    except OSError as error:
        raise InputError(f"{answers}: {error.strerror}") from error


def _tell(drawn: Sample, held: Holding, undone: Collection[str], run: Path) -> None:
    """The figures on standard output, and which edits are wrong."""
    judged = held.judged
    found = figures(drawn, judged)
    if held.told:
        note(held.told)
    if not judged:
        note(
            "nothing is judged yet: judge in a terminal, on a page (--page), or write --sheet FILE and take it in "
            "again by --answers FILE"
        )

    wrong = wrong_edits(drawn.items, judged, undone, run)
    out = console()
    if judged:
        out.print(table(found))
    for sentence in (*sentences(found), *map(agreement, agreements(judged)), *wrong):
        out.print(sentence)
