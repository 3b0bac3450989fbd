"""What tells two words of names apart that are alike: one is a form of the other, or of another language."""

from __future__ import annotations

import math
from functools import lru_cache

from normalize.discovery.data import words_of
from normalize.discovery.thresholds import DISCOVERY
from normalize.languages.lexicon import lexicon
from normalize.names.applicability.pairing import apart
from normalize.names.thresholds import COLUMNS, RUNNING_TEXT
from normalize.storage import memos
from normalize.words.fold import fold
from normalize.words.known import KNOWN, derives_from, zipf

_NATURAL_TEN = math.log(10)
_STEM = 3  # letters of the shortest name that a demonym is looked for in, less one


def is_form_of(a: str, b: str) -> bool:
    """Whether one word is a form of the other, and not another spelling of the same sounds."""
    return apart(fold(a), fold(b)) > COLUMNS.same_sounds and (derives_from(a, b) or _is_feminine(a, b))


def _is_feminine(a: str, b: str) -> bool:
    shorter, longer = sorted((fold(a), fold(b)), key=len)
    if len(shorter) == len(longer):
        return False
    ends = ("a", *words_of("feminine"))
    return any(longer.endswith(end) and longer.removesuffix(end) in (shorter, shorter.rstrip("yij")) for end in ends)


@lru_cache(maxsize=memos.VOCABULARY)
def is_demonym(word: str, language: str) -> bool:
    """Whether a word is made of a well-known name by an ending that says where somebody is from.

    >>> is_demonym("Brazilian", "en"), is_demonym("Pakistani", "en"), is_demonym("Brasília", "en")
    (True, True, False)
    """
    return any(zipf(name, language) >= DISCOVERY.everyday for name in _homes(word))


def is_home_of(name: str, word: str) -> bool:
    """Whether a word may be made of a name, in any spelling of its sounds, by such an ending.

    >>> is_home_of("Brasília", "Brazilian"), is_home_of("Ruso", "Russian")
    (True, False)
    """
    return any(apart(fold(name), home) <= COLUMNS.same_sounds for home in _homes(word))


def _homes(word: str) -> list[str]:
    """The names, folded, that a word may be made of by an ending that says where somebody is from."""
    low = fold(word)
    ending = next((end for end in sorted(words_of("demonyms")) if low.endswith(end)), "")
    if not ending:
        return []
    stem = low.removesuffix(ending)
    return [name for name in (stem, f"{stem}a", f"{stem}ia", low[:-1], low[:-2]) if len(name) > _STEM]


@lru_cache(maxsize=memos.VOCABULARY)
def _is_foreign(word: str, language: str) -> bool:
    """Whether another language has a word ten times as often as the target language, as an established one."""
    lists = lexicon(language)
    if lists.most(word, spelt=False) < RUNNING_TEXT.foreign_only * _NATURAL_TEN:
        return False
    return max((lists.share(word, lang) for lang in lists.languages), default=0.0) >= DISCOVERY.elsewhere


def foreign_of(a: str, b: str, language: str) -> str:
    """Which of two words another language knows well and a language much less than the other; empty where none is so.

    >>> foreign_of("Egypt", "Egipto", "en"), foreign_of("Egypt", "Sudan", "en")
    ('Egipto', '')
    """
    for word, other in ((a, b), (b, a)):
        least = max(KNOWN, zipf(word, language) + RUNNING_TEXT.better_known)
        if zipf(other, language) >= least and _is_foreign(word, language):
            return word
    return ""
