"""Japanese names: kana to Hepburn, and Hepburn to Kunrei and to what Russian makes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from normalize.names.romanisation.habits import writers
from normalize.names.romanisation.rewriting import Rewriting
from normalize.storage.datafiles import load
from normalize.text.pattern import pattern
from normalize.words.fold import fold, split

_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}  # to hiragana
_KANA = pattern("[\u3041-\u3096\u30a1-\u30fc ]+")
_HEPBURN = pattern(r"(?:(?:[kgnhbpmr]y|[kgsztdnhbpmrwyj]|sh|t?ch|ts|f|kk|ss|tt|pp)?[aeiou]h?|n|m(?=[bpm]))+")


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
    [('Sinzo Abe', 'ja', 'Kunrei'), ('Sindzo Abe', 'ru', 'Polivanov')]
    """
    words = [fold(word) for word in split(name)]
    official = [_systems()["kunrei"].usual(word) for word in words]
    if all(official):
        yield " ".join(word.capitalize() for word in official if word), "ja", "Kunrei"
    heard = [_systems()["polivanov"].usual(word) for word in words]
    written = [writers()["press"].usual(word) for word in heard if word]
    if all(written) and len(written) == len(words):
        yield " ".join(word.capitalize() for word in written if word), "ru", "Polivanov"
