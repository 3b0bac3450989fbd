"""Which languages the unknown names of a document come from, by their endings: *-aldi*, *-nko*, *-ński*."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from normalize.assessment.home import is_at_home
from normalize.storage.datafiles import load
from normalize.text.tokens import Tokens
from normalize.words.known import zipf

_SHORTEST, _LONGEST = 3, 5  # letters of an ending: benchmarks/fit_names.py
_FEWEST = 4  # letters of a name
_FAMOUS = 3.5  # zipf frequency in English from which a name says nothing of where it is read


@cache
def _endings() -> Mapping[str, Mapping[str, float]]:
    data: dict[str, dict[str, float]] = load("normalize.assessment", "name_endings.yaml")
    return data


def named_after(tokens: Tokens) -> Iterator[tuple[str, Mapping[str, float]]]:
    """Each distinct unknown name whose ending tells, with the shares of languages among names that end so."""
    lower = {word for word in tokens.forms if word.islower()}
    for word in sorted(tokens.forms):
        if len(word) < _FEWEST or not word.istitle() or not word.isalpha() or word.lower() in lower:
            continue
        if is_at_home(word) or zipf(word) >= _FAMOUS:
            continue
        if shares := _shares(word.lower()):
            yield word, shares


def _shares(name: str) -> Mapping[str, float]:
    known = _endings()
    for size in range(min(_LONGEST, len(name)), _SHORTEST - 1, -1):
        if found := known.get(name[-size:]):
            return found
    return {}
