"""The commands put together; the module of each is loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from gettext import gettext
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

import normalize

# In the order of the help, with the beginning of each docstring, so that showing the help loads none of them.
_COMMANDS = {
    "check": "Report the damage found in files and folders, or in standard input (`-`); write nothing.",
    "fix": "Write clean copies of files and folders with a journal, or clean standard input (`-`) to standard output.",
    "discover": "Propose glossary entries: clusters of spellings of names that no glossary has, most mentions first.",
    "match": "Match names against the glossaries: one name a line in, one JSON object a line out.",
    "review": "Accept, reject or edit what was found: on a page that this machine alone can open, or in the terminal.",
    "serve": "Serve the glossaries to OpenRefine (reconciliation API 0.2) and the pipeline to programs (JSON), over HTTP.",  # noqa: E501
    "survey": "Count a corpus once: words, compounds, acronym definitions, repeated lines. Use the result with --profile.",  # noqa: E501
    "merge": "Put the profiles, or the runs, of the shards of a corpus together: one profile, or one run.",
    "undo": "Take edits back: every byte as it was. Files changed since the run are left alone.",
    "why": "Explain one edit: the evidence, the runner-up, and the versions that made it.",
    "judgements": "What people decided about repairs: list it, merge the files of several.",
    "apply": "Make aliases of a glossary of what was accepted; comments and order of the file stay.",
    "rule": "Explain a rule, or list all of them.",
    "report": "Write a page for people on a finished run: what came in, what changed, what is left, how much is right.",
    "audit": "Judge a random sample of a run's edits and of what it left alone: how much is right, how much is left.",
    "cache": "The translations that are kept, so that nothing is translated twice.",
    "glossary": "List, check, try out, compare and convert glossaries.",
    "models": "Install, list, remove and examine translation models.",
}


class _Loaded(Mapping[str, Any]):
    """The commands by name, each loaded when it is asked for."""

    def __getitem__(self, name: str) -> Any:
        if name not in _COMMANDS:
            raise KeyError(name)
        module = import_module(f"normalize.cli.{name}")
        host = typer.Typer(add_completion=False, rich_markup_mode=None)
        host.callback()(lambda: None)
        if hasattr(module, "app"):
            host.add_typer(module.app, name=name)
        else:
            host.command()(getattr(module, name))
        group = typer.main.get_group(host)
        return group.commands[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_COMMANDS)

    def __len__(self) -> int:
        return len(_COMMANDS)


class _Group(TyperGroup):
    """All commands, none of them loaded."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = _Loaded()  # type: ignore[assignment]  # nobody adds to it

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """What the base class writes, without loading the commands for it."""
        limit = formatter.width - 6 - max(map(len, _COMMANDS))
        with formatter.section(gettext("Commands")):
            formatter.write_dl(
                [(name, TyperCommand(name, help=text).get_short_help_str(limit)) for name, text in _COMMANDS.items()]
            )


app = typer.Typer(
    name="normalize",
    cls=_Group,
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
