"""Numbers and times in the source language’s form. Each may be read in two ways, so each fix is unsafe."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.rules import Rule, declare
from normalize.text.counted import counted
from normalize.text.pattern import pattern
from normalize.text.tokens import Tokens

WORDED = declare(
    Rule(
        "Q250",
        "worded-thousands",
        Category.MT_ARTIFACT,
        "“5 thousand” and “4,000 million”, where English writes 5,000 and 4 billion.",
        "Number parsers read the figure without its factor.",
        "unsafe",
        ("It costs 4,000 million euros and 5 thousand people.", "It costs 4 billion euros and 5,000 people."),
        "It costs four thousand euros, or 5 million in all.",
    )
)
POINTED = declare(
    Rule(
        "Q251",
        "pointed-thousands",
        Category.MT_ARTIFACT,
        "A point between thousands (8.096), where the document has several or also writes commas.",
        "8.096 signatures are eight signatures to a parser.",
        "unsafe",
        ("Rome: 8.096\nMilan: 12.310\nTurin: 9,115", "Rome: 8,096\nMilan: 12,310\nTurin: 9,115"),
        "The rate is 8.096 percent.",
    )
)
DECIMAL = declare(
    Rule(
        "Q252",
        "decimal-comma",
        Category.MT_ARTIFACT,
        "A decimal comma: 3,5 percent.",
        "3,5 is read as thirty-five, or as two numbers.",
        "unsafe",
        ("Prices rose by 3,5 percent.", "Prices rose by 3.5 percent."),
        "Prices rose by 3.5 percent, to 3,500 euros.",
    )
)
HOURS = declare(
    Rule(
        "Q253",
        "hours",
        Category.MT_ARTIFACT,
        "A time of day with an h: 8 h 40.",
        "It is read as a duration, or not at all.",
        "unsafe",
        ("The train left at 8 h 40.", "The train left at 8:40."),
        "The train left at 8:40, after 8 h of waiting.",
    )
)
_NOT_INSIDE = r"(?<![\w.,])"  # not in the middle of a number or word
_WORDED = pattern(_NOT_INSIDE + r"[0-9]{1,3}(?:[.,][0-9]{1,2})? (thousand million|thousand)\b(?! (?:and|or) )")
_MILLIONS = pattern(_NOT_INSIDE + r"[0-9]{1,3},[0-9]00 million\b")
_POINTED = pattern(
    r"(?<![\w.,:/$-])[1-9][0-9]{0,2}(?:\.[0-9]{3})+"
    r"(?![\w,%]|\.[0-9]| ?(?:%|per|°|[mbtr]+illion|km|m\b|s\b|sec|deg|kg|g\b|GHz))"
)
_COMMAS = pattern(r"[0-9],[0-9]{3}(?![0-9])")
_SEVERAL = 3  # numbers with a point between thousands that need no comma beside them
_UNITS = (
    "percent|per cent|[mbtr]+illion|degrees?|points?|meters?|metres?|kilometers?|kilometres?|km|kilograms?|kg|tons?"
    "|tonnes|hectares?|liters?|litres?|magnitude|euros?"
)
_DECIMAL = pattern(_NOT_INSIDE + rf"[0-9]{{1,3}},[0-9]{{1,2}}(?= ?(?:{_UNITS})\b| ?%)")
_COUNTED = pattern(
    " (?:euros|dollars|pounds|rubles|people|persons|residents|inhabitants|soldiers|troops|refugees|men|women|children"
    "|families|houses|homes|workers|jobs|votes|signatures|visitors|spectators|tons|tonnes)\\b"
)
_HOURS = pattern(_NOT_INSIDE + r"[0-9]{1,2} ?[hH] ?[0-5][0-9](?!\w)")
_HOUR_FORM = pattern(r"[0-9]{0,2}[hH](?:[0-5][0-9])?")
_LONGEST_HOUR = len("12h30")
_LAST_HOUR = 24


class Numbers(Detector):
    """Numbers and times in the source language’s form."""

    rules = (
        WORDED,
        POINTED,
        DECIMAL,
        HOURS,
    )
    needs = Needs(targets=("en",))
    testifies = True
    forms = frozenset(["thousand", "million"])

    def wants(self, form: str) -> bool:
        """Whether a form is an h, perhaps with an hour before and minutes behind it."""
        return form[0] in "0123456789hH" and len(form) <= _LONGEST_HOUR and _HOUR_FORM.fullmatch(form) is not None

    def wants_separator(self, separator: str) -> bool:
        """Whether a separator may stand inside a number."""
        return separator in (".", ",")

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        words, gaps = reading.tokens.words, reading.tokens.separators
        for i in reading.at(self):
            if words[i] == "thousand":
                yield from _thousands(reading, i)
            elif words[i] == "million":
                yield from _millions(reading, i)
            else:
                yield from _hours(reading, i)
        pointed: list[re.Match[str]] = []
        for i in reading.at_separators(self):
            if not (0 < i < len(words) and words[i - 1].isdecimal() and words[i][0].isdecimal()):
                continue
            start = reading.tokens.starts[i - 1]
            if gaps[i] == ",":
                if decimal := _DECIMAL.match(reading.text, start):
                    written = decimal[0].replace(",", ".")
                    yield from reading.report(*decimal.span(), DECIMAL, "a decimal comma", replacement=written)
            elif number := _POINTED.match(reading.text, start):
                pointed.append(number)
        yield from _pointed(reading, pointed)


def _number(tokens: Tokens, i: int) -> int:
    """Where the number in front of a word begins, with a point or comma in it or without."""
    first = i - 1
    if first > 0 and tokens.separators[first] in (".", ","):
        first -= 1
    return tokens.starts[max(first, 0)]


def _thousands(reading: Reading, i: int) -> Iterable[Finding]:
    match = _WORDED.match(reading.text, _number(reading.tokens, i))
    if match is None:
        return ()
    number = match[0].partition(" ")[0]
    worded = f"{number} billion" if match[1] == "thousand million" else f"{_value(number) * 1000:,.0f}"
    return reading.report(*match.span(), WORDED, f"English writes {worded}", replacement=worded)


def _millions(reading: Reading, i: int) -> Iterable[Finding]:
    match = _MILLIONS.match(reading.text, _number(reading.tokens, i))
    if match is None:
        return ()
    billions = f"{_value(match[0].partition(' ')[0]):g} billion"
    return reading.report(*match.span(), WORDED, "a thousand million is a billion", replacement=billions)


def _hours(reading: Reading, i: int) -> Iterable[Finding]:
    tokens = reading.tokens
    number = i if tokens.words[i][0].isdecimal() else max(i - 1, 0)
    match = _HOURS.match(reading.text, tokens.starts[number])
    if match is None:
        return ()
    hour, minutes = re.split(" ?[hH] ?", match[0])
    if int(hour) > _LAST_HOUR:
        return ()
    return reading.report(*match.span(), HOURS, "a time of day with an h", replacement=f"{hour}:{minutes}", lang="fr")


def _pointed(reading: Reading, pointed: Sequence[re.Match[str]]) -> Iterator[Finding]:
    """Points between thousands, where there are several or others have a comma."""
    commas = bool(pointed) and _COMMAS.search(reading.text) is not None
    pointed = [match for match in pointed if len(pointed) >= _SEVERAL or commas or _is_round(reading.text, match)]
    if pointed:
        have = "has" if len(pointed) == 1 else "have"
        why = f"{counted(len(pointed), 'number')} {have} a point between thousands" + (
            ", others a comma" if commas else ""
        )
        for match in pointed:
            yield from reading.report(*match.span(), POINTED, why, replacement=match[0].replace(".", ","))


def _is_round(text: str, number: re.Match[str]) -> bool:
    """Whether a number is no decimal fraction: noughts behind the point, and what is counted in whole ones."""
    return number[0].endswith(".000") and _COUNTED.match(text, number.end()) is not None


def _value(number: str) -> float:
    return float(number.replace(",", "."))
