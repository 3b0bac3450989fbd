"""What English calls a city of GeoNames, and which of its cities are none.

GeoNames gives a city the name that it has on the map of its country, romanised by BGN/PCGN: with letters and marks
that English does not write (*Qo‘qon*, *Sāmarrā’*), words for what a place is (*Thị Trấn Đại Từ*) and names of another
language than the one that English took. Laws mend what follows a law; the rest stands in city_names.yaml.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

import yaml
from laws import fame, is_exonym, respelling

from normalize.words.fold import neutral, split
from normalize.words.known import COMMON

OWN = Path(__file__).with_suffix(".yaml")
FAMOUS = 0.5  # zipf frequency by which a respelling must be better known than the name to stand for it
WITHIN = 15  # kilometres from a city in which a place is a part of it
TIMES = 4  # by which that city is larger
KNOWN_PART = 2.7  # zipf frequency in English of a part of a city that news names
LARGE = 100_000  # inhabitants of a district of a Ukrainian city, whose name is an adjective
_DISTRICT = re.compile("(?<!Khmelnyts)(?<!Kropyvnyts)(?:skyi|chnyi|kyi|dnyi|lnyi|skyy|nyy|-Miskyi)$")
EARTH = 6371  # kilometres of its radius
_COMMAS = str.maketrans("şţŞŢ", "șțȘȚ")
# GeoNames romanises Ukrainian names by BGN/PCGN of 1965; this turns them into those of the Ukrainian system of 2010.
_SYSTEM_OF_2010 = {"yy": "yi", "ayi": "ai", "eyi": "ei", "iyi": "ii", "oyi": "oi", "uyi": "ui"}
_SYSTEM_OF_2010 |= {f"{a}y{b}": f"{a}i{b}" for a in "bcdfghklmnprstvz" for b in "au"} | {"iya": "iia"}
_UKRAINIAN = re.compile("|".join(sorted(_SYSTEM_OF_2010, key=len, reverse=True)))
_ARTICLE = re.compile(r"A(?:l|r|s|d|n|z|t|sh|dh|th)[ -]")
_APOSTROPHES = re.compile("[’‘ʻʼʿʾ`′'ʹ]")
# Where an apostrophe is a letter of the name in English: Xi'an, Cox's Bazar, N'dalatando, Sant'Antimo, Ra'anana.
_LETTERS = """AD AG AO AU BB BD BE BR BS CA CH CN CI CG CM DM ES FR GB GG GH IE IL IM IT JM JE LC MC MT NG NL NZ PG PT
TD TT TW US VC ZA"""
WITH_APOSTROPHES = frozenset(_LETTERS.split())
# Where names are written in Latin letters, and keep their marks.
_LATIN = """AL AR AT BA BE BO BR CA CH CL CO CR CU CZ DE DK DO EC EE ES FI FR GP GT HN HR HU IE IS IT LT LU LV ME MQ MX
NI NL NO PA PE PL PR PT PY RE RO SE SI SK SV TR UY VE XK"""
LATIN = frozenset(_LATIN.split())
# Letters that no mark makes another.
_PLAIN = str.maketrans(
    {"ı": "i", "Đ": "D", "đ": "d", "Ð": "D", "ð": "d", "ə": "a", "Ə": "A", "Ł": "L", "ł": "l", "ø": "o"}
)
# Words for what a place is, and where it lies.
_KINDS = re.compile(
    r"^(?:Thị Trấn|Thị Xã|Thành [Pp]hố|Huyện|Quận|Municipality of|City of)\s+"
    r"|\s+(?:Chengguanzhen|Qu|County|District|Centre|Estate|New Town|Municipality|Model Thana)$"
    r"|(?:, .*| \(.*\)| / .*| - .*)$|(?<=[a-zŏŭō])-(?:si|shi|ŭp|ni|ri)$"
)


@cache
def own() -> dict[str, Any]:
    """The tables of city_names.yaml."""
    table: dict[str, Any] = yaml.safe_load(OWN.read_text(encoding="utf-8"))
    return table


def canonical(city: dict[str, Any]) -> str:
    """The name as English news writes it.

    Ukraine is left out of the best known respelling: what readers knew better were the Russian names.
    """
    country = city["countrycode"]
    if stated := reviewed(city):
        return stated[0]
    name = written(str(city["name"]), country)
    if country == "UA":
        return name
    if country in LATIN or not name.isascii():
        return name
    same = [a for a in city["alternatenames"] if a.isascii() and bare(a) == bare(name)]
    short = bool(_ARTICLE.match(name))
    habits = [a for a in same if habitual(a) == habitual(name)]
    best = max((a for a in habits if respelling(a, name) or (short and is_exonym(a))), key=fame, default=name)
    return best if fame(name) + FAMOUS < fame(best) < COMMON else name


def reviewed(city: dict[str, Any]) -> list[str]:
    """What the table says that English calls a city, and after that other spellings of English; empty where nothing."""
    stated = own()["names"].get(city["countrycode"], {}).get(city["name"])
    return stated if isinstance(stated, list) else [stated] if stated else []


def is_left_out(city: dict[str, Any]) -> bool:
    """Whether the table says that what GeoNames lists is no city of its own."""
    table = own()["names"].get(city["countrycode"], {})
    if city["countrycode"] == "UA" and _DISTRICT.search(city["name"]) and city["population"] >= LARGE:
        return True
    return city["name"] in table and table[city["name"]] is None


def written(name: str, country: str) -> str:
    """A name without words for what it names, the marks of a romanisation, and apostrophes that English leaves out.

    >>> written("Thị Trấn Đông Triều", "VN"), written("Qo‘qon", "UZ"), written("İzmir", "TR"), written("Xi’an", "CN")
    ('Dong Trieu', 'Qoqon', 'Izmir', "Xi'an")
    """
    name = (_KINDS.sub("", name).strip() or name).replace("İ", "I").replace("–", "-")
    name = _APOSTROPHES.sub("'" if country in WITH_APOSTROPHES else "", name)
    name = unicodedata.normalize("NFC", name)
    if country == "RO":
        return name.translate(_COMMAS)
    if country == "RU":
        name = re.sub(r"(?<=[^aeiou])[iy]y\b", "y", name.replace("ë", "yo").replace("yye", "ye"))
    name = name if country in LATIN else unmarked(name)
    return _UKRAINIAN.sub(lambda m: _SYSTEM_OF_2010[m[0]], name) if country == "UA" else name


def unmarked(name: str) -> str:
    """A name without marks, in the letters of English."""
    plain = name.translate(_PLAIN)
    return "".join(ch for ch in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(ch))


def habitual(text: str) -> str:
    """A name without what English romanisations differ in: an Arabic article, a final h, y for i, q for k, x for kh.

    What differs in more may be better known for something else: *Alley* is not Aley, *Mijas* not Miass, *Taras* not
    Taraz, *Mundu* not Moundou.
    """
    letters = _ARTICLE.sub("", text).lower()
    return re.sub(r"iy\b|y", "i", re.sub(r"(?<=[aeiou])h\b", "", letters.replace("q", "k").replace("x", "kh")))


def bare(text: str) -> list[str]:
    """The neutral forms of the words without an Arabic article: Ar Raqqah is Raqqa."""
    words = [neutral(w) for w in split(text)]
    return words[1:] if len(words) > 1 and _ARTICLE.match(text) else words


def kilometres(a: dict[str, Any], b: dict[str, Any]) -> float:
    """How far two cities are apart, on a sphere (the haversine formula)."""
    ya, xa, yb, xb = (radians(c[k]) for c in (a, b) for k in ("latitude", "longitude"))
    half = sin((yb - ya) / 2) ** 2 + cos(ya) * cos(yb) * sin((xb - xa) / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))


def parts(cities: list[dict[str, Any]]) -> frozenset[int]:
    """The ids of places that are parts of a larger city beside them, and that news seldom names.

    GeoNames has quarters and wards among the cities: Gò Vấp in Ho Chi Minh City, Kuz’minki in Moscow.
    """
    by_size = sorted(cities, key=lambda c: -c["population"])
    found = set()
    near: dict[tuple[str, int, int], list[dict[str, Any]]] = {}
    for city in by_size:
        country, y, x = city["countrycode"], round(city["latitude"] * 4), round(city["longitude"] * 4)
        around = (c for j in (-1, 0, 1) for i in (-1, 0, 1) for c in near.get((country, y + j, x + i), ()))
        large = any(c["population"] >= TIMES * city["population"] and kilometres(c, city) <= WITHIN for c in around)
        if large and fame(canonical(city)) < KNOWN_PART and canonical(city) not in own()["kept"]:
            found.add(city["geonameid"])
        near.setdefault((country, y, x), []).append(city)
    return frozenset(found)
