"""How alike two names are by their letters: what the linker of columns says of them."""

from __future__ import annotations

from functools import lru_cache

from normalize.discovery.blocks import bare, has_given_name_in_front
from normalize.names.calibration import compare, evidence
from normalize.storage import memos
from normalize.words.fold import fold
from normalize.words.likeness import similarity

Words = tuple[str, ...]


def likeness(a: str, b: str) -> float:
    """How likely two names are spellings of one by their letters alone: the logit of the model for columns.

    >>> likeness("Panchir", "Panjshir") > 0 > likeness("Korsika", "Kursk")
    True
    """
    ours, theirs = without_given_name_more(bare(a), bare(b))
    if len(ours) == len(theirs):
        mean = sum(map(similarity, ours, theirs)) / len(ours)
    else:
        mean = similarity("".join(ours), "".join(theirs))
    return evidence(compare(tuple(map(fold, ours)), tuple(map(fold, theirs)), mean, is_bare=False))


def without_given_name_more(ours: Words, theirs: Words) -> tuple[Words, Words]:
    """Two names, a given name in front of one left out where the other has none there."""
    if len(ours) == len(theirs) + 1 and has_given_name_in_front(ours):
        return ours[1:], theirs
    if len(theirs) == len(ours) + 1 and has_given_name_in_front(theirs):
        return ours, theirs[1:]
    return ours, theirs


@lru_cache(maxsize=memos.PAIRS)
def alikeness(a: str, b: str) -> float:
    """The likeness 0..1 of two names, their words joined."""
    return similarity("".join(bare(a)), "".join(bare(b)))
