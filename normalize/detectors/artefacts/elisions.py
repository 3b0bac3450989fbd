"""Debris of elided words: *d’Afghanistan*, *the ‘Afghanistan* (l’Afghanistan), *35 s abstaining* (s’abstenant)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from normalize.detectors.artefacts.wordlists import names
from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Applicability, Category, Finding
from normalize.rules import Rule, declare
from normalize.text.pattern import pattern

ARTICLE = declare(
    Rule(
        "Q212",
        "elided-article",
        Category.MT_ARTIFACT,
        "“the ‘Afghanistan”: an English article and the apostrophe of an elided one (l’Afghanistan) before a country.",
        "Translation word by word leaves half of the foreign article, which looks like an open quotation.",
        "safe before a country or continent whose name takes an elided article, where the mark is never closed",
        ("sent back to the ‘Afghanistan and forgotten", "sent back to Afghanistan and forgotten"),
        "the ‘Afghanistan’ of the atlas",
    )
)
ELIDED = declare(
    Rule(
        "Q218",
        "source-clitic",
        Category.MT_ARTIFACT,
        "An elided word of the source language before an English one: “d’Afghanistan”, “35 s abstaining”.",
        "The glued word is found by no search.",
        "unsafe",
        ("They came from d’Afghanistan, with 35 s abstaining.", "They came from Afghanistan, with 35 abstaining."),
        "The Côte d’Ivoire team ran 35 s faster, loading in 35 s starting at noon.",
    )
)
_APOSTROPHES = frozenset(map("".join, product(("", " "), "‘’'`´", ("", " "))))
_BEHIND_ELIDED = frozenset(map("".join, product("’'‘`", ("", " "))))
_THE = frozenset(["the", "The"])
_CLOSING = pattern(r"[’'‘](?!\w)")
_LINE = 300  # code points in which a quotation mark would be closed
_ELIDED = frozenset(["d", "l", "dell", "nell", "sull", "dall"])


class Elisions(Detector):
    """Elided articles and prepositions of the source language before a country, or the marks that they left."""

    rules = (ARTICLE, ELIDED)
    needs = Needs(targets=("en",))
    testifies = True

    @property
    def forms(self) -> frozenset[str]:
        """Countries and continents before which words are elided."""
        return names("elided")

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        words, gaps = reading.tokens.words, reading.tokens.separators
        for i in reading.at(self):
            if i == 0 or gaps[i] not in _APOSTROPHES:
                continue
            if words[i - 1] in _THE:
                yield from _article(reading, i)
            elif words[i - 1] in _ELIDED and gaps[i] in _BEHIND_ELIDED:
                yield from _elided(reading, i)


def _article(reading: Reading, i: int) -> Iterable[Finding]:
    text, tokens = reading.text, reading.tokens
    start, end, country = tokens.starts[i - 1], tokens.ends[i], tokens.words[i]
    line = text[end : end + _LINE].partition("\n")[0]
    if text[end : end + 1] in ("’", "'", "-") or _CLOSING.search(line) or reading.protected.covers(start, end):
        return ()
    debris = f"{tokens.words[i - 1]} {tokens.separators[i].strip()}"
    return reading.report(
        start,
        tokens.starts[i],
        ARTICLE,
        f"debris of an elided article: “{debris}” before “{country}”, and the mark is never closed",
        replacement="",
        applicability=Applicability.SAFE,
        score=0.95,
        evidence={"languages": ["it", "fr"]},
    )


def _elided(reading: Reading, i: int) -> Iterable[Finding]:
    tokens = reading.tokens
    if i > 1 and tokens.separators[i - 1] == " " and tokens.words[i - 2].lower() == "the":
        return ()
    why = f"an elided article before “{tokens.words[i]}”"
    return reading.report(tokens.starts[i - 1], tokens.starts[i], ELIDED, why, replacement="")
