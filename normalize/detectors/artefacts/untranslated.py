"""Debris of the source language in words: elided articles, and names without their accented letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from normalize.detectors.artefacts.proposal import unsafe
from normalize.detectors.artefacts.wordlists import load, names
from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.rules import Rule, declare
from normalize.words.known import KNOWN, zipf

ACCENT = declare(
    Rule(
        "Q217",
        "lost-accent",
        Category.MT_ARTIFACT,
        "A name whose accented letters were dropped with their accents: “So Paulo”, “Incio”.",
        "The name is no word of any language any more, and matches nothing.",
        "unsafe",
        ("The mayor of So Paulo spoke.", "The mayor of São Paulo spoke."),
        "So Paul spoke in Sao Paulo.",
    )
)
CLITIC = declare(
    Rule(
        "Q218",
        "source-clitic",
        Category.MT_ARTIFACT,
        "An elided word of the source language before an English one: “d’Afghanistan”, “35 s abstaining”.",
        "The glued word is found by no search.",
        "unsafe",
        ("They came from d’Afghanistan, with 35 s abstaining.", "They came from Afghanistan, with 35 abstaining."),
        "The Côte d’Ivoire team ran 35 s faster.",
    )
)
_CLITIC = re.compile(r"\b([dl]|dell|nell|sull|dall)[’'‘`] ?(?=([A-Z][a-z]{3,})\b)")
_ELIDED = frozenset(["d", "l", "dell", "nell", "sull", "dall"])
_LONE = re.compile(r"(?<=\d) s (?=[a-z]{3,}(?:ing|ed)\b)")


class Untranslated(Detector):
    """Pieces of words that were not translated."""

    rules = (
        ACCENT,
        CLITIC,
    )
    needs = Needs(targets=("en",))
    testifies = True
    everywhere = True

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        return find_untranslated(reading)


def find_untranslated(reading: Reading) -> Iterator[Finding]:
    """Findings on pieces that were not translated."""
    text = reading.text
    if not reading.tokens.forms.isdisjoint(_ELIDED):
        for match in _CLITIC.finditer(text):
            if match[2] in names("elided") and text[max(0, match.start() - 5) : match.start()].lower() != "the ":
                why = f"an elided article before “{match[2]}”"
                yield from unsafe(reading, *match.span(), CLITIC, "", why)
    if " s " in text:
        for match in _LONE.finditer(text):
            yield from unsafe(reading, *match.span(), CLITIC, " ", "the elided “s’” of a French reflexive verb", "fr")
    yield from _accents(reading)


@cache
def _dropped() -> dict[str, tuple[str, str]]:
    """Names without their letters beyond ASCII to the names and their language, where no word is left."""
    found: dict[str, tuple[str, str]] = {}
    for lang, listed in sorted(load("accents.yaml").items()):
        for name in listed:
            rest = "".join(letter for letter in name if letter.isascii())
            if " " in rest or (len(rest) > 3 and zipf(rest) < KNOWN):
                found.setdefault(rest, (name, lang))
    return found


def _accents(reading: Reading) -> Iterator[Finding]:
    tokens, dropped = reading.tokens, _dropped()
    if tokens.forms.isdisjoint(_firsts()):
        return
    for i in tokens.at(_firsts()):
        for length in (3, 2, 1):
            last = i + length - 1
            if last < len(tokens.words) and (form := tokens.slice(i, last)) in dropped:
                name, lang = dropped[form]
                why = f"“{name}” without its accented letters"
                yield from unsafe(reading, tokens.starts[i], tokens.ends[last], ACCENT, name, why, lang)
                break


@cache
def _firsts() -> frozenset[str]:
    return frozenset(name.split()[0] for name in _dropped())
