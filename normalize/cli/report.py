"""``normalize report``: a finished run as a page for people, or as tables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from normalize.cli import also
from normalize.cli import options as o
from normalize.cli.exit_status import finish
from normalize.cli.runs import is_damaged
from normalize.errors import ConfigError
from normalize.run import journal

_MOST = 100_000  # passages: more than that no browser shows, and the page is made in memory
RunFolder = Annotated[
    Path,
    typer.Argument(metavar="RUN", help="DIR/.normalize (its latest run), or one run's folder.", show_default=False),
]
Out = Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE.html", help="Where the page goes.")]
Passages = Annotated[
    int,
    typer.Option("--passages", metavar="N", min=1, max=_MOST, help="How many changes to show in their place, at most."),
]


def report(
    run: RunFolder,
    out: Out = None,
    csv: o.CsvFile = None,
    per_file: o.PerFile = False,
    passages: Passages = 500,
    trust: o.Trust = False,
) -> None:
    """Write a page for people on a finished run: what came in, what changed, what is left, how much is right."""
    asked = also.Also(out, csv, per_file)
    if not asked.is_asked:
        raise ConfigError("say what to make: -o FILE.html, --csv FILE or --per-file")
    asked.check()
    chosen = journal.open_run(run, trust=trust)
    try:
        asked.make(chosen, passages)
    finally:
        damaged = is_damaged(chosen)
    finish(failed=damaged)
