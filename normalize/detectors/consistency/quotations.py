"""The same quotation or headline in two versions: word for word alike but for one word.

Found by the keys of a deletion neighbourhood over words (Garbe, SymSpell, 2012): two passages of which one word was
changed, added or dropped are the same passage with one word left out of each, or of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import Levenshtein

from normalize.detectors.detector import Detector
from normalize.evidence.place import line, place
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.rules import Rule, declare
from normalize.words.fold import fold, split

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
_QUOTED = re.compile(r"“([^“”\n]{20,600})”|«([^«»\n]{20,600})»|\"([^\"\n]{20,600})\"")
_LEAST_WORDS, _MOST_WORDS = 6, 60
_LONGEST_HEADLINE = 200  # code points


class Quotations(Detector):
    """Quotations and headlines in two versions."""

    rules = (TWO_VERSIONS,)
    everywhere = True

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        return find_quotations(reading)


def find_quotations(reading: Reading) -> Iterator[Finding]:
    """A finding on the later one of two quotations, or of the headline and a quotation, that are nearly the same."""
    seen: dict[int, tuple[tuple[str, ...], int, int]] = {}
    for start, end, words in _passages(reading):
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


def _passages(reading: Reading) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The headline and each quotation that is long enough, with its folded words, in text order."""
    text = reading.text
    spans = []
    headline = next((s for s in reading.lines if text[s.start : s.end].strip()), None)
    if headline is not None and headline.end - headline.start <= _LONGEST_HEADLINE:
        kept = text[headline.start : headline.end].rstrip()
        spans.append((headline.start, headline.start + len(kept)))
    spans += [m.span(m.lastindex or 0) for m in _QUOTED.finditer(text)]
    for start, end in spans:
        words = tuple(map(fold, split(text[start:end])))
        if _LEAST_WORDS <= len(words) <= _MOST_WORDS and not reading.protected.covers(start, end):
            yield start, end, words


def _differ(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two passages differ by one word that is no figure."""
    different = set(a) ^ set(b)
    return Levenshtein.distance(a, b) == 1 and not any(ch.isdigit() for word in different for ch in word)
