"""What the commands over a folder have in common: settings, glossaries, the list of files, the survey, progress."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from normalize.cli.unfollowed import accepted_drafts
from normalize.discovery.in_use import open_drafts
from normalize.io.sizes import size_of
from normalize.report.text import visible
from normalize.run import listing
from normalize.run.listener import Advance, Listener, nobody
from normalize.run.listing import Files
from normalize.run.manifest import corpus_of
from normalize.run.memory import within
from normalize.run.shards import Shard
from normalize.settings import settings
from normalize.settings.config import Config
from normalize.settings.settings import Settings
from normalize.storage.cache import folder as user_cache

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress


@cache
def errors() -> Console:
    """Standard error, for lines of text, tables and progress bars."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, soft_wrap=True)


def complain(message: str) -> None:
    """One line of trouble on standard error."""
    errors().print(f"error: {visible(message)}", style="red", markup=False)


def warn(message: str) -> None:
    """One line of caution on standard error."""
    errors().print(f"warning: {visible(message)}", style="yellow", markup=False)


def note(message: str) -> None:
    """One line of news on standard error."""
    errors().print(visible(message), markup=False)


def settings_of(config: Config, cache: Path | None = None) -> Settings:
    """The pipeline's settings; what they leave undone is told on standard error.

    ``cache`` is the folder of the translations that are kept; without one it is the user's.
    """
    made = settings.settings_of(config, cache or user_cache())
    for sentence in settings.limits(config, made):
        warn(sentence)
    for sentence in open_drafts(config.glossary, made.judgements):
        note(sentence)
    return made


def warn_of_unfollowed(config: Config, settings: Settings) -> None:
    """Say which accepted spellings this run does not write, for it has not the draft that they are in."""
    said = settings.judgements
    _, told = accepted_drafts(said, settings.corpus, lambda: settings.linker.index, config.judgements_file)
    if told:
        warn(told)


def with_corpus(config: Config, paths: Sequence[Path]) -> Config:
    """The settings with a name for the corpus: where none is given, that of the folder of the inputs."""
    return config if config.corpus else replace(config, corpus=corpus_of([path for path in paths if path.exists()]))


class Told(Listener):
    """Says on standard error what a run tells, with bars where it is a terminal."""

    def __init__(self, bars: Progress | None = None) -> None:
        self._bars = bars

    def problem(self, message: str) -> None:
        """A line of trouble."""
        complain(message)

    def warning(self, message: str) -> None:
        """A line of caution."""
        warn(message)

    def news(self, message: str) -> None:
        """A line of news."""
        note(message)

    def stage(self, what: str, total: int | None, *, is_bytes: bool = True) -> Advance:
        """A bar, with rate and time left."""
        bars = self._bars
        if bars is None:
            return nobody
        task = bars.add_task(what, total=total, is_bytes=is_bytes)
        return lambda amount: bars.advance(task, amount)


def list_files(paths: Sequence[Path], config: Config, *, distinct: bool = True, shard: Shard | None = None) -> Files:
    """The files under the paths, or those of one shard; those that are not read are listed on standard error."""
    return listing.list_files(paths, config, Told(), distinct=distinct, shard=shard)


@contextmanager
def progress() -> Iterator[Progress]:
    """Progress bars on standard error, shown only on a terminal."""
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from normalize.cli.amount import AmountColumn

    columns = (TextColumn("{task.description}"), BarColumn(), AmountColumn(), TimeRemainingColumn())
    with Progress(*columns, console=errors(), transient=True, disable=not sys.stderr.isatty()) as bars:
        yield bars


@contextmanager
def busy(what: str) -> Iterator[None]:
    """A bar on standard error that moves while something is done whose end is not known."""
    with progress() as bars:
        bars.add_task(what, total=None)
        yield


def jobs_within(max_memory: str | None, jobs: int) -> int:
    """How many workers fit into the memory that is given, to which this process and they are held from now on."""
    limit = size_of(max_memory) if max_memory is not None else 0
    return within(limit, jobs) if limit else jobs


def finish(*, failed: bool, remaining: bool = False) -> None:
    """Leave with the exit status of the contract; with ``remaining`` there are findings that ask for a 1."""
    raise typer.Exit(2 if failed else 1 if remaining else 0)


def mute_stdout() -> None:
    """Send what is still written to standard output nowhere: its reader is gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
