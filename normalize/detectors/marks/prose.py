"""Lines of running text, told from tables, verse, code, headings and lists by their shape."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from normalize.storage import memos
from normalize.text.pattern import pattern

_WORD = pattern(r"[^\W\d_]+")
_LEAST_WORDS = 5
_LEAST_SMALL = 0.4  # the share of words in small letters; less make a heading, a line-up or a list of names
_GRID = pattern(r"\t|\|.*\|| {3,}\S.* {3,}\S")
_CODE = pattern(r"[{}]|[=!<>]=|\(\)|\w\(\s*[\"']|[\"']\s*\)\s*;|;\s*$|</|->|::|&&")
_MOST = 4000  # code points of a line that are looked at


class _Looks(NamedTuple):
    """A line: how many words it has, how many of them begin with no capital, and whether it is a table or code."""

    words: int
    small: int
    is_set: bool


def is_prose(line: str) -> bool:
    """Whether a line is running text: words, most of them in small letters, and no table or code.

    >>> is_prose("They waited at the harbour , but no ship came."), is_prose("Kron , Weber ; Lind , Dahl , Moe")
    (True, False)
    """
    looks = _looks(line[:_MOST])
    return looks.words >= _LEAST_WORDS and has_words(line) and looks.small >= _LEAST_SMALL * looks.words


def has_words(line: str) -> bool:
    """Whether a line may be a sentence or its heading: some words in small letters, and no table or code.

    >>> has_words("Harbour closed , says mayor"), has_words("AP , AFP , Tuesday 7 May"), has_words("if (a == b) {")
    (True, False, False)
    """
    looks = _looks(line[:_MOST])
    return looks.small > 0 and not looks.is_set


@lru_cache(maxsize=memos.LINES)
def _looks(line: str) -> _Looks:
    """Each place of a line asks the same, and so do several detectors."""
    words = _WORD.findall(line)
    small = sum(not word[0].isupper() for word in words)
    return _Looks(len(words), small, bool(_GRID.search(line) or _CODE.search(line)))
