"""Which quotation marks of a line open and which close.

Three witnesses are heard: the shape of a mark (“ opens), the blanks and marks beside it (a mark in front of a comma
closes), and the alternation in the line. Where alternation has another witness at each mark, the reading is the only
one; where shape and blanks contradict it, a mark is turned or its blank stands on the wrong side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from normalize.detectors.marks.habits import COMMAS, STOPS, Habits, pairs_elsewhere
from normalize.detectors.marks.places import Place, Role

_BEHIND_OPENED = frozenset("([{—–-/‘'’«„+¿¡")  # signs that an opening mark may stand directly behind
_CAN_FOLLOW_CLOSED = frozenset(")]}—–-/’'»…") | set(STOPS + COMMAS)
_POINTS = frozenset(".…")
SURE, WEAK, THIN, NONE = 3, 2, 1, 0
_PAIR = 2
_DEEPEST = 2  # quotations inside quotations
Attributes = Callable[[Place, int], bool]


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation mark: sign ``k`` of a place, what its shape says and what stands beside it says."""

    place: Place
    k: int
    shape: Role | None
    beside: Role | None
    attributed: bool

    def support(self, role: Role, lone: bool) -> int:
        """How much speaks for a role: another witness (3), no clear one (2), the other half of the one pair of a
        line (1), or nothing (0). ``lone`` says that the line has this pair alone.
        """
        if role in (self.shape, self.beside) or (self.attributed and role is Role.CLOSES):
            return SURE
        if self.shape is None and self.beside is None:
            return SURE
        turned = role is Role.CLOSES and (lone or self.shape is not None) and _stopped(self.place, self.k)
        if self.beside is None or turned:
            return WEAK
        return THIN if lone and role is Role.CLOSES else NONE


# A mark, its role, whether it has no other one, and the sign of the next mark where they take turns.
Reading = tuple[Quote, Role, bool, str]


def assign(places: Sequence[Place], habits: Habits, attributes: Attributes) -> None:
    """Give the quotation marks of a line their roles, as far as they have one reading."""
    quotes = list(_quotes(places, habits, attributes))
    read = _alternating(quotes) or _nested(quotes) or _alternating([q for q in quotes if not _measures(q)])
    foreign = False  # a pair of another language's marks is not repaired by halves
    for quote, role, is_sure, other in read or _alone(quotes):
        sign = quote.place.signs[quote.k]
        if role is Role.OPENS:
            foreign = counterpart(sign, habits) is None or (sign, other) in pairs_elsewhere(habits)
        if foreign:
            continue
        quote.place.roles[quote.k] = role
        if is_sure:
            quote.place.sure.add(quote.k)


def shape_of(sign: str, habits: Habits) -> Role | None:
    """What the shape of a quotation mark says."""
    if sign in habits.opening:
        return Role.OPENS
    return Role.CLOSES if sign in habits.closing else None


def is_told(place: Place, k: int) -> bool:
    """Whether the neighbours of a mark say what it does."""
    return _beside(place, k) is not None


def counterpart(sign: str, habits: Habits) -> str | None:
    """The other mark of a pair; the mark itself where both are alike, None where the language has no other."""
    if sign in habits.either:
        return sign
    own, other = (habits.opening, habits.closing) if sign in habits.opening else (habits.closing, habits.opening)
    at = own.index(sign)
    return other[at] if at < len(other) else None


def _quotes(places: Iterable[Place], habits: Habits, attributes: Attributes) -> Iterable[Quote]:
    wanted = habits.quotes
    for place in places:
        for k, sign in enumerate(place.signs):
            if sign in wanted:
                yield Quote(place, k, shape_of(sign, habits), _beside(place, k), attributes(place, k))


def _beside(place: Place, k: int) -> Role | None:
    """What the neighbours of a mark say: word, blank, stop, bracket or line end."""
    signs, last = place.signs, len(place.signs) - 1
    following = signs[k + 1] if k < last else ""
    if following and following in STOPS + COMMAS and not (following in _POINTS and signs[k + 2 : k + 3] in _POINTS):
        return None if k == 0 and not place.before else Role.CLOSES
    at_start, at_end = k == 0 and not place.before, k == last and not place.after
    if at_start != at_end:
        return Role.OPENS if at_start else Role.CLOSES
    free_before = at_start or place.blank(k) or (k > 0 and signs[k - 1] in _BEHIND_OPENED)
    free_behind = at_end or place.blank(k + 1) or (following != "" and following in _CAN_FOLLOW_CLOSED)
    if free_before == free_behind:
        return None
    return Role.OPENS if free_before else Role.CLOSES


def _stopped(place: Place, k: int) -> bool:
    """Whether a comma or stop stands in front of a mark, as where a quotation ends."""
    return k > 0 and place.signs[k - 1] in STOPS + COMMAS


def _measures(quote: Quote) -> bool:
    """Whether a mark may be the sign for inches or seconds: *6'2"*."""
    place = quote.place
    return quote.shape is None and quote.k == 0 and place.before[-1:].isdecimal() and not place.blank(0)


def _is_doubled(quote: Quote) -> bool:
    """Whether two marks that tell nothing by their shape stand together: a quotation in a quotation ends, or none."""
    signs, k = quote.place.signs, quote.k
    return quote.shape is None and signs[k + 1 : k + 2] == signs[k] and not quote.place.blank(k + 1)


def _alternating(quotes: Sequence[Quote]) -> list[Reading] | None:
    """Roles by turns, the first that fit all marks; sure are those of whole pairs."""
    if any(_is_doubled(quote) for quote in quotes):
        return None
    for first in (Role.OPENS, Role.CLOSES):
        if not quotes or (first is Role.CLOSES and first not in (quotes[0].shape, quotes[0].beside)):
            continue
        other = Role.CLOSES if first is Role.OPENS else Role.OPENS
        roles = [first if n % 2 == 0 else other for n in range(len(quotes))]
        lone = len(quotes) == _PAIR
        support = [quote.support(role, lone) for quote, role in zip(quotes, roles, strict=True)]
        if min(support) == NONE:
            continue
        paired = first is Role.OPENS and len(quotes) % 2 == 0
        sure = [paired and level > THIN and (level == SURE or lone) for level in support]
        others = [*(quote.place.signs[quote.k] for quote in quotes[1:]), ""]
        read = zip(quotes, roles, sure, others, strict=True)
        # Where one half of a pair is missing, a mark that tells nothing has no role.
        return [reading for reading in read if paired or reading[0].shape or reading[0].beside]
    return None


def _nested(quotes: Sequence[Quote]) -> list[Reading] | None:
    """Roles by shape, where the shapes alone make whole pairs, one inside the other at most."""
    depth = 0
    for quote in quotes:
        depth += 1 if quote.shape is Role.OPENS else -1
        if quote.shape is None or not 0 <= depth <= _DEEPEST:
            return None
    return [(quote, quote.shape, True, "") for quote in quotes if quote.shape] if depth == 0 else None


def _alone(quotes: Iterable[Quote]) -> Iterable[Reading]:
    """The roles of marks whose own witnesses agree, in a line whose marks do not take turns."""
    for quote in quotes:
        if quote.shape is not None and quote.beside in (None, quote.shape):
            yield quote, quote.shape, False, ""
