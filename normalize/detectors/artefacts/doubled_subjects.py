"""A named subject and its pronoun before one verb: ``Luigi Di Maio he invited``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from normalize.detectors.artefacts.wordlists import names, words
from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Applicability, Category, Finding
from normalize.rules import Rule, declare
from normalize.text.tokens import Tokens
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
_PRONOUNS = frozenset(["he", "she"])
_OPENS = frozenset(
    ["and", "but", "even", "also", "while", "yesterday", "today", "then", "meanwhile", "when", "because"]
)
_LAST_OF_A_NAME = 5.5  # zipf: a word that is commoner is no family name
_LONGEST_NAME = 4  # words


class DoubledSubjects(Detector):
    """Subjects that are said again by a pronoun."""

    rules = (SUBJECT,)
    needs = Needs(targets=("en",))
    testifies = True
    forms = _PRONOUNS

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        tokens = reading.tokens
        for i in reading.at(self):
            between = i > 1 and i + 1 < len(tokens.words) and tokens.separators[i] == " " == tokens.separators[i + 1]
            if between and tokens.words[i + 1].lower() in _verbs():
                yield from _subject(reading, i)


@cache
def _verbs() -> frozenset[str]:
    return words("past") | words("present") | words("reporting") | words("auxiliary")


def _subject(reading: Reading, i: int) -> Iterable[Finding]:
    """What the name in front of a pronoun and the words around both say."""
    tokens = reading.tokens
    first = _first_of_name(tokens, i)
    country = tokens.slice(first, i - 1) in names("countries")
    article = first > 0 and tokens.words[first - 1].lower() == "the" and tokens.separators[first] == " "
    person = i - first > 1 and not article and _name(tokens.words[i - 1]) and tokens.words[first][:1].isupper()
    first -= article
    if not (country or person) or not _opens_clause(tokens, first):
        return ()
    verb = tokens.words[i + 1].lower()
    after = tokens.words[i + 2].lower() if i + 2 < len(tokens.words) else ""
    if article and (verb in words("past") or after not in words("after_past")):
        return ()  # "the Russia he knew", "the Russia he loves is gone"
    if reading.protected.covers(tokens.starts[first], tokens.ends[i + 1]):
        return ()
    kept = tokens.slice(first, i - 1)
    return reading.report(
        tokens.starts[first],
        tokens.ends[i],
        SUBJECT,
        f"“{kept}” and “{tokens.words[i]}” before one verb, “{verb}”",
        applicability=Applicability.DISPLAY if article else Applicability.UNSAFE,
        replacement=None if article else kept,
        score=0.6,
        evidence={"languages": ["it", "fr"]},
    )


def _first_of_name(tokens: Tokens, i: int) -> int:
    """The first word of the name that may end in front of a word."""
    first = i - 1
    while (
        first > 0 and _part(tokens.words[first - 1]) and tokens.separators[first] == " " and i - first < _LONGEST_NAME
    ):
        first -= 1
    return first


def _opens_clause(tokens: Tokens, first: int) -> bool:
    if tokens.words[first].lower() in words("prepositions_plain"):
        return False
    before = tokens.words[first - 1].lower() if first else ""
    return tokens.opens_sentence(first) or before in _OPENS or tokens.separators[first] == ", "


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
