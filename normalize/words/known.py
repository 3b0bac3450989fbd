"""Words that must not be mapped by likeness: what a reader of the target language knows as a word or a name."""

from __future__ import annotations

from functools import lru_cache

from normalize.storage import memos
from normalize.words.fold import fold
from normalize.words.frequency import scale

# Zipf frequencies (log10 of occurrences per billion words). Below KNOWN a form is absent from edited text or a
# misspelling; above COMMON it is an everyday word or a name that many people share.
KNOWN = 1.3
COMMON = 3.2
_NISBA = frozenset(
    (
        "i",
        "is",
        "y",
        "ian",
        "ians",
        "an",
        "ans",
        "ese",
        "er",
        "ers",
        "s",
        "es",
        "ism",
        "ist",
        "ists",
        "n",
        "ns",
        "o",
        "io",
        "ij",
        "iy",
        "oye",
        "skij",
    )
)


@lru_cache(maxsize=memos.REPEATED)
def zipf(form: str, language: str = "en", wordlist: str = "best") -> float:
    """The zipf frequency of a form in a language, 0 where it is unknown. Source: wordfreq.

    ``wordlist`` is ``best`` (some 300,000 forms) or ``small`` (30,000, quick to make).

    >>> zipf("Panchir"), zipf("armed") > COMMON
    (0.0, True)
    """
    number, zipfs = scale(language, wordlist)
    found = zipfs[number(form.lower())]
    return found if form.isascii() else max(found, zipfs[number(fold(form))])


def zipf_as_written(form: str, language: str = "en") -> float:
    """The zipf frequency of a form with its marks: *Téhéran* is no English word because *Teheran* is one.

    >>> zipf_as_written("Pékin") < zipf_as_written("Pekin")
    True
    """
    number, zipfs = scale(language, "best")
    return zipfs[number(form.lower())]


def is_known(form: str, language: str = "en") -> bool:
    """Whether a reader would take the form for a word or an established name."""
    return zipf(form, language) >= KNOWN


def derives_from(form: str, name: str) -> bool:
    """Whether the form is the name with an ending: a demonym, a family name from a place, a plural.

    >>> derives_from("Panjshiri", "Panjshir"), derives_from("Panchir", "Panjshir")
    (True, False)
    """
    a, b = fold(form), fold(name)
    if a.startswith(b):
        return a[len(b) :] in _NISBA
    return b.startswith(a) and b[len(a) :] in _NISBA
