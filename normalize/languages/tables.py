"""The languages known, the letters they are written with, and the small words that names are joined with."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

from normalize.storage import memos
from normalize.storage.datafiles import load


@cache
def table(name: str) -> Any:
    """A data file of this package."""
    return load("normalize.languages", f"{name}.yaml")


@cache
def languages_of(script: str) -> tuple[str, ...]:
    """The languages told apart within a script."""
    return tuple(table("languages")["scripts"].get(script, ()))


@cache
def romanised() -> tuple[str, ...]:
    """The languages of other scripts whose words are also known in Latin letters."""
    return tuple(table("languages")["romanised"])


@cache
def quoted() -> frozenset[str]:
    """Languages that texts quote as terms: their words are no foreign text."""
    return frozenset(table("languages")["quoted"])


@cache
def less_written() -> frozenset[str]:
    """Languages that are written far less than one that is much like them."""
    return frozenset(table("languages")["less_written"])


@cache
def told_apart(script: str) -> tuple[str, ...]:
    """The languages whose words are known in a script: those written in it, and in Latin letters the romanised ones."""
    return (*languages_of(script), *romanised()) if script == "latin" else languages_of(script)


def list_of(language: str) -> str:
    """The code under which wordfreq has the words of a language."""
    return str(table("languages")["lists"].get(language, language))


@cache
def script_of_language(language: str) -> str:
    """The script of a language; ``latin`` for one that is not listed.

    >>> script_of_language("uk"), script_of_language("en")
    ('cyrillic', 'latin')
    """
    groups = (*table("languages")["scripts"].items(), *table("languages")["targets"].items())
    return next((script for script, languages in groups if language in languages), "latin")


@cache
def targets() -> tuple[str, ...]:
    """The languages that texts may be in (ISO 639-1), sorted."""
    data = table("languages")
    codes = (code for group in ("scripts", "targets") for codes in data[group].values() for code in codes)
    return tuple(sorted(code for code in codes if code not in data["spans_alone"]))


@cache
def spoken() -> tuple[str, ...]:
    """The languages that foreign text is told to be in (ISO 639-1), sorted."""
    return tuple(sorted(code for codes in table("languages")["scripts"].values() for code in codes))


@cache
def has_a_code(tag: str) -> bool:
    """Whether a tag is the code of a language that names are listed for.

    >>> [has_a_code(tag) for tag in ("uk", "ckb", "ua", "pt-BR")]
    [True, True, False, False]
    """
    return any(tag in codes for codes in table("codes").values())


@cache
def has_words(language: str) -> bool:
    """Whether there is a list of the words of a target language."""
    return language not in table("languages")["unlisted"]


@cache
def _blocks() -> tuple[list[int], list[tuple[int, str]]]:
    blocks = sorted((a, b, name) for name, pairs in table("languages")["blocks"].items() for a, b in pairs)
    return [a for a, _, _ in blocks], [(b, name) for _, b, name in blocks]


@lru_cache(maxsize=memos.LETTERS)
def script_of(letter: str) -> str:
    """The script of a letter; ``latin`` for those of no listed block.

    >>> [script_of(ch) for ch in "aЖک中"]
    ['latin', 'cyrillic', 'arabic', 'han']
    """
    starts, ends = _blocks()
    at = bisect_right(starts, ord(letter)) - 1
    return ends[at][1] if at >= 0 and ord(letter) <= ends[at][0] else "latin"


def script_of_word(word: str) -> str:
    """The script of a word, by its last letter in the order of Unicode; empty where it has no letter.

    >>> script_of_word("می\u200cگوید"), script_of_word("café"), script_of_word("12")
    ('arabic', 'latin', '')
    """
    letter = max(filter(str.isalpha, word), default="")
    return script_of(letter) if letter else ""


@cache
def letters() -> dict[str, str]:
    """The letters that only one language of its script uses."""
    return dict(table("languages")["letters"])


@cache
def missing() -> dict[str, str]:
    """Letters of its script that a language does not use."""
    return dict(table("languages")["missing"])


@cache
def frame(name: str, language: str) -> frozenset[str]:
    """Words of a language that announce a foreign name or a quotation: ``works``, ``food``, ``speech``."""
    return frozenset(table("languages")["frames"][name].get(language, ()))


@cache
def particles() -> frozenset[str]:
    """Small words that stand inside names."""
    return frozenset(table("languages")["particles"])


@cache
def contractions() -> dict[str, int]:
    """What an apostrophe cuts off in English, and its rarity."""
    return dict(table("languages")["contractions"])


LONGEST = 9  # words of the longest phrase


@lru_cache(maxsize=memos.REPEATED)
def plain(word: str) -> str:
    """A word in lower case, composed, as phrases are compared.

    >>> plain("İLETİŞİM"), plain("Español")
    ('iletişim', 'español')
    """
    return unicodedata.normalize("NFC", word).lower().replace("i\u0307", "i")


@cache
def phrases() -> dict[str, tuple[str, ...]]:
    """Short strings of web sites (lower case, words joined by spaces) and the languages that write them so."""
    found: dict[str, tuple[str, ...]] = {}
    for language, strings in table("phrases").items():
        for string in strings:
            found[string] = (*found.get(string, ()), language)
    return found


class Phrases:
    """Phrases of several words, found in a row of words; accents may be missing in the text.

    >>> list(Phrases(["coup d état"]).within(["a", "coup", "d", "etat"]))
    [(1, 3)]
    """

    def __init__(self, strings: Sequence[str]) -> None:
        self._by_first: dict[str, list[list[str]]] = {}
        for words in {form for string in strings for form in (string, unaccented(string))}:
            parts = words.split()
            self._by_first.setdefault(parts[0], []).append(parts)
        for alternatives in self._by_first.values():
            alternatives.sort(key=lambda parts: (-len(parts), parts))

    def within(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """First and last word of each phrase, the longest at each place."""
        if self._by_first.keys().isdisjoint(words):
            return
        for i, word in enumerate(words):
            for parts in self._by_first.get(word, ()):
                if parts == list(words[i : i + len(parts)]):
                    yield i, i + len(parts) - 1
                    break


def unaccented(text: str) -> str:
    """A text without its accents."""
    return "".join(ch for ch in unicodedata.normalize("NFD", text) if not unicodedata.combining(ch))


@cache
def loans(language: str) -> Phrases:
    """The phrases that a language has borrowed."""
    return Phrases(table("loans").get(language, []))
