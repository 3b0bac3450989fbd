"""Separators cut at line ends into pieces, and pieces into marks with the blanks between them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from normalize.storage import memos
from normalize.text.lines import BREAKS
from normalize.text.pattern import pattern

BLANKS = " \u00a0\u2007\u2009\u202f"
_PIECE = pattern(f"[{BREAKS}]|[^{BREAKS}]+")
_MOST = 64  # marks between two words: more are a drawing or code, no prose, and are not read one by one
_MARK = pattern(f"([{BLANKS}]*)([^{BLANKS}])")


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between two words, or a word and a line end: ``signs`` and the ``blanks`` before and behind each.

    ``blanks[k]`` is in front of ``signs[k]``, and there is one more behind the last. ``at`` is the offset of the piece
    in its separator; ``opens`` and ``ends`` say whether a line end stands in front of it, and behind it.
    """

    at: int
    signs: str
    blanks: tuple[str, ...]
    opens: bool
    ends: bool

    def start_of(self, k: int) -> int:
        """The offset of sign ``k`` in the separator."""
        return self.at + sum(map(len, self.blanks[: k + 1])) + k


@lru_cache(maxsize=memos.SEPARATORS)
def pieces(separator: str) -> tuple[Piece, ...]:
    """The pieces of a separator that have marks.

    >>> [(p.signs, p.blanks, p.opens, p.ends) for p in pieces(' ”.\\n“')]
    [('”.', (' ', '', ''), False, True), ('“', ('', ''), True, False)]
    """
    found = []
    for match in _PIECE.finditer(separator):
        end = match.start() + len(match[0].rstrip(BLANKS))  # behind which each blank would look for a mark in vain
        marks = list(islice(_MARK.finditer(separator, match.start(), end), _MOST + 1))
        if not marks or match[0] in BREAKS or len(marks) > _MOST:
            continue
        blanks = (*(mark[1] for mark in marks), separator[marks[-1].end() : match.end()])
        signs = "".join(mark[2] for mark in marks)
        found.append(Piece(match.start(), signs, blanks, match.start() > 0, match.end() < len(separator)))
    return tuple(found)
