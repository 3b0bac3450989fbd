"""Runs of words in another script than the target language's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from normalize.languages import tables
from normalize.protect import Protected
from normalize.tokens import Tokens

_LATIN_END = "\u036f"
_LEAST_LETTERS = 3
_LEAST_IDEOGRAPHS = 2
_GLOSS = 3  # words in brackets up to this number gloss a name
_NAMES_BETWEEN = 3  # Latin names or numbers that a sentence in another script may contain
_BRACKETS = frozenset("()[]{}")


@dataclass(frozen=True, slots=True)
class Run:
    """Words ``first..last`` (both included) in one script."""

    first: int
    last: int
    script: str


def runs(tokens: Tokens, target: str, masked: Protected) -> Iterator[Run]:
    """The runs in scripts other than Latin and that of the target language, in text order.

    A run goes on over names and numbers in Latin letters. Single letters (Greek in formulas) are no run, nor is the
    original form of a name in brackets: *Odesa (Одеса)*.
    """
    if tokens.text.isascii():
        return
    own = tables.script_of_language(target)
    current: Run | None = None
    for i, script in _written_otherwise(tokens, own):
        if masked.covers(tokens.starts[i], tokens.ends[i]):
            continue
        if current and current.script == script and _goes_on(tokens, current.last, i):
            current = Run(current.first, i, script)
        else:
            if current and _counts(tokens, current):
                yield current
            current = Run(i, i, script)
    if current and _counts(tokens, current):
        yield current


def _written_otherwise(tokens: Tokens, own: str) -> Iterator[tuple[int, str]]:
    for i, word in enumerate(tokens.words):
        letter = max(word)
        if letter > _LATIN_END and (script := tables.script_of(letter)) not in ("latin", own):
            yield i, script


def _goes_on(tokens: Tokens, last: int, following: int) -> bool:
    between = tokens.words[last + 1 : following]
    if len(between) > _NAMES_BETWEEN or any(word[:1].islower() for word in between):
        return False
    separators = tokens.separators[last + 1 : following + 1]
    if any("\n" in s or "\r" in s for s in separators):
        return False
    return not between or not any(_BRACKETS.intersection(s) for s in separators)


def _counts(tokens: Tokens, run: Run) -> bool:
    letters = sum(ch.isalpha() for word in tokens.words[run.first : run.last + 1] for ch in word)
    if letters < (_LEAST_IDEOGRAPHS if run.script == "han" else _LEAST_LETTERS):
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
    return at_end or "\n" in separator or "\r" in separator
