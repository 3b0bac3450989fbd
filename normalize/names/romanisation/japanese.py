"""Japanese names: kana to Hepburn, and Hepburn to Kunrei and to what Russian makes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain, combinations, islice
from typing import Any

from normalize.names.romanisation.habits import writers
from normalize.names.romanisation.rewriting import Rewriting
from normalize.storage.datafiles import load
from normalize.text.pattern import pattern
from normalize.words.fold import fold, split

_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}  # to hiragana
_KANA = pattern("[\u3041-\u3096\u30a1-\u30fc ]+")
_HEPBURN = pattern(r"(?:(?:[kgnhbpmr]y|[kgsztdnhbpmrwyj]|sh|t?ch|ts|f|kk|ss|tt|pp)?[aeiou]h?|n|m(?=[bpm]))+")

# A vowel that may be long: Hepburn may say so by an h, and none is before two consonants or another vowel.
_LONG = pattern("(?:oh?|(?<![sfz])u)(?![aeioun](?![aeiouy])|kk|ss|tt|pp|tch)(?=[^aeiou]|$)")
_MOST_TYPED = 6


@cache
def _systems() -> Mapping[str, Rewriting]:
    data: Any = load("normalize.names.romanisation", "japanese.yaml")
    return {name: Rewriting(table["rules"], table["letters"]) for name, table in data.items()}


def is_kana(text: str) -> bool:
    """Whether a name is written in kana alone."""
    return _KANA.fullmatch(text) is not None


def hepburn(name: str) -> str | None:
    """A name in kana by Hepburn; None where it has other characters.

    >>> hepburn("あべ しんぞう"), hepburn("フクシマ")
    ('Abe Shinzo', 'Fukushima')
    """
    words = [_systems()["kana"].usual(word) for word in name.translate(_KATAKANA).split()]
    return " ".join(word.capitalize() for word in words if word) if all(words) else None


def is_hepburn(name: str) -> bool:
    """Whether a Latin name may be Hepburn."""
    return all(_HEPBURN.fullmatch(fold(word)) for word in split(name))


def other_systems(name: str) -> Iterator[tuple[str, str, str]]:
    """Other spellings of a name in Hepburn, each with the language that has it and the name of its system.

    >>> list(other_systems("Shinzo Abe"))
    [('Sinzo Abe', 'ja', 'Kunrei'), ('Sindzo Abe', 'ru', 'Polivanov'), ('Shinzou Abe', 'ja', 'as typed')]
    """
    words = [fold(word) for word in split(name)]
    yield from _official_and_russian(words)
    for typed in _typed(" ".join(words)):
        yield " ".join(word.capitalize() for word in typed.split(" ")), "ja", "as typed"


def _typed(name: str) -> Iterator[str]:
    """A folded name in Hepburn with one or two of its vowels long, as they are typed: what English leaves out.

    >>> list(_typed("tokyo")), list(_typed("osaka"))
    (['toukyo', 'tokyou', 'toukyou'], ['oosaka'])
    """
    places = list(_LONG.finditer(name))
    for some in islice(chain(combinations(places, 1), combinations(places, 2)), _MOST_TYPED):
        typed = name
        for match in reversed(some):
            opens = match[0][0] == "o" and name[: match.start()][-1:] in ("", " ")
            typed = typed[: match.start()] + ("oo" if opens else match[0][0] + "u") + typed[match.end() :]
        yield typed


def _official_and_russian(words: list[str]) -> Iterator[tuple[str, str, str]]:
    official = [_systems()["kunrei"].usual(word) for word in words]
    if all(official):
        yield " ".join(word.capitalize() for word in official if word), "ja", "Kunrei"
    heard = [_systems()["polivanov"].usual(word) for word in words]
    written = [writers()["press"].usual(word) for word in heard if word]
    if all(written) and len(written) == len(words):
        yield " ".join(word.capitalize() for word in written if word), "ru", "Polivanov"
