"""The closed word lists of the rules on translation, read once from ``data/words.yaml``."""

from __future__ import annotations

from functools import cache
from typing import Any

from normalize.storage import datafiles


@cache
def _data() -> dict[str, str]:
    data: dict[str, str] = load("words.yaml")
    return data


def load(name: str) -> Any:
    """The content of one data file."""
    return datafiles.load("normalize.detectors.artefacts", f"data/{name}")


@cache
def words(name: str) -> frozenset[str]:
    """The words of a named list. In the file they stand in one text, and ``<name>`` stands for another list.

    >>> "declares" in words("present") and "said" in words("reporting")
    True
    """
    found: set[str] = set()
    for word in _data()[name].split():
        found |= words(word[1:-1]) if word.startswith("<") else {word}
    return frozenset(found)


@cache
def names(name: str) -> frozenset[str]:
    """The names of a list, one to several words each, split at commas."""
    return frozenset(part.strip() for part in _data()[name].split(",") if part.strip())
