"""What a document is about: the countries, people and cities that it names, by the language that is at home there.

A weak sign, for foreign correspondents write, too; but a page that is mostly about Uruguay, and reads like a machine's,
was more often written in Spanish than one that is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from normalize.storage.datafiles import load
from normalize.text.tokens import Tokens

ENGLISH = "en"
_SHARED = 0.5  # of the weight of what is in the news of the whole world
_FEWEST = 3  # mentions; of fewer their share tells less


@dataclass(frozen=True, slots=True)
class Home:
    """How much of what a document names is at home in a language (0..1), and the words that say so.

    ``own`` says that one of them, at least, is not in the news of the whole world.
    """

    lang: str
    share: float
    words: tuple[str, ...]
    own: bool


@cache
def _countries() -> Mapping[str, Mapping[str, list[str]]]:
    data: dict[str, dict[str, dict[str, list[str]]]] = load("normalize.assessment", "countries.yaml")
    return data["languages"]


@cache
def languages_of_countries() -> Mapping[str, tuple[str, ...]]:
    """The languages of each country, as GeoNames calls it."""
    found: dict[str, tuple[str, ...]] = {}
    for lang, about in _countries().items():
        for country in about["countries"]:
            found[country] = (*found.get(country, ()), lang)
    return found


@cache
def _words() -> Mapping[str, Mapping[str, float]]:
    """What each word weighs for the languages that are at home there."""
    words: dict[str, dict[str, float]] = {}
    cities: dict[str, list[str]] = load("normalize.assessment", "cities.yaml")
    for lang, names in cities.items():
        for name in names:
            words.setdefault(name, {})[lang] = 1.0
    for lang, about in _countries().items():
        for name in about["words"]:
            words.setdefault(name, {})[lang] = 1.0
        for name in about.get("shared", ()):
            words[name] = {**words.get(name, {}), lang: _SHARED}
    return words


def is_at_home(word: str) -> bool:
    """Whether a word names a country, its people or one of its cities."""
    return word in _words()


def homes(tokens: Tokens) -> list[Home]:
    """The languages that are at home in what a document names, English left out, the most named first."""
    known = _words()
    named = sorted(tokens.forms & known.keys())
    counts = {word: tokens.words.count(word) for word in named}
    total = max(_FEWEST, sum(counts.values()))
    shares: dict[str, float] = {}
    speakers: dict[str, list[str]] = {}
    for word in named:
        for lang, weight in known[word].items():
            shares[lang] = shares.get(lang, 0.0) + weight * counts[word] / total
            speakers.setdefault(lang, []).append(word)
    ordered = sorted(shares, key=lambda lang: (-shares[lang], lang))
    return [
        Home(lang, shares[lang], tuple(speakers[lang]), any(known[word][lang] > _SHARED for word in speakers[lang]))
        for lang in ordered
        if lang != ENGLISH
    ]
