"""Whether a form may be a damaged word: letters that no word has, or one letter from a word that everybody knows."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

from normalize.storage import memos
from normalize.text.pattern import pattern
from normalize.words.frequency import ENDS, everyday
from normalize.words.known import zipf
from normalize.words.unlisted import is_derived, is_rare, is_unlisted

_LEAST = 7  # letters: among shorter ones too many are one letter from a word
# What no English word and hardly a foreign one has: five letters without a vowel, q before a consonant, a letter
# three times between others. Laws of spelling, for forms that are in no list already.
_IMPOSSIBLE = pattern(r"[bcdfghjklmnpqrstvwxz]{6}|q[bcdfghjklmnpqrstvwxz]|(?<=[a-z])([a-z])\1\1(?=[a-z])")


@lru_cache(maxsize=memos.SHOWN)
def misprint_of(form: str, language: str) -> str | None:
    """The everyday word that a form in lower case is one inner letter away from; "" where its letters make no word.

    The two letters at either end stay: endings and prefixes make words, they do not damage them. None where nothing is
    wrong with it: known words, derivations, and whatever is no neighbour of a word.

    >>> misprint_of("rehabilitaiton", "en"), misprint_of("tragqdy", "en"), misprint_of("vtables", "en")
    ('rehabilitation', '', None)
    """
    if not form.isascii() or not is_unlisted(form) or not is_rare(form, language) or is_derived(form, language):
        return None
    if _IMPOSSIBLE.search(form):
        return ""
    if len(form) < _LEAST:
        return None
    near = [
        word for word in everyday(language, form[:ENDS], form[-ENDS:]) if OSA.distance(form, word, score_cutoff=1) == 1
    ]
    return max(near, key=lambda word: (zipf(word, language), word)) if near else None
