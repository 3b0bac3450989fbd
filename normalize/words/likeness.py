"""How alike two spellings of one name part are, as a score 0..1."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from normalize.storage import memos
from normalize.words.fold import fold, neutral, skeleton

# Weights of the neutral form, the letters as written, and the consonants; chosen on pairs of known variants.
_NEUTRAL, _WRITTEN, _CONSONANTS = 0.5, 0.25, 0.25


@lru_cache(maxsize=memos.PAIRS)
def similarity(a: str, b: str) -> float:
    """How likely two words are two romanisations of one name part: 1 for equal folded forms.

    Damerau-Levenshtein over the neutral forms and over the consonant skeletons, and Jaro-Winkler over the letters
    as written, each normalised to 0..1 and weighted.

    >>> similarity("Panchir", "Panjshir") > 0.85 > similarity("Italian", "Taliban")
    True
    """
    folded_a, folded_b = fold(a), fold(b)
    if folded_a == folded_b:
        return 1.0
    return (
        _NEUTRAL * DamerauLevenshtein.normalized_similarity(neutral(a), neutral(b))
        + _WRITTEN * JaroWinkler.similarity(folded_a, folded_b)
        + _CONSONANTS * DamerauLevenshtein.normalized_similarity(skeleton(a), skeleton(b))
    )
