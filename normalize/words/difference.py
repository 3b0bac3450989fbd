"""Comparing a word with one that it may have been: how the two differ, or that they are two words.

Not every likeness is an error. *Afghan* and *Afghans*, *Ivanov* and *Ivanova* are related; *Bakirov* and *Zakirov*
are two families. What is left is the habit of a romanisation or a keyboard (a respelling), or letters that translation
by word pieces has added, lost or swapped (a corruption).
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from normalize.storage import memos
from normalize.words.fold import fold, neutral, skeleton
from normalize.words.known import derives_from
from normalize.words.likeness import similarity

LEAST_LETTERS = 5
_MIDDLING = 6  # letters from which another vowel may be the same name
_LONG = 8  # letters from which two edits may be one error
SAME_SOUND = 1  # letters more by which spellings of one sound may differ
_ENDING = 2  # letters that may differ between two inflections of one word
_SUFFIX = 4  # letters that an ending adds
_LEAST_ALIKE = 0.75


class Kind(StrEnum):
    """How two forms differ."""

    MARKS = "marks alone"  # Erdogan and Erdoğan
    LOST = "lost letters"  # letters with marks are missing: Incio for Início
    RESPELLED = "another spelling"  # the consonants are the same
    CORRUPTED = "other letters"


class Difference(NamedTuple):
    """Between two likely spellings of one word: its kind, how many letters differ, and the likeness 0..1."""

    kind: Kind
    distance: int
    likeness: float


def without_marked(form: str) -> str:
    """The form as it stands when every letter outside of ASCII got lost.

    >>> without_marked("São Paulo"), without_marked("Início")
    ('So Paulo', 'Incio')
    """
    return "".join(ch for ch in form if ch.isascii())


def reach(letters: int) -> int:
    """How many letters may differ between a word of so many and what it is an error of."""
    return 2 if letters >= _LONG else 1


@lru_cache(maxsize=memos.PAIRS)
def difference(form: str, right: str) -> Difference | None:
    """What makes ``form`` of ``right`` where both may be one word; None for related forms and words merely alike.

    >>> pairs = [("Mariupul", "Mariupol"), ("Italiban", "Taliban"), ("Incio", "Início")]
    >>> [difference(*pair).kind.name for pair in pairs]
    ['RESPELLED', 'CORRUPTED', 'LOST']
    >>> pairs = [("Talibans", "Taliban"), ("Ivanova", "Ivanov"), ("Bakirov", "Zakirov"), ("Italian", "Taliban")]
    >>> [difference(*pair) for pair in pairs]
    [None, None, None, None]
    """
    a, b = fold(form), fold(right)
    if min(len(a), len(b)) < LEAST_LETTERS:
        return None
    if a == b:
        return Difference(Kind.MARKS, 1, 1.0) if form.casefold() != right.casefold() else None
    if not right.isascii() and without_marked(right).casefold() == form.casefold():
        return Difference(Kind.LOST, len(right) - len(form), similarity(form, right))
    shorter = min(len(a), len(b))
    limit = reach(shorter)
    distance = DamerauLevenshtein.distance(a, b, score_cutoff=limit + SAME_SOUND)
    if distance > limit + SAME_SOUND:
        return None
    same_sound = shorter >= _MIDDLING and neutral(form) == neutral(right)
    if distance > limit + SAME_SOUND * same_sound or not (a[0] == b[0] or same_sound or a.endswith(b)):
        return None
    if related(a, b) or derives_from(form, right) or (likeness := similarity(form, right)) < _LEAST_ALIKE:
        return None
    if skeleton(form) != skeleton(right) or (sorted(a) == sorted(b) and not same_sound):  # letters swapped
        return Difference(Kind.CORRUPTED, distance, likeness)
    # Among short names those that differ by a vowel are mostly two: Holls and Hills.
    return Difference(Kind.RESPELLED, distance, likeness) if shorter >= _MIDDLING else None


def related(a: str, b: str) -> bool:
    """Whether two folded words differ by their endings alone, letters swapped there apart.

    >>> related("petrov", "petrova"), related("zelensky", "zelenska"), related("mariupul", "mariupol")
    (True, True, False)
    """
    stem = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))
    rest_a, rest_b = a[stem:], b[stem:]
    if not rest_a or not rest_b:
        return len(rest_a + rest_b) <= _SUFFIX
    swapped = sorted(rest_a) == sorted(rest_b)
    return max(len(rest_a), len(rest_b)) <= _ENDING and rest_a[-1] != rest_b[-1] and not swapped
