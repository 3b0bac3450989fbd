"""``normalize fix``: write clean copies and a journal, or filter standard input."""

from __future__ import annotations

import difflib
import json
import os
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from normalize.cli import options as o
from normalize.cli import stream
from normalize.cli.also import Also, CsvFile, PerFile, ReportFile
from normalize.cli.run import CommandRun
from normalize.cli.runs import Trust
from normalize.cli.session import Told, complain, finish, jobs_within, list_files, progress, settings_of, with_corpus
from normalize.errors import ConfigError, OutputError
from normalize.evidence.profile import Profile
from normalize.io import FileRef
from normalize.io.remote import is_remote, located
from normalize.model import Applicability
from normalize.run.engines import engine_of, local
from normalize.run.gather import gather
from normalize.run.order import Order
from normalize.run.shards import Shard
from normalize.run.task import Work
from normalize.run.work import fix_files
from normalize.settings.config import Config
from normalize.settings.sources import load


def _located(out: Path | None) -> Path | None:
    return located(out) if out is not None else None


Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="DIR", help="Where clean copies and the journal go.", callback=_located),
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
    report: ReportFile = None,
    csv: CsvFile = None,
    per_file: PerFile = False,
    fail_on: o.Failing = o.FailOn.UNSAFE,
    exit_zero: o.ExitZero = False,
    force: Force = False,
    trust: Trust = False,
) -> None:
    """Write clean copies of files and folders with a journal, or clean standard input (`-`) to standard output.

    Exit status: 0 clean or everything fixed, 1 safe or unsafe findings remain, 2 trouble, 130 interrupted.
    """
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
    conf = with_corpus(conf, paths)
    if (out is not None) + in_place + diff != 1:
        raise ConfigError("say where the result goes: --out DIR, --in-place or --diff")
    part = _shard(shard, out, profile)
    if diff:
        _show_diff(paths, conf, jobs, profile, cache, fail_on)
        return
    output = out if out is not None else _folder_of(paths)
    if output.exists() and not output.is_dir():
        raise OutputError(f"{output}: not a folder")
    order = Order(
        *(paths, conf, output, in_place, profile, resume),
        assess=also.page is not None,
        afresh=afresh,
        force=force,
        trust=trust,
        shard=part,
    )
    CommandRun(order, engine_of(engine, jobs), cache).go(output_format, show, statistics, fail_on, also)


def _shard(text: str | None, out: Path | None, profile: Path | None) -> Shard | None:
    """The shard asked for; raises ConfigError where its result could not be put together with the others'."""
    if text is None:
        return None
    shard = Shard.parse(text)
    if out is None:
        raise ConfigError("--shard needs --out DIR, one for each shard: `normalize merge` puts them together")
    if profile is None:
        raise ConfigError(
            "--shard needs --profile FILE, the evidence of the whole corpus: `normalize survey --shard i/n` counts each"
            " part, and `normalize merge` puts the counts together"
        )
    return shard


def _show_diff(
    paths: list[Path], conf: Config, jobs: int, profile: Path | None, cache: Path | None, fail_on: o.FailOn
) -> None:
    """Unified diffs, as `patch` takes them: of the bytes, since a file may be in any encoding."""
    settings = settings_of(conf, cache)
    files = list_files(paths, conf)
    failed = files.failed
    remaining: Counter[Applicability] = Counter()
    with progress() as bars, tempfile.TemporaryDirectory() as scratch:
        given = Profile.load(profile) if profile else None
        engine, told = local(jobs), Told(bars)
        found, settings = gather(files.files, settings, engine, told, fields=conf.fields, profile=given)
        work = Work(settings, settings.linker.folder(found), conf.fields, out=Path(scratch))
        refs = iter(files.files)
        for report in fix_files(files.files, work, engine):
            for trouble in report.troubles:
                complain(trouble)
                failed = True
            remaining += report.remaining
            remaining.update(edit.finding.applicability for edit in report.edits)
            ref = next(refs) if report.is_last else None
            if ref is not None and report.written is not None and report.written.changed:
                sys.stdout.buffer.write(_diff(ref, Path(scratch, ref.relative)))
    sys.stdout.buffer.flush()
    finish(failed=failed, remaining=fail_on.is_failed_by(remaining))


def _diff(ref: FileRef, clean: Path) -> bytes:
    before, after = (path.read_bytes() for path in (ref.path, clean))
    here = not ref.path.is_absolute() and ".." not in ref.path.parts
    path = ref.path.as_posix() if here else ref.relative  # so that `patch -p1` finds the file from the working folder
    name = os.fsencode(path if path.isprintable() else json.dumps(path))
    if b"\0" in before:
        return b"Binary files a/%s and b/%s differ\n" % (name, name)
    lines = ([line + b"\n" for line in data.split(b"\n")] for data in (before, after))
    old, new = (_unterminated(found) for found in lines)
    found = difflib.diff_bytes(difflib.unified_diff, old, new, b"a/" + name, b"b/" + name)
    return b"".join(line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n" for line in found)


def _unterminated(lines: list[bytes]) -> list[bytes]:
    """Lines as the file has them: no line end behind the last piece, and no piece where it is empty."""
    last = lines[-1].removesuffix(b"\n")
    return [*lines[:-1], last] if last else lines[:-1]


def _folder_of(paths: list[Path]) -> Path:
    if len(paths) != 1:
        raise ConfigError("--in-place takes one folder or one file: its journal lies beside it")
    if is_remote(paths[0]):
        raise ConfigError(f"{paths[0]}: --in-place is for files of this machine; name another place by --out")
    return paths[0] if paths[0].is_dir() else paths[0].parent
