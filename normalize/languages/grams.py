"""What the letters of a word that no list has say of its language: how common its triples of letters are in each.

The triples are counted in the vocabularies; for languages without one langdetect has counted them, in its profiles.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import orjson

_EDGE = "\u0020"  # what stands for the ends of a word
_SMOOTHED = 0.5  # added to each count
_SCALE = 10  # a logarithm is kept as a byte: tenths
_NEUTRAL = 128
_LIFTED, _NOT_COUNTED = 200, 255  # added to a logarithm in a column; in place of one where nothing was counted
_ENOUGH = 5000  # triples below which a list is too short to tell anything
_COUNTED = 60_000  # to which the counts of a profile are brought, so that smoothing does the same to all
_COMMON = 4  # a triple rarer than this in all lists together tells nothing
SHORTEST = 4  # letters of the shortest word whose triples tell something
_WEIGHT = 0.35  # of what the triples say together: they overlap, so that each letter is counted thrice
GRAM_LIMIT = 3.0  # what an unlisted word can say at most


def triples(word: str) -> Iterable[str]:
    """The triples of letters of a word, its ends included.

    >>> list(triples("hund"))
    [' hu', 'hun', 'und', 'nd ']
    """
    edged = f"{_EDGE}{word}{_EDGE}"
    return (edged[i : i + 3] for i in range(len(edged) - 2))


def counted(words: Iterable[str]) -> Counter[str]:
    """How often each triple occurs in a list of words."""
    found: Counter[str] = Counter()
    for word in words:
        if word.isalpha():
            found.update(triples(word))
    return found if found.total() >= _ENOUGH else Counter()


def profile(language: str) -> Counter[str]:
    """The triples that langdetect has counted in a language; empty where it does not know it."""
    import langdetect.detector_factory as library

    path = Path(library.PROFILES_DIRECTORY) / language
    if not path.exists():
        return Counter()
    found: Counter[str] = Counter()
    for gram, count in orjson.loads(path.read_bytes())["freq"].items():
        if len(gram) == 3:
            found[gram.lower()] += count
    total = sum(found.values())
    return Counter({gram: more for gram, count in found.items() if (more := round(count * _COUNTED / total))})


def table(counts: Sequence[Mapping[str, int]], target: Mapping[str, int]) -> dict[str, bytes]:
    """For each triple how much commoner it is in each language than in the target, one byte a language."""
    every: Counter[str] = Counter()
    for found in (target, *counts):
        every.update(found)
    grams = [gram for gram, count in every.items() if count >= _COMMON]
    rows = map(bytes, zip(*(_column(found, grams) for found in counts), strict=True))
    own, least = _logarithms(target)
    return {gram: row.translate(_beside(own.get(gram, least))) for gram, row in zip(grams, rows, strict=True)}


def _column(counts: Mapping[str, int], grams: Iterable[str]) -> bytes:
    """The logarithms of a language's shares of some triples, a byte each: they lie between ``-_LIFTED`` and 0."""
    logarithms, least = _logarithms(counts)
    if not least:
        return bytes([_NOT_COUNTED for _ in grams])
    return bytes([logarithms.get(gram, least) + _LIFTED for gram in grams])


@cache
def _beside(base: int) -> bytes:
    """What each byte of a column becomes beside the logarithm of the share in the target: around ``_NEUTRAL``."""
    return bytes(
        _NEUTRAL if lifted == _NOT_COUNTED else min(max(lifted - _LIFTED - base + _NEUTRAL, 0), 255)
        for lifted in range(256)
    )


def _logarithms(counts: Mapping[str, int]) -> tuple[dict[str, int], int]:
    """The logarithm of the share of each triple, and of one that does not occur; 0 where nothing was counted."""
    total = sum(counts.values())
    if not total:
        return {}, 0
    scaled = {count: round(math.log((count + _SMOOTHED) / total) * _SCALE) for count in {0, *counts.values()}}
    return {gram: scaled[count] for gram, count in counts.items()}, scaled[0]


def weighed(rows: Iterable[bytes | None], count: int) -> list[float]:
    """What the rows of a word's triples say together of each of some languages, within the limit."""
    counted = [row for row in rows if row is not None]
    neutral = _NEUTRAL * len(counted)
    sums = [sum(column) - neutral for column in zip(*counted, strict=True)] if counted else [0] * count
    return [max(-GRAM_LIMIT, min(GRAM_LIMIT, total * _WEIGHT / _SCALE)) for total in sums]
