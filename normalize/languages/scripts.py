"""Runs of words in another script than the target language's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from normalize.languages import tables
from normalize.text.lines import breaks_line
from normalize.text.protected import Protected
from normalize.text.tokens import Tokens

_LATIN_END = "\u036f"
_LEAST_LETTERS = 3
_LEAST_IDEOGRAPHS = 2
_GLOSS = 3  # words in brackets up to this number gloss a name
_NAMES_BETWEEN = 3  # Latin names or numbers that a sentence in another script may contain
_ENDING = frozenset("()[]{}|·•/—–.!?:;")  # marks at which a run ends if names in Latin letters follow


@dataclass(frozen=True, slots=True)
class Run:
    """Words ``first..last`` (both included) in one script."""

    first: int
    last: int
    script: str


def runs(tokens: Tokens, foreign: Sequence[int], target: str, masked: Protected) -> Iterator[Run]:
    """The runs in scripts other than Latin and that of the target language, in text order.

    ``foreign`` are the numbers of the words that may be in one. A run goes on over names and numbers in Latin letters.
    Single letters (Greek in formulas) are no run, nor is the original form of a name in brackets: *Odesa (Одеса)*, nor
    a run of ``masked`` words alone.
    """
    own = tables.script_of_language(target)
    current: Run | None = None
    for i, script in _written_otherwise(tokens, foreign, own):
        if current and current.script == script and _goes_on(tokens, current.last, i):
            current = Run(current.first, i, script)
        else:
            if current and _counts(tokens, current, masked):
                yield _widened(tokens, current)
            current = Run(i, i, script)
    if current and _counts(tokens, current, masked):
        yield _widened(tokens, current)


def _widened(tokens: Tokens, run: Run) -> Run:
    """With the names and numbers in Latin letters between the run and the ends of its line."""
    first, last = run.first, run.last
    for at in range(first, max(-1, first - _NAMES_BETWEEN - 1), -1):
        if _is_edge(tokens.separators[at], at == 0):
            first = at
            break
        if tokens.words[at - 1][:1].islower() or not _ENDING.isdisjoint(tokens.separators[at]):
            break
    for at in range(last + 1, min(len(tokens.words), last + 1 + _NAMES_BETWEEN) + 1):
        if _is_edge(tokens.separators[at], at == len(tokens.words)):
            last = at - 1
            break
        if tokens.words[at][:1].islower() or not _ENDING.isdisjoint(tokens.separators[at]):
            break
    return Run(first, last, run.script)


def extent(tokens: Tokens, run: Run) -> tuple[int, int]:
    """The code points of a run, without the letters and digits that are glued to its ends: *US* in *US倡议424*."""
    start, end = tokens.starts[run.first], tokens.ends[run.last]
    first, last = tokens.words[run.first], tokens.words[run.last]
    if _is_glued(first, run.script):
        start += _letters_of(first, run.script)[0]
    if _is_glued(last, run.script):
        end -= len(last) - _letters_of(last, run.script)[1]
    return start, end


def _is_glued(word: str, script: str) -> bool:
    """Whether a word has letters of a script and Latin ones or digits."""
    return any(tables.script_of(ch) == script for ch in word) and any(ch.isascii() and ch.isalnum() for ch in word)


def _letters_of(word: str, script: str) -> tuple[int, int]:
    """Where the first letter of a script in a word begins, and where the last one ends, with the signs on it."""
    places = [i for i, ch in enumerate(word) if tables.script_of(ch) == script]
    end = places[-1] + 1
    while end < len(word) and not word[end].isascii() and not word[end].isalpha():
        end += 1
    return places[0], end


def is_written_otherwise(word: str, own: str) -> bool:
    """Whether a word is in a script other than Latin and the target's own."""
    return not word.isascii() and max(word) > _LATIN_END and tables.script_of_word(word) not in ("", "latin", own)


def _written_otherwise(tokens: Tokens, foreign: Sequence[int], own: str) -> Iterator[tuple[int, str]]:
    for i in foreign:
        word = tokens.words[i]
        if is_written_otherwise(word, own):
            script = tables.script_of_word(word)
            letters = [tables.script_of(ch) == script for ch in word if ch.isalpha()]
            least = _LEAST_IDEOGRAPHS if script == "han" else _LEAST_LETTERS
            # A Latin word with a stray look-alike is none of these, but several letters in a row are glued words.
            if 2 * sum(letters) > len(letters) or max(sum(row) for _, row in groupby(letters)) >= least:
                yield i, script


def _goes_on(tokens: Tokens, last: int, following: int) -> bool:
    between = tokens.words[last + 1 : following]
    if len(between) > _NAMES_BETWEEN or any(word[:1].islower() for word in between):
        return False
    separators = tokens.separators[last + 1 : following + 1]
    if any(map(breaks_line, separators)):
        return False
    named = any(word[:1].isalpha() for word in between)
    return not named or all(map(_ENDING.isdisjoint, separators))


def _counts(tokens: Tokens, run: Run, masked: Protected) -> bool:
    words = tokens.words[run.first : run.last + 1]
    letters = sum(ch.isalpha() and tables.script_of(ch) == run.script for word in words for ch in word)
    if letters < (_LEAST_IDEOGRAPHS if run.script == "han" else _LEAST_LETTERS):
        return False
    if all(masked.covers(tokens.starts[i], tokens.ends[i]) for i in range(run.first, run.last + 1)):
        return False
    before, behind = tokens.separators[run.first], tokens.separators[run.last + 1]
    alone = _is_edge(before, run.first == 0) and _is_edge(behind, run.last + 1 == len(tokens.words))
    return alone or run.last - run.first >= _GLOSS or not _is_bracketed(tokens, run.first)


def _is_bracketed(tokens: Tokens, first: int) -> bool:
    """Whether a bracket opens shortly before a word: *(Ukrainian: Одеса)*."""
    for i in range(first, max(-1, first - _GLOSS), -1):
        separator = tokens.separators[i]
        if _is_edge(separator, False) or separator.startswith((")", "]")):
            return False
        if separator.endswith(("(", "[", "(“", "(«")):
            return True
    return False


def _is_edge(separator: str, at_end: bool) -> bool:
    return at_end or breaks_line(separator)
