"""How common words are in a language (source: wordfreq), read from the user's cache after the first time.

wordfreq decodes a whole list of 300,000 words before the first question; a small text asks for ten.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from normalize.storage import cache as disk
from normalize.storage.tables import pack

_TOP = 3000  # words whose order is kept


class _Frequencies(NamedTuple):
    shares: Mapping[str, float]
    top: tuple[str, ...]
    least: float
    own: bool


def shares(language: str, wordlist: str) -> Mapping[str, float]:
    """Word to its share of all words, 0..1; empty where the language has no list.

    ``wordlist`` is ``best`` (some 300,000 forms) or ``small`` (30,000).
    """
    return _frequencies(language, wordlist).shares


def top(language: str, count: int) -> tuple[str, ...]:
    """The commonest words of a language, commonest first; empty where it has no list.

    >>> top("en", 2), top("xx", 2)
    (('the', 'to'), ())
    """
    assert count <= _TOP
    return _frequencies(language, "best").top[:count]


def own_shares(language: str, wordlist: str) -> Mapping[str, float]:
    """As :func:`shares`, but empty where a language has no list of its own and a related one's would stand for it."""
    return _frequencies(language, wordlist).shares if _frequencies(language, wordlist).own else {}


def least(language: str, wordlist: str) -> float:
    """The share of the rarest word of a list of the language's own, 0 where it has none."""
    return _frequencies(language, wordlist).least if _frequencies(language, wordlist).own else 0.0


@cache
def _frequencies(language: str, wordlist: str) -> _Frequencies:
    kind = f"words-{language}-{wordlist}"
    key = disk.key_of([kind, version("wordfreq"), Path(__file__).read_bytes()])
    store = disk.fetch(kind, key)
    if store is not None:
        return _Frequencies(store.tables["shares"], tuple(store.values["top"]), *store.values["list"])
    found = _from_wordfreq(language, wordlist)
    disk.keep(
        kind, key, lambda: pack(key, {"top": found.top, "list": [found.least, found.own]}, {"shares": found.shares})
    )
    return found


def _from_wordfreq(language: str, wordlist: str) -> _Frequencies:
    import wordfreq

    try:
        table: dict[str, Any] = wordfreq.get_frequency_dict(language, wordlist=wordlist)
        first = tuple(wordfreq.top_n_list(language, _TOP, wordlist=wordlist, ascii_only=False))
        own = language in wordfreq.available_languages(wordlist)
        return _Frequencies(table, first, min(table.values(), default=0.0), own)
    except LookupError:
        return _Frequencies({}, (), 0.0, False)
