"""A clause: a test over the signals of a mention, what follows where it holds, and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from normalize.model import Applicability
from normalize.names.applicability.judged_mention import Case

SAFE, UNSAFE, DISPLAY, LEAVE = Applicability.SAFE, Applicability.UNSAFE, Applicability.DISPLAY, None


class Clause(NamedTuple):
    """A test, what follows where it holds (None: the mention is left alone), and why, in words."""

    name: str
    test: Callable[[Case], object]
    applicability: Applicability | None
    why: Callable[[Case], str] | str = ""


def always(case: Case) -> bool:
    return True


# Where any name may be part of a longer one, and where a user wants another form.
FRAMED = Clause("inside-another-name", lambda c: c.frame, DISPLAY, lambda c: f"perhaps part of another name: {c.frame}")
# What speaks of a word is never changed unasked, whatever else would make it safe.
SPOKEN_OF = Clause(
    "spoken-of",
    lambda c: c.is_spoken_of,
    UNSAFE,
    "it is quoted beside a word of writing: perhaps its spelling is meant",
)
PRIVATE = Clause(
    "private-person", lambda c: c.is_private, UNSAFE, "the text tells who that is, as of one whom nobody knows"
)
OF_OTHERS = Clause(
    "of-another-people", lambda c: c.is_of_others_behind, UNSAFE, "the text says of whose people the bearer is: others"
)
NAMESAKE = Clause(
    "beside-a-namesake",
    lambda c: c.is_beside_a_namesake,
    UNSAFE,
    "the sentence has the name otherwise, too: perhaps two people are meant",
)
OVERRULED = Clause("overruled", lambda c: c.is_overruled, SAFE, "a later glossary has replaced this form")
# Where a place needs support: its country alone is little, for other towns, persons and firms are called so, too.
PLACE_ELSEWHERE = Clause(
    "place-elsewhere",
    lambda c: c.country_told,
    DISPLAY,
    lambda c: f"{c.listed}, but the text says that it lies in {c.country_told}",
)
OUT_OF_PLACE = Clause(
    "careful-out-of-place",
    lambda c: c.form.entry.careful and c.support and c.is_said_out_of_place,
    UNSAFE,
    lambda c: f"{c.listed}, and {c.support}, but it does not stand where a place does",
)
