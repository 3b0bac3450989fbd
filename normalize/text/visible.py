"""Foreign strings before a person: no sign of a text, a file name or a glossary acts on the terminal that shows it."""

from __future__ import annotations

import re

# What a terminal obeys (C0 and C1 controls, DEL), what turns the direction of the text around it (Unicode Standard
# Annex 9), what ends a line, and halves of characters, which no output can encode.
_ACTS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_ACTS_IN_LINE = re.compile(f"(?!\n){_ACTS.pattern}")
_ENDS = frozenset("\n\x85\u2028\u2029")


def visible(text: str) -> str:
    """A string on one line, in which whatever a terminal would obey is a sign or a number.

    >>> visible("a\\x1b[31m\\nb")
    'a␛[31m↵b'
    >>> visible("\\x9b2J \\u202eb")
    '⟨009B⟩2J ⟨202E⟩b'
    """
    return _ACTS.sub(_sign, text.replace("\r\n", "↵"))


def visible_lines(text: str) -> str:
    """The same of several lines: they stay lines.

    >>> visible_lines("a\\n\\x1b")
    'a\\n␛'
    """
    return _ACTS_IN_LINE.sub(_sign, text)


def _sign(found: re.Match[str]) -> str:
    char = found[0]
    if char in _ENDS:
        return "↵"
    if char == "\t":
        return " "
    if char < " ":
        return chr(0x2400 + ord(char))
    if "\ud800" <= char <= "\udfff":
        return "�"
    return "␡" if char == "\x7f" else f"⟨{ord(char):04X}⟩"
