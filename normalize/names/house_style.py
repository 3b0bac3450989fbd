"""What is a matter of house style between a name as written and its right form: neither is wrong."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache

from normalize.names.thresholds import RUNNING_TEXT
from normalize.storage import memos
from normalize.storage.datafiles import load
from normalize.text.pattern import pattern
from normalize.words.fold import fold, split
from normalize.words.known import KNOWN, zipf, zipf_as_written

KEY = "house_style"  # in the evidence of a finding: why it is shown, by one of these
ASKED, MIXED, CONSISTENT = "asked by a glossary", "mixed", "consistent"

_ARTICLES = frozenset(["a", "o", "el", "la", "los", "las", "il", "lo", "le", "les"])  # of Romance languages, in names

# What English leaves open where it romanises: Kassif and Cassif, Linoi and Linoy, Hamdin and Hamdeen.
_LEFT_OPEN = ((pattern("ee|(?<=.)y(?![aeiou])"), "i"), (pattern("oo"), "u"), (pattern("ck|[cq](?![ehiy])"), "k"))
_ASPIRATED = (pattern("(?<=[td])h"), "")  # Jyothiraditya and Jyotiraditya: the South and the North of India
INDIC = frozenset(["hi", "bn", "ta", "te", "ml", "kn", "mr", "gu", "pa", "or", "ne", "si"])

_ARABIC_ARTICLE = frozenset(["al", "el", "ad", "an", "ar", "as", "ash", "at", "az"])


# Whose English romanisation is plain, with no marks of its own at home and none but those of scholars elsewhere.
_PLAIN = frozenset(["ru", "uk", "be", "bg", "kk", "ky", "ka", "hy", "el", "he", "ar", "fa", "ur", "hi"])
_SCHOLARS = pattern("[\u0302\u0304\u0306\u0323\u032e\u0331]")  # circumflex, macron, breve, dot, breve and line below


@cache
def _alphabets() -> Mapping[str, str]:
    data: Mapping[str, str] = load("normalize.names", "alphabets.yaml")
    return data


def is_marked_abroad(surface: str, rights: Iterable[str], languages: Collection[str], target: str = "en") -> bool:
    """Whether a name that other scripts write (those of ``languages``) has marks that none of its right forms has, that
    no English romanisation writes, and the ``target`` in no word: the habit of a third language.

    >>> is_marked_abroad("Andreï Sakharov", ["Andrei Sakharov"], ["ru"])
    True
    >>> is_marked_abroad("Vladímir Putin", ["Vladimir Putin"], ["ru"], "es")
    False
    >>> is_marked_abroad("Shinzō Abe", ["Shinzo Abe"], ["ja"]), is_marked_abroad("Vučić", ["Vucic"], ["sr"])
    (False, False)
    """
    if not languages or not set(languages) <= _PLAIN:
        return False
    own = _alphabets().get(target, "")
    apart = unicodedata.normalize("NFD", "".join(ch for ch in surface if ch.lower() not in own))
    marks = {ch for ch in apart if unicodedata.combining(ch)}
    known = {ch for right in rights for ch in unicodedata.normalize("NFD", right)}
    return bool(marks - known) and not _SCHOLARS.search(apart)


def is_cut_short(surface: str, right: str) -> bool:
    """Whether a name has a word of the right form cut short: a short form stays short.

    >>> is_cut_short("Ciudad Neza", "Ciudad Nezahualcoyotl"), is_cut_short("Ciudad Neza", "Ciudad Neza")
    (True, False)
    """
    cut = list(_differing(surface, right))
    return bool(cut) and all(b.startswith(a) and len(b) - len(a) >= RUNNING_TEXT.cut for a, b in cut)


def differs_by_articles(surface: str, right: str) -> bool:
    """Whether two names of several words differ by their articles alone.

    >>> differs_by_articles("La Coruña", "A Coruña"), differs_by_articles("El Cairo", "Cairo")
    (True, False)
    """
    pairs = list(_differing(surface, right))
    return bool(pairs) and all(a in _ARTICLES and b in _ARTICLES for a, b in pairs)


def is_hyphenated_alone(surface: str, right: str) -> bool:
    """Whether two names have the same words, and hyphens or blanks are all that differs: the house's (*Abu-Dhabi*). The
    joint behind the Arabic article belongs to the name (*Al-Qaeda*, but *Al Arabiya*).

    >>> is_hyphenated_alone("Abu-Dhabi", "Abu Dhabi"), is_hyphenated_alone("Mazari Sharif", "Mazar-i-Sharif")
    (True, False)
    """
    ours, theirs = list(map(fold, split(surface))), list(map(fold, split(right)))
    return ours == theirs and ours[0] not in _ARABIC_ARTICLE


def is_romanised_otherwise(surface: str, rights: Iterable[str], languages: Collection[str]) -> bool:
    """Whether a name that other scripts write (those of ``languages``) differs from one of its right forms by what
    English leaves open where it romanises.

    >>> is_romanised_otherwise("Ofer Kassif", ["Ofer Cassif"], ["he"])
    True
    >>> is_romanised_otherwise("Iuri Gagarin", ["Yuri Gagarin"], ["ru"])
    False
    """
    if not languages or not surface.isascii():
        return False
    indic = bool(INDIC & set(languages))
    # An aspirate that is lost is lost on the way through another language: Indira Gandi.
    return any(
        _unified(surface, indic and len(surface) > len(right)) == _unified(right, indic and len(surface) > len(right))
        for right in rights
    )


@lru_cache(maxsize=memos.REPEATED)
def _unified(name: str, aspirated: bool) -> tuple[str, ...]:
    words = list(map(fold, split(name)))
    for rule, letters in (*_LEFT_OPEN, *((_ASPIRATED,) if aspirated else ())):
        words = [rule.sub(letters, word) for word in words]
    return tuple(words)


def _differing(surface: str, right: str) -> Iterator[tuple[str, str]]:
    """The words that differ, folded, of two names of as many words, of which there are several."""
    ours, theirs = list(map(fold, split(surface))), list(map(fold, split(right)))
    if len(ours) == len(theirs) > 1:
        yield from ((a, b) for a, b in zip(ours, theirs, strict=True) if a != b)


def is_in_wide_use(surface: str, right: str, language: str) -> bool:
    """Whether readers meet the words that differ nearly as often as the right ones: a name with the marks that it has
    at home (*Nürnberg*) a tenth as often, for nobody writes these by mistake.

    >>> is_in_wide_use("Danzig", "Gdansk", "en"), is_in_wide_use("Tokio", "Tokyo", "en")
    (True, False)
    """
    old, new = split(surface), split(right)
    pairs = [(a, b) for a, b in zip(old, new, strict=False) if a.casefold() != b.casefold()]
    return len(old) == len(new) and bool(pairs) and all(_is_used(a, b, language) for a, b in pairs)


def is_met_as_often(name: str, usual: str, language: str) -> bool:
    """Whether readers of a language meet the words of a name that differ from its usual form about as often as those of
    that, by lists of words; where these have none of them nothing is known.

    >>> is_met_as_often("Mikhail Gorbachev", "Mikhail Gorbachov", "pt")
    True
    >>> is_met_as_often("Vladimir Putin", "Vladimir Poutine", "fr"), is_met_as_often("Sergei Shoigu", "X", "fi")
    (False, False)
    """
    return any(leads := _leads(name, usual, language)) and min(leads) >= -RUNNING_TEXT.as_often


def _leads(name: str, usual: str, language: str) -> list[float]:
    """By how many powers of ten each word of a name is met more often than that of another in its place; where the one
    has more words, by how many the least known is."""
    old, new = split(name), split(usual)
    pairs = [(a, b) for a, b in zip(old, new, strict=False) if fold(a) != fold(b)]
    if len(old) != len(new):
        return [min(zipf(word, language) for word in old) - min(zipf(word, language) for word in new)]
    return [zipf(a, language) - zipf(b, language) for a, b in pairs if zipf(a, language) or zipf(b, language)]


def is_unheard_of(surface: str, right: str, language: str) -> bool:
    """Whether lists of words never have a word of a name, and have the right one: then it is nobody's spelling.

    >>> is_unheard_of("Vitaliy Klychko", "Vitali Klitschko", "en"), is_unheard_of("Dmitriy", "Dmitry", "en")
    (True, False)
    """
    old, new = split(surface), split(right)
    pairs = [(a, b) for a, b in zip(old, new, strict=False) if fold(a) != fold(b)]
    return len(old) == len(new) and any(not zipf(a, language) and zipf(b, language) for a, b in pairs)


def _is_used(word: str, right: str, language: str) -> bool:
    rarer = RUNNING_TEXT.wide_use if word.isascii() else RUNNING_TEXT.wide_use_with_marks
    return zipf_as_written(word, language) >= max(KNOWN, zipf(right, language) - rarer)
