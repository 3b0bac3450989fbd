"""Debris of elided words: *d’Afghanistan*, *the ‘Afghanistan* (l’Afghanistan), *35 s abstaining* (s’abstenant)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product

from normalize.detectors.artefacts.wordlists import names
from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Applicability, Category, Finding
from normalize.rules import Rule, declare
from normalize.text.tokens import Tokens

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
CLITIC = declare(
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
_ARTICLE = re.compile(r"([Tt]he) ?([‘’'`´]) ?(?=([A-Z][a-z]+)\b)")
_ARTICLE_GAPS = frozenset(map("".join, product(("", " "), "‘’'`´", ("", " "))))
_CLOSING = re.compile(r"[’'‘](?!\w)")
_LINE = 300  # code points in which a quotation mark would be closed
_ELIDED = frozenset(["d", "l", "dell", "nell", "sull", "dall"])
_CLITIC = re.compile(r"(?:[dl]|dell|nell|sull|dall)[’'‘`] ?(?=([A-Z][a-z]{3,})\b)")
_VERB = re.compile(r"[a-z]{3,}(?:ing|ed)")
_SECONDS = frozenset(["in", "after", "for", "within", "took", "of", "every", "by", "about", "to", "last", "than"])
_LONGEST_COUNT = 4  # digits of a number of people
_BEFORE_COUNT = re.compile(r"[\s(\[“\"]\Z|\A\Z")


class Elisions(Detector):
    """Elided words of the source language, or the marks that they left."""

    rules = (ARTICLE, CLITIC)
    needs = Needs(targets=("en",))
    testifies = True
    words = _ELIDED | {"s"}

    def wants_separator(self, separator: str) -> bool:
        """Whether an apostrophe stands alone, as that of an elided article behind “the”."""
        return separator in _ARTICLE_GAPS

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        tokens = reading.tokens
        for i in reading.at_separators(self):
            if i and tokens.words[i - 1] in ("the", "The"):
                yield from _article(reading, i - 1)
        for i in reading.at(self):
            if tokens.words[i] != "s":
                yield from _clitic(reading, i)
            elif _is_reflexive(tokens, i):
                start, end = tokens.starts[i] - 1, tokens.ends[i] + 1
                why = "the elided “s’” of a French reflexive verb"
                yield from reading.report(start, end, CLITIC, why, replacement=" ", lang="fr")


def _article(reading: Reading, i: int) -> Iterator[Finding]:
    text = reading.text
    match = _ARTICLE.match(text, reading.tokens.starts[i])
    if match is None:
        return
    article, mark, country = match.groups()
    end = match.end() + len(country)
    line = text[end : end + _LINE].partition("\n")[0]
    if country not in names("elided") or text[end : end + 1] in ("’", "'", "-") or _CLOSING.search(line):
        return
    if not reading.protected.covers(match.start(), end):
        yield from reading.report(
            *match.span(),
            ARTICLE,
            f"debris of an elided article: “{article} {mark}” before “{country}”, and the mark is never closed",
            replacement="",
            applicability=Applicability.SAFE,
            score=0.95,
            evidence={"languages": ["it", "fr"]},
        )


def _clitic(reading: Reading, i: int) -> Iterable[Finding]:
    tokens = reading.tokens
    match = _CLITIC.match(reading.text, tokens.starts[i])
    if match is None or match[1] not in names("elided"):
        return ()
    if i and tokens.separators[i] == " " and tokens.words[i - 1].lower() == "the":
        return ()
    return reading.report(*match.span(), CLITIC, f"an elided article before “{match[1]}”", replacement="")


def _is_reflexive(tokens: Tokens, i: int) -> bool:
    """Whether an *s* stands between a number of people and what they do, not behind one of seconds: *in 35 s*."""
    if not (0 < i < len(tokens.words) - 1 and tokens.separators[i] == " " == tokens.separators[i + 1]):
        return False
    number, before = tokens.words[i - 1], tokens.words[i - 2].lower() if i > 1 else ""
    return (
        number.isdecimal()
        and len(number) <= _LONGEST_COUNT
        and _VERB.fullmatch(tokens.words[i + 1]) is not None
        and _BEFORE_COUNT.search(tokens.separators[i - 1]) is not None
        and before not in _SECONDS
    )
