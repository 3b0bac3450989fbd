"""How names in other scripts are written in Latin letters, for those that no glossary lists in their script.

Alphabets that tell how a name sounds are read by the tables of this package, as English writes them. The Arabic script
leaves vowels out: there the dictionary of ``arabic-name-romanizer`` (extra ``arabic``) says how bearers of a name spell
it. Its neural model is not asked: what a network makes of letters may differ from one processor to the next.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product
from typing import Any, NamedTuple

from normalize.names.romanisation.habits import languages_read, read, writers
from normalize.storage import memos
from normalize.text.pattern import pattern
from normalize.words.fold import split

LIBRARY = "arabic-name-romanizer"
TABLES = "the tables of habits"
_ARABIC = pattern("[\u0621-\u064a\u0671-\u06d3\u200c]+")
_PRESS = "press"  # the system that English-language news uses
_COUNTRIES = (None, "AF")  # attested spellings of Arabic-speaking countries, then of those that write Persian letters
_SPELLINGS = 12  # of one name
_WAYS = 3  # to write one word


class Latin(NamedTuple):
    """A name as it is spelled in Latin letters, and what says so."""

    text: str
    by: str


@lru_cache(maxsize=memos.REPEATED)
def in_latin(name: str) -> tuple[Latin, ...]:
    """The spellings of a name of another script in Latin letters, the usual one first; none where nothing reads it.

    >>> [latin.text for latin in in_latin("Олексій Резніков")][:2], in_latin("北京")
    (['Olexy Reznikov', 'Oleksi Reznikov'], ())
    """
    words = split(name)
    found = _attested(name) if all(map(_ARABIC.fullmatch, words)) else _read(words)
    return tuple(islice(dict.fromkeys(found), _SPELLINGS))


def _read(words: list[str]) -> Iterator[Latin]:
    """By the alphabet of each language that has all the letters."""
    writer = writers()[_PRESS]
    for language in languages_read():
        sounds = [read(word, language) for word in words]
        if not all(sounds):
            continue
        ways = [[way for each in readings for way in writer.ways(each)][:_WAYS] for readings in sounds]
        yield from (Latin(" ".join(map(str.capitalize, chosen)), TABLES) for chosen in product(*ways))


def _attested(name: str) -> Iterator[Latin]:
    """By the spellings that bearers of the name have; none where the library is not installed, or knows a word not."""
    library = _library(os.getpid())
    if library is None:
        return
    for country in _COUNTRIES:
        for candidate in library.transliterate(name, top_k=_SPELLINGS, country=country):
            if candidate.source == "dictionary":
                yield Latin(candidate.text, LIBRARY)


@lru_cache(maxsize=1)
def _library(process: int) -> Any:
    """The library's dictionary, opened by each process for itself; None where it is not installed."""
    try:
        from arabic_name_romanizer import Transliterator
    except ImportError:
        return None
    return Transliterator(auto_load_model=False, use_rules_fallback=False)
