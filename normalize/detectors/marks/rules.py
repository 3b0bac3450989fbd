"""The rules on quotation marks, brackets and the blanks around marks."""

from __future__ import annotations

from normalize.model import Category
from normalize.rules import Rule, declare

DIRECTION = declare(
    Rule(
        "Q230",
        "quote-direction",
        Category.PUNCTUATION,
        "A quotation mark turned the wrong way, or with its blank on the wrong side.",
        "Tools that extract quotations pair marks by their direction and by what stands beside them.",
        "safe where the marks of a paragraph have one reading and the paragraph is running text; else unsafe",
        ("She called it “a small step “ and left.", "She called it “a small step” and left."),
        "She called it “a small step” and left.",
    )
)
BEFORE = declare(
    Rule(
        "Q240",
        "spaced-sign",
        Category.SPACING,
        "A blank in front of a stop or comma, or inside a time, a handle or a percentage.",
        "Words and marks are cut wrongly; a time with a space is no time to a parser, and a handle with one is no "
        "handle.",
        "safe in front of a stop or comma in running text, unless the document or the target language writes so; "
        "else unsafe",
        ("The bus left , but nobody got off it.", "The bus left, but nobody got off it."),
        "Score: 13, and at 13:08 it ended. Read John 3.",
    )
)
MISSING = declare(
    Rule(
        "Q241",
        "missing-space",
        Category.SPACING,
        "No blank between a full stop, another mark or a comma and what follows: “closed.The”, “spoke,Monday”, "
        "“left.“We”.",
        "Two sentences become one, and two words one token.",
        "safe where a sentence ends in an everyday word and the next one opens with a little word, or an opening "
        "quotation mark follows; else unsafe",
        ("The road was closed.The mayor left.", "The road was closed. The mayor left."),
        "Read more at Example.com or ask the Node.js team.",
    )
)
BRACKETS = declare(
    Rule(
        "Q270",
        "space-in-brackets",
        Category.SPACING,
        "A blank on the inner side of a bracket: “( 21 )”.",
        "What stands in brackets (scores, acronyms, dates) is looked for with them.",
        "safe in running text, where the bracket has a partner and the document does not write so throughout; else "
        "unsafe",
        ("They won the final ( 6-2) after an hour.", "They won the final (6-2) after an hour."),
        "The box ( ) stays empty, and so does f( x ).",
    )
)
THROUGHOUT = declare(
    Rule(
        "Q277",
        "tokenised-text",
        Category.SPACING,
        "Blanks in front of commas and full stops throughout: the text was cut into tokens and never joined again.",
        "It is a habit of the whole document: one line of code joins it better than a hundred edits.",
        "display, once in a document",
        ("A cat , a dog , a hen , and a man .", "(reported; nothing is changed)"),
        "A cat, a dog, a hen, and a man.",
    )
)
