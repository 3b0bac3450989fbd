"""Safe, unsafe, shown or left alone: the table of reasons by which a mention in running text is judged.

:data:`KINDS` tells by what a mention differs from its replacement; each kind has its own table of clauses, of which the
first whose test holds speaks. Precision comes first: what lacks support is unsafe, and what lacks likeness is left
alone, without a word. The thresholds are in :mod:`normalize.names.thresholds`, the signals in
:mod:`normalize.names.applicability.judged_mention`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from normalize.model import Applicability, Finding
from normalize.names import rules
from normalize.names.applicability.clause import DISPLAY, NAMESAKE, OF_OTHERS, PRIVATE, SAFE, SPOKEN_OF, Clause, always
from normalize.names.applicability.family import FAMILY
from normalize.names.applicability.judged_mention import Case
from normalize.names.applicability.listed import LISTED
from normalize.names.applicability.near import NEAR_NAME, NEAR_WORD
from normalize.names.applicability.spelling import JOINT, LETTER_CASE, MARKS, OTHER_SCRIPT, ROMANISED
from normalize.rules import Rule


class Kind(NamedTuple):
    """A way in which a mention differs from its replacement, with the rule that reports it and its clauses in order."""

    name: str
    test: Callable[[Case], bool]
    rule: Rule
    clauses: tuple[Clause, ...]


class Verdict(NamedTuple):
    """What to do with a mention, by which clause, and why."""

    rule: Rule
    clause: str
    applicability: Applicability
    why: str


HOUSE_STYLE = frozenset(
    [
        "accepted",
        "accepted-family-name",
        "another-order",
        "longer-or-shorter",
        "short-form",
        "one-way",
        "marks-alone",
        "acronym-like-a-word",
    ]
)


# What makes any safe fix a matter for a person.
_DOUBTS = (SPOKEN_OF, PRIVATE, OF_OTHERS, NAMESAKE)


def is_house_style(finding: Finding) -> bool:
    """Whether what a finding tells of is a matter of house style, and no error."""
    return finding.evidence.get("clause") in HOUSE_STYLE


def judge(case: Case) -> Verdict | None:
    """The verdict on a mention; None leaves it alone without a word."""
    kind = next(kind for kind in KINDS if kind.test(case))
    clause = next((clause for clause in kind.clauses if clause.test(case)), None)
    if clause is not None and clause.applicability is SAFE:
        clause = next((doubt for doubt in _DOUBTS if doubt.test(case)), clause)
    if clause is None or clause.applicability is None:
        return None
    why = clause.why if isinstance(clause.why, str) else clause.why(case)
    return Verdict(kind.rule, clause.name, clause.applicability, why)


KINDS = (
    Kind("romanised", lambda c: c.mention.is_read, rules.ROMANISED, ROMANISED),
    Kind("other-script", lambda c: c.differs_by_script, rules.OTHER_SCRIPT, OTHER_SCRIPT),
    Kind("letter-case", lambda c: c.differs_by_case, rules.CASE, LETTER_CASE),
    Kind("apostrophes", lambda c: c.differs_by_apostrophes, rules.DIACRITICS, ()),
    Kind("marks", lambda c: c.differs_by_marks, rules.DIACRITICS, MARKS),
    Kind("joint", lambda c: c.differs_by_joint, rules.JOINT, JOINT),
    Kind("family-name", lambda c: c.form.role == "family", rules.FAMILY, FAMILY),
    Kind("listed", lambda c: c.mention.exact, rules.LISTED, LISTED),
    Kind("near-word", lambda c: c.mention.words == 1, rules.NEAR, NEAR_WORD),
    Kind(
        "near-marks",
        lambda c: not c.pairs,
        rules.DIACRITICS,
        (Clause("marks-of-a-variant", always, DISPLAY, "the two differ by marks alone"),),
    ),
    Kind("near-name", always, rules.NEAR, NEAR_NAME),
)
