"""The names of a text, told by their capitals: no glossary is asked.

A name is a run of capitalised words with nothing but blanks, hyphens, apostrophes and particles between them, less the
titles in front of it (*General Mark Milley*) and the kind of place behind it (*Panjshir Valley*). A capital that opens
a sentence tells nothing: whether its word belongs to the name is asked of the whole corpus.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from normalize.discovery.data import words_of
from normalize.names.form import PARTICLES
from normalize.names.person_titles import given, titles
from normalize.storage import memos
from normalize.text.protected import Protected
from normalize.text.tokens import WORD, Tokens
from normalize.words.fold import fold
from normalize.words.known import COMMON, zipf

MOST_WORDS = 6  # longer runs are headlines (judgement)
_BLANKS = frozenset([" ", "\u00a0", "\u202f", "  "])
_JOINTS = _BLANKS | frozenset("-‐‑–'’ʼ")  # between capitalised words
_TIGHT = frozenset("-‐‑'’ʼ")
_POINT = frozenset([". ", ".", ".\u00a0"])  # behind an initial
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff\u02bc\u0300-\u036f]+")
_NUMERAL = re.compile("[IVX]+")
_SPACE = re.compile(r"\s+")


class Name(NamedTuple):
    """Words ``first``..``last`` of a text, both included, that are a name; it ``opens`` a sentence or not."""

    first: int
    last: int
    opens: bool


IsName = Callable[[str], bool]


def runs(
    tokens: Tokens, protected: Protected, is_name: IsName | None = None, at: Iterable[int] | None = None
) -> Iterator[Name]:
    """The names of a text, in its order.

    ``is_name`` tells of a word whose capital may be due to its place whether it is one of a name; without it such words
    are taken for names, and the run says that it ``opens`` a sentence. ``at`` are the numbers of the words with a
    capital, where they are known.

    >>> from normalize.text.tokens import tokenize
    >>> t = tokenize("General Mark Milley met Ahmad Massoud in the Panchir Valley. Even Kabul saw al-Qaeda.")
    >>> [shown(t, name) for name in runs(t, Protected(), lambda word: word != "Even")]
    ['Mark Milley', 'Ahmad Massoud', 'Panchir', 'Kabul', 'al-Qaeda']
    """
    for run in whole_runs(tokens, at):
        found = trimmed(tokens, run, protected, is_name)
        if found is not None:
            yield found


def whole_runs(tokens: Tokens, at: Iterable[int] | None = None) -> Iterator[Name]:
    """The runs of words that names are cut from; ``at`` as in :func:`runs`."""
    words, last = tokens.words, -1
    for i in at if at is not None else (i for i, word in enumerate(words) if word[0].isupper()):
        if i > last and _is_part(words[i]):
            last = _end(tokens, i)
            first = _with_particle(tokens, i)
            yield Name(first, last, tokens.opens_sentence(first))


def _end(tokens: Tokens, i: int) -> int:
    """The last word of the run that begins with a word."""
    words, gaps, last = tokens.words, tokens.separators, i
    while last + 1 < len(words):
        after = last + 1
        initial = gaps[after] in _POINT and len(words[last]) == 1
        if (initial or gaps[after] in _JOINTS) and _is_part(words[after]):
            last = after
        elif (skipped := _behind_particles(tokens, after)) is not None:
            last = skipped
        else:
            break
    return last


def _behind_particles(tokens: Tokens, i: int) -> int | None:
    """The capitalised word behind one or two particles in lower case that begin at a word."""
    words, gaps = tokens.words, tokens.separators
    for at in range(i, min(i + 2, len(words) - 1)):
        if gaps[at] not in _JOINTS or not _joins(words[at], gaps[at + 1]):
            return None
        if gaps[at + 1] in _JOINTS and _is_part(words[at + 1]):
            return at + 1
    return None


def _joins(word: str, behind: str) -> bool:
    """Whether a word in lower case joins the parts of a name, by what stands behind it: *as-Sisi*, and not *as*."""
    return word in PARTICLES or word in words_of("particles") or (behind in _TIGHT and word in words_of("joined"))


def _with_particle(tokens: Tokens, i: int) -> int:
    """The number of the particle that is joined to a capitalised word by a hyphen: *al-Qaeda*."""
    joined = i > 0 and tokens.separators[i] in _TIGHT and _joins(tokens.words[i - 1], tokens.separators[i])
    return i - 1 if joined and tokens.separators[i - 1] not in _TIGHT else i


@lru_cache(maxsize=memos.VOCABULARY)
def _is_part(word: str) -> bool:
    """Whether a word may be part of a name: capitalised Latin letters, and no acronym."""
    if not word[0].isupper() or not _LATIN.fullmatch(word):
        return False
    return len(word) == 1 or not word.isupper() or _NUMERAL.fullmatch(word) is not None


def trimmed(tokens: Tokens, run: Name, protected: Protected, is_name: IsName | None = None) -> Name | None:
    """The run without titles, kinds of places, and words that have their capital from their place: what is a name.

    ``is_name`` as in :func:`runs`.
    """
    first, last, opens = run
    if protected.covers(tokens.starts[first], tokens.ends[last]) or _is_compound(tokens, first):
        return None
    if opens and is_name is not None and tokens.words[first][0].isupper() and not is_name(tokens.words[first]):
        first, opens = first + 1, False
    first = _behind_titles(tokens, first, last)
    while first < last and _is_left_over(tokens, first, run.first):
        first += 1
    while first <= last and fold(tokens.words[last]) in words_of("heads") and last > first:
        last -= 1
    while last > first and (len(tokens.words[last]) == 1 or tokens.words[last] in words_of("particles")):
        last -= 1
    if first <= last and last - first < MOST_WORDS and _says_something(tokens, first, last):
        return Name(first, last, opens and first == run.first)
    return None


def _is_compound(tokens: Tokens, first: int) -> bool:
    """Whether a word in lower case is joined to a name: *anti-Taliban* has rules of its own."""
    return first > 0 and tokens.separators[first] in _TIGHT and tokens.words[first - 1].islower()


def _is_left_over(tokens: Tokens, first: int, begun: int) -> bool:
    """Whether a particle stands first where the words in front of it were taken away."""
    return first > begun and tokens.words[first][0].islower()


def _behind_titles(tokens: Tokens, first: int, last: int) -> int:
    """The word behind the last title of a run, whatever stands before it: *British Prime Minister Boris Johnson*."""
    for i in range(last, first - 1, -1):
        if _is_title(fold(tokens.words[i])):
            return i + 1
    return first


@lru_cache(maxsize=memos.REPEATED)
def _is_title(folded: str) -> bool:
    """Whether a word stands in front of names and is never one itself: *Sultan*, *Sayed* and *Amir* are given names."""
    return folded in titles() and folded not in words_of("names_too")


def _says_something(tokens: Tokens, first: int, last: int) -> bool:
    """Whether there is a word of three letters, and not a day or month alone."""
    words = [tokens.words[i] for i in range(first, last + 1)]
    return any(len(word) > 2 and fold(word) not in words_of("calendar") for word in words)


def shown(tokens: Tokens, name: Name) -> str:
    """A name as it is written, in one line."""
    text = tokens.slice(name.first, name.last)
    return text if " " not in text and text.isalpha() else _SPACE.sub(" ", text)


class Telling:
    """Tells by the counts of a corpus whether a word that opens a sentence is (the beginning of) a name."""

    def __init__(self, words: dict[str, int], capitalised: dict[str, int], language: str) -> None:
        self._words, self._capitalised, self._language = words, capitalised, language

    def opens(self, name: str) -> bool:
        """Whether the first word of a name belongs to it, although a sentence begins with it."""
        return name[0].islower() or self(WORD.findall(name)[0])

    def __call__(self, word: str) -> bool:
        low, high = self._words.get(word.lower(), 0), self._capitalised.get(word, 0)
        if low or high:
            return high > low
        return zipf(word, self._language) < COMMON or fold(word) in given()


def title_before(tokens: Tokens, first: int) -> str:
    """The title in front of a name, folded; empty where there is none."""
    if first == 0 or tokens.separators[first] not in (*_BLANKS, ". "):
        return ""
    word = fold(tokens.words[first - 1])
    return word if word in titles() else ""
