"""``normalize cache``: the translations that are kept."""

from __future__ import annotations

from pathlib import Path

import typer

from normalize.cli.options import CacheFolder
from normalize.cli.session import note
from normalize.cli.terminal import say
from normalize.errors import ConfigError
from normalize.storage.cache import folder as user_cache
from normalize.text.counted import counted
from normalize.translate.cache import Cache

app = typer.Typer(help="The translations that are kept, so that nothing is translated twice.")


@app.callback(invoke_without_command=True)
def show(context: typer.Context, cache: CacheFolder = None) -> None:
    """Show where translations are kept, how many there are, and how much room they take."""
    context.obj = cache
    if context.invoked_subcommand is None:
        size = _cache(cache).size()
        say(f"{size.path}: {counted(size.entries, 'translation')}, {size.bytes / 1e6:.1f} MB")


@app.command()
def clear(
    context: typer.Context,
    cache: CacheFolder = None,
) -> None:
    """Forget all translations."""
    kept = _cache(cache or context.obj)
    kept.clear()
    note(f"{kept.path}: cleared")


def _cache(named: Path | None) -> Cache:
    folder = named or user_cache()
    if folder is None:
        raise ConfigError("no translations are kept: NORMALIZE_CACHE_DIR is empty; name a folder with --cache DIR")
    return Cache(folder)
