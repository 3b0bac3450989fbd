"""Words that must not be mapped by likeness: what a reader of the target language knows as a word or a name."""

from __future__ import annotations

from functools import cache

from normalize.names.fold import fold

# Zipf frequencies (log10 of occurrences per billion words). Below KNOWN a form is absent from edited text or a
# misspelling; above COMMON it is an everyday word or a name that many people share.
KNOWN = 1.3
COMMON = 3.2
_NISBA = ("i", "is", "y", "ian", "ians", "an", "ans", "ese", "er", "ers", "s", "es", "ism", "ist", "ists", "n", "ns")


@cache
def _frequencies(language: str) -> dict[str, float]:
    """Word to zipf frequency; empty where the language has no list."""
    import math

    import wordfreq

    try:
        table = wordfreq.get_frequency_dict(language, wordlist="best")
    except LookupError:
        return {}
    return {word: math.log10(share) + 9 for word, share in table.items()}


def zipf(form: str, language: str = "en") -> float:
    """The zipf frequency of a form in a language, 0 where it is unknown. Source: wordfreq.

    >>> zipf("Panchir"), zipf("armed") > COMMON
    (0.0, True)
    """
    table = _frequencies(language)
    return max(table.get(form.lower(), 0.0), table.get(fold(form), 0.0))


def is_known(form: str, language: str = "en") -> bool:
    """Whether a reader would take the form for a word or an established name."""
    return zipf(form, language) >= KNOWN


def derives_from(form: str, name: str) -> bool:
    """Whether the form is the name with an ending: a demonym, a family name from a place, a plural.

    >>> derives_from("Panjshiri", "Panjshir"), derives_from("Panchir", "Panjshir")
    (True, False)
    """
    a, b = fold(form), fold(name)
    return any(a == b + ending or b == a + ending for ending in _NISBA)
