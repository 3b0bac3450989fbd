"""Mechanical checks of the entries of persons: what a reader cannot see in seven thousand lines.

    python glossaries/build/check_people.py [FOLDER OF glossaries]

Prints one problem a line, `problem: file: id: what`. Faults (an id or a canonical form that two entries have, a native
form in another script than its language's, an alias that is an English word or a country) end with status 1. Doubts
(a native form whose consonants are not those of the canonical form) are printed for somebody to read and are no fault:
pen names, translated names and family names alone are unlike for good reasons.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from anyascii import anyascii

from normalize.names.glossary.entry import Entry
from normalize.names.glossary.read import read, shipped
from normalize.words.fold import fold, split
from normalize.words.known import COMMON, zipf
from rapidfuzz.distance import Indel

# First words of the Unicode names of the letters that a language is written with; the others are Latin.
SCRIPTS = {
    **dict.fromkeys("ru uk be bg sr mk kk ky tg mn".split(), {"CYRILLIC"}),
    **dict.fromkeys("ar fa ur ps ckb ug sd prs".split(), {"ARABIC"}),
    **dict.fromkeys("hi mr ne".split(), {"DEVANAGARI"}),
    **dict.fromkeys("he yi".split(), {"HEBREW"}),
    **dict.fromkeys("am ti".split(), {"ETHIOPIC"}),
    **dict.fromkeys("bo dz".split(), {"TIBETAN"}),
    **dict.fromkeys("bn as".split(), {"BENGALI"}),
    "el": {"GREEK"}, "ka": {"GEORGIAN"}, "hy": {"ARMENIAN"}, "zh": {"CJK"}, "ja": {"CJK", "IDEOGRAPHIC", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"},
    "ko": {"HANGUL"}, "th": {"THAI"}, "my": {"MYANMAR"}, "km": {"KHMER"}, "lo": {"LAO"}, "si": {"SINHALA"},
    "ta": {"TAMIL"}, "te": {"TELUGU"}, "kn": {"KANNADA"}, "ml": {"MALAYALAM"}, "gu": {"GUJARATI"},
    "pa": {"GURMUKHI"}, "or": {"ORIYA"}, "dv": {"THAANA"},
}  # fmt: skip
NUMERALS = frozenset("IVX")
ALIKE = 0.55  # likeness of consonants below which a native form is shown; found by reading those around it
# Letters that romanisations of one sound differ by, made one; vowels and semivowels are left out.
SOUNDS = str.maketrans({"q": "k", "c": "k", "g": "k", "x": "k", "j": "s", "z": "s", "b": "p", "f": "p", "v": "p", "d": "t", "l": "r"})
UNHEARD = set("aeiouywh")


def main(folder: Path | None = None) -> int:
    """Print the problems of the glossaries; 1 if any of them is a fault."""
    files = sorted(folder.rglob("*.yaml")) if folder else list(shipped().values())
    entries = [(path.stem, entry) for path in files for entry in read(path)]
    persons = [(name, entry) for name, entry in entries if entry.kind == "person"]
    countries = {fold(form) for name, e in entries if name == "world" for form in (e.canonical, *e.short)}
    faults = [*_twice(persons), *_scripts(persons), *_dangerous(persons, countries)]
    doubts = list(_unlike(persons))
    for line in (*(f"fault: {f}" for f in faults), *(f"doubt: {d}" for d in doubts)):
        print(line)
    print(f"{len(persons)} persons, {len(faults)} faults, {len(doubts)} doubts", file=sys.stderr)
    return bool(faults)


def _twice(persons: list[tuple[str, Entry]]) -> Iterator[str]:
    """Ids in two files, canonical forms and native forms of two entries."""
    for kind in ("id", "canonical form", "native form"):
        owners = defaultdict(set)
        for name, entry in persons:
            for key in _keys(kind, entry):
                owners[key].add((name, entry.id))
        for key, found in sorted(owners.items()):
            if len(found) > 1 and not (kind == "id" and {n for n, _ in found} == {"afghanistan", "leaders"}):
                if len({i for _, i in found}) > 1 or kind == "id":
                    yield f"{' and '.join(f'{n}: {i}' for n, i in sorted(found))}: the {kind} “{key}” twice"


def _keys(kind: str, entry: Entry) -> list[str]:
    if kind == "id":
        return [entry.id]
    return [fold(entry.canonical)] if kind == "canonical form" else [f"{n.text} ({n.lang})" for n in entry.native]


def _scripts(persons: list[tuple[str, Entry]]) -> Iterator[str]:
    """Native forms with letters of another script than their language's."""
    for name, entry in persons:
        for form in entry.native:
            scripts = {unicodedata.name(ch, "?").split(" ")[0] for ch in form.text if ch.isalpha() and ch not in NUMERALS} - {"MODIFIER"}
            if not scripts <= SCRIPTS.get(form.lang or "", {"LATIN"}):
                yield f"{name}: {entry.id}: “{form.text}” ({form.lang}) has letters of {', '.join(sorted(scripts))}"


def _dangerous(persons: list[tuple[str, Entry]], countries: set[str]) -> Iterator[str]:
    """Aliases of one word that are common English words or countries."""
    for name, entry in persons:
        for text in (a.text for a in entry.aliases):
            if len(split(text)) == 1 and (zipf(text, "en") >= COMMON or fold(text) in countries):
                yield f"{name}: {entry.id}: “{text}” is an English word or a country"


def _unlike(persons: list[tuple[str, Entry]]) -> Iterator[str]:
    """Native forms whose consonants are not those of the canonical form."""
    for name, entry in persons:
        for form in entry.native:
            if form.lang in ("zh", "ja", "bo", "dz") and SCRIPTS[form.lang] & {"CJK", "TIBETAN"}:
                read_so = anyascii(form.text)  # Chinese readings of characters say nothing of Japanese names
                if form.lang != "zh":
                    continue
            else:
                read_so = anyascii(form.text)
            likeness = max(Indel.normalized_similarity(_bones(read_so), _bones(f)) for f in entry.right_forms)
            if likeness < ALIKE:
                yield f"{name}: {entry.id}: “{form.text}” ({form.lang}) reads {read_so}: {likeness:.2f}"


def _bones(text: str) -> str:
    """The consonants of a name, one letter for each family of sounds, doubled ones once."""
    heard = [ch for ch in anyascii(text).lower().translate(SOUNDS) if ch.isalpha() and ch not in UNHEARD]
    return "".join(ch for at, ch in enumerate(heard) if at == 0 or heard[at - 1] != ch)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
