"""Articles that a source language puts before a country: ``the Turkey declares``, ``to the ‘Afghanistan``.

English says *the Turkey desk* and *the Russia he knew*. So an article goes only where a finite verb follows that no
noun and no participle shares its form with, and never before a noun or a pronoun.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from normalize.detectors.artefacts.wordlists import names, words
from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Applicability, Category, Finding
from normalize.rules import Rule, declare

BEFORE_COUNTRY = declare(
    Rule(
        "Q211",
        "article-before-country",
        Category.MT_ARTIFACT,
        "A definite article before the name of a country that takes none in English.",
        "Romance languages, Greek and Arabic give countries an article (la Turchia, la Turquie); who counts or links "
        "sentences about Turkey does not expect one.",
        "safe where an unambiguous finite verb follows; unsafe where what follows may be another thing",
        ("On Monday the Turkey declares a holiday.", "On Monday Turkey declares a holiday."),
        "The Turkey desk declares it, and the Russia he knew has changed.",
    )
)
ELIDED = declare(
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
_ELIDED = re.compile(r"\b([Tt]he) ?([‘’'`´]) ?(?=([A-Z][a-z]+)\b)")
_ELIDED_HINTS = tuple(f"he{gap}{mark}" for gap in ("", " ") for mark in "‘’'`´")
_THE = frozenset(["the", "The"])
_SPACE = frozenset([" ", "\u00a0", "\u202f"])
_CLOSING = re.compile(r"[’'‘](?!\w)")
_LINE = 300  # code points in which a quotation mark would be closed
_MOST_WORDS = 3


@cache
def _first_words() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The first word of each country's name to its names, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in sorted(names("countries")):
        parts = tuple(name.replace("-", " ").split())
        found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(forms, key=len, reverse=True)) for first, forms in found.items()}


class Articles(Detector):
    """Articles before names of countries."""

    rules = (
        BEFORE_COUNTRY,
        ELIDED,
    )
    needs = Needs(targets=("en",))
    testifies = True
    everywhere = True

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        return find_articles(reading, reading.lower)


def find_articles(reading: Reading, lower: list[str]) -> Iterator[Finding]:
    """Findings on articles before countries."""
    yield from _before_countries(reading, lower)
    yield from _elided(reading)


def repaired(reading: Reading) -> Mapping[int, Finding]:
    """The names that a run repairs unasked, by their offset."""
    fixes = (f for f in reading.linked.findings if f.applicability is Applicability.SAFE and f.replacement)
    return {f.start: f for f in fixes}


def _before_countries(reading: Reading, lower: list[str]) -> Iterable[Finding]:
    tokens, firsts = reading.tokens, _first_words()
    given, gaps = tokens.words, tokens.separators
    names_of = repaired(reading)
    if not (tokens.forms & firsts.keys() or names_of):
        return
    starts = tokens.starts
    for i in tokens.at(_THE):
        if i + 1 >= len(given) or not (given[i + 1] in firsts or starts[i + 1] in names_of):
            continue
        if gaps[i + 1] not in _SPACE:
            continue
        fix = names_of.get(starts[i + 1])
        last = _country(reading, i + 1, fix)
        if last is None or reading.protected.covers(tokens.starts[i], tokens.ends[last]):
            continue
        sure = _verb(reading, lower, last + 1)
        if sure is None:
            continue
        country, verb = tokens.slice(i + 1, last), given[last + 1] if last + 1 < len(given) else ""
        capital = tokens.opens_sentence(i)
        yield reading.finding(
            tokens.starts[i],
            tokens.starts[i + 1],
            BEFORE_COUNTRY,
            f"“{country}” takes no article, and " + (f"the verb “{verb}” follows it" if sure else "no noun follows it"),
            applicability=Applicability.SAFE if sure else Applicability.UNSAFE,
            replacement="",
            score=0.95 if sure else 0.6,
            evidence={"verb": verb if sure else None, "opens_sentence": capital, "languages": ["it", "fr"]},
        )


def _country(reading: Reading, i: int, fix: Finding | None) -> int | None:
    """The last word of the country that begins at a word, as the text will be once its names are repaired."""
    tokens = reading.tokens
    if fix is not None:
        parts = tuple((fix.replacement or "").replace("-", " ").split())
        if parts not in _first_words().get(parts[0] if parts else "", ()):
            return None
        last = i
        while last + 1 < len(tokens.words) and tokens.ends[last] < fix.end:
            last += 1
        return last if tokens.ends[last] == fix.end else None
    for parts in _first_words()[tokens.words[i]]:
        last = i + len(parts) - 1
        if tokens.words[i : last + 1] == list(parts) and all(
            g in _SPACE or g == "-" for g in tokens.separators[i + 1 : last + 1]
        ):
            return last
    return None


def _verb(reading: Reading, lower: list[str], i: int) -> bool | None:
    """Whether a finite verb stands at a word: True, None where it does not, False where it may be another thing."""
    tokens = reading.tokens
    gap = tokens.separators[i]
    if i >= len(lower) or gap not in _SPACE:
        # "in the Turkey." with nothing behind it, but not "the Turkey-based" and not "the Turkey’s".
        return False if gap[:1] in ("", ".", ",", ";", "\n") and gap[:2] != ".." else None
    word, after = lower[i], lower[i + 1] if i + 1 < len(lower) else ""
    if tokens.words[i] != word:
        return None
    plain = i + 1 < len(lower) and tokens.separators[i + 1] in _SPACE
    if word in words("auxiliary"):
        # A ship "was" and "had": those two are left to the reader.
        return plain and after not in words("pronouns") and word not in ("was", "had")
    if word in words("present") and word not in words("present_or_noun"):
        return True
    follows = plain and after in words("after_past")
    if word in words("past"):
        return True if follows else None
    if word in words("present_or_noun"):
        return True if plain and after in ("that", "itself", "its", "the", "a", "an", "for") else None
    return None


def _elided(reading: Reading) -> Iterable[Finding]:
    text = reading.text
    if not any(hint in text for hint in _ELIDED_HINTS):
        return
    for match in _ELIDED.finditer(text):
        article, mark, country = match.groups()
        end = match.end() + len(country)
        line = text[end : end + _LINE].partition("\n")[0]
        if country not in names("elided") or text[end : end + 1] in ("’", "'", "-") or _CLOSING.search(line):
            continue
        if reading.protected.covers(match.start(), end):
            continue
        yield reading.finding(
            match.start(),
            match.end(),
            ELIDED,
            f"debris of an elided article: “{article} {mark}” before “{country}”, and the mark is never closed",
            applicability=Applicability.SAFE,
            replacement="",
            score=0.95,
            evidence={"languages": ["it", "fr"]},
        )
