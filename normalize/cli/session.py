"""What the commands over a folder have in common: settings, glossaries, the list of files, the survey, progress."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from normalize.errors import MissingField
from normalize.evidence.profile import Profile
from normalize.io import Fields, FileRef, Listing, records, walk
from normalize.io.formats import Others
from normalize.io.packing import unpacked_name
from normalize.io.refs import packed_refs
from normalize.report.text import visible
from normalize.run.manifest import corpus_of
from normalize.run.shards import Shard
from normalize.run.survey import Questions, survey_files
from normalize.settings import settings
from normalize.settings.config import Config
from normalize.settings.settings import Settings
from normalize.storage.cache import folder as user_cache
from normalize.text.counted import counted
from normalize.translate.translator import Translations

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress


_NAMED = 5  # files named in one line


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
    return made


def with_corpus(config: Config, paths: Sequence[Path]) -> Config:
    """The settings with a name for the corpus: where none is given, that of the folder of the inputs."""
    return config if config.corpus else replace(config, corpus=corpus_of([path for path in paths if path.exists()]))


@dataclass
class Files:
    """The files to work on, and whether any trouble was met with others."""

    files: Sequence[FileRef]
    failed: bool
    named: frozenset[str] = field(default_factory=frozenset)


def list_files(
    paths: Sequence[Path],
    config: Config,
    skip: Sequence[Path] = (),
    *,
    distinct: bool = True,
    one_device: bool = False,
    shard: Shard | None = None,
) -> Files:
    """The files under the paths, or those of one shard. Those that are not read are listed on standard error.

    A record file without the text field is skipped with a warning where a folder holds it, and an error where it is
    named. Raises InputError for a path that does not exist, and for inputs that must be `distinct` in the output and
    are not. With `one_device` folders of other file systems are left alone, and told.
    """
    formats = config.named.formats
    listing: Listing = walk(
        paths, exclude=config.exclude, skip=skip, others=formats, distinct=distinct, one_device=one_device
    )
    for path, message in listing.problems:
        complain(message if path in message else f"{path}: {message}")
    if listing.unsupported:
        shown = ", ".join(listing.unsupported[:_NAMED]) + (" …" if len(listing.unsupported) > _NAMED else "")
        warn(f"{counted(len(listing.unsupported), 'file')} of other formats left out: {shown}")
    named = {path.resolve() for path in paths if path.is_file()}
    own = {path.resolve() for path in config.own_files}
    without = packed_refs()

    files = (ref for ref in listing.files if shard is None or shard.holds(ref.relative))

    def is_kept(ref: FileRef) -> bool:
        if own and ref.path.resolve() in own:
            return False
        if _has_field(ref, config.fields, formats) or ref.path.resolve() in named:
            return True
        without.append(ref)
        return False

    kept = packed_refs(filter(is_kept, files))
    if without:
        warn(_skipped(without, config))
    if not kept:
        warn("no files to read" if shard is None else f"no files to read in shard {shard}")
    return Files(kept, bool(listing.problems))


def _has_field(ref: FileRef, fields: Fields, formats: Others) -> bool:
    if unpacked_name(ref.path).suffix.lower() in (".txt", ".md"):
        return True
    try:
        next(records(ref, fields=fields, others=formats, broken=_told_later), None)
    except MissingField:
        return False
    except Exception:  # noqa: BLE001  whatever else is wrong is told when the file is worked on
        return True
    return True


def _told_later(problem: str) -> None:
    """A record that cannot be read is told of when the file is worked on."""


def _skipped(files: Sequence[FileRef], config: Config) -> str:
    """One line on record files that have none of the text fields."""
    wanted = " or ".join(repr(name) for name in config.text_field)
    shown = ", ".join(str(ref.path) for ref in files[:_NAMED]) + (", …" if len(files) > _NAMED else "")
    return (
        f"{counted(len(files), 'record file')} without the field {wanted} skipped: {shown}; name theirs by --text-field"
    )


@contextmanager
def progress() -> Iterator[Progress]:
    """Progress bars on standard error, shown only on a terminal."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=errors(), transient=True, disable=not sys.stderr.isatty()) as bars:
        yield bars


@contextmanager
def busy(what: str) -> Iterator[None]:
    """A bar on standard error that moves while something is done whose end is not known."""
    with progress() as bars:
        bars.add_task(what, total=None)
        yield


def prepare(
    files: Sequence[FileRef],
    settings: Settings,
    jobs: int,
    bars: Progress,
    *,
    fields: Fields,
    profile: Profile | None = None,
) -> tuple[Profile, Settings]:
    """Survey the files: their profile (unless one is given), and settings that know all translations they need.

    The translator is asked here and nowhere else, in this process, before any worker starts.
    """
    translator = settings.translator
    if profile is not None and translator is None:
        return profile, settings
    task = bars.add_task("survey", total=len(files))
    questions = Questions(settings, fields, profile is None)
    found = survey_files(files, questions, jobs, lambda: bars.advance(task))
    if translator is not None:
        asked = bars.add_task(f"translate {counted(len(found.requests), 'passage')}", total=None)
        answers = translator.answers(found.requests, lambda count: bars.advance(asked, count))
        settings = settings.with_translator(Translations(answers))
        translator.close()
    return profile if profile is not None else found.profile, settings


def finish(*, failed: bool, remaining: bool = False) -> None:
    """Leave with the exit status of the contract; with ``remaining`` there are findings that ask for a 1."""
    raise typer.Exit(2 if failed else 1 if remaining else 0)


def mute_stdout() -> None:
    """Send what is still written to standard output nowhere: its reader is gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
