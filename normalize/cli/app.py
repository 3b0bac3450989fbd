"""The commands put together."""

from __future__ import annotations

from typing import Annotated

import typer

import normalize
from normalize.cli import cache, glossary, models
from normalize.cli.check import check
from normalize.cli.fix import fix
from normalize.cli.match import match
from normalize.cli.rule import rule
from normalize.cli.survey import survey
from normalize.cli.undo import undo
from normalize.cli.why import why

app = typer.Typer(
    name="normalize",
    help="Find and repair the damage that machine translation and scraping leave in news text.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"normalize {normalize.__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


for _command in (check, fix, match, survey, undo, why, rule):
    app.command()(_command)
app.add_typer(cache.app, name="cache")
app.add_typer(glossary.app, name="glossary")
app.add_typer(models.app, name="models")
