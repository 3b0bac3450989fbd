"""Debris of French inversion (``a-t-il souligné``) in front of a pronoun: ``” a- he stressed``.

The hyphenated auxiliary has no meaning in English. Directly behind a closing quotation, with a verb of speech behind
the pronoun, nothing else can be meant, and it goes; elsewhere it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable

from normalize.detectors.artefacts.wordlists import words
from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Applicability, Category, Finding
from normalize.rules import Rule, declare
from normalize.text.pattern import pattern

CLITIC = declare(
    Rule(
        "Q210",
        "clitic-debris",
        Category.MT_ARTIFACT,
        "The auxiliary of a French inversion (a-t-il souligné) left in front of the pronoun: “a- he stressed”.",
        "It breaks the attribution of a quotation, which is what quotation extraction looks for.",
        "safe directly behind a closing quotation and before a verb of speech; display elsewhere",
        ("“We wait,” a- he stressed.", "“We wait,” he stressed."),
        "“We have an A-grade,” he stressed.",
    )
)
SHUFFLED = declare(
    Rule(
        "Q213",
        "clitic-object",
        Category.MT_ARTIFACT,
        "An object pronoun that stays between auxiliary and verb: “I already have it says” (je l’ai déjà dit).",
        "The sentence has two verbs and no object where an event coder expects them.",
        "display",
        ("But I already have it says.", "(reported; nothing is changed)"),
        "I already have it. He says so.",
    )
)
_PRONOUNS = frozenset(["he", "she", "it", "they", "one"])
_DASH = pattern(r" ?[-‐–] ?")
_DEBRIS = pattern(r"\b(?:a|has|is|does|will|t|at) ?[-‐–] ?(?:t ?[-‐–] ?)?(he|she|it|they|one)\b ?(\w+)?")
_CLOSED = pattern(r"[\"”»’“][,.!?]?[ \u00a0\u202f]*,?[ \u00a0\u202f]*\Z")
_SHUFFLED_VERBS = frozenset(["says", "said", "done", "does", "told", "tells", "announced", "explained", "repeated"])
_OBJECTS = frozenset(["it", "them"])
_ADVERBS = frozenset(["already", "never", "always"])
_AUXILIARIES = frozenset(["have", "has", "had"])


class InversionDebris(Detector):
    """Debris of clitics: what is left of a French inversion, and object pronouns out of place."""

    rules = (
        CLITIC,
        SHUFFLED,
    )
    needs = Needs(targets=("en",))
    testifies = True
    forms = _SHUFFLED_VERBS

    def wants_separator(self, separator: str) -> bool:
        """Whether a separator is a dash, as those of an inversion."""
        return _DASH.fullmatch(separator) is not None

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        words = reading.tokens.words
        for i in reading.at_separators(self):
            if i < len(words) and words[i] in _PRONOUNS and i:
                yield from _debris(reading, i)
        for i in reading.at(self):
            if i > 1 and words[i - 1] in _OBJECTS:
                yield from _shuffled(reading, i)


def _debris(reading: Reading, i: int) -> Iterable[Finding]:
    """The auxiliary in front of a pronoun, perhaps with a *t* between them: *a-t-he*."""
    text, tokens = reading.text, reading.tokens
    first = i - 2 if tokens.words[i - 1] == "t" and i > 1 else i - 1
    match = _DEBRIS.match(text, tokens.starts[first]) or _DEBRIS.match(text, tokens.starts[i - 1])
    verb = match[2] or "" if match else ""
    if match is None or verb not in words("reporting") | words("past"):
        return ()
    behind = _CLOSED.search(text, max(0, match.start() - 6), match.start()) is not None
    safe = behind and verb in words("reporting")
    return reading.report(
        *match.span(),
        CLITIC,
        f"debris of a French inversion before “{match[1]} {verb}”"
        + (", directly behind a closing quotation" if behind else ""),
        applicability=Applicability.SAFE if safe else Applicability.DISPLAY,
        replacement=f"{match[1]} {verb}" if safe else None,
        lang="fr",
        score=0.95 if safe else 0.6,
    )


def _shuffled(reading: Reading, i: int) -> Iterable[Finding]:
    """An auxiliary, perhaps an adverb, and an object pronoun in front of a verb, and nothing behind it."""
    tokens = reading.tokens
    first, end = i - 3 if tokens.words[i - 2] in _ADVERBS and i > 2 else i - 2, tokens.ends[i]
    spaced = tokens.separators[first + 1 : i + 1].count(" ") == i - first
    if tokens.words[first] not in _AUXILIARIES or not spaced:
        return ()
    if reading.text[end : end + 1] not in ("", *',.!\n”";:') or reading.protected.covers(tokens.starts[first], end):
        return ()
    start = reading.text.rfind(" ", 0, max(tokens.starts[first] - 1, 0)) + 1
    why = "an object pronoun between auxiliary and verb, as in French “je l’ai déjà dit”"
    return (reading.finding(start, end, SHUFFLED, why, lang="fr", score=0.6),)
