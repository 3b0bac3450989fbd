"""Mandarin names: from Hanyu Pinyin to the spellings of older systems and of Russian."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from normalize.names.romanisation.habits import writers
from normalize.names.romanisation.rewriting import Rewriting
from normalize.storage.datafiles import load
from normalize.text.pattern import pattern
from normalize.words.fold import fold, split

_HAN = pattern("[\u3400-\u9fff]")


class _Tables(NamedTuple):
    """What is known of pinyin: its syllable, the systems, and the postal spellings of places."""

    syllable: re.Pattern[str]
    systems: Mapping[str, Rewriting]
    postal: Mapping[str, tuple[str, ...]]


@cache
def _tables() -> _Tables:
    data: Any = load("normalize.names.romanisation", "chinese.yaml")
    syllable = re.compile(f"(?:{'|'.join(data['initials'])})?(?:{'|'.join(data['finals'])})")
    systems = {name: Rewriting(data[name]["rules"], data[name]["letters"]) for name in ("wade-giles", "palladius")}
    postal = {place: tuple(spellings) for place, spellings in data["postal"].items()}
    return _Tables(syllable, systems, postal)


def systems() -> Mapping[str, Rewriting]:
    """The systems that write a syllable of pinyin otherwise, by name."""
    return _tables().systems


def syllables(name: str, native: str) -> list[list[str]] | None:
    """The syllables of each word of a name in pinyin; None where it is no pinyin of the characters.

    >>> syllables("Xi Jinping", "习近平")
    [['xi'], ['jin', 'ping']]
    >>> syllables("Chiang Kai-shek", "蔣介石")
    """
    words = [list(_cut(fold(word))) for word in split(name)]
    if not all(words) or sum(map(len, words)) != len(_HAN.findall(native)):
        return None
    return words


def count_of_syllables(name: str) -> int:
    """How many syllables a name in pinyin has; 0 where it is none.

    >>> count_of_syllables("Li Guangyao"), count_of_syllables("Lee Kuan Yew")
    (3, 0)
    """
    words = [list(_cut(fold(word))) for word in split(name)]
    return sum(map(len, words)) if all(words) else 0


def is_pinyin(word: str) -> bool:
    """Whether a folded word can be cut into syllables of pinyin.

    >>> is_pinyin("changli"), is_pinyin("tioumen")
    (True, False)
    """
    return any(_cut(word))


def _cut(word: str) -> Iterator[str]:
    """The syllables of a word, from its end: a consonant between two vowels begins a syllable; none for other words."""
    found: list[str] = []
    if _parse(word, found):
        yield from found


def _parse(word: str, found: list[str]) -> bool:
    """Cut a word into the longest syllables that leave syllables only."""
    if not word:
        return True
    tables = _tables()
    for end in range(min(len(word), 6), 0, -1):
        if tables.syllable.fullmatch(word, 0, end) and (end == len(word) or word[end] not in "aeiou"):
            found.append(word[:end])
            if _parse(word[end:], found):
                return True
            found.pop()
    return False


def other_systems(name: str, native: str) -> Iterator[tuple[str, str, str]]:
    """Other spellings of a name in pinyin, each with the language that has it and the name of its system.

    >>> [text for text, _, _ in other_systems("Deng Xiaoping", "邓小平")]
    ['Teng Hsiao-ping', 'Teng Hsiaoping', 'Den Syaopin', 'Deng Xiao-ping']
    """
    words = syllables(name, native)
    if words is None:
        return
    tables = _tables()
    for text in tables.postal.get("".join(map("".join, words)), ()):
        yield text, "zh", "postal spelling"
    for joint in ("-", ""):
        yield _spelled(words, tables.systems["wade-giles"], joint), "zh", "Wade-Giles"
    sounds = ["".join(filter(None, map(tables.systems["palladius"].usual, word))) for word in words]
    heard = [writers()["press"].usual(word) or "" for word in sounds]
    yield " ".join(word.capitalize() for word in heard), "ru", "Palladius"
    if any(len(word) > 1 for word in words):
        yield " ".join("-".join(word).capitalize() for word in words), "zh", "syllables apart"


def joined(name: str) -> str:
    """A name with the syllables of its given name joined, which Taiwan, Hong Kong and Korea join with hyphens.

    >>> joined("Tsai Ing-wen"), joined("Lee Hsien Loong")
    ('Tsai Ingwen', 'Lee Hsien Loong')
    """
    return " ".join(word.replace("-", "").capitalize() if "-" in word else word for word in name.split(" "))


def _spelled(words: list[list[str]], system: Rewriting, joint: str) -> str:
    return " ".join(joint.join(system.usual(s) or s for s in word).capitalize() for word in words)
