"""What part of a document a foreign span is: it decides how far its translation may be applied."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from normalize.model import LanguageSpan
from normalize.text.lines import BREAKS, around
from normalize.text.pattern import pattern
from normalize.translate.model import Kind

_REACH = 4000  # code points looked at on either side: a line may be as long as the document
_DIVIDER_BEFORE = pattern(r"(?:(?<!\S)(?://|[|·•/])|[|·•])\s*\Z")
_DIVIDER_BEHIND = pattern(r"\W{0,3}?(?:\s*[|·•]|\s+(?://|/)(?!\S))")
_DASH_BEFORE = pattern(r"(?<=\s)[—–-]\s+\Z")
_DASH_BEHIND = pattern(r"\W{0,3}?\s+[—–-](?=\s)")
_PAIRS = {"“": "”", "«": "»", "„": "“", "‹": "›", "‘": "’", "‚": "‘", '"': '"', "「": "」", "『": "』"}
_MARKS = pattern(f"[{''.join({*_PAIRS, *_PAIRS.values()})}{BREAKS}]")
_DEEPEST = 16  # quotations in each other that are told apart: people write two or three
_OPENED_BY = {mark: tuple(o for o, c in _PAIRS.items() if c == mark) for mark in _PAIRS.values()}


def kind_of(text: str, span: LanguageSpan) -> Kind:
    """Whole lines, one side of a bilingual line, words inside quotation marks, or a clause.

    >>> [kind_of("Uno, dos, tres // One, two, three", LanguageSpan(0, end, "es", 1.0)).value for end in (14, 8)]
    ['half', 'clause']
    >>> kind_of("She said “hasta mañana” and left", LanguageSpan(10, 22, "es", 1.0)).value
    'quotation'
    >>> kind_of("[Leer más]", LanguageSpan(1, 9, "es", 1.0)).value
    'line'
    """
    opening, closing = around(text, span.start, span.end, _REACH)
    before, behind = text[opening : span.start], text[span.end : closing]
    opens, closes = not _has_words(before), not _has_words(behind)
    if opens and closes:
        return Kind.LINE
    if _is_half(before, behind, opens, closes):
        return Kind.HALF
    if _is_quoted(text, span, opening, behind):
        return Kind.QUOTATION
    return Kind.CLAUSE


def _has_words(part: str) -> bool:
    return any(map(str.isalnum, part))


def _is_half(before: str, behind: str, opens: bool, closes: bool) -> bool:
    """Whether dividers or the ends of the line bound the span; dashes also set off clauses, so one alone counts."""
    left, right = _DIVIDER_BEFORE.search(before[-80:]), _DIVIDER_BEHIND.match(behind)
    if (left or opens) and (right or closes):
        return True
    return bool((opens and _DASH_BEHIND.match(behind)) or (closes and _DASH_BEFORE.search(before[-80:])))


def _is_quoted(text: str, span: LanguageSpan, line: int, behind: str) -> bool:
    """Whether a span has quotation marks at both ends, or lies between two of the same line."""
    inside = text[span.start : span.end]
    if _PAIRS.get(inside[:1]) == inside.rstrip(" .,;:!?")[-1:] != "":
        return True
    mark = _open_mark(text, line, span.start)
    if not mark:
        return False
    return next((ch for ch in behind if ch == _PAIRS[mark] or ch == mark), "") == _PAIRS[mark]


def _open_mark(text: str, line: int, at: int) -> str:
    """The quotation mark that is still open at an offset in the line that begins at another one, or none."""
    start = line
    if at - line >= _REACH:  # the line may begin before: many spans of a long one ask for one part of it
        start = max(around(text, line, line, _REACH)[0], line // _REACH * _REACH)
    places, opened = _opened(text, start)
    found = bisect_left(places, at)
    before = opened[found]
    if found and places[found - 1] == at - 1:  # what stands behind the last mark is not looked at
        before = _behind(opened[found - 1], text[at - 1], is_apostrophe=False)
    return before[-1] if before else ""


@lru_cache(maxsize=1)
def _opened(text: str, start: int) -> tuple[Sequence[int], Sequence[tuple[str, ...]]]:
    """The offsets of the quotation marks of a part of a line, and which are open in front of each and at the end."""
    places: list[int] = []
    opened: list[tuple[str, ...]] = [()]
    for match in _MARKS.finditer(text, start, start + 2 * _REACH):
        if match[0] in BREAKS:
            break
        places.append(match.start())
        opened.append(_behind(opened[-1], match[0], is_apostrophe=_apostrophe(text, match.start())))
    return places, opened


def _behind(opened: tuple[str, ...], ch: str, *, is_apostrophe: bool) -> tuple[str, ...]:
    """Which marks are open behind one, given those in front of it.

    An apostrophe is no closing mark: it stands between letters or, as a closing mark, leaves the single pair open.
    """
    if opened and _PAIRS[opened[-1]] == ch and not is_apostrophe:
        return opened[:-1]
    if ch in _PAIRS and not (ch == "“" and opened and opened[-1] == "„"):
        return (*opened, ch)[-_DEEPEST:]
    if ch in _OPENED_BY:
        return opened[: next((i for i, mark in enumerate(opened) if mark in _OPENED_BY[ch]), len(opened))]
    return opened


def _apostrophe(text: str, at: int) -> bool:
    return text[at] == "’" and text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()
