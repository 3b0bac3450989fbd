"""Korean names: from hangul to the Revised Romanisation and McCune-Reischauer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from normalize.storage.datafiles import load

_FIRST, _LAST = 0xAC00, 0xD7A3  # syllables, by initial, vowel and final
_VOWELS, _FINALS = 21, 28
_LONGEST = 4  # syllables of a person's name


@cache
def _data() -> Any:
    return load("normalize.names.romanisation", "korean.yaml")


def is_hangul(text: str) -> bool:
    """Whether a name is written in hangul syllables alone."""
    return bool(text) and all(_FIRST <= ord(ch) <= _LAST for ch in text.replace(" ", ""))


def syllable(ch: str, system: str) -> str:
    """A syllable by a system.

    >>> syllable("정", "revised"), syllable("정", "mccune")
    ('jeong', 'chong')
    """
    data = _data()
    rest, final = divmod(ord(ch) - _FIRST, _FINALS)
    initial, vowel = divmod(rest, _VOWELS)
    return str(data["initials"][system][initial] + data["vowels"][system][vowel] + data["finals"][system][final])


def systems(name: str, is_person: bool) -> Iterator[tuple[str, str]]:
    """The spellings of a name in hangul, each with the name of its system, family names first as Koreans write them.

    >>> [text for text, _ in systems("김정은", True)][:4]
    ['Kim Jeong-eun', 'Kim Jeongeun', 'Gim Jeong-eun', 'Gim Jeongeun']
    """
    bare = name.replace(" ", "")
    if not is_person or not 2 <= len(bare) <= _LONGEST:
        for system in ("revised", "mccune"):
            yield "".join(syllable(ch, system) for ch in bare).capitalize(), _NAMES[system]
        return
    for system in ("revised", "mccune"):
        families = _data()["families"].get(bare[0], [syllable(bare[0], system).capitalize()])
        given = [syllable(ch, system) for ch in bare[1:]]
        for family in families:
            for joint in ("-", ""):
                yield f"{family} {joint.join(given).capitalize()}", _NAMES[system]


_NAMES = {"revised": "Revised Romanisation", "mccune": "McCune-Reischauer"}
