"""How alike two spellings of one name part are, as a score 0..1."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from normalize.storage import memos
from normalize.words.fold import fold, neutral, skeleton

# Weights of the neutral form, the letters as written, and the consonants; chosen on pairs of known variants.
_NEUTRAL, _WRITTEN, _CONSONANTS = 0.5, 0.25, 0.25
_NEARLY = 1e-9  # what sums of weights may be off by

_edits = DamerauLevenshtein.normalized_similarity
_letters = JaroWinkler.similarity


class Spelling(NamedTuple):
    """A word in the three forms that likeness compares."""

    folded: str
    neutral: str
    skeleton: str

    @classmethod
    def of(cls, word: str) -> Spelling:
        """The forms of a word as written."""
        return cls(fold(word), neutral(word), skeleton(word))


def likeness(a: Spelling, b: Spelling, least: float = 0.0) -> float:
    """The likeness 0..1 of two spellings, or 0 as soon as it is sure to be less than ``least``."""
    if a.folded == b.folded:
        return 1.0
    sound = _edits(a.neutral, b.neutral)
    if _NEUTRAL * sound + _WRITTEN + _CONSONANTS < least - _NEARLY:
        return 0.0
    consonants = _edits(a.skeleton, b.skeleton)
    if _NEUTRAL * sound + _WRITTEN + _CONSONANTS * consonants < least - _NEARLY:
        return 0.0
    return _NEUTRAL * sound + _WRITTEN * _letters(a.folded, b.folded) + _CONSONANTS * consonants


def may_be_like(sound: str, others: Sequence[str], least: float) -> bool:
    """Whether a neutral form is near enough to one of others for the likeness of the words to reach ``least``."""
    cutoff = (least - _WRITTEN - _CONSONANTS) / _NEUTRAL - _NEARLY
    return process.extractOne(sound, others, scorer=_edits, score_cutoff=cutoff) is not None


@lru_cache(maxsize=memos.PAIRS)
def similarity(a: str, b: str) -> float:
    """How likely two words are two romanisations of one name part: 1 for equal folded forms.

    Damerau-Levenshtein over the neutral forms and over the consonant skeletons, and Jaro-Winkler over the letters
    as written, each normalised to 0..1 and weighted.

    >>> similarity("Panchir", "Panjshir") > 0.85 > similarity("Italian", "Taliban")
    True
    """
    return 1.0 if fold(a) == fold(b) else likeness(Spelling.of(a), Spelling.of(b))
