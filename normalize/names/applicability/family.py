"""Clauses for a family name alone: the document must name the person in full, or a title must stand before it."""

from __future__ import annotations

from normalize.names.applicability.clause import LEAVE, SAFE, UNSAFE, Clause, always
from normalize.names.thresholds import RUNNING_TEXT
from normalize.words.known import KNOWN

ALONE = "foreign-family-name-alone"  # two of one language speak for each other

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
    Clause(
        "repaired-elsewhere",
        lambda c: (
            c.is_repaired_elsewhere
            and c.familiar < KNOWN
            and not (c.form.accepted or c.is_a_word_here or c.is_behind_a_calling)
        ),
        SAFE,
        lambda c: f"the document has “{c.surface}” where nobody but {c.name} can be meant",
    ),
    Clause(
        "behind-its-office",
        lambda c: c.is_behind_an_office_held and not c.form.accepted,
        SAFE,
        lambda c: f"it stands behind an office that {c.name} held, and {c.spelled_so}",
    ),
    Clause(
        "careful-with-a-title",
        lambda c: c.form.careful and c.around.title is not None and c.mention.exact,
        UNSAFE,
        lambda c: f"its characters spell the name of {c.name} so, but perhaps those of another, too",
    ),
    Clause("careful-without-a-title", lambda c: c.form.careful, LEAVE),
    Clause(
        "foreign-family-name",
        lambda c: c.is_foreign_family_name and c.is_spelt_abroad and not c.is_behind_a_calling,
        SAFE,
        lambda c: (
            f"other languages write “{c.replacement}” so, which readers know, and English knows nobody of this name"
        ),
    ),
    Clause(
        "foreign-family-name-and-shining",
        lambda c: c.is_written_abroad and c.shining and not c.is_behind_a_calling,
        SAFE,
        lambda c: f"{', '.join(c.shining[:2])} writes “{c.replacement}” so, and shines through elsewhere",
    ),
    Clause(
        "foreign-family-name-at-home",
        lambda c: (
            (c.is_foreign_family_name or (c.is_written_abroad and c.has_systems))
            and c.evidence.at_home(c.form)
            and not c.is_behind_a_calling
        ),
        SAFE,
        lambda c: (
            f"other languages write “{c.replacement}” so, and the document speaks of "
            f"{', '.join(c.evidence.at_home(c.form)[:3])}"
        ),
    ),
    Clause(
        ALONE,
        lambda c: c.is_written_abroad and c.around.title is None,
        UNSAFE,
        lambda c: f"other languages write “{c.replacement}” so, but nothing else in the document speaks for {c.name}",
    ),
    Clause(
        "title-at-home",
        lambda c: c.is_foreign_at_home,
        SAFE,
        lambda c: (
            f"the title “{c.around.title}” stands before it, {c.spelled_so}, and it is of "
            f"{', '.join(c.homes_before[:3])}"
        ),
    ),
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
        always,
        UNSAFE,
        lambda c: f"the title “{c.around.title}” stands before it, but nothing else speaks for it",
    ),
)
