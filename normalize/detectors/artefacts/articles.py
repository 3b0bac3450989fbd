"""Articles that a source language puts before a country: ``the Turkey declares``, or a body: ``the NATO declares``.

English says *the Turkey desk* and *the Russia he knew*. So an article goes only where a finite verb follows that no
noun and no participle shares its form with, and never before a noun or a pronoun.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cache

from normalize.detectors.artefacts.wordlists import names, words
from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Applicability, Category, Finding
from normalize.rules import Rule, declare
from normalize.text.tokens import Tokens

BEFORE_COUNTRY = declare(
    Rule(
        "Q211",
        "article-before-country",
        Category.MT_ARTIFACT,
        "A definite article before the name of a country, or before an acronym that is read as a word, which take none "
        "in English.",
        "Romance languages, Greek and Arabic give countries and bodies an article (la Turchia, l’OTAN); who counts or "
        "links sentences about Turkey does not expect one.",
        "safe where an unambiguous finite verb follows; unsafe where what follows may be another thing",
        ("On Monday the Turkey declares a holiday.", "On Monday Turkey declares a holiday."),
        "The Turkey desk declares it, and the Russia he knew has changed.",
    )
)
_THE = frozenset(["the", "The"])
_SPACE = frozenset([" ", "\u00a0", "\u202f"])


@cache
def _first_words() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The first word of each name, of a country or of a body that is read as a word, to the names, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in sorted(names("countries") | names("countries_seldom") | names("bodies_read_as_words")):
        parts = tuple(name.replace("-", " ").split())
        found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(forms, key=len, reverse=True)) for first, forms in found.items()}


class Articles(Detector):
    """Articles before names of countries."""

    rules = (BEFORE_COUNTRY,)
    needs = Needs(targets=("en",))
    testifies = True

    @property
    def forms(self) -> frozenset[str]:
        """The first words of countries."""
        return frozenset(_first_words())

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        given, gaps = reading.tokens.words, reading.tokens.separators
        for i in reading.at(self):
            if i and given[i - 1] in _THE and gaps[i] in _SPACE and reading.tokens.starts[i] not in repaired(reading):
                yield from _before_country(reading, i - 1, None)


class ArticlesBeforeRepaired(Detector):
    """Articles before names that will be those of countries once they are repaired."""

    rules = (BEFORE_COUNTRY,)
    needs = Needs(targets=("en",))
    testifies = True
    forms = _THE

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        tokens = reading.tokens
        for start, fix in repaired(reading).items():
            i = bisect_left(tokens.starts, start)
            at_word = 0 < i < len(tokens.starts) and tokens.starts[i] == start
            if at_word and tokens.words[i - 1] in _THE and tokens.separators[i] in _SPACE:
                yield from _before_country(reading, i - 1, fix)


def repaired(reading: Reading) -> Mapping[int, Finding]:
    """The names that a run repairs unasked, by their offset."""
    fixes = (f for f in reading.names if f.applicability is Applicability.SAFE and f.replacement)
    return {f.start: f for f in fixes}


def _before_country(reading: Reading, i: int, fix: Finding | None) -> Iterable[Finding]:
    tokens = reading.tokens
    last = _country(reading, i + 1, fix)
    if last is None or reading.protected.covers(tokens.starts[i], tokens.ends[last]):
        return ()
    sure = _verb(tokens, last + 1)
    if sure is None and (_behind_preposition(tokens, i, last + 1) or _coordinated(reading, last + 1)):
        sure = False
    if sure is None:
        return ()
    sure = sure and tokens.slice(i + 1, last) not in names("countries_seldom")
    country, verb = tokens.slice(i + 1, last), tokens.words[last + 1] if last + 1 < len(tokens.words) else ""
    return reading.report(
        tokens.starts[i],
        tokens.starts[i + 1],
        BEFORE_COUNTRY,
        f"“{country}” takes no article, and " + (f"the verb “{verb}” follows it" if sure else "no noun follows it"),
        applicability=Applicability.SAFE if sure else Applicability.UNSAFE,
        replacement="",
        score=0.95 if sure else 0.6,
        evidence={
            "verb": verb if sure else None,
            "opens_sentence": tokens.opens_sentence(i),
            "languages": ["it", "fr"],
        },
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


def _behind_preposition(tokens: Tokens, article: int, i: int) -> bool:
    """Whether article and country stand between two prepositions, or before an adverb: *from the Turkey since May*.

    *on the Turkey to Greece route* goes on with a name, *of the Italy of the time* is a part of the country's history.
    """
    if article == 0 or tokens.separators[article] != " " or i + 1 >= len(tokens.words):
        return False
    before, word, behind = tokens.words[article - 1].lower(), tokens.words[i], tokens.words[i + 1]
    plain = before in words("prepositions_plain") and word in words("behind_country")
    return (
        plain
        and tokens.separators[i + 1] == " "
        and (word in words("adverb_of_time") or behind[0].islower() or behind.isdecimal())
    )


def _coordinated(reading: Reading, i: int) -> bool:
    """Whether another country and a finite verb follow: *the Greece and Cyprus signed the agreement*."""
    tokens = reading.tokens
    if i + 1 >= len(tokens.words) or tokens.words[i] != "and" or tokens.separators[i : i + 2] != [" ", " "]:
        return False
    second = i + 2 if tokens.words[i + 1] == "the" else i + 1
    if second >= len(tokens.words) or tokens.words[second] not in _first_words():
        return False
    last = _country(reading, second, None)
    return last is not None and last + 1 < len(tokens.words) and _verb(tokens, last + 1) is True


def _verb(tokens: Tokens, i: int) -> bool | None:
    """Whether a finite verb stands at a word: True, None where it does not, False where it may be another thing."""
    gap = tokens.separators[i]
    if i >= len(tokens.words) or gap not in _SPACE:
        # "in the Turkey." with nothing behind it, but not "the Turkey-based" and not "the Turkey’s".
        return False if gap[:1] in ("", ".", ",", ";", "\n") and gap[:2] != ".." else None
    word, after = tokens.words[i], tokens.words[i + 1].lower() if i + 1 < len(tokens.words) else ""
    plain = i + 1 < len(tokens.words) and tokens.separators[i + 1] in _SPACE
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
