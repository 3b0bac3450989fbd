"""Paths as the commands name them that are printed to be pasted: they work in the folder that they are printed in."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_FILES = frozenset(["glossary", "phrases", "plugins"])  # settings that may name files


def whole_path(path: str | Path, base: str | Path = "") -> Path:
    """A path that was given in a folder, from the root and without `..`; links are left as they are."""
    return Path(os.path.normpath(Path(base, path).absolute()))


def named(path: str | Path, base: str | Path = "") -> str:
    """A path as a command in this working folder names it, wherever this is: relative below it, else absolute.

    ``base`` is the folder that a relative path was given in, this one where nothing is said.

    >>> named("draft.yaml"), named("../news/a.txt", "sub"), named(Path.cwd() / "news")
    ('draft.yaml', 'news/a.txt', 'news')
    """
    whole, here = whole_path(path, base), Path.cwd()
    if not whole.is_relative_to(here):
        return str(whole)
    inner = str(whole.relative_to(here))
    return f".{os.sep}{inner}" if inner.startswith("-") else inner  # no flag


def named_files(settings: Mapping[str, Any], base: str) -> dict[str, Any]:
    """Settings of a run that was started in another folder, with their files as :func:`named` has them."""

    def here(name: str) -> str:
        return named(name, base) if Path(base, name).is_file() else name  # what ships, a module

    return {
        key: type(value)(here(name) for name in value) if key in _FILES and value else value
        for key, value in settings.items()
    }
