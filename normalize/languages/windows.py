"""Where a foreign passage may be: the words around those that tell of another language.

Almost all windows of plain text hold none. What decides that costs one look at each telling word; the other words of a
window are looked at only where a passage is still possible.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from normalize.languages import tables
from normalize.languages.sequence import CLOSING, switch_cost
from normalize.storage import memos
from normalize.text.lines import breaks_line
from normalize.text.pattern import pattern
from normalize.text.tokens import Tokens

_REACH = 10  # words around a telling one that are looked at
_MANY, _MOST = 400, 1000  # words after which a window is cut at a full stop, and in any case
_DIVIDER = pattern(r"//|[|·•]|\s[—–/-]\s")
_LINKS = pattern(r"//|[|·]")  # what stands between the links of a site


@lru_cache(maxsize=memos.SEPARATORS)
def divides(separator: str) -> bool:
    """Whether a separator divides a line into parts that each stand alone.

    >>> [divides(s) for s in (" | ", " // ", " - ", "-", ", ")]
    [True, True, True, False, False]
    """
    return _DIVIDER.search(separator) is not None


@lru_cache(maxsize=memos.SEPARATORS)
def _parts_links(separator: str) -> bool:
    return _LINKS.search(separator) is not None


def is_border(separator: str) -> bool:
    """Whether a separator ends a line or divides it."""
    return breaks_line(separator) or divides(separator)


class Places:
    """Where the lines of a text end and are divided, as numbers of words; ``borders`` are those of all separators that
    :func:`is_border`.

    ``breaks`` open a line (the end of the text is the last), ``dividers`` follow a divider, ``links`` one of links.
    """

    def __init__(self, tokens: Tokens, borders: Sequence[int]) -> None:
        self.tokens = tokens
        separators, end = tokens.separators, len(tokens.words)
        self.breaks = [i for i in borders if breaks_line(separators[i]) and 0 < i < end]
        self.breaks.insert(0, 0)
        self.breaks.append(end)
        self.dividers: Sequence[int] = ()
        self.links: Sequence[int] = ()
        if len(borders) > len(self.breaks) - 2:
            self.dividers = [i for i in borders if divides(separators[i])]
            self.links = [i for i in self.dividers if _parts_links(separators[i])]

    def parts(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """What stands alone among the words ``start..end`` (the last not included): lines and parts of lines."""
        inside = self.dividers[bisect_right(self.dividers, start) : bisect_left(self.dividers, end)]
        for first, stop in pairwise((start, *inside, end)):
            if self._is_bound(first) and self._is_bound(stop):
                yield first, stop

    def _is_bound(self, i: int) -> bool:
        return _has(self.breaks, i, i) or _has(self.dividers, i, i)


def _has(numbers: Sequence[int], first: int, last: int) -> bool:
    """Whether one of some sorted numbers lies in ``first..last``."""
    at = bisect_left(numbers, first)
    return at < len(numbers) and numbers[at] <= last


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``first..last`` of one line, with the ``telling`` ones among them.

    ``line`` says whether they are all of the line, ``continues`` whether they go on from the window before.
    """

    first: int
    last: int
    line: bool
    continues: bool
    telling: Sequence[int]


def windows(places: Places, telling: Sequence[int]) -> Iterator[Window]:
    """The words around each group of telling words (given by number) where they can hold a passage.

    That takes two words that are no names, or so few words that one or a phrase will do.
    """
    breaks, links = places.breaks, places.links
    continues = False
    for at, stop, cut in _groups(places, telling):
        first, last = telling[at], telling[stop - 1]
        line = bisect_right(breaks, first)  # no line ends inside a group
        opening, closing = breaks[line - 1], breaks[line]
        start = max(opening, first if continues else first - _REACH)
        end = min(closing, telling[stop] if cut else last + 1 + _REACH)
        short = end - start <= tables.LONGEST or (links and _has(links, start, end))
        if short or (stop - at > 1 and _is_worth(places.tokens, telling[at:stop])):
            whole = start == opening and end == closing
            yield Window(start, end - 1, whole, continues, telling[at:stop])
        continues = cut


def _groups(places: Places, telling: Sequence[int]) -> Iterator[tuple[int, int, bool]]:
    """Groups of telling words, as a slice of all of them: those of one line that stand near each other.

    A group of many hundred words is cut, where it can be at a full stop, so that what is done for a window stays small.
    """
    breaks, separators = places.breaks, places.tokens.separators
    at, count = 0, len(telling)
    while at < count:
        first = last = telling[at]
        closing = breaks[bisect_right(breaks, first)]
        stop, cut = at + 1, False
        while stop < count:
            following = telling[stop]
            if following - last > _REACH or following >= closing:
                break
            cut = _is_cut(following - first, separators[following])
            if cut:
                break
            last = following
            stop += 1
        yield at, stop, cut
        at = stop


def _is_cut(length: int, separator: str) -> bool:
    """Whether a window ends in front of a word although its text goes on."""
    return length >= _MOST or (length >= _MANY and switch_cost(separator) <= CLOSING and "," not in separator)


def _is_worth(tokens: Tokens, telling: Sequence[int]) -> bool:
    """Whether two of the telling words are no names."""
    words = tokens.words
    small = (i for i in telling if not words[i][:1].isupper() or words[i].isupper() or tokens.opens_sentence(i))
    return next(small, None) is not None and next(small, None) is not None
