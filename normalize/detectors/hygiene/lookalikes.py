"""Letters of another script inside a word: Cyrillic а in a Latin word, by the confusables of Unicode (UTS 39).

Of the library's list, which takes ten megabytes and a tenth of a second to read, what is asked here is kept.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from normalize.detectors.hygiene.repair import Repair
from normalize.detectors.hygiene.rules import LOOK_ALIKE
from normalize.storage import memos
from normalize.storage.cache import kept
from normalize.storage.writing import pack
from normalize.text.pattern import pattern
from normalize.words.known import KNOWN, zipf

_LATIN = "a-zA-Z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_OTHER = "\u0370-\u03ff\u0400-\u052f"
_MIXED = pattern(f"[{_LATIN}][{_OTHER}]|[{_OTHER}][{_LATIN}]")
_ANY_OTHER = pattern(f"[{_OTHER}]")
_LETTERS = pattern(f"[{_LATIN}{_OTHER}]+")
_LAST_LETTER = 0x52F
_FEWEST = 4  # letters of a word: shorter ones are units and formulas
_MOST = 60
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")
_LANGUAGES = {"CYRILLIC": ("ru", "uk", "bg"), "GREEK": ("el",)}


def has_two_scripts(word: str) -> bool:
    """Whether a Latin letter stands beside a Greek or Cyrillic one."""
    return _MIXED.search(word) is not None


def look_alikes(text: str, target: str) -> Iterator[Repair]:
    """Words of two scripts that can be written in one, because the letters of the other look like letters of it."""
    if _ANY_OTHER.search(text) is None or _MIXED.search(text) is None:
        return
    words = frozenset(_LETTERS.findall(text))
    for match in _LETTERS.finditer(text):
        word = match[0]
        if not _FEWEST <= len(word) <= _MOST or _MIXED.search(word) is None:
            continue
        readings = [(script, put) for script in _SCRIPTS if (put := _in_script(word, script)) is not None]
        known = [put for script, put in readings if put in words or _known(put, script, target)]
        if readings:
            put = known[0] if known else readings[0][1]
            why = f"letters of two scripts; in one it is “{put}”"
            yield Repair(*match.span(), LOOK_ALIKE, why, put, sure=len(known) == 1)


def _in_script(word: str, script: str) -> str | None:
    """The word in letters of one script, or None where a letter has no twin there, or hardly one is of it."""
    foreign = [ch for ch in word if _script(ch) != script]
    twins = _twins()[script]
    if len(foreign) * 4 > len(word) * 3 or not all(ch in twins for ch in foreign):
        return None
    return "".join(ch if _script(ch) == script else twins[ch] for ch in word)


@lru_cache(maxsize=memos.SIGNS)
def _script(ch: str) -> str:
    return unicodedata.name(ch, "?").split()[0]


@cache
def _twins() -> Mapping[str, Mapping[str, str]]:
    """For each script the letters of the others, and the one letter of it that looks like them."""
    from confusable_homoglyphs import __version__

    letters = [ch for ch in map(chr, range(_LAST_LETTER + 1)) if _LETTERS.fullmatch(ch)]

    def make(key: str) -> bytes:
        others = ((script, [ch for ch in letters if _script(ch) != script]) for script in _SCRIPTS)
        return pack(key, {script: {ch: twin for ch in some if (twin := _twin(ch, script))} for script, some in others})

    return kept("twins", [__version__, _LETTERS.pattern, *_SCRIPTS], make).values


def _twin(ch: str, script: str) -> str:
    """The one letter of a script that looks like ``ch``; empty where there is none."""
    from confusable_homoglyphs import confusables

    found = confusables.is_confusable(ch, greedy=True, preferred_aliases=[]) or []
    twins = {
        twin["c"]
        for entry in found
        for twin in entry["homoglyphs"]
        if len(twin["c"]) == 1 and twin["n"].split()[0] == script and twin["c"].isupper() == ch.isupper()
    }
    return twins.pop() if len(twins) == 1 else ""


def _known(word: str, script: str, target: str) -> bool:
    return any(zipf(word, language) >= KNOWN for language in _LANGUAGES.get(script, (target,)))
