"""Words that stand in no word list: not of the target language, and not of any other that news quotes.

A word list tells what is *not* damaged. It never tells what a damaged word should be: the nearest dictionary word to
``Italiban`` is *Italian*.
"""

from __future__ import annotations

from functools import cache, lru_cache

from normalize.storage import memos
from normalize.storage.datafiles import load
from normalize.words.fold import fold
from normalize.words.frequency import listed
from normalize.words.known import KNOWN, zipf

# Latin-script languages whose words and names stand untranslated in news.
_LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl", "tr", "pl")
_LEAST_STEM = 4
_STEM = 2.0  # zipf frequency of a word that others are derived from


def is_unlisted(form: str) -> bool:
    """Whether a form is in no word list at all, however rare.

    >>> is_unlisted("Italiban"), is_unlisted("Chevtchenko"), is_unlisted("Taliban")
    (True, False, False)
    """
    words = listed(_LANGUAGES)
    return form.lower() not in words and (form.isascii() or fold(form) not in words)


def is_rare(form: str, language: str) -> bool:
    """Whether a reader of one language would not know the form."""
    return zipf(form, language) < KNOWN


@lru_cache(maxsize=memos.SHOWN)
def is_derived(form: str, language: str) -> bool:
    """Whether a form is a known word with a regular ending or beginning: rare, and nothing wrong with it.

    >>> is_derived("coffined", "en"), is_derived("Leviathanism", "en"), is_derived("parliamant", "en")
    (True, True, False)
    """
    endings, beginnings = _affixes(language)
    low = form.lower()
    stems: list[str] = []
    if low.endswith(endings):
        stems += [low.removesuffix(ending) for ending in endings if low.endswith(ending)]
        stems += [stem + "e" for stem in stems] + [stem[:-1] for stem in stems if stem[-2:-1] == stem[-1:]]
    if low.startswith(beginnings):
        stems += [low.removeprefix(start) for start in beginnings if low.startswith(start)]
    return any(len(stem) >= _LEAST_STEM and zipf(stem, language) >= _STEM for stem in stems)


@cache
def _affixes(language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The endings and the beginnings that a language adds; none where it has no list of them."""
    found: dict[str, list[str]] = load("normalize.words", "affixes.yaml").get(language, {})
    return tuple(found.get("endings", ())), tuple(found.get("beginnings", ()))
