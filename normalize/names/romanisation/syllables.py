"""Mandarin names that are written syllable by syllable, by Wade-Giles or in pinyin, as one word of pinyin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain, islice, product
from typing import Any

from normalize.names.designators import is_designator
from normalize.names.romanisation.chinese import systems as spellings
from normalize.storage.datafiles import load
from normalize.text.pattern import pattern
from normalize.words.fold import fold

_APOSTROPHES = pattern("[’‘`´ʻʼ]")
_SYLLABLED = pattern(r"[a-z'ü]{1,7}(?:[ -][a-z'ü]{1,7})+")
_MOST = 4  # readings of one name: where marks are left out, Wade and Giles have one spelling for several syllables
_WORDS_OF_A_KIND = (2, 1)  # syllables of what says what kind of place it is


def readings(name: str) -> tuple[tuple[str, ...], ...]:
    """A name's words in pinyin, folded, what says what kind of place it is apart; none where it is no such name.

    Names of people are written in several words with capitals, and are none.

    >>> readings("Ch'ang-li-hsien"), readings("wei hai shi"), readings("Mok-pho"), readings("Chiang Kai-shek")
    ((('changli', 'xian'),), (('weihai', 'shi'),), (), ())
    """
    written = _APOSTROPHES.sub("'", name.strip())
    written = written[:1].lower() + written[1:]
    if not _SYLLABLED.fullmatch(written):
        return ()
    parts = fold(written).replace("-", " ").split()
    systems = (wade_giles(), pinyin()) if "-" in written else (pinyin(),)  # pinyin is written with spaces, or together
    read = (product(*(of.get(part, ()) for part in parts)) for of in systems)
    return tuple(dict.fromkeys(map(_joined, islice(chain.from_iterable(read), _MOST))))


def _joined(syllables: tuple[str, ...]) -> tuple[str, ...]:
    for n in _WORDS_OF_A_KIND:
        kind = "".join(syllables[-n:])
        if len(syllables) > n + 1 and is_designator(kind):
            return "".join(syllables[:-n]), kind
    return ("".join(syllables),)


@cache
def pinyin() -> Mapping[str, tuple[str, ...]]:
    """The syllables of pinyin, each to itself."""
    return {syllable: (syllable,) for syllable in _pinyin()}


@cache
def wade_giles() -> Mapping[str, tuple[str, ...]]:
    """The syllables of Wade-Giles to those of pinyin that they stand for."""
    data: Any = load("normalize.names.romanisation", "chinese.yaml")
    found: dict[str, list[str]] = {}
    for syllable in _pinyin():
        initial = next((letters for letters in data["initials"] if syllable.startswith(letters)), "")
        stop = data["aspirated"].get(initial, "")
        for spelled in spellings()["wade-giles"].ways(syllable):
            written = f"{stop}'{spelled[len(stop) :]}" if stop else spelled
            found.setdefault(written, []).append(syllable)
    return {written: tuple(of) for written, of in found.items()}


def _pinyin() -> Iterator[str]:
    data: Any = load("normalize.names.romanisation", "chinese.yaml")
    yield from (final for final in data["finals"] if final[0] in "aeo")
    yield from (a + b for a in data["initials"] for b in data["finals"] if _goes_with(a, b, data))


def _goes_with(initial: str, final: str, data: Any) -> bool:
    if initial in data["palatal"]:
        return final in data["behind_palatal"]
    if initial in data["velar"]:
        return not final.startswith("i")
    return final == "i" or not final.startswith("i") or initial not in data["sibilant"]
