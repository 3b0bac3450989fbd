"""Date stamps of web pages: a line that says when a text was published, in any language, and nothing else.

Such a line is made of numbers, names of months and days (CLDR) and the few words that sites set around them; a sentence
with a date in it holds other words.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from normalize.storage.datafiles import load
from normalize.text.marks import MARKS
from normalize.text.pattern import pattern

_LONGEST = 110
_WORD = pattern(rf"\d+|[^\W\d_](?:[^\W\d_]|[\u200c\u200d{MARKS}])*")
_DATE = pattern(
    r"(?<!\d)(?:\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2}))(?!\d)"
    r"|\d{4} ?[年년] ?\d{1,2} ?[月월] ?\d{1,2} ?[日일]|\d{1,2} ?[月월] ?\d{1,2} ?[日일]"
)
_CLOCK = pattern(r"(?<!\d)\d{1,2}(?::|[hH]|\.)\d{2}(?!\d)")
_DIGIT = pattern(r"\d")
_MOST_SPACES_BARE = 6  # in a line without a number: ``Last update: one hour ago``
_MOST_STRANGE = 1  # words of no list in a line with a whole date: a place, a time zone
_FEWEST_BARE = 2  # words around a publication that make a stamp without a date: ``two hours ago``


@cache
def data(name: str) -> Any:
    """A data file of this package."""
    return load("normalize.detectors.furniture", name)


@cache
def months() -> frozenset[str]:
    """Names of months in any language, lower case."""
    return frozenset(data("calendar.yaml")["months"])


@cache
def days() -> frozenset[str]:
    """Names of days of the week in any language, lower case."""
    return frozenset(data("calendar.yaml")["days"])


@cache
def _around() -> frozenset[str]:
    """Words around a publication, and in front of its author."""
    parts = data("words.yaml")
    return frozenset(word for part in ("stamps", "bylines") for words in parts[part].values() for word in words)


def is_stamp(line: str) -> bool:
    """Whether a trimmed line says when something was published, and no more.

    >>> [is_stamp(line) for line in ("Publié le 3 octobre 2023 à 06h12", "12.04.2023 | 18:05", "2 часа назад")]
    [True, True, True]
    >>> [is_stamp(line) for line in ("The ferry sank on 3 May 2021", "In May", "6-2, 6-4", "May 1945: the end")]
    [False, False, False, False]
    """
    if len(line) > _LONGEST or (line.count(" ") > _MOST_SPACES_BARE and _DIGIT.search(line) is None):
        return False
    numbers = month = day = around = strange = 0
    rest, dates = _DATE.subn(" ", line)
    for word in _WORD.findall(rest.lower()):
        if word[0].isdigit():
            numbers += 1
        elif word in months():
            month += 1
        elif word in days():
            day += 1
        elif word in _around():
            around += 1
        else:
            strange += 1
    if dates or (month and numbers):
        return strange <= (_MOST_STRANGE if dates or numbers >= _FEWEST_BARE else 0)
    if strange:
        return False
    if _CLOCK.search(line) is not None:
        return bool(day or around) or _CLOCK.fullmatch(line) is not None
    return bool(numbers and around) or around > _FEWEST_BARE
