"""Verbs in front of their subjects: *were killed 12 miners*, *As told the engineer*, *Dies the actor Juan Prats*.

Languages whose endings tell the subject let it follow its verb. English has a few such orders (*Here comes the bride*,
*“No”, said the mayor*, *there have been found traces*), and verbs with two objects (*was sent a letter*), so each shape
asks for words that have none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from normalize.detectors.artefacts.wordlists import words
from normalize.detectors.detector import Detector, Needs
from normalize.detectors.marks.prose import has_words
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.rules import Rule, declare
from normalize.text.pattern import pattern
from normalize.text.tokens import Tokens

INVERSION = declare(
    Rule(
        "Q289",
        "verb-before-subject",
        Category.MT_ARTIFACT,
        "A verb in front of its subject where English has it behind: “were killed 12 miners”, “As told the engineer”.",
        "Who did what is turned round: an event coder takes the subject for the object.",
        "display",
        ("In the accident were killed 12 miners.", "(reported; nothing is changed)"),
        "“We waited”, said the mayor. Twelve miners were killed two days ago, and the widows were sent a letter.",
    )
)
_BE = frozenset(["was", "were", "is", "are", "been"])
_HAVE = frozenset(["has", "have", "had"])
_THERE = 3  # words in front of a verb among which “there” is its subject
_CLOSED = pattern(r"(?:[\"”»],?|,[\"”»]) (?:[-–—] )?\Z")
_ASIDE = pattern(r"\A ?\)?, \Z")
_APART = pattern(r"[,;:\"“”«»]")
_STOP = pattern(r"[.!?…\n]|\A\Z")
_CLAUSE_END = pattern(r"[.,;!?…\n]|\A\Z")
_BREAK = pattern(r"[.!?…][\"”»)]*\s+\Z|\n|\A\Z")
_LEAST_WORD = 4  # letters of the word in front of a full stop that ends a sentence; shorter ones may be abbreviations
_LONGEST_NAME = 6  # words of the subject behind a verb of telling
_REACH = 60  # words of a sentence in front of a verb
_SCORE = 0.6
_LANGUAGES = ("es", "it", "pt", "ru", "uk", "pl", "fr")


class Inversions(Detector):
    """Verbs in front of their subjects."""

    rules = (INVERSION,)
    needs = Needs(targets=("en",))
    testifies = True

    @property
    def words(self) -> frozenset[str]:
        """The verbs that are asked."""
        return frozenset().union(*(words(name) for name in _SHAPES))

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        tokens = reading.tokens
        for i in reading.at(self):
            found = next(filter(None, (shape(tokens, i) for shape in _shapes_of(tokens.words[i].lower()))), None)
            if found is None:
                continue
            first, last = found
            line = reading.line_at(tokens.starts[i])
            if has_words(reading.text[line.start : line.end]):
                yield from reading.report(
                    tokens.starts[first],
                    tokens.ends[last],
                    INVERSION,
                    f"“{tokens.slice(first, last)}”: the subject stands behind its verb",
                    score=_SCORE,
                    evidence={"languages": list(_LANGUAGES)},
                )


_Place = tuple[int, int] | None  # the first and the last word of a finding


def _happened(tokens: Tokens, i: int) -> _Place:
    """A passive in front of who or what it happened to: *were killed 12 miners*, *was opened a new school*."""
    given = tokens.words
    if i == 0 or given[i - 1].lower() not in _BE or tokens.separators[i] != " ":
        return None
    before = [word.lower() for word in given[max(0, i - 1 - _THERE) : i - 1]]
    if "there" in before or words("pronouns").intersection(before[-1:]) or not _is_new_subject(tokens, i + 1):
        return None
    return i - 1 - (before[-1:] == ["where"]), i + 2


def _appeared(tokens: Tokens, i: int) -> _Place:
    """An intransitive verb in front of its subject: *on the site work 230 people*, *have intervened the firemen*."""
    if not _plain(tokens, i + 1, i + 2):
        return None
    if i and tokens.words[i - 1] in _HAVE and tokens.words[i] in words("arriving") and _is_new_subject(tokens, i + 1):
        return i - 1, i + 2
    if not _is_number(tokens.words[i + 1]):
        return None
    return (i, i + 2) if tokens.words[i + 2] in words("persons_counted") else None


def _as_told(tokens: Tokens, i: int) -> _Place:
    """*As told the engineer, …*: behind “as” English says “as the engineer told us”."""
    given = tokens.words
    if i == 0 or given[i - 1] != "As" or not _plain(tokens, i, i + 2) or not _opens(tokens, i - 1):
        return None
    if given[i + 1] in words("person"):
        return i - 1, i + 1
    return (i - 1, i + 2) if given[i + 1] in words("subject_determiner") and given[i + 2] not in _NO_SUBJECT else None


_NO_SUBJECT = frozenset(["above", "below", "day", "week", "month", "other", "previous", "first", "last"])


def _told(tokens: Tokens, i: int) -> _Place:
    """A verb that needs somebody who is told, in front of the speaker: *“It has a cat”, told Anna Petrova.*"""
    gap = tokens.separators[i]
    last = _subject_to_end(tokens, i + 1)
    if last is None:
        return None
    if _CLOSED.search(gap) and tokens.words[i + 1][0].isupper():
        return i, last  # of "told the engineer" the grammar knows
    return (i, last) if _ASIDE.search(gap) and _is_whole_before(tokens, i) and tokens.words[i + 1] == "the" else None


def _begun(tokens: Tokens, i: int) -> _Place:
    """A sentence that opens with its verb: *Dies the actor Juan Prats*, *Increases the number of cases*."""
    if not tokens.words[i][0].isupper() or not _plain(tokens, i + 1, i + 2) or not _opens(tokens, i):
        return None
    sentence = _sentence_behind(tokens, i)
    if tokens.words[i + 1] not in words("subject_determiner") or sentence.endswith("?") or "," in sentence:
        return None
    return i, i + 2


def _headless(tokens: Tokens, i: int) -> _Place:
    """A participle that opens a sentence, in front of those it happened to: *Evacuated two schools.*"""
    given = tokens.words
    opens = tokens.separators[i] == ": " if given[i].islower() else _opens(tokens, i)
    if not opens or not _plain(tokens, i + 1, i + 2) or not _is_number(given[i + 1]):
        return None
    noun = given[i + 2]
    counted = noun.islower() and noun.endswith(("s", "people", "men", "women", "children"))
    return (i, i + 2) if counted and noun not in words("time_noun") else None


def _where(tokens: Tokens, i: int) -> _Place:
    """*where live many families*, *in which died 12 miners*."""
    given = tokens.words
    if i == 0 or given[i - 1] not in ("where", "which") or not _plain(tokens, i, i + 2):
        return None
    if given[i - 1] == "which" and (i < 2 or given[i - 2] not in words("prepositions_plain")):
        return None
    counted = _is_number(given[i + 1]) or given[i + 1] in words("subject_determiner")
    return (i - 1, i + 2) if counted and given[i + 2] not in words("time_noun") else None


_SHAPES: dict[str, Callable[[Tokens, int], _Place]] = {
    "happening": _happened,
    "appearing": _appeared,
    "telling": _as_told,
    "telling_somebody": _told,
    "beginning_verb": _begun,
    "dwelling": _where,
    "happening_to": _headless,
}


@cache
def _shapes_of(verb: str) -> tuple[Callable[[Tokens, int], _Place], ...]:
    """The shapes in which a verb is asked."""
    return tuple(shape for name, shape in _SHAPES.items() if verb in words(name))


def _plain(tokens: Tokens, first: int, last: int) -> bool:
    """Whether words stand behind each other with nothing but blanks, in front of the first one, too."""
    return last < len(tokens.words) and set(tokens.separators[first : last + 1]) == {" "}


def _is_number(word: str) -> bool:
    return word.isdecimal() or word in words("numbers") or word in words("many")


def _is_new_subject(tokens: Tokens, i: int) -> bool:
    """Whether a noun with its article or number stands at a word, and it is no time: *killed 12 miners*."""
    if not _plain(tokens, i, i + 1):
        return False
    word, noun = tokens.words[i], tokens.words[i + 1]
    if (word != "the" and not noun.islower()) or noun in words("time_noun") or noun in words("no_verb_behind"):
        return False
    return word in words("article") or (_is_number(word) and noun.endswith(("s", "people", "men", "women", "children")))


def _opens(tokens: Tokens, i: int) -> bool:
    """Whether a word opens a sentence or a line."""
    gap = tokens.separators[i]
    if i == 0 or "\n" in gap:
        return True
    return _BREAK.search(gap) is not None and len(tokens.words[i - 1]) >= _LEAST_WORD


def _subject_to_end(tokens: Tokens, i: int) -> int | None:
    """The last word of a name or a noun with its article that ends its clause."""
    given = tokens.words
    if not _plain(tokens, i, i) or not (given[i][0].isupper() or given[i] in words("subject_determiner")):
        return None
    last = i
    while last + 1 < len(given) and tokens.separators[last + 1] == " " and last - i < _LONGEST_NAME:
        last += 1
    if not _CLAUSE_END.search(tokens.separators[last + 1]) or words("no_verb_behind").intersection(given[i + 1 : last]):
        return None
    return last if given[i][0].isupper() or last > i else None


def _is_whole_before(tokens: Tokens, i: int) -> bool:
    """Whether a clause with its verb, and no other comma, stands between the beginning of a sentence and a word."""
    at = i - 1
    verb = False
    while at > 0 and i - at < _REACH:
        verb |= tokens.words[at] in words("auxiliary") or tokens.words[at] in words("past")
        gap = tokens.separators[at]
        if _STOP.search(gap):
            break
        if _APART.search(gap):
            return False
        at -= 1
    return verb and i - at > _LONGEST_NAME


def _sentence_behind(tokens: Tokens, i: int) -> str:
    """The text from a word to the end of its sentence."""
    last = i
    while last + 1 < len(tokens.words) and not _STOP.search(tokens.separators[last + 1]):
        last += 1
    return tokens.slice(i, last) + tokens.separators[last + 1][:1]
