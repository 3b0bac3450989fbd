"""The words of many languages in one table: a word is looked up once, whatever the number of languages.

The source is wordfreq. What is made of its lists is kept in the user's cache, because reading them takes longer than
all else that a small text needs.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from normalize.languages.tables import contractions
from normalize.storage import cache as disk
from normalize.storage.tables import pack

_KIND = "wordlists"
_LIST = "small"  # 30,000 to 60,000 words a language

Shares = Mapping[str, float]  # by language


class WordLists(NamedTuple):
    """``words``: the share (0..1) of each word in the languages that list it. ``heads``: likewise what an apostrophe
    cuts off listed words, Italian *dell* of *dell'acqua*, English *re*. ``least``: the share of the rarest word of each
    language that has a list.
    """

    words: Mapping[str, Shares]
    heads: Mapping[str, Shares]
    least: Shares


@cache
def word_lists(languages: tuple[str, ...]) -> WordLists:
    """The lists of some languages; those that have none are missing in the answer."""
    key = disk.key_of([*languages, version("wordfreq"), repr(contractions()), Path(__file__).read_bytes()])
    store = disk.fetch(_KIND, key)
    if store is not None:
        return WordLists(store.tables["words"], store.values["heads"], store.values["least"])
    made = _merged(languages)
    values = {"heads": made.heads, "least": made.least}
    disk.keep(_KIND, key, lambda: pack(key, values, {"words": made.words}))
    return made


def _merged(languages: Collection[str]) -> WordLists:
    import wordfreq

    available = wordfreq.available_languages(_LIST)  # for another one it answers with a related language's list
    words: dict[str, dict[str, float]] = {}
    heads: dict[str, dict[str, float]] = {}
    rarest: dict[str, float] = {}
    for language in languages:
        if language not in available:
            continue
        listed: dict[str, float] = wordfreq.get_frequency_dict(language, wordlist=_LIST)
        rarest[language] = min(listed.values())
        for word, share in listed.items():
            words.setdefault(word, {})[language] = share
            if "'" in word and language != "en":
                mine = heads.setdefault(word.partition("'")[0], {})
                mine[language] = mine.get(language, 0.0) + share
    if "en" in languages:
        for part, rarity in contractions().items():
            heads.setdefault(part, {})["en"] = 10 ** (-rarity / 100)
    return WordLists(words, heads, rarest)
