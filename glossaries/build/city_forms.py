"""Which alternate names of GeoNames are forms of a city's name in other scripts.

GeoNames says of none who writes it so. Among them are names of quarters, former names, words of another language
(*Кафе*) and slips. What is kept must read as the city's name does, and be neither a word nor a name of anything else.
Those in Latin letters are not kept at all, since too many are readings of readings (*Telin*, from Russian *Телин*),
case forms, and names of other places.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from anyascii import anyascii
from laws import fame, is_one_script, is_read_otherwise, key, script, share, unique
from rapidfuzz.distance import Indel

from normalize.words.fold import fold, split

# Scripts with the least likeness of consonants, and the languages whose lists tell which of their strings are words.
SCRIPTS = {
    "CYRILLIC": 0.6,
    "ARABIC": 0.65,
    "GREEK": 0.6,
    "HEBREW": 0.6,
    "HANGUL": 0.6,
    "KATAKANA": 0.6,
    "HIRAGANA": 0.6,
    "CJK": 0.5,
}
WRITTEN_IN = {
    "CYRILLIC": ("ru", "uk", "bg", "mk"), "ARABIC": ("ar", "fa", "ur"), "GREEK": ("el",), "HEBREW": ("he",),
    "HANGUL": ("ko",), "KATAKANA": ("ja",), "HIRAGANA": ("ja",), "CJK": ("zh", "ja"),
}  # fmt: skip
WORD = 3.0  # zipf frequency in its language from which a string may be a word
LEAD = 1.0  # powers of ten by which it is better known there than the city is in English
HOME_LEAD = 3.0  # and in the country's own language
ARABIC_LEAD = 2.0  # and there in Arabic letters, in which more names are words
HOME = {
    "CYRILLIC": "BG BY KG KZ MK MN RS RU TJ UA", "GREEK": "CY GR", "HEBREW": "IL", "HANGUL": "KP KR",
    "ARABIC": "AE AF BH DJ DZ EG IL IQ IR JO KW LB LY MA MR OM PK PS QA SA SD SO SY TD TN YE",
    "KATAKANA": "JP", "HIRAGANA": "JP", "CJK": "CN HK JP MO SG TW",
}  # fmt: skip
PINYIN = 0.8  # least likeness of a Chinese name, read in pinyin, to that of a Chinese city
IDEOGRAPHS = frozenset(
    ["JP", "KR", "KP", "TW", "VN", "HK", "MO"]
)  # where Chinese characters do not tell how a name is said
_ENDINGS = frozenset(["а", "е", "и", "у", "ы", "ю", "я", "ам", "ах", "ой", "ом", "ою"])
_OF_A = re.compile("(?:[еиыую]|ой|ою)$")  # endings of a name in -а or -я in its other cases
_ANCIENT = re.compile("[\u1f00-\u1fff]")  # breathings: ancient Greek, the name of an ancient city
_CITY = re.compile("[市区區]$")
_NO_CITY = re.compile("(?:[区區镇鎮乡鄉县縣県旗省州郡村岬]|街道|城区|城區|中心)$")
_STRANGE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff،٬,(/_]")  # unseen marks, and what adds a region
_REGION = re.compile("^(?:محافظة|محافظه|ولاية|استان|منطقة|شهرستان|إمارة)")
_KANA_CITY = re.compile("(?:[しシ]|ちょう|チョウ)$")
LETTERS = 0.6  # least likeness of a name in Cyrillic or Greek letters, read letter by letter
SHORTEST = 0.6  # of the letters of the name that a form has
# One letter for the consonants that writings of one sound differ by; vowels and semivowels are left out.
_SOUNDS = str.maketrans("qcgxjzbfvdl", "kkkkssppptr")
_UNHEARD = frozenset("aeiouywh")


def consonants(name: str) -> str:
    """The consonants of a name, one letter for each family of sounds, doubled ones once.

    >>> consonants("Гамбург"), consonants("Hamburg")
    ('kmprk', 'mprk')
    """
    heard = [ch for ch in anyascii(name).lower().translate(_SOUNDS) if ch.isalpha() and ch not in _UNHEARD]
    return "".join(ch for at, ch in enumerate(heard) if at == 0 or heard[at - 1] != ch)


def in_other_scripts(city: dict[str, Any], names: Collection[str], free: Callable[[str], bool]) -> list[str]:
    """Alternate names in other scripts that read as one of the city's ``names`` does."""
    words = max(len(split(name)) for name in names)
    texts = [
        a
        for a in sorted(city["alternatenames"])
        if script(a) in SCRIPTS and len(a) > 1 and not _STRANGE.search(a) and not _REGION.search(a)
    ]
    one = [a for a in texts if is_one_script(a) and len(split(a)) <= words and free(a)]
    return unique(
        a
        for a in one
        if reads_as(a, city, names, frozenset(texts)) and not is_word_there(a, city["countrycode"], names)
    )


def reads_as(text: str, city: dict[str, Any], names: Collection[str], listed: Collection[str]) -> bool:
    """Whether a form in another script reads like a name of the city: by its consonants, a Chinese one of a Chinese
    city by its pinyin. Where characters do not tell, a name must be ``listed`` with and without the word for city."""
    writing = script(text)
    outside = city["countrycode"] not in IDEOGRAPHS
    if (outside and _NO_CITY.search(text)) or (city["countrycode"] == "JP" and _KANA_CITY.search(text)):
        return False
    if writing in ("CYRILLIC", "GREEK") and is_read_otherwise(text, list(names), LETTERS):
        return False
    if len(text) < SHORTEST * min(map(len, names)) and writing in ("CYRILLIC", "GREEK"):
        return False
    if writing == "GREEK" and _ANCIENT.search(unicodedata.normalize("NFC", text)):
        return False
    if writing == "CJK":
        if not outside:
            return (bool(_CITY.search(text)) and text[:-1] in listed) or any(text + end in listed for end in "市区區")
        if city["countrycode"] == "CN":
            said = anyascii(re.sub("市$", "", text)).lower()
            alike = max(Indel.normalized_similarity(said, re.sub("[^a-z]", "", fold(name))) for name in names)
            return bool(alike >= PINYIN)
    if all(is_inflected(text, name, listed) for name in names):
        return False
    said = consonants(re.sub("市$", "", text))
    likeness = max(Indel.normalized_similarity(said, consonants(name)) for name in names)
    return bool(likeness >= SCRIPTS[writing])


def is_word_there(text: str, country: str, names: Collection[str]) -> bool:
    """Whether a list of words of its script has a form much better than English has the city: *Кафе* is no Kafue. The
    people of the country speak of their cities more than readers of English do."""
    writing = script(text)
    there = max(share(text, lang) for lang in WRITTEN_IN[writing])
    home = ARABIC_LEAD if writing == "ARABIC" else HOME_LEAD
    lead = home if country in HOME[writing].split() else LEAD
    return there >= WORD and there > max(map(fame, names)) + lead


def is_inflected(text: str, name: str, listed: Collection[str]) -> bool:
    """Whether a form in Cyrillic letters is a ``listed`` one in another case: with an ending that the name has not
    (*Бхавнагаром*, by Bhavnagar), or with another one than -а or -я (*Одессе*, by Odesa)."""
    if script(text) != "CYRILLIC":
        return False
    if re.search("ah?$", fold(name)):
        return any(_OF_A.sub(end, text) in listed for end in "ая") and _OF_A.search(text) is not None
    ending = fold(name)[-1] not in "aeiouyhw"
    return ending and any(text[:-n] in listed and text[-n:] in _ENDINGS for n in (1, 2))


@cache
def _read_through() -> Mapping[str, Any]:
    table: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return table


def without_faults(city: str, texts: Sequence[str]) -> list[str]:
    """The forms of a city, by the id of its entry, but for those that city_forms.yaml takes out.

    Raises ValueError where the table has a form that is none of them, as one that a law leaves out by now.
    """
    none = _read_through()["none"].get(city, [])
    if unknown := [text for text in none if text not in texts]:
        raise ValueError(f"city_forms.yaml: {city} has no {', '.join(unknown)}")
    return [text for text in texts if text not in none]


def language_of(city: str, text: str) -> str | None:
    """The language that alone calls a city so, as far as city_forms.yaml tells: elsewhere the form is a word."""
    languages: dict[str, str] = _read_through()["languages"].get(city, {})
    return next((lang for lang, form in languages.items() if form == text), None)


def claims(cities: Iterable[dict[str, Any]]) -> Counter[str]:
    """How many places have a name, or are called so in another language."""
    return Counter(k for c in cities for k in {key(a) for a in (c["name"], *c["alternatenames"])})
