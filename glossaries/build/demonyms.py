"""Build normalize/names/demonyms.yaml: what the people of a country are called, and which country that speaks of.

    pip install normalize-news[glossaries]
    python glossaries/build/demonyms.py

Demonyms of one word are countryinfo's (MIT); what these lack stands in demonyms.yaml beside this script.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml
from babel import Locale
from laws import slug
from world import CURATED as WORLD
from world import demonyms, plain

TARGET = Path(__file__).parents[2] / "normalize" / "names" / "demonyms.yaml"
CURATED = Path(__file__).with_suffix(".yaml")
HEAD = """# Words for the people of a country, and the ids of the entries that they speak of. Built by
# glossaries/build/demonyms.py; do not edit. Sources: countryinfo (MIT), glossaries/build/demonyms.yaml.
en:
"""


def built() -> str:
    """The text of the data file."""
    world: Any = yaml.safe_load(WORLD.read_text(encoding="utf-8"))
    english = Locale("en").territories
    found: dict[str, set[str]] = defaultdict(set)
    for code, words in demonyms().items():
        if code not in english or code in world["none"]:
            continue
        for word in words:
            if word.isalpha():
                found[word].add(slug(world["territories"].get(code) or plain(english[code])))
    for word, ids in yaml.safe_load(CURATED.read_text(encoding="utf-8")).items():
        found[word] = set(ids)
    return HEAD + "".join(f"  {word}: [{', '.join(sorted(ids))}]\n" for word, ids in sorted(found.items()))


if __name__ == "__main__":
    TARGET.write_text(built(), encoding="utf-8")
