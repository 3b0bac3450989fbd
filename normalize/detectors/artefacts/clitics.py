"""Debris of French inversion (``a-t-il souligné``) in front of a pronoun: ``” a- he stressed``.

The hyphenated auxiliary has no meaning in English. Directly behind a closing quotation, with a verb of speech behind
the pronoun, nothing else can be meant, and it goes; elsewhere it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from normalize.detectors.artefacts.wordlists import words
from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Applicability, Category, Finding
from normalize.rules import Rule, declare

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
_DASH = re.compile(r" ?[-‐–] ?")
_DEBRIS = re.compile(r"\b(?:a|has|is|does|will|t|at) ?[-‐–] ?(?:t ?[-‐–] ?)?(he|she|it|they|one)\b ?(\w+)?")
_CLOSED = re.compile(r"[\"”»’“][,.!?]?[ \u00a0\u202f]*,?[ \u00a0\u202f]*\Z")
_BEHIND_VERB = frozenset(["it", "them", "already", "never", "always"])
_SHUFFLED = re.compile(
    r"\b(?:have|has|had) (?:already |never |always )?(?:it|them) "
    r"(?:says|said|done|does|told|tells|announced|explained|repeated)\b"
)


class Clitics(Detector):
    """Debris of clitics: what is left of a French inversion, and object pronouns out of place."""

    rules = (
        CLITIC,
        SHUFFLED,
    )
    needs = Needs(targets=("en",))
    testifies = True
    words = frozenset(["have", "has", "had"])

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
            if i + 1 < len(words) and words[i + 1] in _BEHIND_VERB:
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
    text = reading.text
    match = _SHUFFLED.match(text, reading.tokens.starts[i])
    if match is None or text[match.end() : match.end() + 1] not in ("", *',.!\n”";:'):
        return ()
    if reading.protected.covers(*match.span()):
        return ()
    start = text.rfind(" ", 0, max(match.start() - 1, 0)) + 1
    why = "an object pronoun between auxiliary and verb, as in French “je l’ai déjà dit”"
    return (reading.finding(start, match.end(), SHUFFLED, why, lang="fr", score=0.6),)
