"""A piece of a separator where it stands in a document: with the words beside it and the roles of its signs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum

from normalize.detectors.marks.pieces import Piece, pieces
from normalize.text.tokens import Tokens


class Role(Enum):
    """What a quotation mark does."""

    OPENS = "opens"
    CLOSES = "closes"


@dataclass(slots=True)
class Place:
    """A piece in front of word ``i``, in a separator that begins at ``start``.

    ``before`` and ``after`` are the words beside it, empty where a line begins or ends. ``roles`` are those of its
    quotation marks, by the number of the sign; a sign in ``sure`` has no other reading.
    """

    i: int
    piece: Piece
    start: int
    before: str
    after: str
    roles: dict[int, Role] = field(default_factory=dict)
    sure: set[int] = field(default_factory=set)

    @property
    def signs(self) -> str:
        return self.piece.signs

    def blank(self, k: int) -> bool:
        """Whether a blank stands in front of sign ``k``, or behind the last one."""
        return self.piece.blanks[k] != ""

    def offset(self, k: int) -> int:
        """The offset of sign ``k`` in the text."""
        return self.start + self.piece.start_of(k)

    def gap(self, k: int) -> tuple[int, int]:
        """The span of the blanks in front of sign ``k``, or behind the last one."""
        end = self.offset(k)
        return end - len(self.piece.blanks[k]), end


def places(tokens: Tokens, at: Iterable[int]) -> Iterator[Place]:
    """The pieces of some separators, in text order."""
    words = tokens.words
    last = len(words)
    for i in at:
        start = tokens.separator_span(i)[0]
        for piece in pieces(tokens.separators[i]):
            before = "" if piece.opens or i == 0 else words[i - 1]
            after = "" if piece.ends or i == last else words[i]
            yield Place(i, piece, start, before, after)
