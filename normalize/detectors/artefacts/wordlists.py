"""The closed word lists of the rules on translation, read once from ``data/``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from normalize.storage.datafiles import load

PACKAGE = "normalize.detectors.artefacts"


def source(name: str) -> Traversable:
    """One data file."""
    return files(PACKAGE) / "data" / name


@cache
def _data() -> Mapping[str, str]:
    data: dict[str, str] = load(PACKAGE, "data/words.yaml")
    return data


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


@cache
def accented() -> Mapping[str, Sequence[str]]:
    """Names with letters beyond ASCII, by language."""
    data: dict[str, list[str]] = load(PACKAGE, "data/accents.yaml")
    return data
