"""Clauses for what no glossary lists and is like a listed form: a word, or a name of several words."""

from __future__ import annotations

from normalize.names.applicability.clause import DISPLAY, LEAVE, SAFE, UNSAFE, Clause
from normalize.names.thresholds import RUNNING_TEXT
from normalize.words.known import KNOWN

# A place that needs support is not meant where the text says that its bearer lies elsewhere.
_ELSEWHERE = Clause("elsewhere", lambda c: c.form.entry.careful and c.is_elsewhere, LEAVE)

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
    _ELSEWHERE,
    Clause("another-name-in-pinyin", lambda c: c.form.entry.careful and c.is_another_name_in_pinyin, LEAVE),
    Clause(
        "same-sounds-in-place",
        lambda c: c.is_respelled_place and len(c.surface) >= RUNNING_TEXT.least_letters and not c.form.entry.careful,
        SAFE,
        lambda c: f"{c.like}: the same sounds, and it stands where a place does",
    ),
    Clause(
        "same-sounds-in-place-with-support",
        lambda c: c.has_sounds_in_place and c.form.entry.careful and c.support and not c.is_perhaps_another,
        SAFE,
        lambda c: f"{c.like}: the same sounds, it stands where a place does, and {c.support}",
    ),
    Clause(
        "same-sounds-in-place-without-support",
        lambda c: c.is_respelled_place and c.form.entry.careful,
        UNSAFE,
        lambda c: f"{c.like}: the same sounds, where a place stands, but there may be others of such a name",
    ),
    Clause(
        "same-sounds-out-of-place",
        lambda c: c.form.entry.careful and c.support and c.is_unknown_of_the_same_sounds,
        UNSAFE,
        lambda c: f"{c.like}: the same sounds, and {c.support}, but it may be somebody or something else",
    ),
    Clause("careful", lambda c: c.form.entry.careful, LEAVE),
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
    Clause(
        "matched",
        lambda c: c.is_place and c.familiar < KNOWN and not c.is_common_elsewhere and c.is_matched,
        UNSAFE,
        lambda c: f"{c.like}, and in a column of names it would be {c.name}",
    ),
)

# Several words, one of them at least the form's own; those that differ by marks alone were told apart above.
NEAR_NAME = (
    Clause("inside-another-name", lambda c: c.frame, LEAVE),
    Clause("derivation", lambda c: c.is_a_pair_derived, LEAVE),
    _ELSEWHERE,
    Clause(
        "same-sounds-in-place-with-support",
        lambda c: (
            c.form.entry.careful
            and c.has_nearly_the_same_sounds
            and c.is_strictly_in_place
            and c.support
            and not c.is_perhaps_another
        ),
        SAFE,
        lambda c: f"{c.like}: the same sounds, it stands where a place does, and {c.support}",
    ),
    Clause(
        "same-sounds-out-of-place",
        lambda c: c.form.entry.careful and c.has_nearly_the_same_sounds and c.support,
        UNSAFE,
        lambda c: f"{c.like}: the same sounds, and {c.support}, but it may be something else",
    ),
    Clause("careful", lambda c: c.form.entry.careful, LEAVE),
    Clause(
        "holder-of-the-office",
        lambda c: c.is_holders_name and not c.is_romanised_otherwise and c.is_country_told,
        SAFE,
        lambda c: c.holder,
    ),
    Clause(
        "holder-of-the-office-of-some-country",
        lambda c: c.is_holders_name and not c.is_romanised_otherwise,
        UNSAFE,
        lambda c: f"{c.holder}, but the text names no country",
    ),
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
        "accepted-and-mixed",
        lambda c: c.is_romanised_otherwise and c.has_systems and c.is_written_differently,
        UNSAFE,
        lambda c: f"{c.like}: English romanises it in both ways, and the document writes the name in another way, too",
    ),
    Clause(
        "accepted",
        lambda c: c.is_romanised_otherwise and not c.is_written_differently and not (c.has_systems and c.is_unheard_of),
        DISPLAY,
        lambda c: f"{c.like}: English romanises it in both ways: house style",
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
        lambda c: c.support and c.is_held and c.mention.score >= RUNNING_TEXT.fair and not c.is_behind_a_calling,
        SAFE,
        lambda c: f"{c.like}, and {c.support}",
    ),
    Clause(
        "matched-at-home",
        lambda c: (
            c.is_person
            and c.is_matched_in_full
            and c.is_same_outline
            and c.has_as_many_syllables
            and c.evidence.at_home(c.form)
            and not c.is_behind_a_calling
        ),
        SAFE,
        lambda c: (
            f"{c.like}, in a column of names it would be {c.name}, and the document speaks of "
            f"{', '.join(c.evidence.at_home(c.form)[:3])}"
        ),
    ),
    Clause("held", lambda c: c.is_held, UNSAFE, lambda c: f"{c.like}, without support in the document"),
    Clause(
        "matched",
        lambda c: c.is_matched_in_full,
        UNSAFE,
        lambda c: f"{c.like}, and in a column of names it would be {c.name}",
    ),
)
