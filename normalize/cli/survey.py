"""``normalize survey``: the profile of a corpus, to freeze its evidence for streams and shards."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from normalize.cli import options as o
from normalize.cli.session import complain, finish, list_files, note, progress, with_corpus
from normalize.io import write_atomic
from normalize.names.linker import Linker
from normalize.rules import Selection
from normalize.run.folder import Questions, survey_files
from normalize.settings.config import Config
from normalize.settings.options import Options
from normalize.settings.settings import Settings, judgements_of
from normalize.settings.sources import load
from normalize.text.counted import counted

Output = Annotated[
    Path, typer.Option("--output", "-o", metavar="FILE", help="Where the profile goes; `-` for standard output.")
]


def _counting(conf: Config) -> Settings:
    """What is counted is the text after the repairs of hygiene; nothing else is asked of it."""
    options = Options(conf.furniture, conf.hygiene)
    made = Settings(Linker(()), conf.target, Selection(("T",)), options=options, plugins=conf.named)
    return made.with_judgements(judgements_of(conf), conf.corpus)


def survey(
    paths: o.Paths,
    output: Output,
    jobs: o.Jobs = o.CORES,
    plugin: o.Plugin = None,
    judgements: o.Judgements = None,
    corpus: o.Corpus = None,
    config: o.ConfigFile = None,
    exclude: o.Exclude = None,
    max_size: o.MaxSize = None,
    text_field: o.TextField = None,
) -> None:
    """Count a corpus once: words, compounds, acronym definitions, repeated lines. Use the result with --profile."""
    conf = load(
        config,
        exclude=exclude,
        max_size=max_size,
        text_field=o.names(text_field),
        plugins=plugin,
        judgements=judgements,
        corpus=corpus,
    )
    conf = with_corpus(conf, paths)
    files = list_files(paths, conf, distinct=False)
    with progress() as bars:
        task = bars.add_task("survey", total=len(files.files))
        found = survey_files(files.files, Questions(_counting(conf), conf.fields), jobs, lambda: bars.advance(task))
    for message in found.errors:
        complain(message)
    if str(output) == "-":
        sys.stdout.buffer.write(found.profile.to_json())
    else:
        write_atomic(output, found.profile.to_json())
        documents, forms = counted(found.profile.documents, "document"), counted(len(found.profile.words), "word form")
        note(f"{documents}, {forms}: {output}")
    finish(failed=files.failed or bool(found.errors))
