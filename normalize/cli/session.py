"""What all commands have in common: settings, messages on standard error, the exit status."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from normalize.cli.terminal import console
from normalize.discovery.in_use import open_drafts
from normalize.io.sizes import size_of
from normalize.run.memory import within
from normalize.settings import settings
from normalize.settings.config import Config
from normalize.settings.settings import Settings
from normalize.storage.cache import folder as user_cache
from normalize.text.visible import visible

if TYPE_CHECKING:
    from rich.console import Console


@cache
def errors() -> Console:
    """Standard error, for lines of text, tables and progress bars."""
    return console(stderr=True)


def complain(message: str) -> None:
    """One line of trouble on standard error."""
    errors().print(f"error: {visible(message)}", style="red")


def warn(message: str) -> None:
    """One line of caution on standard error."""
    errors().print(f"warning: {visible(message)}", style="yellow")


def note(message: str) -> None:
    """One line of news on standard error."""
    errors().print(visible(message))


def settings_of(config: Config, cache: Path | None = None, *, reads_texts: bool = True) -> Settings:
    """The pipeline's settings; what they leave undone is told on standard error.

    ``cache`` is the folder of the translations that are kept; without one it is the user's. What texts ask of words is
    made ready at the first use, unless single names alone are asked for.
    """
    made = settings.settings_of(config, cache or user_cache())
    if reads_texts:
        from normalize.languages.first_use import make_tables
        from normalize.run.plan import reads_words

        if reads_words(made):  # before anything else asks for one of them
            make_tables(config.target)
    for sentence in settings.limits(config, made):
        warn(sentence)
    for sentence in open_drafts(config.glossary, made.judgements):
        note(sentence)
    return made


def jobs_within(max_memory: str | None, jobs: int) -> int:
    """How many workers fit into the memory that is given, to which this process and they are held from now on."""
    limit = size_of(max_memory) if max_memory is not None else 0
    return within(limit, jobs) if limit else jobs


def mute_stdout() -> None:
    """Send what is still written to standard output nowhere: its reader is gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
