"""Names that lost their capital, and nouns that kept a German one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from normalize.detectors.artefacts.wordlists import names, words
from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.rules import Rule, declare
from normalize.text.pattern import pattern

LOWERED = declare(
    Rule(
        "Q244",
        "lowered-name",
        Category.CASING,
        "A weekday, a month, a nationality, a country or an organisation in lower case inside a text with capitals, or "
        "a rare word that the page otherwise has with a capital inside its sentences.",
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
_SMALL = frozenset(["of", "the"])
_WORD = pattern(r"(\()?(\w+)")
_REACH = 300  # code points of a line looked at to either side
_SHORTEST_LINE = 4  # words; a heading in small letters has no name that lost its capital
_MOST_CAPITALS = 0.34  # more capitalised words make a line a heading


@cache
def _organisations() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in sorted(names("organisations")):
        parts = tuple(name.split())
        found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(forms, key=len, reverse=True)) for first, forms in found.items()}


@cache
def _small_names() -> frozenset[str]:
    """Weekdays, months, nationalities, and countries whose names in small letters are no words."""
    countries = {name.lower() for name in names("countries") if " " not in name}
    return words("lower_names") | (countries - words("country_words"))


class Casing(Detector):
    """Names in lower case, and everyday nouns with a capital."""

    rules = (
        LOWERED,
        NOUN,
    )
    needs = Needs(targets=("en",))
    testifies = True

    @property
    def forms(self) -> frozenset[str]:
        """Names in lower case, the first words of organisations, and nouns with a capital."""
        return _small_names() | words("german_nouns") | _organisations().keys()

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        given, organisations = reading.tokens.words, _organisations()
        small, nouns = _small_names(), words("german_nouns")
        for i in reading.at(self):
            word = given[i]
            if word in small:
                yield from _lowered(reading, i, i)
            elif word in organisations:
                parts = next((p for p in organisations[word] if tuple(given[i : i + len(p)]) == p), None)
                if parts:
                    last = i + len(parts) - 1
                    yield from _lowered(reading, i, last + _acronym_behind(reading, parts, last))
            elif word in nouns and 0 < i < len(given) - 1:
                yield from _noun(reading, i)


def _lowered(reading: Reading, first: int, last: int) -> Iterable[Finding]:
    tokens = reading.tokens
    start, end = tokens.starts[first], tokens.ends[last]
    if any(gap[-1:] in "-_#/" for gap in (tokens.separators[first], tokens.separators[last + 1][:1]) if gap):
        return ()
    line = _words_around(reading, start)
    if len(line) < _SHORTEST_LINE or not any(w[:1].isupper() for w in line):
        return ()
    capital = _capitalised(reading.text[start:end])
    why = "a name in lower case, in a line with capitals"
    return reading.report(start, end, LOWERED, why, replacement=capital)


def _acronym_behind(reading: Reading, parts: Sequence[str], last: int) -> int:
    """1 where the initials of an organisation stand behind it in brackets and in small letters, too, else 0."""
    words, gaps = reading.tokens.words, reading.tokens.separators
    if last + 2 >= len(gaps) or gaps[last + 1] != " (" or gaps[last + 2][:1] != ")":
        return 0
    return int(words[last + 1] == "".join(word[0] for word in parts if word not in _SMALL))


def _capitalised(text: str) -> str:
    """A name with its capitals; what stands in brackets, and *un*, is an acronym."""
    return _WORD.sub(_with_capital, text)


def _with_capital(match: re.Match[str]) -> str:
    bracket, word = match.groups()
    if bracket or word == "un":
        return match[0].upper()
    return word if word in _SMALL else word.capitalize()


def _noun(reading: Reading, i: int) -> Iterable[Finding]:
    tokens = reading.tokens
    before, after = tokens.words[i - 1], tokens.words[i + 1]
    if tokens.separators[i] != " " or before not in words("before_noun") or not after.islower():
        return ()
    start, end = tokens.starts[i], tokens.ends[i]
    line = _words_around(reading, start)
    if sum(w[:1].isupper() for w in line) > _MOST_CAPITALS * len(line):
        return ()
    why = f"an everyday noun with a capital behind “{before}”, as in German"
    return reading.report(start, end, NOUN, why, replacement=tokens.words[i].lower(), lang="de")


def _words_around(reading: Reading, at: int) -> list[str]:
    """What stands between the spaces of a line, near a place in it."""
    line = reading.line_at(at)
    return reading.text[max(line.start, at - _REACH) : min(line.end, at + _REACH)].split()
