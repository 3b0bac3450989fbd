"""``normalize judgements``: what people decided, listed and merged."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from normalize.cli import options as o
from normalize.cli.exit_status import finish
from normalize.cli.session import note, warn
from normalize.cli.terminal import data_out, say
from normalize.errors import ConfigError
from normalize.judgements import store
from normalize.judgements.judgement import Verdict
from normalize.judgements.merge import merged, told
from normalize.settings.sources import load
from normalize.text.counted import counted
from normalize.text.visible import visible

app = typer.Typer(help="What people decided about repairs: list it, merge the files of several.", no_args_is_help=True)
File = Annotated[
    Path | None,
    typer.Argument(metavar="FILE", help="A file of judgements; else the one in force here.", show_default=False),
]
Files = Annotated[list[Path], typer.Argument(metavar="FILES…", help="Files of judgements.", show_default=False)]
Output = Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where they go; `-` for standard output.")]
OnlyVerdict = Annotated[
    Verdict | None,
    typer.Option("--verdict", metavar="accept|reject|edit", help="Only these.", case_sensitive=False),
]


@app.command("list")
def list_(
    file: File = None,
    verdict: OnlyVerdict = None,
    output_format: o.Listing = o.ListFormat.FULL,
    config: o.ConfigFile = None,
) -> None:
    """List the judgements that count, a line each: of several on one question the last."""
    path = file or load(config).judgements_file
    if path is None:
        raise ConfigError(f"no judgements here: there is no {store.NAME}, and no setting names another file")
    shown = [one for one in store.latest(store.read(path)) if verdict in (None, one.verdict)]
    if output_format is o.ListFormat.JSONL:
        data_out().write(store.dump(shown))
        return
    for judgement in shown:
        say(visible(told(judgement)))
    note(counted(len(shown), "judgement"))


@app.command()
def merge(files: Files, output: Output) -> None:
    """Merge files of judgements into one; where they disagree both answers are shown, and the later one counts.

    Exit status: 0 all agree, 1 they disagree somewhere, 2 trouble.
    """
    found = merged({str(path): store.read(path) for path in files})
    for conflict in found.conflicts:
        answers = "; ".join(f"{name}: {told(one)}" for name, one in conflict.answers.items())
        warn(f"they disagree: {answers}; taken: {told(conflict.taken)}")
    if str(output) == "-":
        data_out().write(store.dump(found.judgements))
    else:
        store.write(output, found.judgements)
    note(f"{counted(len(found.judgements), 'judgement')}, {counted(len(found.conflicts), 'conflict')}: {output}")
    finish(failed=False, remaining=bool(found.conflicts))
