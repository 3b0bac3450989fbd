"""``normalize fix``: write clean copies and a journal, or filter standard input."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from normalize.cli import options as o
from normalize.errors import ConfigError, OutputError
from normalize.io.remote import is_remote

if TYPE_CHECKING:
    from normalize.run.shards import Shard


Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="DIR", help="Where clean copies and the journal go.", callback=o.one_located),
]
InPlace = Annotated[
    bool, typer.Option("--in-place", help="Rewrite the files themselves; the originals are kept for `undo`.")
]
Diff = Annotated[bool, typer.Option("--diff", help="Print what would change; write nothing.")]
Afresh = Annotated[
    bool, typer.Option("--afresh", help="Do everything again, also what an earlier run did and nothing changed.")
]
Resume = Annotated[bool, typer.Option("--resume", help="Go on with the interrupted run in the output folder.")]
Force = Annotated[
    bool,
    typer.Option(
        "--force", help="Replace files in --out that no run wrote or that were edited; they are kept with the run."
    ),
]


def fix(
    paths: o.Paths,
    out: Out = None,
    in_place: InPlace = False,
    diff: Diff = False,
    unsafe: o.Unsafe = None,
    resume: Resume = False,
    glossary: o.Glossary = None,
    plugin: o.Plugin = None,
    target: o.Target = None,
    select: o.Select = None,
    ignore: o.Ignore = None,
    output_format: Annotated[
        o.OutputFormat | None,
        typer.Option(
            "--output-format",
            metavar="full|concise|jsonl|sarif|github",
            help="Also write the findings to standard output.",
        ),
    ] = None,
    show: o.Showing = o.Show.FIXES,
    statistics: o.Statistics = False,
    jobs: o.Jobs = o.CORES,
    max_memory: o.MaxMemory = None,
    profile: o.ProfileFile = None,
    shard: o.ShardOf = None,
    engine: o.EngineName = o.EngineChoice.PROCESS,
    foreign: o.Foreign = None,
    bilingual: o.Bilingual = None,
    phrases: o.Phrases = None,
    cache: o.CacheFolder = None,
    no_translate: o.NoTranslate = None,
    furniture: o.Furniture = None,
    config: o.ConfigFile = None,
    judgements: o.Judgements = None,
    corpus: o.Corpus = None,
    exclude: o.Exclude = None,
    max_size: o.MaxSize = None,
    text_field: o.TextField = None,
    id_field: o.IdField = None,
    form: o.Form = None,
    afresh: Afresh = False,
    strict: o.Strict = False,
    rolling: o.Rolling = False,
    findings: Annotated[
        Path | None,
        typer.Option("--findings", metavar="FILE", help="With `-`: write all findings there, as JSON lines."),
    ] = None,
    report: o.ReportFile = None,
    csv: o.CsvFile = None,
    per_file: o.PerFile = False,
    fail_on: o.Failing = o.FailOn.UNSAFE,
    exit_zero: o.ExitZero = False,
    force: Force = False,
    trust: o.Trust = False,
) -> None:
    """Write clean copies of files and folders with a journal, or clean standard input (`-`) to standard output.

    Exit status: 0 clean or everything fixed, 1 safe or unsafe findings remain, 2 trouble, 130 interrupted.
    """
    # What is taken is loaded where it is: showing the flags needs none of it, and a stream nothing of a run.
    from normalize.cli import stream
    from normalize.cli.also import Also
    from normalize.cli.session import jobs_within
    from normalize.settings.sources import load

    fail_on = o.FailOn.NEVER if exit_zero else fail_on
    jobs = jobs_within(max_memory, jobs)
    conf = load(
        config,
        glossary=glossary,
        plugins=plugin,
        target=target,
        select=o.codes(select),
        ignore=o.codes(ignore),
        judgements=judgements,
        corpus=corpus,
        exclude=exclude,
        max_size=max_size,
        text_field=o.names(text_field),
        id_field=id_field,
        furniture=furniture,
        unsafe=unsafe,
        foreign=foreign,
        bilingual=bilingual,
        phrases=phrases,
        no_translate=no_translate,
    )
    also = Also(report, csv, per_file)
    is_stream = stream.is_stream(paths, form, strict, rolling, findings)
    also.check(over_files=not (is_stream or diff))
    if is_stream:
        if shard is not None:
            raise ConfigError("a stream has no shards: --shard does not go with `-`")
        if out is not None or in_place or diff:
            raise ConfigError("`fix -` writes to standard output; --out, --in-place and --diff do not go with it")
        asked = stream.Asked(form, bool(text_field), strict, jobs, profile, cache, statistics, rolling)
        stream.fix(conf, asked, findings)
        return

    from normalize.cli.diffs import show_diff
    from normalize.cli.fix_run import CommandRun
    from normalize.cli.folders import with_corpus
    from normalize.run.engines import engine_of
    from normalize.run.order import Order

    conf = with_corpus(conf, paths)
    if (out is not None) + in_place + diff != 1:
        raise ConfigError("say where the result goes, by one of --out DIR, --in-place and --diff")
    part = _shard(shard, out, profile)
    if diff:
        show_diff(paths, conf, jobs, profile, cache, fail_on)
        return
    output = out if out is not None else _folder_of(paths)
    if output.exists() and not output.is_dir():
        raise OutputError(f"{output}: not a folder")
    order = Order(
        paths,
        conf,
        output,
        in_place=in_place,
        profile=profile,
        resume=resume,
        assess=also.page is not None,
        afresh=afresh,
        force=force,
        trust=trust,
        shard=part,
    )
    CommandRun(order, engine_of(engine, jobs), cache).go(output_format, show, statistics, fail_on, also)


def _shard(text: str | None, out: Path | None, profile: Path | None) -> Shard | None:
    """The shard asked for; raises ConfigError where its result could not be put together with the others'."""
    from normalize.cli.folders import shard_asked

    if text is not None and out is None:
        raise ConfigError("--shard needs --out DIR, one for each shard: `normalize merge` puts them together")
    return shard_asked(text, profile)


def _folder_of(paths: list[Path]) -> Path:
    if len(paths) != 1:
        raise ConfigError("--in-place takes one folder or one file: its journal lies beside it")
    if is_remote(paths[0]):
        raise ConfigError(f"{paths[0]}: --in-place is for files of this machine; name another place by --out")
    return paths[0] if paths[0].is_dir() else paths[0].parent
