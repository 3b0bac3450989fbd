"""What speaks for and against two forms being one entity's: a readable list of signals with weights."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from normalize.discovery.compared import Compared
from normalize.discovery.thresholds import DISCOVERY


class Signal(NamedTuple):
    """A thing that speaks for or against, 0 or 1 or a measure, what it weighs, and how it is told."""

    name: str
    value: Callable[[Compared], float]
    weight: float
    says: str = ""


SIGNALS = (
    Signal("likeness", lambda c: min(c.likeness, DISCOVERY.most_likeness), 1.0),
    Signal("same-sounds", lambda c: c.is_same_sounds, 1.0, "the same sounds"),
    Signal("frames", lambda c: c.frames, 1.0, "the same words around"),
    Signal("together", lambda c: c.is_together_only, 2.5, "documents that have both"),
    Signal("foreign", lambda c: c.is_foreign, 1.5, "a form that another language has"),
    Signal("unlisted", lambda c: c.is_unlisted, 1.0, "a form that no list of words has"),
    Signal(
        "exonym",
        lambda c: c.is_together_only and (c.is_foreign or c.is_listed_elsewhere),
        1.0,
        "a form of another language beside the right one",
    ),
    Signal("slip", lambda c: c.is_a_slip, 0.5, "much rarer than the other"),
    Signal("title", lambda c: c.has_same_title, 1.0, "the same title"),
    Signal("single", lambda c: c.is_single, -1.5),
    Signal("common-rest", lambda c: c.has_a_common_rest, -1.0),
    Signal("short", lambda c: c.is_short, -1.0),
    Signal("established", lambda c: c.clashing, -2.0),
    Signal("frequent", lambda c: c.are_both_frequent, -1.0),
    Signal("beside", lambda c: c.is_beside and not c.is_same_sounds, -2.0),
)


def score(compared: Compared) -> float:
    """The sum of all signals."""
    return sum(signal.value(compared) * signal.weight for signal in SIGNALS)


def reasons(compared: Compared) -> str:
    """What speaks for one entity, in words."""
    return ", ".join(s.says for s in SIGNALS if s.says and s.weight > 0 and s.value(compared) > 0)
