"""Phrases with gaps, found by their rarest word: one lookup a word of the text, whatever the number of phrases.

A pattern is a sequence of elements with spaces between them:

- ``word`` the word in lower case, or as it is where it holds a capital; ``a|b`` one of several; ``<list>`` a word of a
  list in ``data/words.yaml``; ``*`` any word, ``*ing`` any that ends so, ``A*`` any with a capital; a ``?`` behind it
  makes an element optional
- ``,`` ``(`` ``:`` and other marks: what stands between two words, or beside the first or last one
- first or last: ``!a|b`` none of these words beside the phrase; ``.`` a mark or the end behind it; ``^`` it opens a
  sentence

Between two words a space is enough, with or without quotation marks; a phrase never begins or ends inside a compound
with hyphens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product

from normalize.detectors.artefacts.wordlists import words
from normalize.text.pattern import pattern
from normalize.text.tokens import WORD, Tokens
from normalize.words.known import zipf

_QUOTES = str.maketrans("", "", ' \u00a0\u202f"“”„«»‘')
_SAME = str.maketrans("’–—", "'--")
_SENTENCE_END = pattern(r"[.,;:!?…)\]\n\r]")

_CAPITAL = "A*"  # stands for any word with a capital
_ANY = 9.0  # above the zipf frequency of any word
_CHOICES = 20  # so many words at one place weigh as much as one ten times as common

_BEYOND = ("",) * 16  # what stands beyond the last word; no phrase is longer

Filed = tuple[int, Mapping[str, Sequence[int]]]  # a distance, and second words with the variants that they call for
_Pieces = tuple[tuple[frozenset[str], str], ...]  # the words that may stand at a place, and the mark in front


@dataclass(frozen=True, slots=True)
class Edge:
    """What must stand beside a phrase: none of some words, a mark, a mark of any kind, or a sentence's beginning."""

    unless: frozenset[str] = frozenset()
    mark: str = ""
    punctuation: bool = False
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Element:
    """What may stand at one place: some words, any word with one of some endings, or any with a capital."""

    words: frozenset[str]
    endings: tuple[str, ...] = ()
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to write a pattern: its words, the mark in front of each, and its edges.

    ``anchor`` is the place of the rarest word, ``second`` that of the rarest other listed word, the same place where
    there is none.
    """

    key: int
    elements: tuple[Element, ...]
    gaps: tuple[str, ...]
    before: Edge
    after: Edge
    anchor: int
    second: int


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
        if choice[0] in "<*" or choice == _CAPITAL or len(split) <= 3:
            single.append(choice)
        else:
            ways.append(tuple((frozenset([word]), split[2 * i] or gap) for i, word in enumerate(split[1::2])))
    return [((_choices("|".join(single)), gap),), *ways] if single else ways


def _choices(item: str) -> frozenset[str]:
    found: set[str] = set()
    for word in item.split("|"):
        found |= words(word[1:-1]) if word.startswith("<") else {word}
    return frozenset(found)


def _variant(key: int, way: _Pieces, before: Edge, after: Edge) -> Variant:
    weights = [max(_ANY if "*" in w else zipf(w) for w in words) + len(words) / _CHOICES for words, _ in way]
    if min(weights) >= _ANY:
        raise ValueError("a phrase needs a word")
    if len(way) > len(_BEYOND):
        raise ValueError(f"a phrase has {len(_BEYOND)} words at most")
    anchor = weights.index(min(weights))
    others = [(weight, i) for i, weight in enumerate(weights) if i != anchor and weight < _ANY]
    elements = tuple(
        Element(
            frozenset(word for word in words if "*" not in word),
            tuple(sorted(word[1:] for word in words if word[0] == "*")),
            _CAPITAL in words,
        )
        for words, _ in way
    )
    second = min(others)[1] if others else anchor
    return Variant(key, elements, tuple(gap for _, gap in way), before, after, anchor, second)


class Phrases:
    """A set of patterns, each with the number that its matches carry.

    A variant is filed under its rarest word, and there under a second word and its distance from the first: so a word
    of the text costs one look-up, and one more for each distance where it is the rarest word of something.
    """

    def __init__(self, filed: Mapping[str, Sequence[Filed]], variants: Sequence[Variant]) -> None:
        """What :func:`file` has made; ``variants`` may be made when they are first asked for."""
        self._filed, self._variants = _Remembered(filed), variants

    @classmethod
    def of(cls, patterns: Iterable[str]) -> Phrases:
        """Phrases from patterns, numbered as they come."""
        made = [variant for key, pattern in enumerate(patterns) for variant in variants(key, pattern)]
        return cls(file(made), made)

    def find(self, tokens: Tokens, at: Iterable[int]) -> Iterator[Match]:
        """All matches whose rarest word has one of some numbers, in the order of these."""
        words, count, filed = tokens.words, len(tokens.words), self._filed
        padded = [*words, *_BEYOND]  # before the first word lies what is behind the last one
        called = [
            (i, numbers)
            for i in at
            for ahead, numbered in filed[words[i]]
            if (numbers := numbered(padded[i + ahead].lower()))
        ]
        for i, numbers in called:
            for variant in map(self._variants.__getitem__, numbers):
                first = i - variant.anchor
                last = first + len(variant.elements) - 1
                if first >= 0 and last < count and _fits(variant, first, last, tokens):
                    yield Match(variant.key, first, last)


_Numbered = Callable[[str], Sequence[int] | None]


class _Remembered(dict[str, Sequence[tuple[int, _Numbered]]]):
    """What is filed under words as they are written; those asked for are the few that are the rarest of something."""

    def __init__(self, filed: Mapping[str, Sequence[Filed]]) -> None:
        super().__init__()
        self._by_lower_case = filed

    def __missing__(self, word: str) -> Sequence[tuple[int, _Numbered]]:
        filed = self._by_lower_case.get(word.lower(), ())
        found = self[word] = tuple((distance, seconds.get) for distance, seconds in filed)
        return found


def file(variants: Iterable[Variant]) -> dict[str, list[Filed]]:
    """Each rarest word, in lower case, to the distances of second words, and these to the numbers of variants."""
    made: dict[str, dict[int, dict[str, list[int]]]] = {}
    for number, variant in enumerate(variants):
        for word in sorted({word.lower() for word in variant.elements[variant.anchor].words}):
            seconds = made.setdefault(word, {}).setdefault(variant.second - variant.anchor, {})
            second = {word} if variant.second == variant.anchor else variant.elements[variant.second].words
            for other in sorted({other.lower() for other in second}):
                seconds.setdefault(other, []).append(number)
    return {word: list(distances.items()) for word, distances in made.items()}


def _fits(variant: Variant, first: int, last: int, tokens: Tokens) -> bool:
    words, gaps = tokens.words, tokens.separators
    for i, element in enumerate(variant.elements, first):
        if not _is(words[i], element) and not (i == first and _is_opened(words[i], element, tokens, i)):
            return False
    if not all(map(_joined, gaps[first + 1 : last + 1], variant.gaps[1:])):
        return False
    before, after = words[first - 1].lower() if first else "", words[last + 1].lower() if last + 1 < len(words) else ""
    return _beside(variant.before, gaps[first], before, tokens, first) and _beside(
        variant.after, gaps[last + 1], after, tokens, first
    )


def _is(word: str, element: Element) -> bool:
    """Lower-case elements do not match a name: *Assured Guaranty*."""
    if word in element.words or (element.capital and word[0].isupper()):
        return True
    return bool(element.endings) and (low := word.lower()) not in element.words and low.endswith(element.endings)


def _is_opened(word: str, element: Element, tokens: Tokens, i: int) -> bool:
    """Whether the first word of a phrase has its capital because it opens a sentence."""
    return word.lower() in element.words and tokens.opens_sentence(i)


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
