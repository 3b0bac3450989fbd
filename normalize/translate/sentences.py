"""Cutting a text into what a sentence model can take, so that the pieces join to the text again.

Models are trained on single sentences: they forget the second one and every line end. The cutting needs no model and
no network.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from normalize.text.lines import BREAKS
from normalize.text.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LINE_END = pattern(f"([{BREAKS}]+)")
# A full stop, closing marks, space, and something that may begin a sentence. The mark before is looked at first: then
# a long run of dots is read once.
_STOP = pattern(r"(?<![.!?…؟۔।])[.!?…؟۔।]+[\"'”’»)\]]*(\s+)(?=[^\s.,;:])|(?<![。！？])[。！？]+[」』”’]*(\s*)(?=\S)")
# What a full stop does not end: initials, EE.UU., titles.
_ABBREVIATION = pattern(
    r"(?:^|[\s(\"“«])(?:[^\W\d_]|\S*[.]\S*|(?:sra?|srta|dra?|mrs?|ms|mme|mlle|sig|prof|gral|gen|cap|lic|ing|sta?|sto|uds?"
    r"|n[oº]|núm|art|pág|bzw|vgl|usw|etc|vs))\Z",
    re.IGNORECASE,
)
_CLAUSE = pattern(r"[,;:–—،؛，、；]\s*")


def lines_of(text: str) -> list[tuple[str, str]]:
    r"""The lines of a text, each with the white space before it; what follows the last has an empty line.

    >>> lines_of(" Leer más\r\n\r\nVer\n")
    [(' ', 'Leer más'), ('\r\n\r\n', 'Ver'), ('\n', '')]
    """
    found: list[tuple[str, str]] = []
    before = ""
    for piece in _LINE_END.split(text):
        line = piece.strip()
        if line:
            start = piece.index(line)
            found.append((before + piece[:start], line))
            before = piece[start + len(line) :]
        else:
            before += piece
    return [*found, (before, "")] if before else found


def parts(text: str) -> list[tuple[str, str]]:
    r"""The sentences of a text, each with the white space before it; what follows the last has an empty sentence.

    Nothing is lost: joined, the parts are the text.

    >>> parts("\nHabla el Sr. Paz. Nadie oye.\n")
    [('\n', 'Habla el Sr. Paz.'), (' ', 'Nadie oye.'), ('\n', '')]
    """
    return [
        (before if i == 0 else space, sentence)
        for before, line in lines_of(text)
        for i, (space, sentence) in enumerate(_sentences(line))
    ]


def _sentences(line: str) -> Iterator[tuple[str, str]]:
    start, space = 0, ""
    for stop in _STOP.finditer(line):
        mark = stop.start()
        if line[mark] == "." and _ABBREVIATION.search(line, max(start, mark - 24), mark):
            continue
        gap = stop[1] if stop[1] is not None else stop[2]
        yield space, line[start : stop.end() - len(gap)]
        start, space = stop.end(), gap
    if start < len(line) or not line:
        yield space, line[start:]


def shorten(sentence: str, fits: Callable[[str], bool]) -> list[tuple[str, str]]:
    """Pieces of a sentence that fit, each with the white space before it: cut near the middle, at a comma if possible.

    >>> shorten("uno dos, tres cuatro", lambda piece: len(piece) < 14)
    [('', 'uno dos,'), (' ', 'tres cuatro')]
    """
    if len(sentence) < 2 or fits(sentence):
        return [("", sentence)]
    cut = _cut(sentence)
    left, right = sentence[:cut].rstrip(), sentence[cut:].lstrip()
    if not left or not right:
        left, right = sentence[: len(sentence) // 2], sentence[len(sentence) // 2 :]
    gap = sentence[len(left) : len(sentence) - len(right)]
    first, *rest = shorten(right, fits)
    return [*shorten(left, fits), (gap + first[0], first[1]), *rest]


def _cut(sentence: str) -> int:
    """The best place to cut: a clause end in the middle half, else the space nearest to the middle, else the middle."""
    middle, quarter = len(sentence) // 2, len(sentence) // 4
    clauses = [m.end() for m in _CLAUSE.finditer(sentence, quarter, len(sentence) - quarter)]
    if clauses:
        return min(clauses, key=lambda at: abs(at - middle))
    left, right = sentence.rfind(" ", 0, middle), sentence.find(" ", middle)
    spaces = [at for at in (left, right) if at > 0]
    return min(spaces, key=lambda at: abs(at - middle)) if spaces else middle
