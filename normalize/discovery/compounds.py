"""Compounds with a lower-case prefix of which one is a corruption of another: *anti-Italiban* of *anti-Taliban*.

What is near enough is decided where a run decides it (:mod:`normalize.words.difference`); an established name behind
the same prefix is what the unlisted word must have been, and there must be no other one as near.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from normalize.evidence.profile import Profile
from normalize.words.difference import Kind, difference
from normalize.words.known import KNOWN, zipf
from normalize.words.near import Nearby
from normalize.words.unlisted import is_unlisted


class Corrupted(NamedTuple):
    """A compound, the right one, and why; without a right one, those that it may be."""

    form: str
    right: str | None
    why: str


def corrupted(profile: Profile, names: Mapping[str, int], language: str) -> Iterator[Corrupted]:
    """The compounds of a corpus that are corruptions of others, given its names with their counts, in alphabetical
    order."""
    for prefix in sorted({compound.partition("-")[0] for compound in profile.compounds}):
        behind = profile.compounds_with(prefix)
        nearby = Nearby(behind)
        for word in behind:
            if not is_unlisted(word) or names.get(word, 0) > profile.compounds[f"{prefix}-{word}"]:
                continue
            rights = [right for right in nearby.near(word) if _may_be(word, right, language)]
            if len(rights) == 1:
                why = f"{word} stands in no list of words, and {prefix}-{rights[0]} is near"
                yield Corrupted(f"{prefix}-{word}", f"{prefix}-{rights[0]}", why)
            elif rights:
                both = " or ".join(f"{prefix}-{right}" for right in rights)
                yield Corrupted(f"{prefix}-{word}", None, f"it may be {both}")


def _may_be(word: str, right: str, language: str) -> bool:
    """Whether a word is a corruption of an established one."""
    how = difference(word, right)
    return how is not None and how.kind in (Kind.CORRUPTED, Kind.RESPELLED) and zipf(right, language) >= KNOWN
