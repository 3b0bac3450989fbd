"""Mechanical checks of the entries of persons: what a reader cannot see in thousands of lines.

    python glossaries/build/check_people.py

Prints one problem a line. Faults (an id, canonical or native form that two entries have, a native form in another
script than its language's, one that lacks half the name of an entry that is not careful, an alias that is an English
word or a country) end with status 1. Doubts (a native form
whose consonants are not those of the canonical form) are there to be read and are no fault: pen names, translated names
and names from another reading of the characters are unlike for good reasons.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence

from anyascii import anyascii
from rapidfuzz.distance import Indel

from normalize.names.glossary.entry import Entry
from normalize.names.glossary.read import read, shipped
from normalize.words.fold import fold, split
from normalize.words.known import COMMON, zipf

# Scripts, by the first words of the Unicode names of their letters, and the languages that are written in them. All
# other languages here are written in Latin letters.
_LANGUAGES = {
    "CYRILLIC": "ru uk be bg sr mk kk kaa ky tg mn ab os", "ARABIC": "ar fa ur ps ckb ug sd prs",
    "DEVANAGARI": "hi mr ne",
    "HEBREW": "he yi", "ETHIOPIC": "am ti", "TIBETAN": "bo dz", "BENGALI": "bn as", "GREEK": "el", "GEORGIAN": "ka",
    "ARMENIAN": "hy", "CJK": "zh ja", "IDEOGRAPHIC": "ja", "HIRAGANA": "ja", "KATAKANA": "ja",
    "KATAKANA-HIRAGANA": "ja", "HANGUL": "ko", "THAI": "th", "MYANMAR": "my", "KHMER": "km", "LAO": "lo",
    "SINHALA": "si", "TAMIL": "ta", "TELUGU": "te", "KANNADA": "kn", "MALAYALAM": "ml", "GUJARATI": "gu",
    "GURMUKHI": "pa", "ORIYA": "or", "THAANA": "dv",
}  # fmt: skip
_NUMERALS = frozenset("IVX")  # Latin letters that are numerals in any script
_UNREAD = ("ja", "bo", "dz")  # the letters of these do not tell how a name is said
_UNSPACED = ("zh", "ja", "ko", "th", "lo", "km", "my", "bo", "dz")  # written without blanks between the parts of a name
_ALIKE = 0.55  # likeness of consonants below which a native form is shown; found by reading those around it
# One letter for the consonants that romanisations of one sound differ by; vowels and semivowels are left out.
_SOUNDS = str.maketrans("qcgxjzbfvdl", "kkkkssppptr")
_UNHEARD = frozenset("aeiouywh")

Persons = Sequence[tuple[str, Entry]]  # with the names of their glossaries


def main() -> int:
    """Print the problems of the glossaries that ship; 1 if any of them is a fault."""
    entries = [(name, entry) for name, path in shipped().items() for entry in read(path)]
    persons = [(name, entry) for name, entry in entries if entry.kind == "person"]
    countries = {fold(form) for name, entry in entries if name == "world" for form in entry.right_forms}
    faults = [*_twice(persons), *_scripts(persons), *_halves(persons), *_dangerous(persons, countries)]
    doubts = list(_unlike(persons))
    for line in (*(f"fault: {f}" for f in faults), *(f"doubt: {d}" for d in doubts)):
        print(line)
    print(f"{len(persons)} persons, {len(faults)} faults, {len(doubts)} doubts", file=sys.stderr)
    return int(bool(faults))


def _twice(persons: Persons) -> Iterator[str]:
    """What two entries have alike: an id under ``people``, a canonical form, a native form."""
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name, entry in persons:
        if name.startswith("people/"):
            owners["id", entry.id].add(name)
        owners["canonical form", fold(entry.canonical)].add(entry.id)
        for form in entry.native:
            owners["native form", f"{form.text} ({form.lang})"].add(entry.id)
    for (kind, key), found in sorted(owners.items()):
        if len(found) > 1:
            yield f"the {kind} “{key}” belongs to {' and to '.join(sorted(found))}"


def _scripts(persons: Persons) -> Iterator[str]:
    """Native forms with letters of another script than their language's."""
    expected = defaultdict(set)
    for script, languages in _LANGUAGES.items():
        for language in languages.split():
            expected[language].add(script)
    for name, entry in persons:
        for form in entry.native:
            letters = [ch for ch in form.text if ch.isalpha() and ch not in _NUMERALS]
            scripts = {unicodedata.name(ch, "?").split(" ")[0] for ch in letters} - {"MODIFIER"}
            if not scripts <= (expected.get(form.lang or "") or {"LATIN"}):
                yield f"{name}: {entry.id}: “{form.text}” ({form.lang}) has letters of {', '.join(sorted(scripts))}"


def _halves(persons: Persons) -> Iterator[str]:
    """Native forms of one word without the consonants of a longer canonical form: a given name is many people's."""
    for name, entry in persons:
        for form in () if entry.careful else entry.native:
            half = len(split(form.text)) == 1 < len(split(entry.canonical)) and form.lang not in _UNSPACED
            if half and _likeness(form.text, [entry.canonical]) < _ALIKE:
                yield f"{name}: {entry.id}: “{form.text}” ({form.lang}) is half the name, and the entry is not careful"


def _dangerous(persons: Persons, countries: set[str]) -> Iterator[str]:
    """Aliases of one word that are common English words or countries."""
    for name, entry in persons:
        for alias in entry.aliases:
            if len(split(alias.text)) == 1 and (zipf(alias.text, "en") >= COMMON or fold(alias.text) in countries):
                yield f"{name}: {entry.id}: “{alias.text}” is an English word or a country"


def _unlike(persons: Persons) -> Iterator[str]:
    """Native forms whose consonants are not those of a right form."""
    for name, entry in persons:
        for form in entry.native:
            likeness = _likeness(form.text, entry.right_forms)
            if form.lang not in _UNREAD and likeness < _ALIKE:
                yield f"{name}: {entry.id}: “{form.text}” ({form.lang}) reads {anyascii(form.text)}: {likeness:.2f}"


def _likeness(text: str, names: Sequence[str]) -> float:
    """How like the consonants of a form are to those of the nearest of some names, 0..1."""
    return max(Indel.normalized_similarity(_consonants(text), _consonants(name)) for name in names)


def _consonants(text: str) -> str:
    """The consonants of a name, one letter for each family of sounds, doubled ones once.

    >>> _consonants("Шойгу"), _consonants("Shoigu")
    ('sk', 'sk')
    """
    letters = anyascii(text).lower().translate(_SOUNDS)
    heard = [ch for ch in letters if ch.isalpha() and ch not in _UNHEARD]
    return "".join(ch for at, ch in enumerate(heard) if at == 0 or heard[at - 1] != ch)


if __name__ == "__main__":
    sys.exit(main())
