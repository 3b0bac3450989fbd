"""The same quotation or headline in two versions: word for word alike but for one word.

Found by the keys of a deletion neighbourhood over words (Garbe, SymSpell, 2012): two passages of which one word was
changed, added or dropped are the same passage with one word left out of each, or of one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from normalize.detectors.detector import Detector
from normalize.evidence.place import line, place
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.rules import Rule, declare
from normalize.text.pattern import pattern
from normalize.words.fold import fold

TWO_VERSIONS = declare(
    Rule(
        "Q205",
        "passage-in-two-versions",
        Category.MT_ARTIFACT,
        "A quotation or the headline stands twice in the document, and one word differs.",
        "Nobody says one sentence in two ways: one of the two is a translation's, or both are.",
        "display",
        ("“We will never leave this valley” … “We will never quit this valley”", "both are shown"),
        "“We will never leave this valley” … “We will stay”",
    )
)
_QUOTED = pattern(r"“([^“”\n]{20,600})”|«([^«»\n]{20,600})»|\"([^\"\n]{20,600})\"")
_OPENING = pattern('[“«"]')
_LEAST_WORDS, _MOST_WORDS = 6, 60
_HALF = _LEAST_WORDS // 2  # words at one end or the other that two versions share, whichever word differs
_LONGEST_HEADLINE = 200  # code points


class Quotations(Detector):
    """Quotations and headlines in two versions."""

    rules = (TWO_VERSIONS,)

    def wants_separator(self, separator: str) -> bool:
        """Whether a quotation may open."""
        return _OPENING.search(separator) is not None

    def find(self, reading: Reading) -> Iterator[Finding]:
        """A finding on the later one of two quotations, or of headline and quotation, that are nearly the same."""
        quoted = _quoted(reading.text)
        spans = [*_headline(reading), *quoted] if quoted else []
        if len(spans) > 1:
            yield from _versions(reading, _alike_at_one_end(_passages(reading, spans)))


class _Passage(NamedTuple):
    """A headline or quotation: where it is, and its words as written."""

    start: int
    end: int
    words: list[str]


def _quoted(text: str) -> list[tuple[int, int]]:
    """The spans inside of quotation marks, in text order."""
    return [match.span(match.lastindex or 0) for match in _QUOTED.finditer(text)]


def _headline(reading: Reading) -> Iterator[tuple[int, int]]:
    """The span of the first line that is not blank, if it is short."""
    text = reading.text
    first = next((s for s in reading.lines if text[s.start : s.end].strip()), None)
    if first is not None and first.end - first.start <= _LONGEST_HEADLINE:
        yield first.start, first.start + len(text[first.start : first.end].rstrip())


def _passages(reading: Reading, spans: Iterable[tuple[int, int]]) -> Iterator[_Passage]:
    """Those spans that are of a fit length, and not protected."""
    tokens = reading.tokens
    for start, end in spans:
        first, behind = bisect_left(tokens.starts, start), bisect_left(tokens.starts, end)
        if _LEAST_WORDS <= behind - first <= _MOST_WORDS and not reading.protected.covers(start, end):
            yield _Passage(start, end, tokens.words[first:behind])


def _alike_at_one_end(passages: Iterable[_Passage]) -> list[_Passage]:
    """The passages whose first or last words are those of another one: cheap to find, and few."""
    found = list(passages)
    ends = [_ends(passage) for passage in found]
    counts = Counter(chain.from_iterable(ends))
    return [passage for passage, mine in zip(found, ends, strict=True) if any(counts[end] > 1 for end in mine)]


def _ends(passage: _Passage) -> tuple[tuple[str, ...], tuple[str, ...]]:
    first, last = passage.words[:_HALF], passage.words[-_HALF:]
    return ("first", *map(fold, first)), ("last", *map(fold, last))


def _versions(reading: Reading, passages: Iterable[_Passage]) -> Iterator[Finding]:
    """A finding on each passage that is an earlier one but for one word."""
    seen: dict[int, tuple[tuple[str, ...], int, int]] = {}
    for start, end, written in passages:
        words = tuple(map(fold, written))
        keys = [hash(words), *(hash((*words[:i], *words[i + 1 :])) for i in range(len(words)))]
        earlier = next((seen[key] for key in keys if key in seen and _differ(seen[key][0], words)), None)
        if earlier is not None:
            _, there, until = earlier
            yield reading.finding(
                start,
                end,
                TWO_VERSIONS,
                f"one passage in two versions, also in line {line(reading, there)}: “{reading.text[there:until]}”",
                evidence={"places": [place(reading, there, until), place(reading, start, end)]},
                score=0.8,
            )
        for key in keys:
            seen.setdefault(key, (words, start, end))


def _differ(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two passages differ by one word that is no figure."""
    different = set(a) ^ set(b)
    return Levenshtein.distance(a, b) == 1 and not any(ch.isdigit() for word in different for ch in word)
