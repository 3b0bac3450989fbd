"""How alike two spellings of one name part are, as a score 0..1."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import nlargest
from itertools import chain, repeat
from operator import eq
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from normalize.storage import memos
from normalize.words.fold import all_consonants, consonants, fold, neutral, neutrals
from normalize.words.sound_distance import outline, outlines, reaches, sameness

# Weights of the neutral form, the letters as written, and the consonants; chosen on pairs of known variants.
_NEUTRAL, _WRITTEN, _CONSONANTS = 0.5, 0.25, 0.25
_NEARLY = 1e-9  # what sums of weights may be off by
_FIRST_LOOKED_AT = 64  # neutral forms: most often the likest words are among these
OUTLINE = 3  # consonants from which an outline tells something
_SAME_OUTLINE = 0.8  # the least likeness of words of one outline, provided that their letters have this much in common:
_LETTERS_IN_COMMON = 0.55

_edits = DamerauLevenshtein.normalized_similarity
_letters = JaroWinkler.similarity


class Spelling(NamedTuple):
    """A word in the forms that likeness compares."""

    folded: str
    neutral: str
    skeleton: str
    outline: str

    @classmethod
    def of(cls, word: str) -> Spelling:
        """The forms of a word as written."""
        sound = neutral(word)
        return cls(fold(word), sound, consonants(sound), outline(word))

    @classmethod
    def each(cls, words: Sequence[str]) -> Iterator[Spelling]:
        """The forms of many words, none with an end of line, which is quicker than of one by one."""
        sounds = neutrals(words)
        return map(cls, map(fold, words), sounds, all_consonants(sounds), outlines(words))


def likeness(a: Spelling, b: Spelling, least: float = 0.0) -> float:
    """The likeness 0..1 of two spellings, or 0 as soon as it is sure to be less than ``least``."""
    if a.folded == b.folded:
        return 1.0
    sound = _edits(a.neutral, b.neutral)
    if _NEUTRAL * sound + _WRITTEN + _CONSONANTS < least - _NEARLY:
        return 0.0
    bare = _edits(a.skeleton, b.skeleton)
    if _NEUTRAL * sound + _WRITTEN + _CONSONANTS * bare < least - _NEARLY:
        return 0.0
    return _sum(a, b.folded, sound, bare)


def _sum(word: Spelling, folded: str, sound: float, bare: float) -> float:
    """The likeness to another word, given the similarities of the neutral forms and of the consonants."""
    return _NEUTRAL * sound + _WRITTEN * _letters(word.folded, folded) + _CONSONANTS * bare


def alike(
    word: Spelling, others: Mapping[str, str], same_outline: Iterable[str], least: float, most: int | None = None
) -> list[tuple[str, float]]:
    """Those of other words whose likeness to a word is ``least`` or more, folded, with it: all, or the ``most`` likest
    and perhaps others.

    ``others`` leads from words, folded, to their neutral forms; ``same_outline`` are those that have the word's
    outline. The neutral forms are compared in one call: most words that share a key are not near enough by them. Words
    of the same outline are near whatever their letters.
    """
    scores = _likest(word, others, least, most) if most else _all_like(word, others, least)
    if word.folded in others:
        scores[word.folded] = 1.0
    if least <= _SAME_OUTLINE and len(word.outline) >= OUTLINE and not _has_better(scores, most):
        others_of_it = [folded for folded in same_outline if scores.get(folded, 0.0) < _SAME_OUTLINE]
        for folded, *_ in process.extract(
            word.folded, others_of_it, scorer=_letters, score_cutoff=_LETTERS_IN_COMMON, limit=None
        ):
            scores[folded] = _SAME_OUTLINE
    return [pair for pair in scores.items() if pair[1] >= least]


def _has_better(scores: Mapping[str, float], most: int | None) -> bool:
    """Whether so many words are likelier than any that has but the outline of a word."""
    return most is not None and sum(score > _SAME_OUTLINE for score in scores.values()) >= most


def _near(word: Spelling, others: Mapping[str, str], least: float, limit: int | None) -> list[tuple[str, float, str]]:
    """The neutral forms that are near enough to a word's, the nearest first, with their similarity and their words."""
    return process.extract(word.neutral, others, scorer=_edits, score_cutoff=_cutoff(least), limit=limit)


def _weighed_each(word: Spelling, near: Sequence[tuple[str, float, str]], least: float) -> Iterator[tuple[str, float]]:
    """Words that are near to a word, as :func:`_near` gives them, with their likeness, all that reaches ``least`` among
    them: the consonants are compared in one call, too."""
    if not near:
        return
    consonants_of = all_consonants([other for other, *_ in near])
    least_bare = max(0.0, (least - _WRITTEN - _NEUTRAL * near[0][1]) / _CONSONANTS - _NEARLY)
    for _, bare, place in process.extract_iter(word.skeleton, consonants_of, scorer=_edits, score_cutoff=least_bare):
        _, sound, folded = near[place]
        if _NEUTRAL * sound + _WRITTEN + _CONSONANTS * bare >= least - _NEARLY:
            yield folded, _sum(word, folded, sound, bare)


def _all_like(word: Spelling, others: Mapping[str, str], least: float) -> dict[str, float]:
    return dict(_weighed_each(word, _near(word, others, least, None), least))


def _likest(word: Spelling, others: Mapping[str, str], least: float, most: int) -> dict[str, float]:
    """The same of the ``most`` likest words and perhaps of others: those whose neutral forms are nearest come first,
    and say how like others have to be."""
    first = _near(word, others, least, _FIRST_LOOKED_AT)
    scores = dict(_weighed_each(word, first, least))
    if len(first) < _FIRST_LOOKED_AT:
        return scores
    enough = max([least, *nlargest(most, scores.values())[most - 1 :]])
    near = _near(word, others, enough, None)
    scores.update(_weighed_each(word, [other for other in near if other[2] not in scores], enough))
    return scores


def may_be_like(word: Spelling, others: Sequence[str], outlines: Container[str], least: float) -> bool:
    """Whether a word is near enough to one of others, given their neutral forms and their outlines, for the likeness of
    the words to reach ``least``, or may sound like it."""
    if len(word.outline) > 1 and word.outline in outlines:
        return True
    return process.extractOne(word.neutral, others, scorer=_edits, score_cutoff=_cutoff(least)) is not None


def _cutoff(least: float) -> float:
    """The similarity of neutral forms without which no likeness reaches ``least``."""
    return max(0.0, (least - _WRITTEN - _CONSONANTS) / _NEUTRAL - _NEARLY)


@lru_cache(maxsize=memos.PAIRS)
def similarity(a: str, b: str) -> float:
    """How likely two words are two romanisations of one name part: 1 for equal folded forms.

    Damerau-Levenshtein over the neutral forms and over the consonant skeletons, and Jaro-Winkler over the letters
    as written, each normalised to 0..1 and weighted; or, where that is more, how far both can be cut into spellings of
    the same sounds.

    >>> similarity("Panchir", "Panjshir") > 0.85 > similarity("Italian", "Taliban")
    True
    """
    if fold(a) == fold(b):
        return 1.0
    ours, theirs = Spelling.of(a), Spelling.of(b)
    alike = likeness(ours, theirs)
    return max(alike, sameness(a, b, alike)) if ours.outline == theirs.outline else alike


def are_alike(a: str, b: str, least: float) -> bool:
    """Whether the :func:`similarity` of two words is at least ``least``, quicker where it is not."""
    if fold(a) == fold(b):
        return True
    ours, theirs = _without_outline(a), _without_outline(b)
    return likeness(ours, theirs, least) >= least or (outline(a) == outline(b) and reaches(a, b, least))


def are_alike_each(pairs: Sequence[tuple[str, str]], least: float) -> list[bool]:
    """:func:`are_alike` of many pairs, which is quicker than of one by one.

    >>> are_alike_each([("Panchir", "Panjshir"), ("Italian", "Taliban")], 0.85)
    [True, False]
    """
    apart = [(a, b) for a, b in pairs if fold(a) != fold(b)]
    words = list(dict.fromkeys(chain.from_iterable(apart)))
    sounds = neutrals(words)
    spelled = dict(zip(words, map(Spelling, map(fold, words), sounds, all_consonants(sounds), repeat("")), strict=True))
    unlike = [(a, b) for a, b in apart if likeness(spelled[a], spelled[b], least) < least]
    same_outline = map(eq, *(outlines([pair[i] for pair in unlike]) for i in (0, 1)))
    gone = {pair for pair, same in zip(unlike, same_outline, strict=True) if not (same and reaches(*pair, least))}
    return [pair not in gone for pair in pairs]


def _without_outline(word: str) -> Spelling:
    """The forms that the letters are compared by, which most pairs are settled by."""
    sound = neutral(word)
    return Spelling(fold(word), sound, consonants(sound), "")
