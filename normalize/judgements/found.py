"""Where the judgements of a run are: in the file that is named, else beside the configuration."""

from __future__ import annotations

from pathlib import Path

from normalize.judgements.store import NAME

NONE = "none"  # in place of a file: no judgements


def beside(configuration: Path | None) -> Path:
    """The file beside a configuration file; without one, in the working folder.

    >>> beside(Path("project/normalize.toml")).as_posix()
    'project/judgements.jsonl'
    """
    return configuration.parent / NAME if configuration is not None else Path(NAME)
