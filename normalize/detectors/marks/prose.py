"""Lines of running text, told from tables, verse, code, headings and lists by their shape."""

from __future__ import annotations

from collections.abc import Iterable

from normalize.text.pattern import pattern

_WORD = pattern(r"[^\W\d_]+")
_LEAST_WORDS = 5
_LEAST_SMALL = 0.4  # the share of words in small letters; less make a heading, a line-up or a list of names
_GRID = pattern(r"\t|\|.*\|| {3,}\S.* {3,}\S")
_CODE = pattern(r"[{}]|[=!<>]=|\(\)|\w\(\s*[\"']|[\"']\s*\)\s*;|;\s*$|</|->|::|&&")
_MOST = 4000  # code points of a line that are looked at


def is_prose(line: str) -> bool:
    """Whether a line is running text: words, most of them in small letters, and no table or code.

    >>> is_prose("They waited at the harbour , but no ship came."), is_prose("Kron , Weber ; Lind , Dahl , Moe")
    (True, False)
    """
    words = _WORD.findall(line[:_MOST])
    return len(words) >= _LEAST_WORDS and has_words(line) and _small(words) >= _LEAST_SMALL * len(words)


def has_words(line: str) -> bool:
    """Whether a line may be a sentence or its heading: some words in small letters, and no table or code.

    >>> has_words("Harbour closed , says mayor"), has_words("AP , AFP , Tuesday 7 May"), has_words("if (a == b) {")
    (True, False, False)
    """
    line = line[:_MOST]
    if _GRID.search(line) or _CODE.search(line):
        return False
    return _small(_WORD.findall(line)) > 0


def _small(words: Iterable[str]) -> int:
    """How many words begin with no capital."""
    return sum(not word[0].isupper() for word in words)
