"""``normalize glossary``: list, check and try out glossaries."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from normalize.cli import options as o
from normalize.cli.match import match
from normalize.cli.session import complain, finish, note, warn
from normalize.names.glossary.entry import Entry
from normalize.names.glossary.lint import failing_examples, idle, lint
from normalize.names.glossary.read import SHIPPED, combine, locate, read, shipped
from normalize.settings.config import Config
from normalize.settings.sources import load
from normalize.text.counted import counted

app = typer.Typer(help="List, check and try out glossaries.", no_args_is_help=True)
Files = Annotated[
    list[str] | None, typer.Argument(help="Glossary files or names; those that ship by default.", show_default=False)
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Only what keeps an entry from working.")]


@app.command("list")
def list_(
    glossaries: Files = None, target: o.Target = None, plugin: o.Plugin = None, config: o.ConfigFile = None
) -> None:
    """List glossaries, what they hold, and which are on: those named, or else those of the configuration."""
    conf = load(config, glossary=glossaries, target=target, plugins=plugin)
    on = [path for _, path in locate(conf.glossary)]
    ours = shipped().values()
    table = Table("glossary", "on", "entries", "off", "forms", "file", box=None, pad_edge=False)
    for path in dict.fromkeys((*ours, *on)):
        entries = read(path, target=conf.target, readers=conf.named.readers)
        kept = [e for e in entries if not e.off]
        forms = sum(len(e.right_forms) + len(e.aliases) + len(e.acronyms) + bool(e.acronym) for e in kept)
        counts = (str(len(kept)), str(len(entries) - len(kept)), str(forms))
        used = path in on and any(e.language == conf.target for e in entries)
        table.add_row(path.stem, "yes" if used else "no", *counts, path.name if path in ours else str(path))
    Console(highlight=False, soft_wrap=True).print(table)


@app.command("lint")
def lint_(
    glossaries: Files = None,
    quiet: Quiet = False,
    target: o.Target = None,
    plugin: o.Plugin = None,
    config: o.ConfigFile = None,
) -> None:
    """Check glossaries: syntax, conflicts, risky aliases, and each entry's own examples. Exit 2 for an error."""
    everything = _entries(glossaries, load(config, target=target, plugins=plugin))
    entries = combine(everything)
    problems = [*idle(everything), *lint(entries), *failing_examples(entries)]
    for problem in problems:
        if problem.grave:
            complain(f"{problem.place}: {problem.message}")
        elif not quiet:
            warn(f"{problem.place}: {problem.message}")
    grave = sum(p.grave for p in problems)
    found = counted(grave, "error"), counted(len(problems) - grave, "warning")
    note(", ".join((counted(len(entries), "entry"), *found)))
    finish(failed=grave > 0, remaining=False)


@app.command("test")
def examples_(
    glossaries: Files = None, target: o.Target = None, plugin: o.Plugin = None, config: o.ConfigFile = None
) -> None:
    """Run the examples of the entries: `match` must be mapped, `no_match` must stay. Exit 2 where one fails."""
    entries = combine(_entries(glossaries, load(config, target=target, plugins=plugin)))
    problems = failing_examples(entries)
    for problem in problems:
        complain(f"{problem.place}: {problem.message}")
    examples = sum(len(e.match) + len(e.no_match) for e in entries)
    note(f"{counted(examples, 'example')}, {len(problems)} {'fails' if len(problems) == 1 else 'fail'}")
    finish(failed=bool(problems), remaining=False)


def _entries(glossaries: list[str] | None, conf: Config) -> list[Entry]:
    """The entries of the files or names, in order, not merged."""
    located = locate(glossaries or (SHIPPED,))
    return [e for rank, path in located for e in read(path, rank, conf.target, conf.named.readers)]


app.command("match")(match)
