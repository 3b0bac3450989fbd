"""How common words are in a language (source: wordfreq), in tables that are made at the first use.

wordfreq keeps frequencies in centibels, hundredths of a power of ten below 1, and decodes a whole list of 300,000 words
before the first question; a small text asks for ten.
"""

from __future__ import annotations

import logging
import math
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from normalize.storage import cache as disk
from normalize.storage.tables import Rows, Store, Words
from normalize.storage.writing import pack

_TOP = 3000  # words whose order is kept
_ZIPF_ZERO = 900  # centibels of a word that occurs once in a billion words
_EVERYDAY = 570  # centibels of a word that everybody knows: zipf 3.3, some ten thousand words
_LISTED = "listed"
ENDS = 2  # letters at either end that everyday words are looked up by

CENTIBEL_BYTES = 2
_GZIP_END = 8  # bytes: the checksum of what is packed, and its size


def share_of(centibels: int) -> float:
    """The share of all words, 0..1, exactly as wordfreq gives it."""
    return float(10 ** (-centibels / 100))


def zipf_of(centibels: int) -> float:
    """The zipf frequency: the logarithm to base 10 of the occurrences in a billion words, at least 0."""
    return max(0.0, math.log10(share_of(centibels)) + 9)


class Scale(NamedTuple):
    """The frequencies of a list: ``zipfs[number(word)]`` is the zipf frequency of a word, 0 for an unknown one."""

    number: Callable[[str], int]
    zipfs: Sequence[float]


@cache
def scale(language: str, wordlist: str) -> Scale:
    """The frequencies of a language; all 0 where it has no list.

    ``wordlist`` is ``best`` (some 300,000 forms) or ``small`` (30,000).
    """
    rows = _frequencies(language, wordlist).rows["words"]
    return Scale(rows.number, (*(zipf_of(int.from_bytes(value)) for value in rows.values), 0.0))


def top(language: str, count: int) -> tuple[str, ...]:
    """The commonest words of a language, commonest first; empty where it has no list.

    >>> top("en", 2), top("xx", 2)
    (('the', 'to'), ())
    """
    assert count <= _TOP
    return tuple(_frequencies(language, "best").values["top"][:count])


def everyday(language: str, first: str, last: str) -> tuple[str, ...]:
    """The words that everybody knows which begin and end with two letters each, in alphabetical order.

    >>> everyday("en", "th", "gh")
    ('thigh', 'thorough', 'though', 'through')
    """
    found = _frequencies(language, "best").rows["everyday"].raw(first + last)
    return tuple(found.decode().split()) if found else ()


@cache
def listed(languages: tuple[str, ...]) -> Words:
    """The words that the full list of any of these languages has, those of one in a billion left out."""

    def make(key: str) -> bytes:
        lists = [words_by_centibels(language, "best")[:_ZIPF_ZERO] for language in languages]
        words = chain.from_iterable(chain.from_iterable(lists))
        return pack(key, {}, sets={"words": words})

    return _kept(_LISTED, languages, make).sets["words"]


def is_listed_kept(languages: tuple[str, ...]) -> bool:
    """Whether the cache has the table of :func:`listed`."""
    return disk.is_kept(_LISTED, _parts(_LISTED, languages))


def full_rows(language: str) -> Rows:
    """The centibels of all words of a language, written as :func:`code` does."""
    return _frequencies(language, "best").rows["words"]


@cache
def _frequencies(language: str, wordlist: str) -> Store:
    def make(key: str) -> bytes:
        lists = words_by_centibels(language, wordlist)
        words: dict[str, bytes] = {}
        for centibels, found in enumerate(lists):
            words.update(dict.fromkeys(found, code(centibels)))
        return pack(key, {"top": _top(lists)}, rows={"words": words, "everyday": _by_ends(lists)})

    return _kept(f"words-{language}-{wordlist}", (), make)


def _kept(kind: str, parts: Iterable[str], make: Callable[[str], bytes]) -> Store:
    return disk.kept(kind, _parts(kind, parts), make)


def _parts(kind: str, parts: Iterable[str]) -> list[str | bytes]:
    return [kind, *parts, wordfreq_data(), Path(__file__).read_bytes()]


def code(centibels: int) -> bytes:
    """How a frequency is written in a table."""
    return centibels.to_bytes(CENTIBEL_BYTES)


@cache
def wordfreq_data() -> bytes:
    """What the tables are made from, besides the code that makes them: which lists there are, and the checksum and
    size with which each gzip file ends (RFC 1952). Cheaper than to ask for the version of the package.
    """
    from importlib.util import find_spec

    spec = find_spec("wordfreq")
    assert spec is not None
    assert spec.origin is not None
    found = []
    for path in sorted(Path(spec.origin).with_name("data").glob("*.msgpack.gz")):
        with path.open("rb") as file:
            file.seek(-_GZIP_END, os.SEEK_END)
            found += [path.name.encode(), file.read()]
    return b"\0".join(found)


def words_by_centibels(language: str, wordlist: str) -> list[list[str]]:
    """The list of a language, or of a related one: at place ``n`` the words of ``n`` centibels, in alphabetical order.

    Empty where there is none.
    """
    import wordfreq

    told = logging.getLogger(wordfreq.__name__)
    was, told.disabled = told.disabled, True  # it warns where it takes a related language, which is meant here
    try:
        found: list[list[str]] = wordfreq.get_frequency_list(language, wordlist)
    except LookupError:
        return []
    finally:
        told.disabled = was
    wordfreq.get_frequency_list.cache_clear()  # what is asked for once need not stay in memory
    return found


def has_own_list(language: str, wordlist: str) -> bool:
    """Whether a language has a list of its own, and not only that of a related one."""
    import wordfreq

    return language in wordfreq.available_languages(wordlist)


def _by_ends(lists: Sequence[Sequence[str]]) -> dict[str, bytes]:
    """The everyday words, with blanks between, by their two first and two last letters."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in sorted(chain.from_iterable(lists[: _EVERYDAY + 1])):
        if word.isalpha() and len(word) > 2 * ENDS:
            found[word[:ENDS] + word[-ENDS:]].append(word)
    return {ends: " ".join(words).encode() for ends, words in found.items()}


def _top(lists: Iterable[Iterable[str]]) -> list[str]:
    """The first words of a list, those apart that stand for all numbers of as many digits."""
    from wordfreq.numbers import has_digit_sequence

    found: list[str] = []
    for word in chain.from_iterable(lists):
        if len(found) == _TOP:
            break
        if not has_digit_sequence(word):
            found.append(word)
    return found
