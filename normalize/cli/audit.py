"""``normalize audit``: a random sample of a run is judged, and says how many of its edits are right."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from normalize.audit import By, draw, figures
from normalize.audit.agreement import agreements
from normalize.audit.answers import Audit, Drawing, append, read
from normalize.audit.model import Judged
from normalize.audit.sampling import Sample
from normalize.audit.sheets import answers as read_answers
from normalize.audit.sheets import rows
from normalize.audit.words import agreement, sentences
from normalize.cli.judging import ask
from normalize.cli.runs import Trust, is_damaged
from normalize.cli.session import busy, finish, note, warn
from normalize.errors import InputError
from normalize.report import spreadsheet
from normalize.report.audited import table
from normalize.run import journal
from normalize.text.counted import counted

_DEFAULT = Drawing()
RunFolder = Annotated[
    Path,
    typer.Argument(
        metavar="RUN", help="DIR/.normalize (its latest run that made edits), or one run's folder.", show_default=False
    ),
]
Size = Annotated[int, typer.Option("--sample", metavar="N", min=1, help="How many edits and passages to judge.")]
Parted = Annotated[
    By,
    typer.Option(
        "--by",
        metavar="rule|category|entry|folder",
        help="What the edits are parted by: precision is told for each.",
        case_sensitive=False,
    ),
]
Seed = Annotated[int, typer.Option("--seed", metavar="N", help="Another seed draws another sample.")]
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


def audit(
    run: RunFolder,
    sample: Size = _DEFAULT.size,
    by: Parted = _DEFAULT.by,
    seed: Seed = _DEFAULT.seed,
    who: Who = "",
    answers: Answers = None,
    sheet: Sheet = None,
    trust: Trust = False,
) -> None:
    """Judge a random sample of a run's edits and of what it left alone: how much is right, how much is left.

    In the terminal: r right, w wrong, u unsure, m damage beside it was missed, b back, q quit and go on another time.
    """
    chosen = journal.open_run(run, with_edits=True, trust=trust)
    drawing = Drawing(sample, by, seed)
    try:
        _audit(chosen, drawing, who, answers, sheet)
    finally:
        damaged = is_damaged(chosen)
    finish(failed=damaged)


def _audit(chosen: journal.Run, drawing: Drawing, who: str, answers: Path | None, sheet: Path | None) -> None:
    with busy("draw a sample"):
        drawn = draw(chosen, drawing.size, drawing.by, drawing.seed)
    for path in drawn.unread:
        warn(f"{path}: its text is gone or changed since the run; only its edits can be judged")
    if sheet is not None:
        spreadsheet.write(sheet, rows(drawn.items))
        note(f"{counted(len(drawn.items), 'item')} written to {sheet}; take the answers in by --answers {sheet}")
        return
    if answers is not None:
        append(chosen, drawing, read_answers(_bytes(answers), str(answers), drawn.items, who))
    elif sys.stdin is not None and sys.stdin.isatty():
        known = {one.id: one for one in _judged(read(chosen), drawing) if one.who == who}
        ask(drawn.items, known, who, lambda judged: append(chosen, drawing, [judged]))
    _tell(drawn, _judged(read(chosen), drawing), asked=answers is not None)


def _bytes(answers: Path) -> bytes:
    if str(answers) == "-":
        return sys.stdin.buffer.read()
    try:
        return answers.read_bytes()
    except OSError as error:
        raise InputError(f"{answers}: {error.strerror}") from error


def _judged(kept: Audit, drawing: Drawing) -> list[Judged]:
    return kept.of.get(drawing, [])


def _tell(drawn: Sample, judged: list[Judged], *, asked: bool) -> None:
    """The figures on standard output."""
    found = figures(drawn, judged)
    if not judged and not asked:
        note("nothing is judged yet: judge in a terminal, or write --sheet FILE and take it in again by --answers FILE")
    from rich.console import Console

    out = Console(highlight=False, soft_wrap=True)
    if judged:
        out.print(table(found))
    for sentence in (*sentences(found), *map(agreement, agreements(judged))):
        out.print(sentence, markup=False)
