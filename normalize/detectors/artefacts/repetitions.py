"""Things said twice: ``the companion and companion``, ``Senex Energy (Senex Energy)``, a title as first sentence.

Two words of the source language that have one word in English, or a name with its transcription, become one thing
twice. English repeats verbs, plurals and comparatives (*ran and ran*, *years and years*), so only a single noun with an
article or a possessive in front, or an abstract one, counts, and only where no compound may go on behind it (*the child
and child care*).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from normalize.detectors.artefacts.wordlists import words
from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.rules import Rule, declare
from normalize.text.pattern import pattern
from normalize.text.tokens import Tokens

TWICE = declare(
    Rule(
        "Q282",
        "said-twice",
        Category.MT_ARTIFACT,
        "One thing twice: “the companion and companion”, “Senex Energy (Senex Energy)”.",
        "Two words of the source language, or a name and its transcription, became one: counts see two.",
        "unsafe",
        ("She came with her companion and companion.", "She came with her companion."),
        "She ran and ran, for years and years, from the child and child care.",
    )
)
TITLE = declare(
    Rule(
        "Q283",
        "title-repeated",
        Category.MT_ARTIFACT,
        "The title of a page again as its first sentence.",
        "Search and language models count it twice.",
        "display",
        (
            "Rain closes two roads in the north\n\nRain closes two roads in the north. Nobody was hurt.",
            "(reported; nothing is changed)",
        ),
        "Rain closes two roads\n\nRain closed two roads in the north.",
    )
)
_ABSTRACT = ("tion", "sion", "ity", "ment", "ance", "ence", "ness", "ship", "age", "ure")
_LEAST, _LONG_VERB = 4, 7  # letters
_LONGEST_NAME = 6  # words of a name that is repeated in brackets
_OPENS_BRACKET = pattern(r"[ \u00a0]\(\"?")
_CLOSES_BRACKET = pattern(r"\"?\)")
_SCORE = 0.7
_LINE = pattern(r"[^\r\n]*\S[^\r\n]*")
_TITLE_WORDS = range(5, 26)
_ENDS_TITLE = pattern(r"[.!?…:,;]\s*\Z")
_BEHIND_TITLE = pattern(r"[.!?,;:\n]|\s[-–—]\s|\Z")
_LINES = 4  # behind the title in which the first sentence may begin
_HEAD = 1500  # code points that are looked at


class SaidTwice(Detector):
    """Words and names that are said twice."""

    rules = (TWICE,)
    needs = Needs(targets=("en",))
    testifies = True
    forms = frozenset(["and"])

    def wants_separator(self, separator: str) -> bool:
        """Whether a separator opens a bracket."""
        return _OPENS_BRACKET.fullmatch(separator) is not None

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        given = reading.tokens.words
        for i in reading.at(self):
            if 0 < i < len(given) - 1 and given[i - 1] == given[i + 1] and _is_one_thing(reading.tokens, i):
                yield from _report(reading, i - 1, i - 1, i + 1, reading.tokens.ends[i + 1])
        for i in reading.at_separators(self):
            yield from _bracketed(reading, i)


def _is_one_thing(tokens: Tokens, i: int) -> bool:
    """Whether the word on both sides of an *and* is one noun, or one verb behind *to*, said twice."""
    word, before = tokens.words[i - 1], tokens.words[i - 2].lower() if i > 1 else ""
    plain = tokens.separators[i - 1 : i + 2] == [" "] * 3 and word.islower() and word.isalpha()
    if not plain or len(word) < _LEAST or word in words("twice") or word.endswith("ly"):
        return False
    gap, behind = tokens.separators[i + 2], tokens.words[i + 2] if i + 2 < len(tokens.words) else ""
    ends = gap[:1] in (",", ".", ";", "\n", "", ":") or (gap == " " and behind in words("behind_noun"))
    if before == "to":
        return len(word) >= _LONG_VERB and not word.endswith("s")
    if word.endswith("s") and not word.endswith("ss"):
        return False
    return ends and (before in words("determiners") or word.endswith(_ABSTRACT))


def _bracketed(reading: Reading, i: int) -> Iterable[Finding]:
    """A name, and the same again in brackets."""
    tokens = reading.tokens
    given, gaps = tokens.words, tokens.separators
    last = i
    while last < len(given) and not _CLOSES_BRACKET.match(gaps[last + 1]) and last - i < _LONGEST_NAME:
        last += 1
    count = last - i + 1
    if last >= len(given) or count < 2 or count > i or given[i - count : i] != given[i : last + 1]:
        return ()
    if gaps[i - count + 1 : i] != gaps[i + 1 : last + 1] or not given[i][0].isupper():
        return ()
    closing = _CLOSES_BRACKET.match(gaps[last + 1])
    return _report(reading, i - count, i - 1, last, tokens.ends[last] + len(closing[0])) if closing else ()


def _report(reading: Reading, first: int, end: int, last: int, behind: int) -> Iterable[Finding]:
    tokens = reading.tokens
    kept = tokens.slice(first, end)
    return reading.report(
        tokens.starts[first], behind, TWICE, f"“{kept}” is said twice", replacement=kept, score=_SCORE
    )


class RepeatedTitles(Detector):
    """Titles that are the first sentence, too. It wants each document: whether a line repeats another is in no word."""

    rules = (TITLE,)
    needs = Needs()
    everywhere = True

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        head = reading.text[:_HEAD]
        lines = list(islice(_LINE.finditer(head), _LINES + 1))
        if len(lines) < 2:
            return
        title = lines[0][0].strip()
        if len(title.split()) not in _TITLE_WORDS or _ENDS_TITLE.search(title):
            return
        for line in lines[1:]:
            if line[0].startswith(title) and _BEHIND_TITLE.match(line[0], len(title)):
                if len(line[0].split()) > len(title.split()):
                    start = line.start()
                    yield from reading.report(start, start + len(title), TITLE, "the title again as first sentence")
                return
