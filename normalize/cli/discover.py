"""``normalize discover``: clusters of spellings that no glossary has, as a draft of one."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from normalize.cli import options as o
from normalize.cli.bars import progress
from normalize.cli.exit_status import finish
from normalize.cli.folders import list_files, with_corpus
from normalize.cli.next_command import inputs_for
from normalize.cli.session import complain, note, settings_of
from normalize.cli.terminal import data_out
from normalize.discovery.adopt import adopt
from normalize.discovery.cluster import Cluster
from normalize.discovery.decided import without_rejected
from normalize.discovery.discover import discover as run
from normalize.discovery.draft import CLUSTERS, HISTORY, line_of, write_clusters
from normalize.discovery.goal import refuse_loss
from normalize.errors import ConfigError
from normalize.names.glossary.read import NONE, SHIPPED, locate
from normalize.names.setup import build_linker
from normalize.settings.config import Config
from normalize.settings.settings import Settings
from normalize.settings.sources import load
from normalize.text.counted import counted


class DraftFormat(StrEnum):
    """How clusters are written to standard output."""

    JSONL = "jsonl"


_MOST_TOLD = 5  # names of clusters in a line

Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE.yaml",
        help="Where the draft goes: a glossary, and beside it FILE.jsonl with all that is known of its clusters.",
        show_default=False,
    ),
]
Onto = Annotated[
    list[str] | None,
    typer.Option(
        "--onto",
        metavar="FILE|NAME",
        help="A glossary to go on with: its forms are known, what is near to them is proposed as new forms of its "
        "entries (may be given several times).",
        show_default=False,
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Replace a draft that was reviewed or edited, and its history.")]
Format = Annotated[
    DraftFormat | None,
    typer.Option(
        "--output-format",
        metavar="jsonl",
        help="Print the clusters, one a line, to standard output.",
        case_sensitive=False,
        show_default=False,
    ),
]


def discover(
    paths: o.FilesHere,
    output: Output = None,
    force: Force = False,
    onto: Onto = None,
    output_format: Format = None,
    glossary: o.Glossary = None,
    plugin: o.Plugin = None,
    target: o.Target = None,
    judgements: o.Judgements = None,
    corpus: o.Corpus = None,
    jobs: o.Jobs = o.CORES,
    config: o.ConfigFile = None,
    exclude: o.Exclude = None,
    text_field: o.TextField = None,
) -> None:
    """Propose glossary entries: clusters of spellings of names that no glossary has, most mentions first.

    Nothing is changed. Decide on the clusters of the draft (`normalize review draft.yaml`), and use it on top of what
    ships: --glossary shipped --glossary draft.yaml.
    """
    if output is None and output_format is None:
        raise ConfigError(
            "discover writes a draft: name it by -o draft.yaml, or print clusters by --output-format jsonl"
        )
    if output is not None and output.suffix.lower() not in (".yaml", ".yml"):
        raise ConfigError(f"{output}: a draft is a glossary in YAML; name it draft.yaml")
    conf = load(
        config,
        glossary=glossary,
        plugins=plugin,
        target=target,
        judgements=judgements,
        corpus=corpus,
        exclude=exclude,
        text_field=o.names(text_field),
        no_translate=True,
    )
    conf = with_corpus(conf, paths)
    if onto:
        shipped = conf.glossary or (SHIPPED,)  # they are known, too, unless they were switched off
        conf = replace(conf, glossary=(*(name for name in shipped if name != NONE), *onto))
    settings = settings_of(conf)
    files = list_files(paths, conf, distinct=False)
    if output is not None:
        used = (path for _, path in locate(conf.glossary))
        refuse_loss(output, (ref.path for ref in files.files), used, force=force)
    with progress() as bars:
        task = bars.add_task("discover", total=2 * len(files.files))
        found = run(files.files, settings, conf.fields, jobs, lambda: bars.advance(task))
    for message in found.errors:
        complain(message)
    clusters = [replace(cluster, corpus=conf.corpus) for cluster in _proposed(found.clusters, conf, settings)]
    if output is not None:
        output.with_suffix(HISTORY).unlink(missing_ok=True)  # of another draft from now on
        write_clusters(output, clusters, conf.target, inputs_for(output, paths))
        settles = counted(sum(cluster.settles for cluster in clusters), "mention")
        looked = f"{counted(found.forms, 'name')} read, {counted(len(clusters), 'cluster')} proposed"
        note(f"{looked}, to settle {settles}: {output}, {output.with_suffix(CLUSTERS)}")
        if clusters:
            note(f"then: {shlex.join(_review_of(output, config, judgements))}")
    if output_format is not None:
        data_out().write(b"".join(map(line_of, clusters)))
    finish(failed=files.failed or bool(found.errors))


def _review_of(output: Path, config: Path | None, judgements: str | None) -> list[str]:
    """The command that decides on a draft, with the files that were named for this one."""
    named = [("--config", config), ("--judgements", judgements)]
    return ["normalize", "review", str(output), *(str(word) for one in named if one[1] is not None for word in one)]


def _proposed(found: Sequence[Cluster], conf: Config, settings: Settings) -> list[Cluster]:
    """What is proposed of the clusters that were found: none that was rejected before, and nothing that contradicts the
    glossaries that ship, whether they were asked or not; what is left out is told."""
    asked = any(rank == 0 for rank, _ in locate(conf.glossary))
    adopted = adopt(found, settings.linker.index if asked else build_linker((SHIPPED,), conf.target).index)
    if adopted.took:
        note(f"{counted(adopted.took, 'cluster')} of names that shipped glossaries have: written as there")
    if adopted.left_out:
        names = ", ".join(f"“{cluster.canonical}”" for cluster in adopted.left_out[:_MOST_TOLD])
        more = ", …" if len(adopted.left_out) > _MOST_TOLD else ""
        told = counted(len(adopted.left_out), "cluster")
        note(f"{told} left out, whose names shipped glossaries keep apart: {names}{more}")
    clusters = without_rejected(adopted.clusters, settings.judgements, conf.corpus)
    if rejected := len(adopted.clusters) - len(clusters):
        note(f"{counted(rejected, 'cluster')} left out: rejected before")
    return clusters
