"""Names that lost their capital, and nouns that kept a German one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from normalize.detectors.artefacts.proposal import unsafe
from normalize.detectors.artefacts.wordlists import names, words
from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.rules import Rule, declare
from normalize.text.separators import line_of

LOWERED = declare(
    Rule(
        "Q244",
        "lowered-name",
        Category.CASING,
        "A weekday, a month, a nationality or an organisation in lower case inside a text with capitals.",
        "Most languages write them small; a name tagger for English misses them.",
        "unsafe",
        ("The meeting is on monday with a russian envoy.", "The meeting is on Monday with a Russian envoy."),
        "The meeting is on Monday. we march in may",
    )
)
NOUN = declare(
    Rule(
        "Q245",
        "capital-noun",
        Category.CASING,
        "An everyday noun with a capital inside a sentence: “a second Time”.",
        "German nouns have capitals; a name tagger takes them for names.",
        "unsafe",
        ("They were asked for a second Time to leave.", "They were asked for a second time to leave."),
        "They read Time and watched The Last Days.",
    )
)
_MOST_CAPITALS = 0.34  # more capitalised words make a line a heading


@cache
def _organisations() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in sorted(names("organisations")):
        parts = tuple(name.split())
        found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(forms, key=len, reverse=True)) for first, forms in found.items()}


@cache
def _wanted() -> frozenset[str]:
    return words("lower_names") | words("german_nouns") | _organisations().keys()


class Casing(Detector):
    """Names in lower case, and everyday nouns with a capital."""

    rules = (
        LOWERED,
        NOUN,
    )
    needs = Needs(targets=("en",))
    testifies = True
    everywhere = True

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        return find_casing(reading)


def find_casing(reading: Reading) -> Iterator[Finding]:
    """Findings on capitals."""
    given = reading.tokens.words
    small = words("lower_names")
    nouns = words("german_nouns")
    organisations = _organisations()
    if reading.tokens.forms.isdisjoint(_wanted()):
        return
    for i in reading.tokens.at(_wanted()):
        word = given[i]
        if word in small:
            yield from _lowered(reading, i, i)
        elif word in organisations:
            for parts in organisations[word]:
                if tuple(given[i : i + len(parts)]) == parts:
                    yield from _lowered(reading, i, i + len(parts) - 1)
                    break
        elif word in nouns and i and i + 1 < len(given):
            yield from _noun(reading, i)


def _lowered(reading: Reading, first: int, last: int) -> Iterator[Finding]:
    tokens = reading.tokens
    start, end = tokens.starts[first], tokens.ends[last]
    line = _words_around(reading, start)
    if any(gap[-1:] in "-_#/" for gap in (tokens.separators[first], tokens.separators[last + 1][:1]) if gap):
        return
    if len(line) < 4 or not any(w[:1].isupper() for w in line) or reading.protected.covers(start, end):
        return
    text = reading.text[start:end]
    small = ("of", "the")
    capital = " ".join(w if w in small else w.upper() if w == "un" else w.capitalize() for w in text.split())
    yield from unsafe(reading, start, end, LOWERED, capital, "a name in lower case, in a line with capitals")


def _noun(reading: Reading, i: int) -> Iterator[Finding]:
    tokens = reading.tokens
    before, after = tokens.words[i - 1], tokens.words[i + 1]
    if tokens.separators[i] != " " or before not in words("before_noun") or not after.islower():
        return
    start, end = tokens.starts[i], tokens.ends[i]
    line = _words_around(reading, start)
    if sum(w[:1].isupper() for w in line) > _MOST_CAPITALS * len(line) or reading.protected.covers(start, end):
        return
    why = f"an everyday noun with a capital behind “{before}”, as in German"
    yield from unsafe(reading, start, end, NOUN, tokens.words[i].lower(), why, "de")


def _words_around(reading: Reading, at: int) -> list[str]:
    start, end = line_of(reading.text, at)
    return reading.text[start:end].split()
