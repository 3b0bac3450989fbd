"""Words said twice: a subject and its pronoun (``Luigi Di Maio he invited``), and a word and itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import compress, count
from operator import eq, or_

from normalize.detectors.artefacts.wordlists import names, words
from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Applicability, Category, Finding
from normalize.rules import Rule, declare
from normalize.words.known import zipf

SUBJECT = declare(
    Rule(
        "Q214",
        "doubled-subject",
        Category.MT_ARTIFACT,
        "A named subject and its pronoun before one verb: “Luigi Rossi he invited”.",
        "The sentence has two subjects; an event coder attributes it to nobody.",
        "unsafe where a personal name or a country opens the clause; display for a country with its article",
        ("Yesterday Luigi Rossi he invited the mayor.", "Yesterday Luigi Rossi invited the mayor."),
        "With Luigi Rossi he invited the mayor, and in Italy he stayed.",
    )
)
WORD = declare(
    Rule(
        "Q215",
        "doubled-word",
        Category.MT_ARTIFACT,
        "A word that stands twice: “and and”, “four years. years.” and the like.",
        "Language models and readers stumble over it.",
        "unsafe",
        ("a list with a jar and and a pot", "a list with a jar and a pot"),
        "He said that that was what they had had, very very late.",
    )
)
_PRONOUNS = frozenset(["he", "she"])
_OPENS = frozenset(
    ["and", "but", "even", "also", "while", "yesterday", "today", "then", "meanwhile", "when", "because"]
)
_LAST_OF_A_NAME = 5.5  # zipf: a word that is commoner is no family name


class Doubled(Detector):
    """Subjects and words that stand twice."""

    rules = (
        SUBJECT,
        WORD,
    )
    needs = Needs(targets=("en",))
    testifies = True
    everywhere = True

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        return find_doubled(reading, reading.lower)


def find_doubled(reading: Reading, lower: list[str]) -> Iterator[Finding]:
    """Findings on doubled subjects and words."""
    gaps, twice = reading.tokens.separators, words("twice")
    behind = lower[1:]
    for i in compress(count(1), map(or_, map(eq, behind, lower), map(_PRONOUNS.__contains__, behind))):
        word = lower[i]
        if word == lower[i - 1] and word not in twice:
            yield from _word(reading, i)
        elif word in _PRONOUNS and i > 1 and gaps[i] == " ":
            yield from _subject(reading, lower, i)


def _word(reading: Reading, i: int) -> Iterator[Finding]:
    """The word again, across a space, or across a full stop and in front of another."""
    tokens = reading.tokens
    gap, word = tokens.separators[i], tokens.words[i]
    stops = gap == ". " and tokens.separators[i + 1][:1] == "."
    if not word.islower() or not word.isalpha() or len(word) < 2 or tokens.words[i - 1] != word:
        return
    if not (gap == " " or stops) or tokens.separators[i + 1][:1] == "-" or tokens.separators[i - 1][-1:] == "-":
        return
    if (i > 1 and tokens.words[i - 2] == word) or (i + 1 < len(tokens.words) and tokens.words[i + 1] == word):
        return  # three times is no slip
    start, end = tokens.ends[i - 1], tokens.ends[i]
    if not reading.protected.covers(start, end):
        yield reading.finding(
            tokens.starts[i - 1],
            end,
            WORD,
            f"“{word}” stands twice",
            applicability=Applicability.UNSAFE,
            replacement=word,
            score=0.8,
        )


def _subject(reading: Reading, lower: list[str], i: int) -> Iterator[Finding]:
    tokens = reading.tokens
    if i + 1 >= len(lower) or tokens.separators[i + 1] != " " or tokens.words[i] != lower[i]:
        return
    verb = lower[i + 1]
    if verb not in words("past") | words("present") | words("reporting") | words("auxiliary"):
        return
    first = i - 1
    while first > 0 and _part(tokens.words[first - 1]) and tokens.separators[first] == " " and i - first < 4:
        first -= 1
    country = tokens.slice(first, i - 1) in names("countries")
    before = lower[first - 1] if first else ""
    article = before == "the" and tokens.separators[first] == " "
    if article:
        first -= 1
        before = lower[first - 1] if first else ""
    opens = first == 0 or tokens.opens_sentence(first) or before in _OPENS or tokens.separators[first] == ", "
    person = i - first > 1 and not article and _name(tokens.words[i - 1]) and tokens.words[first][:1].isupper()
    if not (country or person) or not opens or (tokens.words[first].lower() in words("prepositions_plain")):
        return
    after = lower[i + 2] if i + 2 < len(lower) else ""
    if article and (verb in words("past") or after not in words("after_past")):
        return  # "the Russia he knew", "the Russia he loves is gone"
    start = tokens.starts[first]
    if reading.protected.covers(start, tokens.ends[i + 1]):
        return
    kept = tokens.slice(first, i - 1)
    yield reading.finding(
        start,
        tokens.ends[i],
        SUBJECT,
        f"“{kept}” and “{lower[i]}” before one verb, “{verb}”",
        applicability=Applicability.DISPLAY if article else Applicability.UNSAFE,
        replacement=None if article else kept,
        score=0.6,
        evidence={"languages": ["it", "fr"]},
    )


def _part(word: str) -> bool:
    """Whether a word may belong to a name."""
    return (word[:1].isupper() and word.lower() not in words("determiners")) or word in (
        "de",
        "di",
        "del",
        "della",
        "von",
        "al",
        "bin",
        "ibn",
        "ben",
    )


def _name(word: str) -> bool:
    return word[:1].isupper() and word[1:].islower() and zipf(word) < _LAST_OF_A_NAME
