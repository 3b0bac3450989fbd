"""What must stand between two neighbours, words or signs: a blank, nothing, or either.

The laws hold in all languages that write blanks between words, but for the habits of :mod:`.habits`: nothing on the
inner side of brackets and quotation marks, nothing in front of stops and commas, a blank on their outer sides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from normalize.detectors.marks.habits import COMMAS, PAIRED, STOPS, Habits
from normalize.detectors.marks.places import Place, Role

SIGNS = frozenset((*STOPS, *COMMAS, *PAIRED, *PAIRED.values()))  # that laws speak of, beside quotation marks


class Law(Enum):
    """What is broken, in words."""

    INSIDE_QUOTES = "a blank on the inner side of a quotation mark"
    INSIDE_BRACKETS = "a blank on the inner side of a bracket"
    BEFORE_STOP = "a blank in front of “{}”"
    BEHIND_STOP = "no blank between “{}” and the quotation"
    OUTSIDE_QUOTES = "no blank on the outer side of a quotation mark"
    OUTSIDE_BRACKETS = "the blank stands on the wrong side of a bracket"
    BEHIND_PAUSE = "no blank behind “{}”"


_SIGNS_OF_FACES = frozenset(")(-DPp]|/")  # behind a colon or semicolon, a face
_UNITS = frozenset("%‰°€£$")
_SUFFIXES = frozenset(["s", "es", "ed", "er", "ers", "ing", "ly", "ism"])  # words in quotation marks take them, too
_BEGINNINGS = frozenset("+-–−±$€£¥#~<>…\"“‘'«„")  # signs that words and numbers in brackets begin with
_CLOSING_BRACKETS = frozenset(PAIRED.values())


@dataclass(frozen=True, slots=True)
class Breach:
    """A law that gap ``k`` of a place breaks: ``put`` must stand there; sign ``anchor`` is the one that it is about."""

    k: int
    anchor: int
    law: Law
    put: str


def breaches(place: Place, habits: Habits) -> Iterator[Breach]:
    """The gaps of a place that break a law, in their order."""
    signs = place.signs
    for k in range(len(signs) + 1):
        if place.piece.blanks[k]:
            if k < len(signs) and (law := _tight_before(place, k, habits)):
                yield Breach(k, k, law, "")
            elif k > 0 and (law := _tight_behind(place, k - 1, habits)):
                yield Breach(k, k - 1, law, "")
        elif k < len(signs) and _opens_glued(place, k, habits):
            law = Law.BEHIND_STOP if k else Law.OUTSIDE_QUOTES
            yield Breach(k, k, law, " ")
        elif k > 0 and _closes_glued(place, k - 1):
            yield Breach(k, k - 1, Law.OUTSIDE_QUOTES, " ")
        elif k > 0 and _pauses_glued(place, k - 1):
            yield Breach(k, k - 1, Law.BEHIND_PAUSE, " ")
        elif k == 0 and signs[0] in PAIRED and _word_before(place) and _opens_word(place, 0):
            yield Breach(k, k, Law.OUTSIDE_BRACKETS, " ")


def _tight_before(place: Place, k: int, habits: Habits) -> Law | None:
    """The law that a blank in front of sign ``k`` breaks."""
    sign, held = place.signs[k], _holds(place, k - 1)
    if not held:
        return None
    if place.roles.get(k) is Role.CLOSES and sign not in habits.inside:
        return Law.INSIDE_QUOTES
    if sign in _CLOSING_BRACKETS:
        return Law.INSIDE_BRACKETS
    is_stop = sign in STOPS + COMMAS and sign != "…" and sign not in habits.spaced
    if is_stop and _ends_something(place, k) and not _stops(place, k - 1):
        return Law.BEFORE_STOP
    return None


def _tight_behind(place: Place, k: int, habits: Habits) -> Law | None:
    """The law that a blank behind sign ``k`` breaks."""
    if k == len(place.signs) - 1 and not place.after:
        return None
    sign = place.signs[k]
    if place.roles.get(k) is Role.OPENS and sign not in habits.inside:
        return Law.INSIDE_QUOTES
    if sign in PAIRED and _BEGINNINGS.issuperset(place.signs[k + 1 : k + 2]):
        return Law.INSIDE_BRACKETS if _is_free(place, k) or _word_before(place) else None
    return None


def _holds(place: Place, k: int) -> bool:
    """Whether sign ``k``, or the word in front of the first, is something that a closing mark or stop may follow."""
    if k < 0:
        return place.before != ""
    sign = place.signs[k]
    return place.roles.get(k) is Role.CLOSES or sign in _CLOSING_BRACKETS or sign in _UNITS or _stops(place, k)


def _stops(place: Place, k: int) -> bool:
    return k >= 0 and place.signs[k] in STOPS + COMMAS


def _ends_something(place: Place, k: int) -> bool:
    """Whether a stop ends a clause: a blank, a line end or a closing mark follows, no number, host, ellipsis, face."""
    signs, sign = place.signs, place.signs[k]
    following = signs[k + 1 : k + 2]
    if sign in ":;" and following in _SIGNS_OF_FACES and following:
        return False
    if sign in COMMAS and not following and not place.blank(k + 1) and place.blank(k):
        return (_word_before(place) and place.after[:1].isalpha()) or not place.after
    if following:
        return place.roles.get(k + 1) is Role.CLOSES or (place.blank(k + 1) and following not in STOPS + COMMAS)
    if place.before[-1:].isdecimal() and place.after[:1].isdecimal():
        return False
    return place.blank(k + 1) or not place.after


def _word_before(place: Place) -> bool:
    """Whether a word of letters stands in front of the first sign."""
    return len(place.before) > 1 and place.before[-1].isalpha()


def _opens_word(place: Place, k: int) -> bool:
    """Whether a blank and a word of letters stand behind the last sign: an opening bracket on the wrong side."""
    return k == len(place.signs) - 1 and place.blank(k + 1) and place.after[:1].isalpha()


def _pauses_glued(place: Place, k: int) -> bool:
    """Whether a comma sticks to the word behind it, and not to what stands in front of it, or that is a quotation."""
    if place.signs[k] not in COMMAS or k != len(place.signs) - 1 or not place.after[:1].isalpha():
        return False
    return (place.blank(k) and k == 0 and _word_before(place)) or (k > 0 and place.roles.get(k - 1) is Role.CLOSES)


def _is_free(place: Place, k: int) -> bool:
    """Whether something stands off in front of a bracket: a blank or the beginning of a line, not a name of code."""
    return place.blank(k) or (k == 0 and not place.before)


def _opens_glued(place: Place, k: int, habits: Habits) -> bool:
    """Whether an opening mark sticks to the word or the stop in front of it."""
    if place.roles.get(k) is not Role.OPENS or (place.signs[k] in habits.either and k not in place.sure):
        return False
    if k == 0:
        return place.before[-1:].isalpha() and (_word_before(place) or place.before in ("a", "I"))
    return _stops(place, k - 1) and place.signs[k - 1] != "…" and _ends_word(place, k - 1)


def _ends_word(place: Place, k: int) -> bool:
    """Whether a single stop stands behind a word, a bracket or a quotation."""
    return (k == 0 and place.before != "") or (k > 0 and not _stops(place, k - 1) and _holds(place, k - 1))


def _closes_glued(place: Place, k: int) -> bool:
    """Whether a closing mark sticks to the word behind it, and that is no ending."""
    if place.roles.get(k) is not Role.CLOSES or k != len(place.signs) - 1:
        return False
    # A blank on the inner side moves.
    return place.after[:1].isalpha() and place.after not in _SUFFIXES and (k in place.sure or place.blank(k))
