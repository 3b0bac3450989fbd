"""Write calendar.yaml: the names of months, days and languages that date stamps and language switchers are made of.

    python benchmarks/furniture/calendar_words.py

The source is the Unicode Common Locale Data Repository, as the package babel (2.18.0) carries it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

import yaml
from babel import Locale

from normalize.detectors.furniture import stamps

TARGET = Path(stamps.__file__).with_name("calendar.yaml")
HEAD = """# Written by benchmarks/furniture/calendar_words.py from the Unicode CLDR (babel 2.18.0; Unicode License v3):
# names of months and days in 62 languages, and the names of these languages, in themselves and in English.
"""
LOCALES = """
ar ar_DZ ar_LB az be bg bn bs ca cs cy da de de_AT el en es et eu fa fi fr ga gl he hi hr hu hy id is it ja ka kk ko
lt lv mk ms mt nb ne nl pa pl ps pt ro ru sk sl sq sr sr_Latn sv sw ta te th tr uk ur uz vi zh zh_Hant
"""
LONGEST = 20
WIDTHS = ("wide", "abbreviated")
USES = ("format", "stand-alone")


def plain(words: Iterable[str]) -> list[str]:
    """Names in lower case without points, those of one word and more than one letter, sorted."""
    found = {unicodedata.normalize("NFC", word.lower().strip(". ")) for word in words}
    kept = (word for word in found if 1 < len(word) <= LONGEST and " " not in word)
    return sorted(word for word in kept if not any(map(str.isdigit, word)))


def main() -> None:
    locales = [Locale.parse(name) for name in LOCALES.split()]
    months = [m for lc in locales for use in USES for width in WIDTHS for m in lc.months[use][width].values()]
    days = [d for lc in locales for use in USES for width in WIDTHS for d in lc.days[use][width].values()]
    own = [locale.get_language_name(locale.language) or "" for locale in locales]
    english = [Locale("en").languages[locale.language] for locale in locales]
    data = {"months": plain(months), "days": plain(days), "languages": plain([*own, *english])}
    written = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, default_flow_style=True, width=140)
    TARGET.write_text(HEAD + written, encoding="utf-8")
    print(f"wrote {TARGET}: {', '.join(f'{len(words)} {name}' for name, words in data.items())}")


if __name__ == "__main__":
    main()
