"""Clauses for a mention that has the letters of its replacement, or is in another script: case, marks, joints."""

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
from normalize.names.house_style import is_hyphenated_alone

LETTER_CASE = (
    OVERRULED,
    Clause("acronym-like-a-word", lambda c: c.is_acronym_like_a_word, DISPLAY, "the two differ by letter case alone"),
)

MARKS = (
    OVERRULED,
    Clause("a-strangers-marks", lambda c: c.form.role == "family" and not c.full_names, LEAVE),
    Clause(
        "marks-of-another-language",
        lambda c: c.has_foreign_marks and not (c.is_place or c.frame or (c.is_person and c.beside)),
        SAFE,
        lambda c: f"{c.name} is written in another script at home: the marks are those of another language’s spelling",
    ),
    Clause("marks-alone", always, DISPLAY, "the two differ by diacritics alone"),
)

JOINT = (
    FRAMED,
    OVERRULED,
    Clause("person-beside-a-capital", lambda c: c.is_person and c.beside, LEAVE),
    Clause(
        "listed-joint",
        lambda c: (
            c.mention.exact
            and c.form.role == "alias"
            and not (c.form.accepted or c.form.glued)
            and (c.form.lang is not None or c.form.entry.rank > 0 or not is_hyphenated_alone(c.surface, c.replacement))
            and (c.is_shining or (c.is_person and c.form.origin))
            and not c.is_unspoken
        ),
        SAFE,
        lambda c: f"the glossary lists “{c.form.text}” as a variant",
    ),
    Clause(
        "both-ways-beside-a-capital",
        lambda c: c.is_written_differently and c.beside,
        UNSAFE,
        lambda c: f"the document writes this name in another way, too, but “{c.beside}” may belong to this one",
    ),
    Clause("both-ways", lambda c: c.is_written_differently, SAFE, "the document writes this name in another way, too"),
    Clause("one-way", always, DISPLAY, "the document writes this name in one way only: house style"),
)

OTHER_SCRIPT = (
    Clause("like-a-name", lambda c: not c.mention.exact or c.form.role == "family", LEAVE),
    Clause("gloss", lambda c: c.is_gloss, LEAVE),
    PLACE_ELSEWHERE,
    OUT_OF_PLACE,
    Clause(
        "alone-among-words",
        lambda c: c.is_among_words and not (c.is_unspoken or c.is_doubtful_there),
        SAFE,
        lambda c: f"“{c.form.text}” is {c.name} in its own script ({c.form.lang})",
    ),
    Clause(
        "perhaps-a-gloss",
        always,
        UNSAFE,
        lambda c: f"“{c.form.text}” is {c.name} in its own script ({c.form.lang}), but may explain another form",
    ),
)

ROMANISED = (
    Clause("gloss", lambda c: c.is_gloss, LEAVE),
    Clause(
        "named-in-latin-letters",
        lambda c: c.is_among_words and c.is_named_in_latin,
        SAFE,
        lambda c: f"{c.romanised}, and the document names {c.name} in Latin letters, too",
    ),
    Clause("romanised", always, UNSAFE, lambda c: f"{c.romanised}, without more in the document"),
)
