"""What the commands over files and folders have in common: the list of files, what a run tells.

A stream needs none of it, and what it takes to load is not paid there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from normalize.cli.session import complain, note, warn
from normalize.cli.unfollowed import accepted_drafts
from normalize.errors import ConfigError
from normalize.run import listing
from normalize.run.listener import Advance, Listener, nobody
from normalize.run.listing import Files
from normalize.run.manifest import corpus_of
from normalize.run.shards import Shard
from normalize.settings.config import Config
from normalize.settings.settings import Settings

if TYPE_CHECKING:
    from normalize.cli.bars import Bars


def with_corpus(config: Config, paths: Sequence[Path]) -> Config:
    """The settings with a name for the corpus: where none is given, that of the folder of the inputs."""
    return config if config.corpus else replace(config, corpus=corpus_of([path for path in paths if path.exists()]))


class Told(Listener):
    """Says on standard error what a run tells, with bars where it is a terminal."""

    def __init__(self, bars: Bars | None = None) -> None:
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


def shard_asked(text: str | None, profile: Path | None) -> Shard | None:
    """The shard asked for; raises ConfigError where it would be judged by its own evidence alone."""
    if text is None:
        return None
    shard = Shard.parse(text)
    if profile is None:
        raise ConfigError(
            "--shard needs --profile FILE, the evidence of the whole corpus: `normalize survey --shard i/n` counts each"
            " part, and `normalize merge` puts the counts together"
        )
    return shard


def warn_of_unfollowed(config: Config, settings: Settings) -> None:
    """Say which accepted spellings this run does not write, for it has not the draft that they are in."""
    said = settings.judgements
    _, told = accepted_drafts(said, settings.corpus, lambda: settings.linker.index, config.judgements_file)
    if told:
        warn(told)
