"""Rewriting words by ordered rules, each with a context and one or more ways to write what it matches.

A word is read once, from left to right: at each place the first rule that matches there speaks, and the letters behind
it are next. What a rule looks at around its place are letters of the word as it was, never what was written. In a
pattern ``V`` stands for a vowel and ``C`` for a consonant of the notation of sounds (``readers.yaml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from normalize.storage import memos
from normalize.text.pattern import pattern

_CLASSES = {"V": "[аеєёиоуыэюя]", "C": "[бвгджзйклмнпрстфхцчшщһўџғқҫҙ]"}
_MOST = 8  # ways to write one word: more are combinations that hardly anybody uses

# What a pattern begins with behind what it looks back at: one letter that must be there, or one of several.
_FIRST = pattern(r"\^?(?:\(\?<[=!][^()]*\))*(?:\[(?P<several>[^\]^\\-]+)\]|(?P<one>\w))(?![?*{])")

Rule = Sequence[str]  # a pattern, and the ways to write what it matches, the usual one first


class _Rules(NamedTuple):
    """Rules for one place: a pattern with a group for each, and the ways to write what each matches."""

    pattern: re.Pattern[str]
    ways: Sequence[tuple[str, ...]]


class Rewriting:
    """An ordered table of rules and, for single letters, what each becomes.

    >>> Rewriting([["г(?=[еи])", "gu"]], {"г": "g", "е": "e", "и": "i", "о": "o", "р": "r"}).usual("георги")
    'gueorgui'

    ``ways`` gives the ways to write a word: the usual one, then those that choose alike at each place, then single
    choices. There are none where a letter of the word has no rule. Names share words: so it is remembered.
    """

    def __init__(self, rules: Sequence[Rule], letters: Mapping[str, str]) -> None:
        every = [*rules, *((re.escape(letter), written) for letter, written in letters.items())]
        self._rules = [(_expanded(pattern), tuple(ways)) for pattern, *ways in every]
        self._by_letter: dict[str, _Rules] = {}  # as many as a script has letters
        self.ways = lru_cache(maxsize=memos.REPEATED)(self._ways)

    def usual(self, word: str) -> str | None:
        """The usual way to write a word; None where a letter of it has no rule."""
        return next(iter(self.ways(word)), None)

    def _ways(self, word: str) -> tuple[str, ...]:
        parts = self._parts(word)
        if parts is None:
            return ()
        if all(len(part) == 1 for part in parts):
            return ("".join([part[0] for part in parts]),)
        return tuple(islice(dict.fromkeys(map("".join, _choices(parts))), _MOST))

    def _parts(self, word: str) -> list[tuple[str, ...]] | None:
        parts: list[tuple[str, ...]] = []
        at = 0
        while at < len(word):
            known = self._by_letter.get(word[at]) or self._rules_of(word[at])
            found = known.pattern.match(word, at)
            if found is None or found.lastindex is None or found.end() == at:
                return None
            parts.append(known.ways[found.lastindex - 1])
            at = found.end()
        return parts

    def _rules_of(self, letter: str) -> _Rules:
        """The rules that may match where a letter stands, which are few of all."""
        rules = [(pattern, ways) for pattern, ways in self._rules if _may_begin(pattern, letter)]
        pattern = re.compile("|".join(f"({pattern})" for pattern, _ in rules))
        made = self._by_letter[letter] = _Rules(pattern, [ways for _, ways in rules])
        return made


def _may_begin(pattern: str, letter: str) -> bool:
    """Whether what a pattern matches may begin with a letter; True, too, where that is not easily told."""
    first = _FIRST.match(pattern)
    if first is None or "|" in pattern[first.end() :]:
        return True
    return letter in (first["several"] or first["one"])


def _choices(parts: Sequence[tuple[str, ...]]) -> Iterator[list[str]]:
    for number in range(max(map(len, parts), default=1)):
        yield [part[min(number, len(part) - 1)] for part in parts]
    usual = [part[0] for part in parts]
    for i, part in enumerate(parts):
        for other in part[1:]:
            yield [*usual[:i], other, *usual[i + 1 :]]


def _expanded(pattern: str) -> str:
    return "".join(_CLASSES.get(ch, ch) for ch in pattern)
