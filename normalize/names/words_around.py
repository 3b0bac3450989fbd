"""Words that tell of a name when they stand around it: what is a settlement, an office, a club, a noun of a title; and
appositions, in which such words stand."""

from __future__ import annotations

from collections.abc import Set
from functools import cache

from normalize.names.mentions import Mention
from normalize.storage.datafiles import load
from normalize.text.tokens import Tokens
from normalize.words.fold import fold

SPACES = frozenset([" ", "\u00a0", "\u202f", "  "])
ARTICLES = frozenset(["a", "an", "the"])
INDEFINITE = frozenset(["a", "an"])
APPOSED = 5  # words of an apposition that say what somebody or something is: a night-life district
_JOINTS = frozenset(["-", "'", "’"])
_OWN = frozenset(
    ["locative", "possessions", "particles", "neutral", "of", "directions"]
)  # each language has its own of these


@cache
def listed(name: str, language: str = "en") -> frozenset[str]:
    """A list of words, folded: in another language than English its own instead, or added to the English one."""
    own = load("normalize.names", "inside_another_name_elsewhere.yaml").get(language, {}).get(name, ())
    english = (
        () if language != "en" and name in _OWN else load("normalize.names", "inside_another_name.yaml").get(name, ())
    )
    return frozenset(fold(word) for word in (*english, *own))


def locative(language: str = "en") -> frozenset[str]:
    """Words that stand in front of the names of places and of nothing else, folded."""
    return listed("locative", language)


def callings(language: str = "en") -> frozenset[str]:
    """People by what they do, folded: words that stand in front of a person's name."""
    return listed("people", language)


def apposition(tokens: Tokens, first: int, most: int) -> range:
    """The numbers of the words of an apposition, ``most`` at most, behind its article, word ``first``."""
    gaps, last = tokens.separators, first
    while (
        last + 1 < len(tokens.words) and last - first < most and (gaps[last + 1] in SPACES or gaps[last + 1] in _JOINTS)
    ):
        last += 1
    return range(first + 1, last + 1)


def apposed(tokens: Tokens, mention: Mention, articles: Set[str]) -> range:
    """The numbers of the words of an apposition behind a name, which one of some articles opens."""
    words, gaps, j = tokens.words, tokens.separators, mention.last + 1
    if j >= len(words) or gaps[j] != ", " or fold(words[j]) not in articles:
        return range(0)
    return apposition(tokens, j, APPOSED)


def apposed_word(tokens: Tokens, mention: Mention, articles: Set[str], wanted: Set[str]) -> str | None:
    """The first of some words in an apposition behind a name, which one of some articles opens."""
    return next((tokens.words[k] for k in apposed(tokens, mention, articles) if tokens.words[k] in wanted), None)
