"""``this Friday`` for Friday: *announced this Friday that* (*ce vendredi*, *este viernes*, *aquesta setmana*).

English says *this Friday* of a day to come, and some of its writers of one that is over. So it is shown only behind a
verb in the past or in front of a clause in the past, and in a document whose wording is that of translation.
"""

from __future__ import annotations

from collections.abc import Iterable

from normalize.assessment.score import wording
from normalize.detectors.artefacts.wordlists import words
from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.rules import Rule, declare
from normalize.text.tokens import Tokens

THIS_DAY = declare(
    Rule(
        "Q284",
        "this-weekday",
        Category.MT_ARTIFACT,
        "“this Friday” for the Friday that is over: “announced this Friday that”.",
        "Taken as English, the event lies in the future.",
        "display, in a document that reads like translation",
        (
            "In the course of the plenary session of the Chamber of Deputies of the Republic the president of the "
            "commission of the budget announced this Friday that the conclusions of the report of the Court of "
            "Auditors would be presented in the month of June to the representatives of the regions.",
            "(reported; nothing is changed)",
        ),
        "He will announce this Friday that he stays; the club meets this Friday.",
    )
)
_LEAST_WORDING = 0.3  # of the score of wording: half that of formal English, which a text of 60 words reaches at most
_CLAUSE = 25  # words of a sentence behind “This Friday,”
_SCORE = 0.5
_FUTURE = frozenset(["will", "would", "going", "is", "are", "ll", "can", "may", "to", "be", "we", "you", "i"])


class Weekdays(Detector):
    """Days that are over, with *this*."""

    rules = (THIS_DAY,)
    needs = Needs(targets=("en",))
    testifies = True
    forms = frozenset(["this", "This"])

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        tokens = reading.tokens
        days = [i for i in reading.at(self) if tokens.words[i + 1 : i + 2] and tokens.words[i + 1] in words("weekday")]
        told = [i for i in days if tokens.separators[i + 1] == " " and _is_over(tokens, i)]
        if told and wording(tokens) >= _LEAST_WORDING:
            for i in told:
                why = f"“{tokens.slice(i, i + 1)}” for a day that is over: English says “on {tokens.words[i + 1]}”"
                span = tokens.starts[i], tokens.ends[i + 1]
                told_by = {"languages": ["es", "fr", "pt", "ca"]}
                yield from reading.report(*span, THIS_DAY, why, score=_SCORE, evidence=told_by)


def _is_over(tokens: Tokens, i: int) -> bool:
    """Whether a verb in the past stands in front of the day, or in the clause that the day opens."""
    if tokens.opens_sentence(i):
        clause = []
        for at in range(i + 2, min(i + 2 + _CLAUSE, len(tokens.words))):
            if at > i + 2 and tokens.opens_sentence(at):
                break
            clause.append(tokens.words[at].lower())
        return not _FUTURE.intersection(clause) and not words("past").isdisjoint(clause)
    before = [word.lower() for word in tokens.words[max(0, i - 4) : i]]
    return (
        len(before) > 1
        and tokens.separators[i] == " "
        and before[-1] in words("past")
        and before[-1] not in words("scheduled")
        and not _FUTURE.intersection(before[:-1])
    )
