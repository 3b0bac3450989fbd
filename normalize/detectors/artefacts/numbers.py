"""Numbers and times in the source language’s form. Each may be read in two ways, so each fix is unsafe."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from normalize.detectors.artefacts.proposal import unsafe
from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.rules import Rule, declare
from normalize.text.counted import counted

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
# Each begins with a digit, which is what the search engine looks for; what stands in front of it is looked at then.
_WORDED = re.compile(
    r"[0-9](?<![\w.,][0-9])[0-9]{0,2}(?:[.,][0-9]{1,2})? (thousand million|thousand)\b(?! (?:and|or) )"
)
_MILLIONS = re.compile(r"[0-9](?<![\w.,][0-9])[0-9]{0,2},[0-9]00 million\b")
_POINTED = re.compile(
    r"[1-9](?<![\w.,:/$-][0-9])[0-9]{0,2}(?:\.[0-9]{3})+"
    r"(?![\w,%]|\.[0-9]| ?(?:%|per|°|km|m\b|s\b|sec|deg|kg|g\b|GHz))"
)
_COMMAS = re.compile(r"[0-9],[0-9]{3}(?![0-9])")
_DECIMAL = re.compile(
    r"[0-9](?<![\w.,][0-9])[0-9]{0,2},[0-9]{1,2}(?= ?(?:percent|per cent|[mbtr]+illion|degrees|points)\b| ?%)"
)
_HOURS = re.compile(r"[0-9](?<![\w.,][0-9])[0-9]? ?[hH] ?[0-5][0-9](?!\w)")
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
    everywhere = True

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        return find_numbers(reading)


def find_numbers(reading: Reading) -> Iterator[Finding]:
    """Findings on numbers."""
    text = reading.text
    figures = [form for form in reading.tokens.forms if form[0].isdigit()]
    if not figures:
        return
    if "thousand" in text:
        for match in _WORDED.finditer(text):
            number = match[0].partition(" ")[0]
            worded = f"{number} billion" if match[1] == "thousand million" else f"{_value(number) * 1000:,.0f}"
            yield from unsafe(reading, *match.span(), WORDED, worded, f"English writes {worded}")
    if "00 million" in text:
        for match in _MILLIONS.finditer(text):
            billions = f"{_value(match[0][:-10]):g} billion"
            yield from unsafe(reading, *match.span(), WORDED, billions, "a thousand million is a billion")
    if any(sign in text for sign in ("%", "percent", "per cent", "illion", "degrees", "points")):
        for match in _DECIMAL.finditer(text):
            yield from unsafe(reading, *match.span(), DECIMAL, match[0].replace(",", "."), "a decimal comma")
    if any("h" in form.lower() for form in figures) or "h" in reading.tokens.forms:
        for match in _HOURS.finditer(text):
            hour, minutes = re.split(" ?[hH] ?", match[0])
            if int(hour) <= _LAST_HOUR:
                yield from unsafe(reading, *match.span(), HOURS, f"{hour}:{minutes}", "a time of day with an h", "fr")
    if any(len(form) == 3 for form in figures):
        yield from _pointed(reading)


def _pointed(reading: Reading) -> Iterator[Finding]:
    text = reading.text
    pointed = list(_POINTED.finditer(text))
    commas = bool(pointed) and _COMMAS.search(text) is not None
    if len(pointed) > 2 or (pointed and commas):
        have = "has" if len(pointed) == 1 else "have"
        why = f"{counted(len(pointed), 'number')} {have} a point between thousands" + (
            ", others a comma" if commas else ""
        )
        for match in pointed:
            yield from unsafe(reading, *match.span(), POINTED, match[0].replace(".", ","), why)


def _value(number: str) -> float:
    return float(number.replace(",", "."))
