"""Build normalize/names/countries.yaml: what the people of a country are called, and where a language is at home.

    pip install normalize-news[glossaries]
    python glossaries/build/countries.py

Demonyms of one word are countryinfo's (MIT); what these lack stands in countries.yaml beside this script. The languages
of a country are the official ones, by Unicode CLDR.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from babel.core import get_global
from laws import slug
from world import CURATED as WORLD
from world import demonyms, right_names

TARGET = Path(__file__).parents[2] / "normalize" / "names" / "countries.yaml"
CURATED = Path(__file__).with_suffix(".yaml")
OFFICIAL = frozenset(["official", "de_facto_official"])
SAME = {"nb": "no", "nn": "no", "fil": "tl"}  # what the glossaries call a language otherwise
HEAD = """# Which countries, as ids of entries, words for their people and their languages speak of. Built by
# glossaries/build/countries.py; do not edit. Sources: countryinfo (MIT), Unicode CLDR (Unicode License),
# glossaries/build/countries.yaml.
"""


def ids() -> dict[str, str]:
    """The entries of countries and territories by their codes."""
    return {code: slug(name) for code, name in right_names(yaml.safe_load(WORLD.read_text(encoding="utf-8"))).items()}


def peoples(known: Mapping[str, str]) -> dict[str, set[str]]:
    """Countries by the words for their people."""
    found: dict[str, set[str]] = defaultdict(set)
    for code, words in demonyms().items():
        for word in words:
            if word.isalpha() and code in known:
                found[word].add(known[code])
    curated: dict[str, list[str]] = yaml.safe_load(CURATED.read_text(encoding="utf-8"))
    return found | {word: set(countries) for word, countries in curated.items()}


def languages(known: Mapping[str, str]) -> dict[str, set[str]]:
    """Countries by their languages."""
    found: dict[str, set[str]] = defaultdict(set)
    spoken: Mapping[str, Mapping[str, Any]] = get_global("territory_languages")
    for code, country in known.items():
        for language, how in spoken.get(code, {}).items():
            if how["official_status"] in OFFICIAL:
                found[SAME.get(language, language.partition("_")[0])].add(country)
    return found


def _lines(found: Mapping[str, set[str]], indent: str) -> str:
    return "".join(f"{indent}{_quoted(key)}: [{', '.join(sorted(found[key]))}]\n" for key in sorted(found))


def _quoted(key: str) -> str:
    return f'"{key}"' if key == "no" else key  # a truth value in YAML


def built() -> str:
    """The text of the data file."""
    known = ids()
    return f"{HEAD}peoples:\n  en:\n{_lines(peoples(known), '    ')}languages:\n{_lines(languages(known), '  ')}"


if __name__ == "__main__":
    TARGET.write_text(built(), encoding="utf-8")
