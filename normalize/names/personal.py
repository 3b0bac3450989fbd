"""The words of a person's name as they are compared with those of another: what two spellings of one name may lack or
write otherwise counts for nothing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from normalize.names.person_titles import titles
from normalize.names.romanisation.habits import elements
from normalize.text.pattern import pattern

_ARTICLES = frozenset(
    ["al", "el", "ul", "ar", "as", "ad", "an", "at", "az", "ash"]
)  # the Arabic one, as it assimilates
_SONS = frozenset(["ibn", "bin", "ben", "ould"])
# Servant and father of what follows, with its article or without it.
_COMPOUNDS = {"abd": "abd", "abdal": "abd", "abdel": "abd", "abdu": "abd", "abdul": "abd", "abu": "abu", "abou": "abu"}
_COMPOUNDS |= {"abul": "abu", "aboul": "abu", "abo": "abu"}
_JOINED = pattern(r"abd[aeu](?:[ln]|r(?=r?[aei])|s(?=s|h))(?=[a-z]{4})")  # Abdulaziz, Abdurrahman
_LEAST = 2  # words of a name that are left when titles are left out: Hafez al-Assad


@cache
def _first() -> Mapping[str, str]:
    """The first spelling of each part of a name that the Arabic script writes in one way, by all of them."""
    found: dict[str, str] = {}
    for spellings in elements():
        for spelling in spellings:
            found.setdefault(spelling, spellings[0])
    return found


def personal(words: tuple[str, ...]) -> tuple[str, ...]:
    """Folded words of a person's name without titles in front, Arabic articles and *son of*; *abd* and *abu* joined to
    the word behind them, and one spelling for what the Arabic script writes in one way.

    >>> personal(("dr", "abd", "al", "jalil", "al", "mallah")), personal(("abdeljalil", "mallah"))
    (('abdjalil', 'mallah'), ('abdjalil', 'mallah'))
    """
    rest = list(words)
    while rest[0] in titles() and sum(word not in _ARTICLES for word in rest) > _LEAST:
        del rest[0]
    found: list[str] = []
    while rest:
        word = rest.pop(0)
        if word in (_ARTICLES | _SONS) and rest:
            continue
        if word in _COMPOUNDS and rest:
            if rest[0] in _ARTICLES and len(rest) > 1:
                del rest[0]
            following = rest.pop(0)
            found.append(_COMPOUNDS[word] + _first().get(following, following))
        elif joined := _JOINED.match(word):
            found.append("abd" + word[joined.end() :])
        else:
            found.append(_first().get(word, word))
    return tuple(found)
