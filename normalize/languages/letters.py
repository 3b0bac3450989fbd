"""What three letters say of the languages of a script, in a table of its own: only words that no list has ask for it.

It is made at the first use, beside the table of words (see :mod:`normalize.languages.first_use`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from normalize.languages import grams
from normalize.languages.vocabularies import made_from, vocabulary, with_full_list, words_of
from normalize.storage import cache as disk
from normalize.storage.writing import pack
from normalize.words.frequency import words_by_centibels

_KIND = "letters"
_MADE_BY = ("letters", "vocabularies", "romanise", "grams")  # the modules that the table rests on
_SHAPING = 8000  # words of a language whose letters are counted


class Letters(NamedTuple):
    """``triples(three)`` is what three letters say of each of some languages, a byte each (see :mod:`grams`)."""

    languages: tuple[str, ...]
    triples: Callable[[str], bytes | None]


@cache
def letters(languages: tuple[str, ...], target: str, script: str) -> Letters:
    """What three letters say of those of some languages of which something is known, beside a target.

    Nothing is known for a target that has no list.
    """
    parts = [*languages, target, script, *made_from(_MADE_BY)]
    store = disk.kept(_KIND, parts, lambda key: _packed(key, languages, target, script))
    return Letters(tuple(store.values["languages"]), store.rows["letters"].raw)


def _packed(key: str, languages: tuple[str, ...], target: str, script: str) -> bytes:
    listed = with_full_list(target)
    if listed is None:
        return pack(key, {"languages": []}, rows={"letters": {}})
    counts = {language: _counts(language, script) for language in languages if language != target}
    known = {language: found for language, found in counts.items() if found}
    own = grams.counted(words_of(words_by_centibels(listed, "best"), _SHAPING))
    return pack(key, {"languages": list(known)}, rows={"letters": grams.table(tuple(known.values()), own)})


def _counts(language: str, script: str) -> Counter[str]:
    return grams.profile(language) or grams.counted(words_of(vocabulary(language, script), _SHAPING))
