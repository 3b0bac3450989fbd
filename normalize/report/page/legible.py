"""Text of a document as a page may show it: whatever is not seen, or changes how the rest is seen, becomes a sign."""

from __future__ import annotations

import unicodedata

_LINE_END, _BLANK = "↵", "␣"
_JOINERS = frozenset("\u200c\u200d")  # they shape Persian and Indic words, and emoji
_LONGEST, _HEAD, _TAIL = 700, 400, 200  # code points of a text that is shown whole; of one that is not


def legible(text: str, *, joiners: bool = False) -> str:
    """One line of text without control characters and marks of direction; with ``joiners`` these are shown, too.

    >>> legible("a\\u202eb\\tc\\r\\nd"), legible("نمی\\u200cشود") == "نمی\\u200cشود"
    ('a⟨U+202E⟩b c↵d', True)
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n")
    return "".join(c if c.isprintable() and c != "\xad" else _sign(c, joiners) for c in text)


def _sign(char: str, joiners: bool) -> str:
    if char in "\n\r":
        return _LINE_END
    category = unicodedata.category(char)
    if char == "\t" or (category == "Zs" and not joiners):
        return " "
    if category == "Cn":  # newer than Python's tables, or no character at all, which XML does not take
        return "�" if ord(char) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF else char
    return char if char in _JOINERS and not joiners else f"⟨U+{ord(char):04X}⟩"


def edited(text: str) -> str:
    """A text that was taken out or put in: where it is nothing but blanks and signs, each is seen.

    >>> edited("  "), edited("a b"), edited("\\u200b")
    ('␣␣', 'a b', '⟨U+200B⟩')
    """
    shown = legible(text, joiners=True)
    return shown.replace(" ", _BLANK) if shown.isspace() else shown


def shortened(text: str) -> str:
    """A long text without its middle, and how much that was.

    >>> shortened("a" * 1000)[395:435]
    'aaaaa … (400 characters more) … aaaaaaaa'
    """
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_HEAD]} … ({len(text) - _HEAD - _TAIL:,} characters more) … {text[-_TAIL:]}"
