"""Names letter by letter: what a translation leaves of a name that a language of another script has written.

Chinese makes *Pujing* of Putin, Japanese *Makuron* of Macron, Korean *Jellenseuki* of Zelensky, Arabic *Zilinski*:
nobody chose these spellings, they follow from the characters. So characters are read by pinyin, kana by Hepburn, hangul
by the Revised Romanisation, Devanagari by the sounds of its letters, and the Arabic script by its letters, with the
short vowels filled in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain, islice
from typing import Any, NamedTuple

from normalize.languages.romanise import romanised
from normalize.names.romanisation.rewriting import Rewriting
from normalize.storage.datafiles import load
from normalize.text.pattern import pattern
from normalize.words.fold import split

_HAN = pattern("[\u3400-\u9fff]+")
_JAPANESE_FAMILY, _TWICE_TWO = 2, 4  # characters of most family names of Japan, and of names
_SOUND = pattern("[scktgdz]h|.")
_VOWELS = frozenset("aeiou")
_ARTICLE = "al-"
_WAYS = 4  # to write one name
_READINGS = 2  # of the letters that may be either of two vowels


def spelled(name: str, language: str, *, in_two: bool = False) -> list[str]:
    """The ways to write a name of another script in Latin letters; none where nothing reads its language.

    ``in_two`` says that a name in Chinese characters alone is a family name and a given one: those of East Asia.

    >>> spelled("弗拉基米尔·普京", "zh"), spelled("安倍晋三", "zh", in_two=True), spelled("莫斯科", "zh")
    (['Fulajimier Pujing'], ['Anbei Jinsan'], ['Mosike'])
    >>> spelled("ウラジーミル・プーチン", "ja")[:2], spelled("エマニュエル・マクロン", "ja")
    (['Urajimiru Puchin', 'Urajiimiru Puuchin'], ['Emanyueru Makuron'])
    >>> spelled("젤렌스키", "ko"), spelled("ज़ेलेंस्की", "hi"), spelled("زيلينسكي", "ar")[0], spelled("Ze", "zh")
    (['Jellenseuki'], ['Zelenskee', 'Zelenski'], 'Zilinski', [])
    """
    law = _LAWS.get(language)
    ways = [law(word) for word in _parts(name, language, in_two)] if law else []
    if not ways or not all(ways):
        return []
    most = max(map(len, ways))
    alike = (tuple(way[min(number, len(way) - 1)] for way in ways) for number in range(most))
    usual = tuple(way[0] for way in ways)
    single = ((*usual[:i], other, *usual[i + 1 :]) for i, way in enumerate(ways) for other in way[1:])
    every = dict.fromkeys(chain(alike, single))
    return [" ".join(map(_opened, chosen)) for chosen in islice(every, _WAYS)]


def _parts(name: str, language: str, in_two: bool) -> list[str]:
    """The words of a name; one in characters alone that is of two is cut behind the family name."""
    parts = split(name)
    if in_two and language == "zh" and len(parts) == 1 and len(name) <= _TWICE_TWO:
        family = _JAPANESE_FAMILY if len(name) == _TWICE_TWO else 1
        return [name[:family], name[family:]] if len(name) > 1 else parts
    return parts


def _opened(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


def _pinyin(word: str) -> list[str]:
    from anyascii import anyascii  # a table of all scripts: read where spellings are made

    return [anyascii(word).lower()] if _HAN.fullmatch(word) else []


def _hepburn(word: str) -> list[str]:
    """Long vowels left out, as most do, and as they are typed."""
    short = sorted(romanised(word.replace("ー", ""), "han"))
    if "ー" not in word:
        return short
    pieces = [sorted(romanised(piece, "han")) if piece else [""] for piece in word.split("ー")]
    if not all(pieces):
        return short
    *long, last = [piece[0] for piece in pieces]
    return [*short, "".join(piece + piece[-1:] for piece in long) + last]


def _by_script(script: str) -> Callable[[str], list[str]]:
    return lambda word: sorted(romanised(word, script))


class _Script(NamedTuple):
    """How a language of the Arabic script writes foreign names: its letters, and the vowels between consonants."""

    letters: Rewriting
    fillers: tuple[str, ...]


@cache
def _scripts() -> Mapping[str, _Script]:
    data: Mapping[str, Any] = load("normalize.names.romanisation", "letters.yaml")
    return {
        language: _Script(Rewriting(table["rules"], table["letters"]), tuple(table["fillers"]))
        for language, table in data.items()
    }


def _arabic(language: str) -> Callable[[str], list[str]]:
    def law(word: str) -> list[str]:
        script = _scripts()[language]
        ways = script.letters.ways(word)
        filled = (_filled(way, vowel) for vowel in (*script.fillers, "") for way in ways[:_READINGS])
        return list(dict.fromkeys(_with_and_without_article(filled)))[:_WAYS]

    return law


def _with_and_without_article(ways: Iterable[str]) -> Iterator[str]:
    for way in ways:
        bare = way.removeprefix(_ARTICLE)
        if bare:
            yield from dict.fromkeys((way, bare))


def _filled(word: str, vowel: str) -> str:
    """A word with a vowel where two consonants open or close it, and one more where four do.

    >>> _filled("kisnjr", "i"), _filled("hlb", "a"), _filled("zilinski", "a"), _filled("hlb", "")
    ('kisinjir', 'halab', 'zilinski', 'hlb')
    """
    if word.startswith(_ARTICLE):
        return _ARTICLE + _filled(word.removeprefix(_ARTICLE), vowel)
    sounds = _SOUND.findall(word)
    is_vowel = [sound in _VOWELS for sound in sounds]
    first = next((i for i, vowel_here in enumerate(is_vowel) if vowel_here), len(sounds))
    last = len(sounds) - next((i for i, vowel_here in enumerate(reversed(is_vowel)) if vowel_here), len(sounds))
    gaps = {1} if first > 1 else set()
    if len(sounds) - last > 1:
        gaps.add(len(sounds) - 1)
    if len(sounds) - last > 3 and last:  # behind a vowel
        gaps.add(last + 1)
    return "".join(vowel + sound if i in gaps else sound for i, sound in enumerate(sounds))


_LAWS: Mapping[str, Callable[[str], list[str]]] = {
    "zh": _pinyin,
    "ja": _hepburn,
    "ko": _by_script("hangul"),
    "hi": _by_script("devanagari"),
    "mr": _by_script("devanagari"),
    "ne": _by_script("devanagari"),
    "ar": _arabic("ar"),
    "fa": _arabic("fa"),
}
