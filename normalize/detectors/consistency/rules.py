"""The rules on single words that are corrupted, and on names that are written in two ways."""

from __future__ import annotations

from normalize.model import Category
from normalize.rules import Rule, declare

CORRUPTED_WORD = declare(
    Rule(
        "Q202",
        "corrupted-word",
        Category.MT_ARTIFACT,
        "A word that is in no word list of any language, a letter or two from a word of the same document or folder.",
        "Translation by word pieces adds, drops and swaps letters; the name or word is lost to every search.",
        "safe for a name that is established, stands in the same document and is nobody's; else unsafe",
        ("from Khrerson … the mayor of Kherson", "from Kherson … the mayor of Kherson"),
        "Mr Zakirov met Mr Bakirov",
    )
)
TWO_WAYS = declare(
    Rule(
        "Q203",
        "two-spellings",
        Category.NAME_VARIANT,
        "A name that no glossary knows, written in two ways in one document (or folder).",
        "Searches and counts see two names. Which one is right is for a reader to say; the evidence shows both places.",
        "safe where only letters with marks got lost; unsafe where its country or readers prefer one; else display",
        ("Drelovzk … Drelovsk", "Drelovsk … Drelovsk"),
        "Ivan Petrov and Anna Petrova",
    )
)
