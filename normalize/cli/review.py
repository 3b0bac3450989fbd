"""``normalize review``: proposals before a person, on a page of this machine or in the terminal."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from normalize.cli import options as o
from normalize.cli.exit_status import EXIT_INTERRUPTED, EXIT_TROUBLE, finish
from normalize.cli.keys import Keys
from normalize.cli.reviewed import Asked, Opened, opened
from normalize.cli.session import errors, note, warn
from normalize.discovery.in_use import open_drafts
from normalize.errors import ServeError, installing
from normalize.review.cluster_desk import ClusterDesk
from normalize.settings.sources import load

Subjects = Annotated[
    list[Path],
    typer.Argument(
        metavar="RUN|DRAFT.yaml|PATHS",
        help="A run (DIR/.normalize, or DIR), a draft of `normalize discover`, or files and folders to check now.",
        show_default=False,
    ),
]
Terminal = Annotated[bool, typer.Option("--terminal", help="Ask in the terminal, where there is no browser.")]
Port = Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, help="The port; 0 takes any free one.")]


def review(
    subjects: Subjects,
    terminal: Terminal = False,
    port: Port = 0,
    who: o.Who = "",
    judgements: o.Judgements = None,
    corpus: o.Corpus = None,
    glossary: o.Glossary = None,
    plugin: o.Plugin = None,
    target: o.Target = None,
    select: o.Select = None,
    ignore: o.Ignore = None,
    unsafe: o.WithUnsafe = None,
    jobs: o.Jobs = o.CORES,
    profile: o.ProfileFile = None,
    foreign: o.Foreign = None,
    bilingual: o.Bilingual = None,
    phrases: o.Phrases = None,
    cache: o.CacheFolder = None,
    no_translate: o.NoTranslate = None,
    furniture: o.Furniture = None,
    config: o.ConfigFile = None,
    exclude: o.Exclude = None,
    text_field: o.TextField = None,
    id_field: o.IdField = None,
    trust: o.Trust = False,
) -> None:
    """Accept, reject or edit what was found: on a page that this machine alone can open, or in the terminal.

    Each decision is in the file of judgements as soon as it is taken. Exit status: 0, or 130 by Ctrl-C, 2 trouble.
    """
    conf = load(
        config,
        judgements=judgements,
        corpus=corpus,
        glossary=glossary,
        plugins=plugin,
        target=target,
        select=o.codes(select),
        ignore=o.codes(ignore),
        exclude=exclude,
        text_field=o.names(text_field),
        id_field=id_field,
        furniture=furniture,
        unsafe=unsafe,
        foreign=foreign,
        bilingual=bilingual,
        phrases=phrases,
        no_translate=no_translate,
    )
    asked = Asked(conf, config, who, trust)
    found = opened(subjects, asked, jobs, profile, cache)
    if terminal:
        _ask_here(found)
    else:
        _page(found, port)


def _page(found: Opened, port: int) -> NoReturn:
    try:
        from normalize.review import server

        subject = found.subject()
    except ModuleNotFoundError as error:
        needed = f"`normalize review` needs {error.name}: {installing('review')}, or use --terminal"
        raise ServeError(needed) from None
    about = {"title": found.title, "file": str(found.room.path), "next": found.next, "written": found.written}
    stopped = server.serve(subject, about, server.bind(port), lambda url: note(f"{url}  (open this; Ctrl-C stops)"))
    _told(found)
    raise typer.Exit(EXIT_TROUBLE if found.failed else EXIT_INTERRUPTED if stopped is signal.SIGINT else 0)


def _ask_here(found: Opened) -> None:
    from normalize.review.terminal import open_in_terminal
    from normalize.review.terminal_clusters import ClusterTerminal

    out = errors()
    with Keys() as keys:

        def ask(prompt: str) -> str:
            return keys.line(lambda: out.input(prompt))

        if isinstance(found.desk, ClusterDesk):
            ClusterTerminal(found.desk, out, keys.key, ask).run()
        else:
            open_in_terminal(found.desk, found.rules, out, keys.key, ask)
    _told(found)
    finish(failed=found.failed)


def _told(found: Opened) -> None:
    if isinstance(found.desk, ClusterDesk):
        for sentence in open_drafts([str(found.desk.path)], found.room.judgements()):
            note(sentence)
    if found.warning:
        warn(found.warning)
    where = f"decisions are in {found.room.path}" if found.room.path.exists() else "nothing is decided yet"
    note(f"{where}; then: {found.next}")
