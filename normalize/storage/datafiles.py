"""The data files that ship inside the package: word lists, phrases, tables, all in YAML."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the compiled one, ten times as fast, where it is there


def load(package: str, name: str) -> Any:
    """The content of a data file, named with its path inside a package; callers remember it.

    >>> "honorifics" in load("normalize.names", "titles.yaml")
    True
    """
    return yaml.load(files(package).joinpath(name).read_text(encoding="utf-8"), LOADER)  # noqa: S506  a safe loader
