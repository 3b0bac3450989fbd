"""Phrases with gaps, found by their rarest word: one lookup a word of the text, whatever the number of phrases.

A pattern is a sequence of elements with spaces between them:

- ``word`` the word in lower case, or as it is where it holds a capital; ``a|b`` one of several; ``<list>`` a word of a
  list in ``data/words.yaml``; ``*`` any word, ``*ing`` any that ends so; a ``?`` behind it makes an element optional
- ``,`` ``(`` ``:`` and other marks: what stands between two words, or beside the first or last one
- first or last: ``!a|b`` none of these words beside the phrase; ``.`` a mark or the end behind it; ``^`` it opens a
  sentence

Between two words a space is enough, with or without quotation marks; a phrase never begins or ends inside a compound
with hyphens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, compress, product

from normalize.detectors.artefacts.wordlists import words
from normalize.text.tokens import WORD, Tokens
from normalize.words.known import zipf

_QUOTES = str.maketrans("", "", ' \u00a0\u202f"“”„«»‘')
_SAME = str.maketrans("’–—", "'--")
_SENTENCE_END = re.compile(r"[.,;:!?…)\]\n\r]")

_Pieces = tuple[tuple[frozenset[str], str], ...]  # the words that may stand at a place, and the mark in front


@dataclass(frozen=True, slots=True)
class Edge:
    """What must stand beside a phrase: none of some words, a mark, a mark of any kind, or a sentence's beginning."""

    unless: frozenset[str] = frozenset()
    mark: str = ""
    punctuation: bool = False
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to write a pattern: its words, the mark in front of each, its edges, and where the rarest word stands."""

    key: int
    elements: tuple[frozenset[str], ...]
    gaps: tuple[str, ...]
    before: Edge
    after: Edge
    anchor: int


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase in a text: which pattern, and its first and last word."""

    key: int
    first: int
    last: int


def variants(key: int, pattern: str) -> list[Variant]:
    """All ways to write a pattern; raises ValueError for one without a word."""
    before, after = Edge(), Edge()
    parts: list[list[_Pieces]] = []
    gap = ""
    items = pattern.split()
    for at, item in enumerate(items):
        if item.startswith("!"):
            if 0 < at < len(items) - 1:
                raise ValueError(f"{item!r} must stand first or last in {pattern!r}")
            edge = Edge(unless=_choices(item[1:]))
            before, after = (edge, after) if at == 0 else (before, edge)
        elif item == "^":
            before = Edge(opens=True)
        elif item == "." and parts:
            after = Edge(punctuation=True)
        elif not WORD.search(item) and item != "*":
            gap += item
        else:
            if not parts and gap:
                before, gap = Edge(mark=gap), ""
            ways = _ways(item.rstrip("?"), gap)
            parts.append([*ways, ()] if item.endswith("?") else ways)
            gap = ""
    if gap:
        after = Edge(mark=gap)
    found = {tuple(chain.from_iterable(way)) for way in product(*parts)}
    return [_variant(key, way, before, after) for way in sorted(found, key=_order) if way]


def _order(way: _Pieces) -> list[tuple[list[str], str]]:
    return [(sorted(words), gap) for words, gap in way]


def _ways(item: str, gap: str) -> list[_Pieces]:
    """The ways to write an element: all its single words in one, and each of several words (``re-entry``) apart."""
    single: list[str] = []
    ways: list[_Pieces] = []
    for choice in item.split("|"):
        split = WORD.split(choice)
        if choice[0] in "<*" or len(split) <= 3:
            single.append(choice)
        else:
            ways.append(tuple((frozenset([word]), split[2 * i] or gap) for i, word in enumerate(split[1::2])))
    return [((_choices("|".join(single)), gap),), *ways] if single else ways


def _choices(item: str) -> frozenset[str]:
    found: set[str] = set()
    for word in item.split("|"):
        found |= words(word[1:-1]) if word.startswith("<") else {word}
    return frozenset(found)


def _variant(key: int, way: tuple[tuple[frozenset[str], str], ...], before: Edge, after: Edge) -> Variant:
    elements, gaps = tuple(e for e, _ in way), tuple(g for _, g in way)
    weight = [max(9.0 if w[0] == "*" else zipf(w) for w in e) + len(e) / 20 for e in elements]
    anchor = weight.index(min(weight))
    if weight[anchor] >= 9:
        raise ValueError("a phrase needs a word")
    return Variant(key, elements, gaps, before, after, anchor)


_Filed = dict[int, dict[str, list[Variant]]]


class Phrases:
    """A set of patterns, each with the number that its matches carry.

    A variant is filed under its rarest word, and there under a second word and its distance from the first.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        self._by_word: dict[str, _Filed] = {}
        for key, pattern in enumerate(patterns):
            for variant in variants(key, pattern):
                distance, seconds = _second(variant)
                for word in sorted(variant.elements[variant.anchor]):
                    filed = self._by_word.setdefault(word.lower(), {}).setdefault(distance, {})
                    for second in seconds:
                        filed.setdefault(second, []).append(variant)

    def find(self, tokens: Tokens, lower: list[str]) -> Iterator[Match]:
        """All matches, in the order of their rarest words; ``lower`` are the words in lower case."""
        wanted, count = self._by_word, len(lower)
        for at in compress(range(count), map(wanted.__contains__, lower)):
            for distance, filed in wanted[lower[at]].items():
                if not 0 <= at + distance < count:
                    continue
                for variant in filed.get(lower[at + distance] if distance else "", ()):
                    first = at - variant.anchor
                    last = first + len(variant.elements) - 1
                    if first >= 0 and last < count and _fits(variant, first, last, tokens, lower):
                        yield Match(variant.key, first, last)


def _second(variant: Variant) -> tuple[int, list[str]]:
    """The distance from the rarest word to another listed one, and that one's words; 0 where there is none."""
    for i in sorted(range(len(variant.elements)), key=lambda i: (len(variant.elements[i]), i)):
        if i != variant.anchor and not any(word[0] == "*" for word in variant.elements[i]):
            return i - variant.anchor, sorted({word.lower() for word in variant.elements[i]})
    return 0, [""]


def _fits(variant: Variant, first: int, last: int, tokens: Tokens, lower: list[str]) -> bool:
    words, gaps = tokens.words, tokens.separators
    for offset, element in enumerate(variant.elements):
        i = first + offset
        if not _is(words[i], lower[i], element, tokens, i, offset == 0):
            return False
        if offset and not _joined(gaps[i], variant.gaps[offset]):
            return False
    return _beside(variant.before, gaps[first], lower[first - 1] if first else "", tokens, first) and _beside(
        variant.after, gaps[last + 1], lower[last + 1] if last + 1 < len(lower) else "", tokens, first
    )


def _is(word: str, low: str, element: frozenset[str], tokens: Tokens, i: int, first: bool) -> bool:
    """Lower-case elements do not match a name: *Assured Guaranty*. The first word may open a sentence."""
    if word in element:
        return True
    if low in element:
        return first and word != low and tokens.opens_sentence(i)
    return any(low.endswith(choice[1:]) for choice in element if choice[0] == "*")


def _joined(gap: str, mark: str) -> bool:
    if gap == " ":
        return not mark
    return len(gap) < 5 and "\n" not in gap and gap.translate(_QUOTES).translate(_SAME) == mark


def _beside(edge: Edge, gap: str, word: str, tokens: Tokens, first: int) -> bool:
    if gap == "-":
        return False
    if edge.unless and word in edge.unless:
        return False
    if edge.mark and edge.mark not in gap:
        return False
    if edge.punctuation and gap and not _SENTENCE_END.search(gap):
        return False
    return not edge.opens or tokens.opens_sentence(first)
