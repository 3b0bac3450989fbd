"""The rules of text hygiene, and what is done about each: off, display or safe."""

from __future__ import annotations

from collections.abc import Mapping

from normalize.model import Category
from normalize.rules import Rule, declare

OFF, DISPLAY, SAFE = "off", "display", "safe"

MOJIBAKE = declare(
    Rule(
        "T501",
        "mojibake",
        Category.ENCODING,
        "A word that was written in one encoding and read in another.",
        "No search finds it, and no glossary knows it.",
        "safe where ftfy decodes the whole word and nothing broken is left, in a file in Unicode; else display",
        ("the cafÃ© on the corner", "the café on the corner"),
        "SÃO PAULO is in Brazil",
    )
)
ENTITY = declare(
    Rule(
        "T502",
        "html-entity",
        Category.ENCODING,
        "An HTML entity, once or several times escaped, in text that is not HTML.",
        "Words are counted as “amp” and “quot”, and quotations are not seen.",
        "safe; display for < and >, which may be markup that the text speaks of, and for invisible signs; "
        "nothing in Markdown, where entities are right",
        ("the &amp;quot;old&amp;quot; harbour", 'the "old" harbour'),
        "R&D and Q&A",
    )
)
SOFT_HYPHEN = declare(
    Rule(
        "T503",
        "soft-hyphen",
        Category.SPACING,
        "A soft hyphen inside a word or beside one.",
        "It cannot be seen, and cuts the word in two for every search.",
        "safe; display at the end of a line, where it may be a hyphen that a reader saw",
        ("the har\u00adbour", "the harbour"),
        "the harbour-master",
    )
)
ZERO_WIDTH = declare(
    Rule(
        "T504",
        "zero-width",
        Category.SPACING,
        "A zero-width sign or a mark of text direction where the script has no use for it.",
        "It cannot be seen, and makes two words of one or one unlike itself.",
        "safe between Latin, Greek or Cyrillic signs, display for joiners; nothing in scripts and emoji that need them",
        ("the har\u200bbour", "the harbour"),
        "می\u200cخواهم",
    )
)
CONTROL = declare(
    Rule(
        "T505",
        "control-character",
        Category.ENCODING,
        "A control character other than tabs, line ends and page breaks.",
        "Many programs stop at it, or show nothing from there on.",
        'display; on request (`hygiene = {T505 = "safe"}`) safe, but for those between two letters, which may stand '
        "for one that was lost",
        ("the harbour\u0002 was closed", "the harbour was closed"),
        "a\ttab",
    )
)
LOOK_ALIKE = declare(
    Rule(
        "T506",
        "look-alike",
        Category.ENCODING,
        "A word of one script with letters of another that look the same.",
        "It reads like the word and is another to every search.",
        "safe where the word with letters of one script is a known one, or stands in the document; else display",
        ("the h\u0430rbour", "the harbour"),
        "the 5-μm filter",
    )
)
REPLACEMENT = declare(
    Rule(
        "T507",
        "replacement-character",
        Category.ENCODING,
        "U+FFFD, which stands where a sign could not be decoded.",
        "Something was lost before the text was written; only its source tells what.",
        "display",
        ("the caf\ufffd", "(reported; nothing is changed)"),
        "the café",
    )
)
RULES = (MOJIBAKE, ENTITY, SOFT_HYPHEN, ZERO_WIDTH, CONTROL, LOOK_ALIKE, REPLACEMENT)
CODES = tuple(rule.code for rule in RULES)
DEFAULTS: Mapping[str, str] = dict.fromkeys(CODES, SAFE) | {CONTROL.code: DISPLAY, REPLACEMENT.code: DISPLAY}


def problem_with(table: Mapping[str, str]) -> str | None:
    """What is wrong with a choice for each rule, as the rest of a sentence that begins with the setting's name.

    >>> problem_with({"T503": "off"})
    >>> problem_with({"T507": "safe"})
    '.T507: what was lost cannot be put back; use off or display'
    """
    for code, word in table.items():
        if code not in DEFAULTS:
            return f": no rule {code!r}; known are {', '.join(CODES)}"
        if code == REPLACEMENT.code and word == SAFE:
            return f".{code}: what was lost cannot be put back; use {OFF} or {DISPLAY}"
    return None
