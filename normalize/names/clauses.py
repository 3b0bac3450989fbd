"""Deciding what to do with one mention: ordered tables of clauses, of which the first whose test holds speaks.

:data:`KINDS` tells by what a mention differs from its replacement; each kind has its own table. Precision comes first:
what lacks support is unsafe, and what lacks likeness is left alone, without a word. The thresholds are in
:mod:`normalize.names.thresholds`, the signals in :mod:`normalize.names.case`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from normalize.model import Applicability, Finding
from normalize.names import rules
from normalize.names.case import Case
from normalize.names.evidence import respelled
from normalize.names.house_style import is_cut_short, is_hyphenated_alone
from normalize.names.thresholds import RUNNING_TEXT
from normalize.rules import Rule
from normalize.words.known import COMMON, KNOWN

SAFE, UNSAFE, DISPLAY, LEAVE = Applicability.SAFE, Applicability.UNSAFE, Applicability.DISPLAY, None


class Clause(NamedTuple):
    """A test, what follows where it holds (None: the mention is left alone), and why, in words."""

    name: str
    test: Callable[[Case], object]
    applicability: Applicability | None
    why: Callable[[Case], str] | str = ""


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


def is_house_style(finding: Finding) -> bool:
    """Whether what a finding tells of is a matter of house style, and no error."""
    return finding.evidence.get("clause") in HOUSE_STYLE


def judge(case: Case) -> Verdict | None:
    """The verdict on a mention; None leaves it alone without a word."""
    kind = next(kind for kind in KINDS if kind.test(case))
    clause = next((clause for clause in kind.clauses if clause.test(case)), None)
    if clause is None or clause.applicability is None:
        return None
    why = clause.why if isinstance(clause.why, str) else clause.why(case)
    return Verdict(kind.rule, clause.name, clause.applicability, why)


def _always(case: Case) -> bool:
    return True


_OVERRULED = Clause("overruled", lambda c: c.is_overruled, SAFE, "a later glossary has replaced this form")

LETTER_CASE = (
    _OVERRULED,
    Clause("acronym-like-a-word", lambda c: c.is_acronym_like_a_word, DISPLAY, "the two differ by letter case alone"),
)

MARKS = (
    _OVERRULED,
    Clause("a-strangers-marks", lambda c: c.form.role == "family" and not c.full_names, LEAVE),
    Clause("marks-alone", _always, DISPLAY, "the two differ by diacritics alone"),
)

_FRAMED = Clause(
    "inside-another-name", lambda c: c.frame, DISPLAY, lambda c: f"perhaps part of another name: {c.frame}"
)

JOINT = (
    _FRAMED,
    _OVERRULED,
    Clause("person-beside-a-capital", lambda c: c.is_person and c.beside, LEAVE),
    Clause(
        "listed-joint",
        lambda c: (
            c.mention.exact
            and c.form.role == "alias"
            and not (c.form.accepted or c.form.glued)
            and (c.form.lang is not None or c.form.entry.rank > 0 or not is_hyphenated_alone(c.surface, c.replacement))
            and c.is_shining
            and not c.is_unspoken
        ),
        SAFE,
        lambda c: f"the glossary lists “{c.form.text}” as a variant",
    ),
    Clause("both-ways", lambda c: c.is_written_differently, SAFE, "the document writes this name in another way, too"),
    Clause("one-way", _always, DISPLAY, "the document writes this name in one way only: house style"),
)

FAMILY = (
    Clause("beside-a-capital", lambda c: c.beside, LEAVE),
    Clause("unlike", lambda c: not c.mention.exact and c.mention.score < RUNNING_TEXT.close, LEAVE),
    Clause("a-strangers-name", lambda c: c.evidence.is_strangers(c.surface), LEAVE),
    Clause(
        "accepted-family-name",
        lambda c: c.full_names and c.form.accepted,
        UNSAFE,
        "an accepted spelling of a family name",
    ),
    Clause(
        "full-name-but-established",
        lambda c: c.full_names and not c.is_spelled_so_in_full and c.familiar >= RUNNING_TEXT.established,
        UNSAFE,
        lambda c: f"the document has “{c.full_name}”, but this is also a word or another name",
    ),
    Clause(
        "full-name-but-a-word-here",
        lambda c: c.full_names and c.is_a_word_here and not (c.is_spelled_so_in_full and c.act),
        UNSAFE,
        lambda c: f"the document has the full name “{c.full_name}”, but also the word “{c.surface.lower()}”",
    ),
    Clause(
        "full-name-and-an-act",
        lambda c: c.full_names and c.is_a_word_here,
        SAFE,
        lambda c: f"the document has the full name “{c.full_name}”, and “{c.act}” is said of persons",
    ),
    Clause("full-name", lambda c: c.full_names, SAFE, lambda c: f"the document has the full name “{c.full_name}”"),
    Clause("without-a-title", lambda c: c.around.title is None or not c.mention.exact or c.form.accepted, LEAVE),
    Clause(
        "title-and-related",
        lambda c: c.evidence.related(c.form),
        SAFE,
        lambda c: f"the title “{c.around.title}” stands before it, and {c.support}",
    ),
    Clause(
        "office-and-foreign-form",
        lambda c: c.is_foreign_behind_an_office,
        SAFE,
        lambda c: f"“{c.around.title}” stands before it, and only {c.form.lang} writes the name so",
    ),
    Clause(
        "title-alone",
        _always,
        UNSAFE,
        lambda c: f"the title “{c.around.title}” stands before it, but nothing else speaks for it",
    ),
)

# Forms that a glossary lists: by what they are, then names of several words, then single words.
LISTED = (
    _FRAMED,
    _OVERRULED,
    Clause(
        "half-of-two-names",
        lambda c: c.is_half_of_two_names,
        DISPLAY,
        lambda c: f"{c.listed}, but a slash joins it to another name, and the right form is of two",
    ),
    Clause(
        "anothers-body",
        lambda c: c.is_anothers,
        DISPLAY,
        lambda c: f"{c.listed}, but the name goes on: other states have bodies of that name",
    ),
    Clause(
        "romanised-and-mixed",
        lambda c: c.is_accepted and c.form.origin and c.is_one_name and c.is_written_differently,
        SAFE,
        lambda c: f"{c.listed}, another romanisation, and the document writes the name in another way, too",
    ),
    Clause(
        "accepted-and-mixed",
        lambda c: c.is_accepted and c.is_one_name and c.is_written_differently,
        UNSAFE,
        lambda c: f"{c.listed} as an accepted spelling, and the document writes the name in another way, too",
    ),
    Clause(
        "another-order",
        lambda c: c.is_reordered,
        DISPLAY,
        lambda c: f"{c.listed}, the same words in another order: house style",
    ),
    Clause(
        "longer-or-shorter",
        lambda c: c.has_words_more_or_less,
        DISPLAY,
        lambda c: f"{c.listed}, with a word more or less: house style",
    ),
    Clause(
        "short-form",
        lambda c: is_cut_short(c.surface, c.replacement),
        DISPLAY,
        lambda c: f"{c.listed}, a short form of the name: house style",
    ),
    Clause("accepted", lambda c: c.is_accepted, DISPLAY, lambda c: f"{c.listed} as an accepted spelling: house style"),
    Clause(
        "small-with-a-capital",
        lambda c: c.is_small_with_a_capital,
        UNSAFE,
        lambda c: f"{c.listed}, but {c.form.lang} writes it small: perhaps part of another name",
    ),
    Clause("small-among-strangers", lambda c: c.is_small and not c.is_among_own_words, LEAVE),
    Clause(
        "small-and-a-word",
        lambda c: c.is_small and (c.familiar >= KNOWN or c.is_commoner_elsewhere),
        UNSAFE,
        lambda c: f"{c.listed}, but it is also another word",
    ),
    Clause(
        "small-and-foreign",
        lambda c: c.is_small and not c.is_unspoken,
        SAFE,
        lambda c: f"{c.listed}, it is no word here, and words of the text’s own language stand around it",
    ),
    Clause(
        "foreign-place",
        lambda c: c.is_place and c.mention.words == 1 and c.is_in_place and not c.is_historic and c.is_foreign_only,
        SAFE,
        lambda c: f"{c.listed}, other languages have it ten times as often, and it stands where a place does",
    ),
    Clause(
        "respelled-place",
        lambda c: c.mention.words == 1 and c.is_respelled_place,
        SAFE,
        lambda c: f"{c.listed}, it has the sounds of {c.name}, and it stands where a place does",
    ),
    Clause(
        "repaired-elsewhere",
        lambda c: c.mention.words == 1 and c.is_repaired_elsewhere and c.familiar < COMMON,
        SAFE,
        lambda c: f"{c.listed}, and the document has it where nothing else can be meant",
    ),
    Clause(
        "careful-without-support",
        lambda c: c.is_unspoken,
        UNSAFE,
        lambda c: f"{c.listed}, but nothing else in the document speaks for {c.name}",
    ),
    Clause(
        "two-words-beside-a-capital",
        lambda c: c.is_person and c.mention.words == 2 and c.beside,
        DISPLAY,
        lambda c: f"{c.listed}, but “{c.beside}” may belong to the name",
    ),
    Clause(
        "foreign-words-in-place",
        lambda c: c.mention.words > 1 and c.is_place and c.is_in_place and not c.is_historic and c.has_a_foreign_word,
        SAFE,
        lambda c: f"{c.listed}, it has words of another language, and it stands where a place does",
    ),
    Clause(
        "older-english-name",
        lambda c: c.mention.words > 1 and c.is_place and not c.is_shining and c.are_words_known,
        UNSAFE,
        lambda c: f"{c.listed}, but its words are known: it may be an older English name",
    ),
    Clause("several-words", lambda c: c.mention.words > 1, SAFE, lambda c: c.listed),
    Clause("no-other-word", lambda c: c.familiar < KNOWN, SAFE, lambda c: c.listed),
    Clause(
        "historic",
        lambda c: c.is_place and c.is_historic,
        DISPLAY,
        lambda c: f"{c.listed}, but readers know it too, and it is said of another time",
    ),
    Clause(
        "everyday-word-or-beside-a-capital",
        lambda c: c.familiar >= COMMON or c.beside,
        DISPLAY,
        lambda c: f"{c.listed}, but it is also a word or another name",
    ),
    Clause(
        "respelled-with-support",
        lambda c: c.support and respelled(c.surface, c.replacement),
        SAFE,
        lambda c: f"{c.listed}, another spelling of the same letters, and {c.support}",
    ),
    Clause(
        "support-and-language",
        lambda c: c.support and c.form.lang and c.is_shining,
        SAFE,
        lambda c: f"{c.listed}, and {c.support}, and {c.form.lang} shines through elsewhere",
    ),
    Clause(
        "support",
        lambda c: c.support and (c.is_shining or (c.is_named and c.is_one_name)),
        SAFE,
        lambda c: f"{c.listed}, and {c.support}",
    ),
    Clause("also-a-word", _always, UNSAFE, lambda c: f"{c.listed}, but it is also a word or another name"),
)

# Below ``close`` most are still other names: what speaks against it besides is not worth showing.
NEAR_WORD = (
    # A longer name around a word that no glossary lists leaves nothing but a likeness.
    Clause("inside-another-name", lambda c: c.frame, LEAVE),
    Clause("unlike-with-a-narrow-lead", lambda c: c.is_unlike_word and c.lead < RUNNING_TEXT.margin, LEAVE),
    Clause("derivation-or-short", lambda c: c.is_derivation_or_short or c.has_an_inner_capital, LEAVE),
    # A corrupted compound is judged by its like compounds.
    Clause("prefixed", lambda c: c.around.prefixed, LEAVE),
    Clause("narrow-lead-of-less", lambda c: c.lead < RUNNING_TEXT.margin and c.is_hardly_the_name, LEAVE),
    Clause(
        "narrow-lead",
        lambda c: c.lead < RUNNING_TEXT.margin,
        DISPLAY,
        lambda c: f"{c.like}, but hardly less like another entry’s name",
    ),
    Clause("person-behind-a-capital", lambda c: c.is_person and c.around.capital_before, LEAVE),
    Clause(
        "repaired-elsewhere",
        lambda c: c.is_repaired_elsewhere,
        SAFE,
        lambda c: f"{c.like}, and the document has it where nothing else can be meant",
    ),
    Clause(
        "same-sounds-in-place",
        lambda c: c.is_respelled_place and len(c.surface) >= RUNNING_TEXT.least_letters,
        SAFE,
        lambda c: f"{c.like}: the same sounds, and it stands where a place does",
    ),
    Clause(
        "another-word-with-support",
        lambda c: c.is_another_word and c.support and not c.is_unlike_word,
        UNSAFE,
        lambda c: f"{c.like}, a foreign form: the right one is another word",
    ),
    Clause("another-word", lambda c: c.is_another_word, LEAVE),
    Clause(
        "foreign-with-support",
        lambda c: not c.is_shining and c.support,
        UNSAFE,
        lambda c: f"{c.like} ({c.form.lang}), and {c.support}",
    ),
    Clause("foreign", lambda c: not c.is_shining, LEAVE),
    Clause(
        "same-with-support",
        lambda c: (c.is_respelled or c.mention.score >= RUNNING_TEXT.same) and c.support,
        SAFE,
        lambda c: f"{c.like}, and {c.support}",
    ),
    Clause(
        "same",
        lambda c: c.is_respelled or c.mention.score >= RUNNING_TEXT.same,
        UNSAFE,
        lambda c: f"{c.like}, without support in the document",
    ),
    Clause(
        "very-close-and-named",
        lambda c: c.mention.score >= RUNNING_TEXT.very_close and c.is_named,
        SAFE,
        lambda c: f"{c.like}, and {c.support}",
    ),
    Clause(
        "close-with-support",
        lambda c: c.mention.score >= RUNNING_TEXT.close and c.support,
        UNSAFE,
        lambda c: f"{c.like}, and {c.support}: too little",
    ),
)

# Several words, one of them at least the form's own; those that differ by marks alone were told apart above.
NEAR_NAME = (
    Clause("inside-another-name", lambda c: c.frame, LEAVE),
    Clause("derivation", lambda c: c.is_a_pair_derived, LEAVE),
    Clause("known-word", lambda c: c.is_a_word_known and not (c.is_person and c.is_held), LEAVE),
    Clause("unlike", lambda c: c.is_unlike, LEAVE),
    Clause("another-order", lambda c: c.is_form_reordered, LEAVE),
    Clause(
        "person-beside-a-capital",
        lambda c: c.is_person and (c.around.capital_after or (c.around.capital_before and c.mention.words == 2)),
        DISPLAY,
        lambda c: f"{c.like}, but a capital beside it may belong to the name",
    ),
    Clause(
        "same-sounds",
        lambda c: (
            c.is_one_persons_name
            and c.surface.isprintable()
            and c.lead >= RUNNING_TEXT.margin
            and not c.is_behind_a_calling
        ),
        SAFE,
        lambda c: f"{c.like}: each word is a spelling of the same sounds, and none is known otherwise",
    ),
    Clause(
        "established-behind-a-calling",
        lambda c: c.is_a_word_known and not c.is_named and c.is_behind_a_calling,
        DISPLAY,
        lambda c: f"{c.like}, but it is an established spelling, and a word in front of it tells of somebody else",
    ),
    Clause(
        "established-spelling",
        lambda c: c.is_a_word_known and not c.is_named,
        UNSAFE,
        lambda c: f"{c.like}, but it is an established spelling: perhaps another person",
    ),
    Clause(
        "another-romanisation",
        lambda c: c.is_all_respelled and c.mention.anchored and c.least >= RUNNING_TEXT.same_part,
        SAFE,
        lambda c: f"{c.like}: another romanisation of the same name",
    ),
    Clause(
        "held-with-support",
        lambda c: c.support and c.is_held and c.mention.score >= RUNNING_TEXT.fair,
        SAFE,
        lambda c: f"{c.like}, and {c.support}",
    ),
    Clause("held", lambda c: c.is_held, UNSAFE, lambda c: f"{c.like}, without support in the document"),
)

OTHER_SCRIPT = (
    Clause("like-a-name", lambda c: not c.mention.exact or c.form.role == "family", LEAVE),
    Clause("gloss", lambda c: c.is_gloss, LEAVE),
    Clause(
        "alone-among-words",
        lambda c: c.is_among_words and not c.is_unspoken,
        SAFE,
        lambda c: f"“{c.form.text}” is {c.name} in its own script ({c.form.lang})",
    ),
    Clause(
        "perhaps-a-gloss",
        _always,
        UNSAFE,
        lambda c: f"“{c.form.text}” is {c.name} in its own script ({c.form.lang}), but may explain another form",
    ),
)

KINDS = (
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
        (Clause("marks-of-a-variant", _always, DISPLAY, "the two differ by marks alone"),),
    ),
    Kind("near-name", _always, rules.NEAR, NEAR_NAME),
)
