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
_DEBRIS = re.compile(r"\b(?:a|has|is|does|will|t|at) ?[-‐–] ?(?:t ?[-‐–] ?)?(he|she|it|they|one)\b ?(\w+)?")
_CLOSED = re.compile(r"[\"”»’“][,.!?]?[ \u00a0\u202f]*,?[ \u00a0\u202f]*\Z")
_SHUFFLED = re.compile(
    r"\b(?:have|has|had) (?:already |never |always )?(?:it|them) "
    r"(?:says|said|done|does|told|tells|announced|explained|repeated)\b"
)
_SHUFFLED_HINTS = tuple(
    f" {pronoun} {verb}"
    for pronoun in ("it", "them")
    for verb in ("sa", "do", "tell", "told", "announced", "exp", "rep")
)
_HINTS = ("- he", "- she", "- it", "- they", "- one", "-he ", "-she ", "-it ", "-they ", "– he", "– she")


class Clitics(Detector):
    """Debris of clitics: what is left of a French inversion, and object pronouns out of place."""

    rules = (
        CLITIC,
        SHUFFLED,
    )
    needs = Needs(targets=("en",))
    testifies = True
    everywhere = True

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        return find_debris(reading)


def find_debris(reading: Reading) -> Iterable[Finding]:
    """Findings on debris of clitics."""
    text = reading.text
    if any(hint in text for hint in _HINTS):
        for match in _DEBRIS.finditer(text):
            verb = match[2] or ""
            if reading.protected.covers(*match.span()) or verb not in words("reporting") | words("past"):
                continue
            behind = _CLOSED.search(text, max(0, match.start() - 6), match.start()) is not None
            safe = behind and verb in words("reporting")
            yield reading.finding(
                *match.span(),
                CLITIC,
                f"debris of a French inversion before “{match[1]} {verb}”"
                + (", directly behind a closing quotation" if behind else ""),
                applicability=Applicability.SAFE if safe else Applicability.DISPLAY,
                replacement=f"{match[1]} {verb}" if safe else None,
                lang="fr",
                score=0.95 if safe else 0.6,
            )
    if any(hint in text for hint in _SHUFFLED_HINTS):
        for match in _SHUFFLED.finditer(text):
            after = text[match.end() : match.end() + 1]
            if after not in ("", ",", ".", "!", "\n", "”", '"', ";", ":") or reading.protected.covers(*match.span()):
                continue
            start = text.rfind(" ", 0, max(match.start() - 1, 0)) + 1
            yield reading.finding(
                start,
                match.end(),
                SHUFFLED,
                "an object pronoun between auxiliary and verb, as in French “je l’ai déjà dit”",
                lang="fr",
                score=0.6,
            )
