"""One verb with two subjects: ``Luigi Di Maio he invited``, ``“We wait”, he says the deputy.``

English has *the man he invited* and *she says the deputy knew*. So a noun without a name counts only where a clause
with *that* follows, and a subject behind the verb only where the sentence ends with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from normalize.detectors.artefacts.wordlists import names, words
from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Applicability, Category, Finding
from normalize.rules import Rule, declare
from normalize.text.pattern import pattern
from normalize.text.tokens import Tokens
from normalize.words.known import zipf
from normalize.words.verbs import may_be_verb

SUBJECT = declare(
    Rule(
        "Q214",
        "doubled-subject",
        Category.MT_ARTIFACT,
        "One verb with two subjects: “Luigi Rossi he invited”, “the minister he confirmed that”, “he says the deputy”.",
        "The sentence has two subjects; an event coder attributes it to nobody.",
        "unsafe where a personal name or a country opens the clause; else display",
        ("Yesterday Luigi Rossi he invited the mayor.", "Yesterday Luigi Rossi invited the mayor."),
        "With Luigi Rossi he invited the mayor, and in Italy he stayed.",
    )
)
_PERSONAL = frozenset(["he", "she"])
_PRONOUNS = _PERSONAL | {"it", "they"}
_OPENS = frozenset(
    ["and", "but", "even", "also", "while", "yesterday", "today", "then", "meanwhile", "when", "because"]
)
_LAST_OF_A_NAME = 5.5  # zipf: a word that is commoner is no family name
_LONGEST_NAME = 4  # words
_LONGEST_SUBJECT = 8  # words of a subject without a name
_CLOSED = pattern(r"[\"”»’][,.]?[ \u00a0\u202f]*\Z")
_ENDS_CLAUSE = pattern(r"[.;\n]|,?\Z|, ")


class DoubledSubjects(Detector):
    """Subjects that are said again by a pronoun."""

    rules = (SUBJECT,)
    needs = Needs(targets=("en",))
    testifies = True
    forms = _PRONOUNS | {"I", "we"}

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        tokens = reading.tokens
        for i in reading.at(self):
            spaced = 0 < i < len(tokens.words) - 1 and tokens.separators[i + 1] == " "
            if not spaced:
                continue
            named = tokens.words[i] in _PERSONAL and tokens.words[i + 1].lower() in _verbs()
            if tokens.separators[i] != " ":
                yield from _behind(reading, i) if named else ()
            elif i > 1:
                yield from (named and (_subject(reading, i) or _noun(reading, i))) or _said_again(reading, i)


@cache
def _verbs() -> frozenset[str]:
    return words("past") | words("present") | words("reporting") | words("auxiliary")


def _subject(reading: Reading, i: int) -> tuple[Finding, ...]:
    """What the name in front of a pronoun and the words around both say."""
    tokens = reading.tokens
    first = _first_of_name(tokens, i)
    country = tokens.slice(first, i - 1) in names("countries")
    article = first > 0 and tokens.words[first - 1].lower() == "the" and tokens.separators[first] == " "
    person = i - first > 1 and not article and _name(tokens.words[i - 1]) and tokens.words[first][:1].isupper()
    first -= article
    if not (country or person) or not (_opens_clause(tokens, first) or (person and _has_title(tokens, first))):
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


def _has_title(tokens: Tokens, first: int) -> bool:
    """Whether a title or office stands in front of a name and opens the clause: *the councillor Marta Rossi*."""
    before = tokens.words[max(0, first - 2) : first]
    if not before or tokens.separators[first] != " " or not before[-1].islower():
        return False
    if before[-1] in words("person") and _opens_clause(tokens, first - 1):
        return True
    article = len(before) == 2 and before[0].lower() == "the" and tokens.separators[first - 1] == " "
    return article and before[1] not in words("no_verb_behind") and _opens_clause(tokens, first - 2)


def _noun(reading: Reading, i: int) -> tuple[Finding, ...]:
    """A person without a name, a pronoun, a verb of speech and *that*: *the minister of health he confirmed that*."""
    tokens = reading.tokens
    if tokens.words[i + 1] not in words("reporting") or tokens.words[i + 2 : i + 3] != ["that"]:
        return ()
    first = i - 1
    while first > 0 and i - first < _LONGEST_SUBJECT and not tokens.opens_sentence(first):
        first -= 1
    before = [word.lower() for word in tokens.words[first:i]]
    plain = set(tokens.separators[first + 1 : i + 1]) == {" "}
    if not (plain and before[0] in words("article") and words("person").intersection(before)):
        return ()
    if words("clause_opener").intersection(before):
        return ()
    return _shown(reading, first, i + 1, f"“{tokens.slice(first, i - 1)}” and “{tokens.words[i]}” before one verb")


def _said_again(reading: Reading, i: int) -> tuple[Finding, ...]:
    """A noun at the beginning of a sentence that a pronoun says again, as the subject or the object of its verb."""
    if reading.tokens.words[i] in _PRONOUNS and (found := _clause(reading, i)):
        return found
    return _object(reading, i)


def _clause(reading: Reading, i: int) -> tuple[Finding, ...]:
    """A noun that opens its sentence, a pronoun that agrees with it, and one finite verb: *the families they share*.

    In *the families they met were kind* the pronoun opens a relative clause, and a second verb belongs to the noun.
    """
    tokens = reading.tokens
    first = i - 1
    while first > 0 and i - first < _LONGEST_NAME and not tokens.opens_sentence(first):
        first -= 1
    plain = set(tokens.separators[first + 1 : i + 1]) == {" "} and tokens.opens_sentence(first)
    first += tokens.words[first].lower() in words("opens_with_adverb")
    before = [word.lower() for word in tokens.words[first:i]]
    if not plain or len(before) < 2 or before[0] not in words("determiners"):
        return ()
    if before[-1] in words("prepositions_plain") | words("strong_past"):
        return ()
    no_subject = words("no_subject") | _verbs()
    if tokens.words[i + 1] in words("modal") and tokens.words[i + 2 : i + 3] == ["be"]:
        no_subject -= words("ordinal")  # "the first bread it made" is a clause, "the first bread it will be" is none
    if not _agrees(before[-1], tokens.words[i]) or not no_subject.isdisjoint(before):
        return ()
    if not _is_verb(tokens.words[i + 1]) or not _is_whole(tokens, i + 1):
        return ()
    return _shown(reading, first, i + 1, f"“{tokens.slice(first, i - 1)}” and “{tokens.words[i]}” before one verb")


def _object(reading: Reading, i: int) -> tuple[Finding, ...]:
    """A noun that opens its sentence and is said again as the object: *The last point I heard it from the street.*

    *The truth he told them* is a clause with two objects, so only verbs with one are asked, and the clause must end.
    """
    tokens = reading.tokens
    given = tokens.words
    if i + 3 > len(given) or given[i + 1] not in words("taking_one_object") or given[i + 2] not in ("it", "them"):
        return ()
    if tokens.separators[i + 1 : i + 3] != [" ", " "]:
        return ()
    first = i - 1
    while first > 0 and i - first < _LONGEST_NAME and not tokens.opens_sentence(first):
        first -= 1
    before = [word.lower() for word in given[first:i]]
    if set(tokens.separators[first + 1 : i + 1]) != {" "} or len(before) < 2 or before[0] not in words("determiners"):
        return ()
    if not tokens.opens_sentence(first) or not (words("no_subject") - words("ordinal") | _verbs()).isdisjoint(before):
        return ()
    gap, behind = tokens.separators[i + 3], given[i + 3] if i + 3 < len(given) else ""
    if gap == " " and behind not in words("prepositions_plain"):
        return ()
    return _shown(reading, first, i + 2, f"“{tokens.slice(first, i - 1)}” and “{given[i + 2]}” are one object")


def _agrees(noun: str, pronoun: str) -> bool:
    """Whether a pronoun may stand for a noun in number."""
    plural = (
        (noun.endswith("s") and not noun.endswith(("ss", "us", "is")))
        or noun in words("irregular_plural")
        or noun.endswith("men")
    )
    if pronoun == "they":
        return plural
    return (
        noun in words("irregular_plural") or not (plural or may_be_verb(noun))
        if pronoun == "it"
        else noun in words("person")
    )


def _is_verb(word: str) -> bool:
    return word.islower() and (word in _verbs() or word in words("strong_past") or may_be_verb(word))


def _is_whole(tokens: Tokens, verb: int) -> bool:
    """Whether the clause of a verb goes on to its end without a second finite verb, and has an end."""
    last = verb
    while last + 1 < len(tokens.words) and tokens.separators[last + 1] == " ":
        last += 1
        word, before = tokens.words[last], tokens.words[last - 1].lower()
        if word in words("opens_clause"):
            break
        if _is_verb(word) and before not in words("no_verb_behind") and (last > verb + 1 or word in words("auxiliary")):
            return False
    return last > verb


def _behind(reading: Reading, i: int) -> tuple[Finding, ...]:
    """A pronoun behind a quotation, and behind its verb of speech a person with whom the clause ends."""
    tokens = reading.tokens
    given, gaps = tokens.words, tokens.separators
    last = i + 2
    if last >= len(given) or given[i + 1] not in words("speaking"):
        return ()
    if not _CLOSED.search(gaps[i]) or gaps[last] != " ":
        return ()
    if given[last] in words("article"):
        while last < len(given) - 1 and given[last] not in words("person") and gaps[last + 1] == " ":
            last += 1
        while last < len(given) - 1 and gaps[last + 1] == " " and given[last + 1] in words("person"):
            last += 1
        ends = given[last] in words("person") and (gaps[last + 1] == " " or _ENDS_CLAUSE.match(gaps[last + 1]))
        goes_on = last + 1 < len(given) and gaps[last + 1] == " "
        finite = goes_on and given[last + 1].lower() not in ("of", "for")
        if not ends or finite or last - i > _LONGEST_NAME:
            return ()
    else:
        while last < len(given) - 1 and gaps[last + 1] == " " and _part(given[last + 1]):
            last += 1
        if last - i < 3 or not all(map(_part, given[i + 2 : last + 1])) or not _ENDS_CLAUSE.match(gaps[last + 1]):
            return ()
    return _shown(reading, i, last, f"“{given[i]}” and “{tokens.slice(i + 2, last)}” are subjects of one verb")


def _shown(reading: Reading, first: int, last: int, why: str) -> tuple[Finding, ...]:
    start, end = reading.tokens.starts[first], reading.tokens.ends[last]
    return reading.report(start, end, SUBJECT, why, score=0.6, evidence={"languages": ["it", "es", "fr", "pt"]})


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
