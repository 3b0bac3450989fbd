"""What a city is called in the script of its country: from this its spellings in all languages are made.

GeoNames does not say which of its alternate names are in which language. A script tells it where the languages of a
country have one each, and an alphabet where two share a script: *Білгород* is not Russian. A form counts where it reads
as the name that English has: *Khartoum* is what the Arabic form says, and *Cairo* is another word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from city_forms import consonants
from laws import KNOWN_THERE, fame, is_one_script, key, script, share
from rapidfuzz.distance import Indel

from normalize.names.person_titles import given
from normalize.names.romanisation.habits import ENGLISH, is_read, read, writers
from normalize.names.romanisation.korean import systems
from normalize.words.fold import fold, split
from normalize.words.known import KNOWN

LEAST_LETTERS = 6  # of a name whose spellings are made: shorter ones are words and names of others,
LEAST_OF_KNOWN = 5  # but for one that readers know
ALIKE = 0.85  # least likeness of what the letters say to the name, word by word
SAME_CONSONANTS = 0.8  # least likeness of its consonants, where vowels are not written
RUSSIAN = 0.3  # powers of ten by which Russian knows its own form better than its country knows that one
# Letters that no Arabic sound is written with in English: the name is another one than the Arabic (*Luxor*).
_NOT_ARABIC = re.compile("[pvx]|c(?!h)")
_CITY = re.compile("[시읍군구]$")  # what a Korean form says that the place is
SLIPS = {"Словяньск": "Словʼянськ"}  # of GeoNames
_FAMILY = re.compile("(?:[оеё]в|ин)$")  # a family name, by its ending: Королёв


class Writing(NamedTuple):
    """A language of a country, the script that it is written in, and a pattern of letters that it has not."""

    language: str
    script: str
    none: str = ""


_RUSSIAN = Writing("ru", "CYRILLIC", "[іїєґўјљњћђџѓќѕәөүұқғңһҳҷӣӯӑӗæꙁѵѳѣ]")
_UKRAINIAN = Writing("uk", "CYRILLIC", "[ыэёъўјљњћђџѓќѕәөүұқғңһҳҷӣӯӑӗæꙁѵѳѣ]")
_BULGARIAN = Writing("bg", "CYRILLIC", "[ыэёіїєґўјљњћђџѓќѕәөүұқғңһҳҷӣӯӑӗæꙁѵѳѣ]")
_ARABIC = Writing("ar", "ARABIC", "[گچپژکیےہھڑٹڈںۀەێۆڕڵ]")
_PERSIAN = Writing("fa", "ARABIC", "[كيىةےہھڑٹڈںەێۆڕڵ]")
_URDU = Writing("ur", "ARABIC", "[كيىةەێۆڕڵ]")
_ARABIC_LANDS = "AE BH DZ EG IQ JO KW LB LY MA OM PS QA SA SD SY TN YE"
_WRITINGS = {
    "RU": (_RUSSIAN,), "BY": (_RUSSIAN,), "KZ": (_RUSSIAN,), "KG": (_RUSSIAN,), "UA": (_UKRAINIAN, _RUSSIAN),
    "BG": (_BULGARIAN,), "GR": (Writing("el", "GREEK"),), "GE": (Writing("ka", "GEORGIAN"),),
    "AM": (Writing("hy", "ARMENIAN"),), "IL": (Writing("he", "HEBREW"),), "KR": (Writing("ko", "HANGUL"),),
    "KP": (Writing("ko", "HANGUL"),), "IR": (_PERSIAN,), "AF": (_PERSIAN,), "PK": (_URDU,),
    "IN": (Writing("hi", "DEVANAGARI"),), "BD": (Writing("bn", "BENGALI"),),
} | dict.fromkeys(_ARABIC_LANDS.split(), (_ARABIC,))  # fmt: skip


def native(city: dict[str, Any], name: str) -> dict[str, str]:
    """The forms of a city in the languages of its country, by language; none where English has another word for it, or
    where it is a given name or too short."""
    least = LEAST_OF_KNOWN if fame(name) >= KNOWN_THERE else LEAST_LETTERS
    if len(key(name)) < least or key(name) in given():
        return {}
    found: dict[str, str] = {}
    for writing in _WRITINGS.get(city["countrycode"], ()):
        form = _best(city["alternatenames"], name, writing)
        if form and _is_known(form, name, writing, found):
            found[writing.language] = form
    return found


_UNSURE = frozenset(["hi", "bn", "ur"])  # other languages of their countries are written so, too


def _is_known(form: str, name: str, writing: Writing, found: dict[str, str]) -> bool:
    """Whether a form is one that news has: its readers know the name, or it is Ukrainian. One in Cyrillic letters that
    may be somebody's family name must be better known, and so must a Russian one of a place in Ukraine."""
    if writing.language in _UNSURE and not share(form, writing.language):
        return False
    if writing is _RUSSIAN and "uk" in found:
        return share(form, "ru") >= max(KNOWN_THERE, share(form, "uk") + RUSSIAN)
    if _FAMILY.search(form):
        return fame(name) >= KNOWN_THERE
    return writing is _UKRAINIAN or fame(name) >= KNOWN


def _best(alternates: Iterable[str], name: str, writing: Writing) -> str | None:
    """The alternate name of a writing that reads most like a name, the best known of these; None where none does."""
    least = ALIKE if is_read(writing.language) or writing.language == "ko" else SAME_CONSONANTS
    if writing is _ARABIC and _NOT_ARABIC.search(key(name)):
        return None
    ranked = [
        (_likeness(form, name, writing.language), share(form, writing.language), form)
        for form in {SLIPS.get(text, _CITY.sub("", text)) for text in alternates}
        if script(form) == writing.script and is_one_script(form) and not re.search(writing.none or "$^", form.lower())
        if len(split(form)) == len(split(name)) or writing.script == "ARABIC"
    ]
    likeness, _, best = max(ranked, default=(0.0, 0.0, ""))
    return best if likeness >= least else None


def _likeness(form: str, name: str, language: str) -> float:
    """How much a form, read by the letters of a language, is like a name, 0..1."""
    if is_read(language):
        ours, theirs = split(form), split(name)
        if len(ours) != len(theirs):
            return 0.0
        return min(
            max((_alike(way, fold(b)) for way in _in_english(a, language)), default=0.0)
            for a, b in zip(ours, theirs, strict=True)
        )
    if language == "ko":
        return max(_alike(fold(text), key(name)) for text, _ in systems(form, is_person=False))
    said, heard = consonants(form), consonants(name)
    if said[:1] != heard[:1]:
        said = said.removeprefix("r")  # an article
    return _alike(said, heard)


def _alike(ours: str, theirs: str) -> float:
    return float(Indel.normalized_similarity(ours, theirs))


@cache
def _in_english(word: str, language: str) -> tuple[str, ...]:
    """What English systems of romanisation make of a word, folded."""
    return tuple(_ways(word, language))


def _ways(word: str, language: str) -> Iterator[str]:
    for sounds in read(word, language):
        for habit in ENGLISH:
            yield from map(fold, writers()[habit].ways(sounds))
