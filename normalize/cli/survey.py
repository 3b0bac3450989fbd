"""``normalize survey``: the profile of a corpus, to freeze its evidence for streams and shards."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from normalize.cli import options as o
from normalize.cli.bars import progress
from normalize.cli.exit_status import finish
from normalize.cli.folders import Told, list_files, with_corpus
from normalize.cli.session import complain, jobs_within, note
from normalize.cli.terminal import data_out
from normalize.evidence.profile import Profile
from normalize.evidence.profile_file import dumped
from normalize.evidence.rest import LARGEST
from normalize.io import write_atomic
from normalize.io.remote import check_bucket
from normalize.names.linker import Linker
from normalize.rules import Selection
from normalize.run.engines import engine_of
from normalize.run.gather import size_of
from normalize.run.manifest import manifest_head
from normalize.run.merge_profiles import about
from normalize.run.shards import Shard
from normalize.run.survey import Questions, survey_files
from normalize.settings.config import Config
from normalize.settings.options import Options
from normalize.settings.settings import Settings, judgements_of
from normalize.settings.sources import load
from normalize.text.counted import counted

Output = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        callback=o.one_located,
        help="Where the profile goes; `-` for standard output.",
    ),
]
Forms = Annotated[
    int,
    typer.Option(
        "--forms",
        metavar="N",
        min=1,
        help="Word forms up to which all counts are exact; rare ones beyond are bounded, and prove nothing.",
    ),
]


def _counting(conf: Config) -> Settings:
    """What is counted is the text after the repairs of hygiene; nothing else is asked of it."""
    options = Options(conf.furniture, conf.hygiene)
    made = Settings(Linker(()), conf.target, Selection(("T",)), options=options, plugins=conf.named)
    return made.with_judgements(judgements_of(conf), conf.corpus)


def write(output: Path, data: bytes, profile: Profile) -> None:
    """Write the file of a profile, and say what it holds."""
    if str(output) == "-":
        data_out().write(data)
        return
    write_atomic(output, data)
    documents, forms = counted(profile.documents, "document"), counted(len(profile.words), "word form")
    note(f"{documents}, {forms}: {output}")
    if profile.rest is not None:
        note(f"more than {profile.limit:,} word forms: those that are in no word list have a bound in place of a count")


def survey(
    paths: o.FilePaths,
    output: Output,
    jobs: o.Jobs = o.CORES,
    max_memory: o.MaxMemory = None,
    shard: o.ShardOf = None,
    engine: o.EngineName = o.EngineChoice.PROCESS,
    forms: Forms = LARGEST,
    plugin: o.Plugin = None,
    judgements: o.Judgements = None,
    corpus: o.Corpus = None,
    config: o.ConfigFile = None,
    exclude: o.Exclude = None,
    max_size: o.MaxSize = None,
    text_field: o.TextField = None,
) -> None:
    """Count a corpus once: words, compounds, acronym definitions, repeated lines. Use the result with --profile."""
    jobs = jobs_within(max_memory, jobs)
    conf = load(
        config,
        exclude=exclude,
        max_size=max_size,
        text_field=o.names(text_field),
        plugins=plugin,
        judgements=judgements,
        corpus=corpus,
    )
    check_bucket(output)
    conf = with_corpus(conf, paths)
    part = Shard.parse(shard) if shard is not None else None
    files = list_files(paths, conf, distinct=False, shard=part)
    with progress() as bars:
        advance = Told(bars).stage("survey", size_of(files.files))
        questions = Questions(_counting(conf), conf.fields, limit=forms)
        found = survey_files(files.files, questions, engine_of(engine, jobs), advance)
    for message in found.errors:
        complain(message)
    if part is None:
        data = found.profile.to_json()
    else:
        head = manifest_head(conf, paths, in_place=False, profile=None)
        data = dumped(found.profile, about(part, files.listed, head, forms, len(found.errors)))
    write(output, data, found.profile)
    finish(failed=files.failed or bool(found.errors))
