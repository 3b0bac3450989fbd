"""Rewriting words by ordered rules, each with a context and one or more ways to write what it matches.

A word is read once, from left to right: at each place the first rule that matches there speaks, and the letters behind
it are next. What a rule looks at around its place are letters of the word as it was, never what was written. In a
pattern ``V`` stands for a vowel and ``C`` for a consonant of the notation of sounds (``readers.yaml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

_CLASSES = {"V": "[аеєёиоуыэюя]", "C": "[бвгджзйклмнпрстфхцчшщһўџғқҫҙ]"}
_MOST = 8  # ways to write one word: more are combinations that hardly anybody uses

Rule = Sequence[str]  # a pattern, and the ways to write what it matches, the usual one first


class Rewriting:
    """An ordered table of rules and, for single letters, what each becomes.

    >>> Rewriting([["г(?=[еи])", "gu"]], {"г": "g", "е": "e", "и": "i", "о": "o", "р": "r"}).usual("георги")
    'gueorgui'
    """

    def __init__(self, rules: Sequence[Rule], letters: Mapping[str, str]) -> None:
        every = [*rules, *((re.escape(letter), written) for letter, written in letters.items())]
        self._ways = [tuple(ways) for _, *ways in every]
        self._pattern = re.compile("|".join(f"({_expanded(pattern)})" for pattern, *_ in every))

    def usual(self, word: str) -> str | None:
        """The usual way to write a word; None where a letter of it has no rule."""
        return next(self.ways(word), None)

    def ways(self, word: str) -> Iterator[str]:
        """Ways to write a word: the usual one, then those that choose alike at each place, then single choices.

        There are none where a letter of the word has no rule.
        """
        parts = self._parts(word)
        if parts is not None:
            yield from islice(dict.fromkeys(map("".join, _choices(parts))), _MOST)

    def _parts(self, word: str) -> list[tuple[str, ...]] | None:
        parts: list[tuple[str, ...]] = []
        at = 0
        while at < len(word):
            found = self._pattern.match(word, at)
            if found is None or found.lastindex is None or found.end() == at:
                return None
            parts.append(self._ways[found.lastindex - 1])
            at = found.end()
        return parts


def _choices(parts: Sequence[tuple[str, ...]]) -> Iterator[list[str]]:
    for number in range(max(map(len, parts), default=1)):
        yield [part[min(number, len(part) - 1)] for part in parts]
    usual = [part[0] for part in parts]
    for i, part in enumerate(parts):
        for other in part[1:]:
            yield [*usual[:i], other, *usual[i + 1 :]]


def _expanded(pattern: str) -> str:
    return "".join(_CLASSES.get(ch, ch) for ch in pattern)
