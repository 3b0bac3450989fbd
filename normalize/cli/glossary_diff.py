"""``normalize glossary diff``: what a changed glossary would change in a corpus, before it does."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

import typer

from normalize.cli import options as o
from normalize.cli.bars import progress
from normalize.cli.exit_status import finish
from normalize.cli.folders import Told, list_files, with_corpus
from normalize.cli.session import complain, note, settings_of
from normalize.cli.terminal import data_out, say
from normalize.errors import ConfigError
from normalize.evidence.profile import Profile
from normalize.io.jsonlines import dump
from normalize.run.compare import Change, What, changes, summed
from normalize.run.engines import local
from normalize.run.gather import gather, size_of
from normalize.run.task import Work
from normalize.settings.sources import load
from normalize.text.counted import counted
from normalize.text.visible import visible

_PLURAL = {What.APPEARS: "appear", What.VANISHES: "vanish", What.CHANGES: "change"}
First = Annotated[
    str, typer.Argument(metavar="A", help="The glossary as it is: a file, a name, `none`, several with commas.")
]
Second = Annotated[str, typer.Argument(metavar="B", help="The glossary as it would be.")]
Base = Annotated[
    list[str] | None,
    typer.Option("--glossary", "-g", metavar="FILE|NAME", help="What goes before both, such as `shipped`. Repeatable."),
]


def diff(
    first: First,
    second: Second,
    paths: o.FilePaths,
    glossary: Base = None,
    output_format: o.Listing = o.ListFormat.FULL,
    unsafe: o.Unsafe = None,
    target: o.Target = None,
    plugin: o.Plugin = None,
    jobs: o.Jobs = o.CORES,
    profile: o.ProfileFile = None,
    judgements: o.Judgements = None,
    corpus: o.Corpus = None,
    config: o.ConfigFile = None,
    exclude: o.Exclude = None,
    text_field: o.TextField = None,
) -> None:
    """Show which edits in a corpus appear, vanish or become others with glossary B in place of A; write nothing.

    Foreign text is not translated. Exit status: 0 done, 2 trouble.
    """
    shared = {
        "plugins": plugin,
        "target": target,
        "unsafe": unsafe,
        "judgements": judgements,
        "corpus": corpus,
        "exclude": exclude,
        "text_field": o.names(text_field),
        "no_translate": True,
    }
    for name, one in (("A", first), ("B", second)):
        if not o.codes(one):
            raise ConfigError(f"{name} names no glossary: give a file, a name, or `none` for no glossary")
    conf = with_corpus(load(config, None, **shared), paths)
    shared["corpus"] = conf.corpus
    files = list_files(paths, conf, distinct=False)
    layers = ([*(glossary or ()), *(o.codes(one) or ())] for one in (first, second))
    old, new = (settings_of(load(config, None, **shared, glossary=names)) for names in layers)
    given = Profile.load(profile) if profile else None
    found: list[Change] = []
    failed = files.failed
    with progress() as bars:
        engine, told = local(jobs), Told(bars)
        counts, _ = gather(files.files, old, engine, told, fields=conf.fields, profile=given)
        advance = told.stage("compare", size_of(files.files))
        before, after = (Work(settings, settings.linker.folder(counts), conf.fields) for settings in (old, new))
        for report, changed in changes(files.files, before, after, engine):
            advance(report.disk)
            found += changed
            for trouble in report.troubles:
                complain(trouble)
                failed = True
    _show(summed(found), output_format)
    finish(failed=failed)


def _show(found: list[Change], output_format: o.ListFormat) -> None:
    if output_format is o.ListFormat.JSONL:
        data_out().write(b"".join(dump(change.as_dict()) for change in found))
        return
    for change in found:
        say(_line(change))
    total = Counter({what: sum(one.places for one in found if one.what is what) for what in What})
    note("; ".join(f"{counted(total[what], 'edit')} {what if total[what] == 1 else _PLURAL[what]}" for what in What))


def _line(change: Change) -> str:
    put = {
        What.APPEARS: f"“{change.text}” → “{change.after}”",
        What.VANISHES: f"“{change.text}” → “{change.before}”",
        What.CHANGES: f"“{change.text}” → “{change.after}”, not “{change.before}”",
    }[change.what]
    where = f"{counted(change.places, 'place')} in {counted(change.documents, 'document')}, first in {change.path}"
    return visible(f"{change.what:<8} {change.entry or change.rule}: {put} ({where})")
