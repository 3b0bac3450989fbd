"""The lists of words that discovery reads names by."""

from __future__ import annotations

from functools import cache

from normalize.storage.datafiles import load
from normalize.words.fold import fold


@cache
def words_of(name: str) -> frozenset[str]:
    """A list of `discovery.yaml`, folded."""
    return frozenset(fold(word) for word in load("normalize.discovery", "discovery.yaml")[name])
