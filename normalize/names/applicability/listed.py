"""Clauses for a form that a glossary lists: what may make it mean something else."""

from __future__ import annotations

from normalize.names.applicability.clause import (
    DISPLAY,
    FRAMED,
    LEAVE,
    OUT_OF_PLACE,
    OVERRULED,
    PLACE_ELSEWHERE,
    SAFE,
    UNSAFE,
    Clause,
    always,
)
from normalize.names.evidence import respelled
from normalize.names.house_style import is_cut_short
from normalize.words.known import COMMON, KNOWN

# Forms that a glossary lists: by what they are, then names of several words, then single words.
LISTED = (
    FRAMED,
    OVERRULED,
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
        lambda c: c.is_accepted and c.form.origin and not c.has_systems and c.is_one_name and c.is_written_differently,
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
        "own-name",
        lambda c: c.is_own_name,
        UNSAFE,
        lambda c: f"{c.listed}, but it is what the body is called at home",
    ),
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
    PLACE_ELSEWHERE,
    Clause(
        "foreign-place",
        lambda c: (
            c.is_place
            and c.mention.words == 1
            and c.is_in_place
            and not (c.is_historic or c.form.is_by_letters)
            and c.is_foreign_only
        ),
        SAFE,
        lambda c: f"{c.listed}, other languages have it ten times as often, and it stands where a place does",
    ),
    Clause(
        "respelled-place",
        lambda c: c.mention.words == 1 and c.is_respelled_place and not c.form.is_by_letters,
        SAFE,
        lambda c: f"{c.listed}, it has the sounds of {c.name}, and it stands where a place does",
    ),
    Clause(
        "made-in-place",
        lambda c: c.is_made_in_place and not c.is_historic and (c.support or not c.form.is_by_letters),
        SAFE,
        lambda c: f"{c.listed}, made from the name at home, and it stands where a place does",
    ),
    Clause(
        "repaired-elsewhere",
        lambda c: c.mention.words == 1 and c.is_repaired_elsewhere and c.familiar < COMMON and not c.form.is_by_letters,
        SAFE,
        lambda c: f"{c.listed}, and the document has it where nothing else can be meant",
    ),
    Clause(
        "spelled-by-characters",
        lambda c: c.is_place and c.form.is_by_letters,
        UNSAFE,
        lambda c: f"{c.listed}, spelled by the characters of another script, which may spell others, too",
    ),
    Clause(
        "full-name-at-home",
        lambda c: c.is_full_name_at_home and not c.form.entry.careful,
        SAFE,
        lambda c: f"{c.listed}, and the document names {', '.join(c.evidence.at_home(c.form)[:3])}",
    ),
    Clause(
        "careful-and-shining",
        lambda c: (
            c.is_unspoken
            and c.is_place
            and c.mention.words == 1
            and c.shining
            and (c.familiar < KNOWN or c.is_foreign_only)
            and not (c.beside or c.is_common_elsewhere)
        ),
        SAFE,
        lambda c: f"{c.listed}, and {', '.join(c.shining[:2])} shines through elsewhere",
    ),
    Clause(
        "careful-without-support",
        lambda c: c.is_unspoken,
        UNSAFE,
        lambda c: f"{c.listed}, but nothing else in the document speaks for {c.name}",
    ),
    OUT_OF_PLACE,
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
    Clause("also-a-word", always, UNSAFE, lambda c: f"{c.listed}, but it is also a word or another name"),
)
