"""Acronyms of other alphabets in Latin letters, letter by letter: ЗСУ as ZSU, ЕСПЧ as ESPCh."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice, product

from normalize.names.romanisation.habits import languages_read, read, writers

_PRESS = "press"  # the system that English-language news uses
_LEAST = 3  # letters: two come to a word too often, as ЕС to YES
_WAYS = 4  # to write one acronym


def in_latin_letters(acronym: str, language: str) -> Iterator[str]:
    """How an acronym of a language is written in Latin letters, in capitals and as its letters are; nothing where no
    table reads it.

    >>> list(in_latin_letters("ЗСУ", "uk")), list(in_latin_letters("ШОС", "ru")), list(in_latin_letters("AİHM", "tr"))
    (['ZSU'], ['SHOS', 'ShOS'], [])
    """
    if len(acronym) < _LEAST or language not in languages_read() or not acronym.isalpha():
        return
    ways = [_letter(letter, language) for letter in acronym]
    found = dict.fromkeys("".join(letters) for letters in islice(product(*ways), _WAYS))
    for written in found:
        yield from dict.fromkeys((written.upper(), written))


@cache
def _letter(letter: str, language: str) -> tuple[str, ...]:
    """A capital in Latin letters: Sh."""
    ways = (way for sound in read(letter, language) for way in writers()[_PRESS].ways(sound))
    return tuple(dict.fromkeys(map(str.capitalize, ways)))
