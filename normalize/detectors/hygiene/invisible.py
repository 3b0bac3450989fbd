"""Signs that nobody sees: soft hyphens, zero-width signs, marks of direction, control characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from normalize.detectors.hygiene.repair import Repair
from normalize.detectors.hygiene.rules import CONTROL, SOFT_HYPHEN, ZERO_WIDTH
from normalize.storage import memos
from normalize.text.lines import first_line, last_line
from normalize.text.pattern import pattern

_SOFT = pattern("\u00ad+")
_ZERO = pattern("[\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]+")
_CONTROL = pattern("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]+")
_JOINERS = frozenset("\u200c\u200d")  # typesetters part ligatures with them in Latin words, too
_ESCAPE = "\x1b"
_NEAR = 100  # code points
# Ranges in which all characters of right-to-left scripts lie (a test holds them against the Unicode database).
_MAY_ORDER = pattern("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_PLAIN_SCRIPTS = frozenset({"LATIN", "GREEK", "CYRILLIC"})


def soft_hyphens(text: str) -> Iterator[Repair]:
    """Soft hyphens; one at the end of a line was seen by readers, and may be a hyphen of the word."""
    if "\u00ad" in text:
        for match in _SOFT.finditer(text):
            inside = text[match.end() : match.end() + 1] not in ("", "\r", "\n")
            yield Repair(*match.span(), SOFT_HYPHEN, "a soft hyphen, which cannot be seen", "", inside)


def zero_width(text: str) -> Iterator[Repair]:
    """Zero-width signs and marks of direction between signs of scripts that have no use for them.

    Joiners are shown only. A script that is written from right to left, joins its letters or leaves out spaces keeps
    all of them, and so do emoji, and lines with a right-to-left letter near by.
    """
    if _ZERO.search(text) is None:
        return
    for match in _ZERO.finditer(text):
        start, end = match.span()
        if start == 0 and match[0][0] == "\ufeff":
            start = 1  # a mark of the byte order, whoever put it there
        before, after = text[start - 1 : start] if start else "", text[end : end + 1]
        if start < end and _is_plain(before) and _is_plain(after) and not _has_right_to_left(text, start, end):
            sure = _JOINERS.isdisjoint(match[0])
            yield Repair(start, end, ZERO_WIDTH, "a zero-width sign, which these letters do not need", "", sure)


def controls(text: str) -> Iterator[Repair]:
    """Control characters other than tab, line ends, page break and NEL."""
    for match in _CONTROL.finditer(text):
        start, end = match.span()
        between = text[start - 1 : start].isalnum() and text[end : end + 1].isalnum() if start else False
        sure = not between and _ESCAPE not in match[0] and match[0] <= "\x7f" * len(match[0])
        yield Repair(start, end, CONTROL, "a control character", "", sure)


@lru_cache(maxsize=memos.SIGNS)
def _is_plain(ch: str) -> bool:
    """Whether a neighbour is a letter of a plain script, a digit, white space or punctuation in ASCII, or the edge."""
    if ch == "" or ch.isascii():
        return True
    if ch.isspace() or unicodedata.category(ch)[0] == "P":
        return True
    return ch.isalpha() and unicodedata.name(ch, "?").split()[0] in _PLAIN_SCRIPTS


def _has_right_to_left(text: str, start: int, end: int) -> bool:
    """Whether a right-to-left letter stands near in the line: then marks of direction order it.

    They reach no farther than the paragraph (Unicode Standard Annex 9, rule P1), and what becomes of other lines must
    not matter.
    """
    around = last_line(text[max(0, start - _NEAR) : start]) + first_line(text[end : end + _NEAR])
    return any(unicodedata.bidirectional(ch) in ("R", "AL", "AN") for ch in _MAY_ORDER.findall(around))
