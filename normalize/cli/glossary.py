"""``normalize glossary``: list, check, try out and convert glossaries."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Annotated

import typer
from rich.table import Column, Table

from normalize.cli import options as o
from normalize.cli.exit_status import finish
from normalize.cli.glossary_convert import convert
from normalize.cli.glossary_diff import diff
from normalize.cli.match import match
from normalize.cli.session import complain, note, warn
from normalize.cli.terminal import console
from normalize.errors import GlossaryError
from normalize.names.forms import all_forms
from normalize.names.glossary.entry import Entry
from normalize.names.glossary.lint import Problem, contradictions, failing_examples, idle, lint
from normalize.names.glossary.read import SHIPPED, combine, locate, read, shipped, shipped_folder
from normalize.names.glossary.target_forms import canonical_in, in_language
from normalize.names.setup import build_linker
from normalize.settings.config import Config
from normalize.settings.sources import load
from normalize.text.counted import counted
from normalize.text.visible import visible
from normalize.words.fold import fold, split

app = typer.Typer(help="List, check, try out, compare and convert glossaries.", no_args_is_help=True)
Files = Annotated[
    list[str] | None, typer.Argument(help="Glossary files or names; those that ship by default.", show_default=False)
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Only what keeps an entry from working.")]


@app.command("list")
def list_(
    glossaries: Files = None, target: o.Target = None, plugin: o.Plugin = None, config: o.ConfigFile = None
) -> None:
    """List glossaries, what they hold, how much of it the target language has, and which are on: those named, or else
    those of the configuration."""
    conf = load(config, glossary=glossaries, target=target, plugins=plugin)
    on = [path for _, path in locate(conf.glossary)]
    names = {path: name for name, path in shipped().items()}
    paths = list(dict.fromkeys((*names, *on)))
    longest = max(len(names.get(path, path.stem)) for path in paths)  # names are for `--glossary`: never cut
    name = Column("glossary", no_wrap=True, min_width=longest)
    file = Column("file", overflow="fold")
    table = Table(name, "on", "entries", "off", f"in {conf.target}", "forms", file, box=None, pad_edge=False)
    for path in paths:
        entries = read(path, target=conf.target, readers=conf.named.readers)
        kept = [e for e in entries if not e.off]
        forms = sum(len(e.right_forms) + len(e.aliases) + len(e.acronyms) + bool(e.acronym) for e in kept)
        known = sum(canonical_in(e, conf.target) is not None for e in kept)
        counts = (str(len(kept)), str(len(entries) - len(kept)), str(known), str(forms))
        used = "yes" if path in on and known else "no"
        table.add_row(
            visible(names.get(path, path.stem)), used, *counts, visible(path.name if path in names else str(path))
        )
    console().print(table)


@app.command("show")
def show_(
    entry: Annotated[str, typer.Argument(help="The id of an entry, or any of its forms.", show_default=False)],
    glossaries: Annotated[list[str] | None, typer.Option("--glossary", "-g", help="A glossary file or name.")] = None,
    target: o.Target = None,
    plugin: o.Plugin = None,
    config: o.ConfigFile = None,
) -> None:
    """Show an entry: every form with its language, what becomes of it, and where it comes from. Exit 2 for none."""
    conf = load(config, glossary=glossaries, target=target, plugins=plugin)
    located = locate(conf.glossary)
    entries = combine(e for rank, path in located for e in read(path, rank, conf.target, conf.named.readers))
    every = list(in_language(entries, conf.target))
    found = [e for e in every if entry in (e.id, e.canonical)]
    if not found:  # which is quicker than to compile them
        index = build_linker(conf.glossary, conf.target, conf.named.readers).index
        named = {form.entry.id for form in index.phrases.get(" ".join(map(fold, split(entry))), ())}
        named |= {e.id for e in index.acronyms.get(entry, ())} | {
            e.id for e, _ in index.foreign_acronyms.get(entry, ())
        }
        found = [e for e in every if e.id in named]
    if not found:
        raise GlossaryError(
            f"no entry has {entry!r} for its id or a form in {conf.target}; `normalize match` says what is like it"
        )
    for one in found:
        table = Table(
            "form", "language", "becomes", "origin", title=visible(f"{one.id} ({one.kind}, {one.glossary})"), box=None
        )
        for form in all_forms(one):
            role = "right" if form.role == "right" else f"made from {form.origin}" if form.origin else "listed"
            table.add_row(*map(visible, (form.text, form.lang or "", form.target or "", role)))
        console().print(table)


@app.command("lint")
def lint_(
    glossaries: Files = None,
    quiet: Quiet = False,
    target: o.Target = None,
    plugin: o.Plugin = None,
    config: o.ConfigFile = None,
) -> None:
    """Check glossaries: syntax, conflicts, risky aliases, and each entry's own examples. Exit 2 for an error.

    Beside files of your own the warnings on glossaries that ship are counted, not listed; their errors come last.
    """
    everything = _entries(glossaries, load(config, target=target, plugins=plugin))
    everything.sort(key=lambda entry: not entry.place.startswith(_shipped()))  # so that one's own files are named
    entries = combine(everything)
    problems = [*idle(everything), *contradictions(everything), *lint(entries), *failing_examples(entries)]
    told, left_out = _told(problems, everything)
    for problem in told:
        if problem.grave:
            complain(f"{problem.place}: {problem.message}")
        elif not quiet:
            warn(f"{problem.place}: {problem.message}")
    grave = sum(p.grave for p in told)
    found = [counted(len(entries), "entry"), counted(grave, "error"), counted(len(told) - grave, "warning")]
    if left_out:
        found.append(f"{counted(left_out, 'more warning')} on what ships, which `normalize glossary lint` lists")
    note(", ".join(found))
    finish(failed=grave > 0)


def _shipped() -> str:
    """What the places of glossaries that ship begin with."""
    return f"{shipped_folder()}{os.sep}"


def _told(problems: Sequence[Problem], entries: Sequence[Entry]) -> tuple[list[Problem], int]:
    """The problems to be listed, those of one's own files first, and how many are left out: warnings on what ships,
    where there are files of one's own beside it."""
    folder = _shipped()
    if all(entry.place.startswith(folder) for entry in entries):
        return list(problems), 0
    ships = [problem for problem in problems if problem.place.startswith(folder)]
    own = [problem for problem in problems if not problem.place.startswith(folder)]
    grave = [problem for problem in ships if problem.grave]
    return [*own, *grave], len(ships) - len(grave)


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
    finish(failed=bool(problems))


def _entries(glossaries: list[str] | None, conf: Config) -> list[Entry]:
    """The entries of the files or names, in order, not merged."""
    located = locate(glossaries or (SHIPPED,))
    return [e for rank, path in located for e in read(path, rank, conf.target, conf.named.readers)]


app.command("diff")(diff)
app.command("match")(match)
app.command("convert")(convert)
