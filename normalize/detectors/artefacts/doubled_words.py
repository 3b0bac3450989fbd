"""Words that stand twice: ``and and``, ``of the of the``.

Which of the two goes makes no difference, so where they can only be a slip the fix is safe. English has doubles of its
own: *had had*, *that that*, and a preposition left behind by its noun before another one (*what he voted for for
years*, *she came in in March*).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import compress, count, islice
from operator import and_, eq

from normalize.detectors.artefacts.wordlists import words
from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Applicability, Category, Finding
from normalize.rules import Rule, declare
from normalize.text.tokens import Tokens
from normalize.words.verbs import may_be_verb

WORD = declare(
    Rule(
        "Q215",
        "doubled-word",
        Category.MT_ARTIFACT,
        "A word that stands twice, or two of them: “and and”, “of the of the”, “four years. years.” and the like.",
        "Language models and readers stumble over it.",
        "safe for articles, conjunctions and prepositions where nothing else can be meant; else unsafe",
        ("a list with a jar and and a pot", "a list with a jar and a pot"),
        "He said that that was what they had had, very very late, and what he voted for for years.",
    )
)
_SCORE, _SCORE_OF_SAFE = 0.8, 0.95
_LONGEST = 4  # words that may stand twice together
_CLAUSE = 10  # words in front in which a clause may begin that leaves its preposition behind


class DoubledWords(Detector):
    """Words that stand twice.

    It wants each document: whether a word repeats the one in front of it is no property of the word.
    """

    rules = (WORD,)
    needs = Needs(targets=("en",))
    testifies = True
    everywhere = True

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        given = reading.tokens.words
        if True in map(eq, given, islice(given, 1, None)):
            doubled = list(compress(count(1), map(eq, given, islice(given, 1, None))))
            often = Counter(given[i] for i in doubled)
            for i in doubled:
                if often[given[i]] == 1 or given[i] in words("never_twice"):  # else it is a name: the Tap Tap
                    yield from _word(reading, i)
        if capitals := reading.tokens.forms & _capitals():
            for i in reading.tokens.at(capitals):
                yield from _opening(reading, i)
        ahead = list(map(eq, given, islice(given, 2, None)))
        if True in map(and_, ahead, islice(ahead, 1, None)):
            for i in compress(count(2), map(and_, ahead, islice(ahead, 1, None))):
                yield from _pair(reading, i)


def _word(reading: Reading, i: int) -> Iterable[Finding]:
    """The word again, across a space, or across a full stop and in front of another."""
    tokens = reading.tokens
    gap, word, behind = tokens.separators[i], tokens.words[i], tokens.separators[i + 1]
    stops = gap == ". " and behind[:1] == "."
    if not word.islower() or not word.isalpha() or (len(word) < 2 and word != "a") or word in words("twice"):
        return ()
    if not (gap == " " or stops) or behind[:1] == "-" or tokens.separators[i - 1][-1:] == "-":
        return ()
    if word in (*tokens.words[max(0, i - 2) : i - 1], *tokens.words[i + 1 : i + 2]):
        return ()  # three times is no slip
    safe = not stops and _is_slip(tokens, i)
    if not safe and (word == "a" or (word in words("prepositions_plain") and _may_be_two(tokens, i))):
        return ()  # a letter, not the article; a particle or what a clause left behind, and a preposition
    return _report(reading, i - 1, i, 1, safe)


@cache
def _capitals() -> frozenset[str]:
    """Words that never stand twice, as they are written where they open a sentence."""
    return frozenset(word.capitalize() for word in words("never_twice") if len(word) > 1)


def _opening(reading: Reading, i: int) -> Iterable[Finding]:
    """A word that opens a sentence, and again: *The the minister*. With two capitals it is a name."""
    tokens = reading.tokens
    twice = tokens.words[i + 1 : i + 2] == [tokens.words[i].lower()] and tokens.separators[i + 1] == " "
    spoken_of = tokens.words[i + 2 : i + 3]  # The the in this line, the word meant
    if not (twice and tokens.separators[i + 2] == " " and tokens.opens_sentence(i)):
        return ()
    if spoken_of and (spoken_of[0] in words("prepositions_plain") or may_be_verb(spoken_of[0])):
        return ()
    return _report(reading, i, i + 1, 1, _is_written(tokens))


def _pair(reading: Reading, i: int) -> Iterable[Finding]:
    """Two words again, of which the first is a preposition and the second an article: *of the of the*."""
    tokens = reading.tokens
    first, second = tokens.words[i], tokens.words[i + 1]
    plain = tokens.separators[i - 1 : i + 2] == [" "] * 3 and first.islower() and second.islower()
    if not plain or first not in words("prepositions_plain") or second not in words("article"):
        return ()
    if tokens.words[i + 2 : i + 3] == [first]:
        return ()
    return _report(reading, i - 2, i + 1, 2, _is_written(tokens))


def _report(reading: Reading, first: int, last: int, times: int, safe: bool) -> Iterable[Finding]:
    """A finding on words of which the last ``times`` repeat those in front of them."""
    tokens = reading.tokens
    kept = tokens.slice(first, first + times - 1)
    return reading.report(
        tokens.starts[first],
        tokens.ends[last],
        WORD,
        f"“{kept}” stands twice",
        replacement=kept,
        applicability=Applicability.SAFE if safe else Applicability.UNSAFE,
        score=_SCORE_OF_SAFE if safe else _SCORE,
    )


def _is_slip(tokens: Tokens, i: int) -> bool:
    """Whether the second of two equal words can have no function of its own."""
    word = tokens.words[i]
    if not _is_written(tokens) or i + 1 >= len(tokens.words) or tokens.separators[i + 1] != " ":
        return False
    if word in words("never_twice"):
        return True
    if word not in words("prepositions_plain") or i < 2 or tokens.separators[i - 1] != " ":
        return False
    before = tokens.words[i - 2].lower()
    noun = not before.endswith("s") and before.isalpha() and not may_be_verb(before)
    follows = noun or _is_preposition(tokens, i)
    return follows and not _takes_particle(before) and not _may_be_left_behind(tokens, i - 1)


def _may_be_two(tokens: Tokens, i: int) -> bool:
    """Whether the first of two prepositions may belong to what stands in front: *came in in March*."""
    if _is_preposition(tokens, i):
        return False
    return tokens.words[i] in words("particle") or _may_be_left_behind(tokens, i - 1)


def _is_preposition(tokens: Tokens, i: int) -> bool:
    """Whether a word has a noun behind it, and no verb that is known to take particles before its double."""
    behind = tokens.words[i + 1] if i + 1 < len(tokens.words) else ""
    named = behind[:1].isupper() or behind.isdecimal() or behind in words("determiners") | words("numbers")
    return named and i > 1 and tokens.words[i - 2].lower() not in words("particle_verb")


def _takes_particle(word: str) -> bool:
    """Whether a word may be a verb, or stands for one: *came in in March*, *was paid for for years*."""
    return (
        (word.endswith(("ed", "ing", "en", "self")) and not word.endswith("men"))
        or word in words("past")
        or word in words("participle")
        or word in words("particle_verb")
        or word in words("object_pronoun")
    )


def _may_be_left_behind(tokens: Tokens, i: int) -> bool:
    """Whether a clause begins shortly before a preposition that may stay without its noun: *what he spoke of of*."""
    for at in range(i - 1, max(-1, i - 1 - _CLAUSE), -1):
        if tokens.words[at].lower() in words("clause_opener"):
            return True
        if tokens.opens_sentence(at):
            return False
    return False


def _is_written(tokens: Tokens) -> bool:
    """Whether a text is no record of speech, in which people say words twice."""
    return words("hesitation").isdisjoint(tokens.forms)
