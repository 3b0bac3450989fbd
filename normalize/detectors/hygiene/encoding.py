"""Words read in the wrong encoding, and HTML entities that were never resolved."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from normalize.detectors.hygiene.repair import Repair
from normalize.detectors.hygiene.rules import ENTITY, MOJIBAKE, REPLACEMENT
from normalize.text.pattern import pattern

_SUSPECT = pattern("[\u0080-\u00ff\u0152-\u0178\u0192\u02c6\u02dc\u2013-\u2122\u0370-\u04ff]{2}|[\x80-\x84\x86-\x9f]")
# A chunk was read in one encoding. No line end stands in it; but U+0085 may be the second half of a letter.
_APART = frozenset(map(chr, range(0x20))) | frozenset(" &;\u2028\u2029")
_NEXT_LINE = "\x85"
_CHUNK = pattern(r"(?:[^ &;\x00-\x1f\x85\u2028\u2029]|(?<=[\x80-\xff])\x85)+")
_BETWEEN_MARKS = pattern("[^“”‘’]+")
_LONGEST = 2000  # code points without a space; longer ones are no words
_MEMO = 1 << 13  # chunks remembered
# Named references that browsers accept without a semicolon and texts are full of; others need one.
_BARE = "nbsp|quot|amp|lt|gt|laquo|raquo|copy|reg|deg|middot|eacute|egrave|agrave|ccedil|uuml|ouml|auml|szlig|ntilde"
_ENTITY = pattern(
    rf"&(?:(?:amp|#38|#x26);){{0,8}}(?:#\d{{2,7}};|#[xX][0-9a-fA-F]{{2,6}};|[a-zA-Z]{{2,31}};|(?:{_BARE})(?![\w;=]))"
)
_REFERENCE = pattern(r"[#\w]{0,31};|(?:#|nbsp|quot|amp|lt|gt)")
_MARKUP = frozenset("<>")
_LOST = pattern("\ufffd+")


@cache
def _ftfy() -> tuple[Any, Any]:
    """ftfy, told to guess nothing: no lost bytes made up, nothing but the encoding touched."""
    import ftfy

    return ftfy, ftfy.TextFixerConfig(restore_byte_a0=False, replace_lossy_sequences=False, explain=False)


def has_suspect_pair(part: str) -> bool:
    """Whether two signs side by side are such as a wrong encoding makes of one."""
    return _SUSPECT.search(part) is not None


def may_be_mojibake(word: str) -> bool:
    """Whether a word has such signs, or one at an end, where the sign beside the word may be the other."""
    return has_suspect_pair(word) or any(_SUSPECT.match(letter * 2) is not None for letter in (word[0], word[-1]))


def mojibake(text: str) -> Iterator[Repair]:
    """Words that make sense in another encoding (ftfy, Speer 2019): UTF-8 read as Windows-1252, Latin-1 and so on."""
    end = 0
    for pair in _SUSPECT.finditer(text):
        if pair.start() < end:
            continue
        start = pair.start()
        while start > end and not _is_apart(text, start - 1):
            start -= 1
        chunk = _CHUNK.match(text, start)
        if chunk is None:
            continue
        end = chunk.end()
        if end - start <= _LONGEST:
            for (first, last), fixed, sure in _readings(chunk[0]):
                why = f"read in the right encoding it is “{fixed}”"
                yield Repair(start + first, start + last, MOJIBAKE, why, fixed, sure)


def _readings(chunk: str) -> list[tuple[tuple[int, int], str, bool]]:
    """A chunk as it reads in another encoding; where that is in doubt, its parts between quotation marks that do not.

    *“quotes”Ã©* was joined after the damage: a mark that is right stands beside a letter that is not.
    """
    read = _decoded(chunk)
    if read is not None and not read[1]:
        parts = [(part, _decoded(part[0])) for part in _BETWEEN_MARKS.finditer(chunk) if has_suspect_pair(part[0])]
        if sure := [(part.span(), fixed[0], True) for part, fixed in parts if fixed is not None and fixed[1]]:
            return sure
    return [] if read is None else [((0, len(chunk)), *read)]


def _is_apart(text: str, at: int) -> bool:
    """Whether a chunk ends in front of a sign."""
    sign = text[at]
    return sign in _APART or (sign == _NEXT_LINE and not (at and "\x80" <= text[at - 1] <= "\xff"))


@lru_cache(_MEMO)
def _decoded(chunk: str) -> tuple[str, bool] | None:
    """A chunk read in another encoding, and whether nothing is left to doubt; None where it is right as it stands."""
    library, config = _ftfy()
    fixed = library.fix_encoding(chunk, config)
    if fixed == chunk or "\ufffd" in fixed:
        return None
    sure = not library.is_bad(fixed) and library.fix_encoding(fixed, config) == fixed and _is_plain(fixed)
    return fixed, sure


def _is_plain(text: str) -> bool:
    return all(unicodedata.category(ch) not in ("Cc", "Cf", "Cn", "Co", "Cs") for ch in text)


def entities(text: str) -> Iterator[Repair]:
    """HTML entities outside HTML. What comes of one never makes another with what stands behind it."""
    if "&" not in text:
        return
    for match in _ENTITY.finditer(text):
        put = match[0]
        for _ in range(10):
            put = html.unescape(put)
        if put == match[0] or "&" in put[1:] or put == "\ufffd":
            continue
        open_end = put == "&" and _REFERENCE.match(text, match.end()) is not None
        letter = put.isascii() and (put.isalnum() or put in "#;")
        sure = not (open_end or letter or put in _MARKUP or not _is_plain(put))
        yield Repair(*match.span(), ENTITY, f"an HTML entity for “{put}”", put, sure)


def replacement_characters(text: str) -> Iterator[Repair]:
    """Runs of U+FFFD."""
    if "\ufffd" in text:
        for match in _LOST.finditer(text):
            yield Repair(*match.span(), REPLACEMENT, "a sign was lost before the text was written", None)
