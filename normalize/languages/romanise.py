"""How words of other scripts are written in Latin letters by those who type them: the laws of each script.

What people type is no standard: a sound has one or two usual spellings, and a word is listed with each of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from normalize.languages.tables import table

_Law = Callable[[str, int], str]
_SCHEMES = 2  # spellings of each sound
_BETWEEN = "\n"
_BY_LETTERS = frozenset(["cyrillic", "greek", "han"])  # scripts whose law does not look at whole words


def romanised(word: str, script: str, language: str = "") -> set[str]:
    """The usual spellings of a word in Latin letters; empty where there is no law for its script.

    A language may spell some letters of its script in its own way: Ukrainian и is y.

    >>> sorted(romanised("хочу", "cyrillic")), sorted(romanised("सरकार", "devanagari"))
    (['hochu', 'khochu'], ['sarakaar', 'sarkar'])
    >>> sorted(romanised("ніколи", "cyrillic", "uk"))
    ['nikoly']
    >>> sorted(romanised("한국", "hangul")), sorted(romanised("ψωμί", "greek"))
    (['hanguk'], ['psomi', 'pswmi'])
    """
    return next(romanised_all([word], script, language))


def romanised_all(words: Sequence[str], script: str, language: str = "") -> Iterator[set[str]]:
    """The same for many words without white space, in a fifth of the time where a law works letter by letter.

    >>> [sorted(spellings) for spellings in romanised_all(["хочу", "мир"], "cyrillic")]
    [['hochu', 'khochu'], ['mir']]
    """
    law = _LAWS.get(script)
    if law is None:
        return (set() for _ in words)
    together = [_BETWEEN.join(words)] if script in _BY_LETTERS else words
    for letter, (spelling, *_) in table("romanise").get(language, {}).items():
        together = [text.replace(letter, spelling) for text in together]
    schemes = [[law(text, scheme) for text in together] for scheme in range(_SCHEMES)]
    if script in _BY_LETTERS:
        schemes = [text.split(_BETWEEN) for (text,) in schemes]
    pairs = map(set, zip(*schemes, strict=True))
    return ({spelling for spelling in pair if spelling.isascii() and spelling.isalpha()} for pair in pairs)


@cache
def _spellings(script: str, scheme: int) -> Mapping[str, str]:
    """What each letter, or group of letters, of a script is spelt as: the last of its spellings where it has fewer."""
    sounds = table("romanise")[script]
    return {sound: spelt[min(scheme, len(spelt) - 1)] for sound, spelt in sounds.items()}


@cache
def _groups(script: str) -> re.Pattern[str] | None:
    """The groups of several letters that are one sound, the longest first; None where a script has none."""
    sounds = sorted((sound for sound in table("romanise")[script] if len(sound) > 1), key=lambda s: (-len(s), s))
    return re.compile("|".join(map(re.escape, sounds))) if sounds else None


@cache
def _letters(script: str, scheme: int) -> Mapping[int, str]:
    return str.maketrans({sound: spelt for sound, spelt in _spellings(script, scheme).items() if len(sound) == 1})


def _by_letters(word: str, scheme: int, script: str) -> str:
    groups = _groups(script)
    if groups is not None:
        spelt = _spellings(script, scheme)
        word = groups.sub(lambda found: spelt[found[0]], word)
    return word.translate(_letters(script, scheme))


def _cyrillic(word: str, scheme: int) -> str:
    return _by_letters(word, scheme, "cyrillic")


def _greek(word: str, scheme: int) -> str:
    bare = unicodedata.normalize("NFD", word).replace("\u0301", "")
    return _by_letters(unicodedata.normalize("NFC", bare), scheme, "greek")


_VIRAMA, _INHERENT = 0x4D, "a"
_BLOCK = 0x80  # the scripts of India are laid out alike: a letter is known by its place in the block


@cache
def _places(scheme: int) -> Sequence[str]:
    """What is spelt for each place in a block."""
    spelt = _spellings("indic", scheme)
    return [spelt.get(f"{place:02X}", "") for place in range(_BLOCK)]


def _indic(word: str, scheme: int) -> str:
    """By the place of each letter in its block; the vowel that a consonant has of itself is silent at the end."""
    spelt = _places(scheme)
    sounds: list[str] = []
    inherent: list[int] = []  # where a consonant has its own vowel
    for ch in word:
        place = ord(ch) % _BLOCK
        sound = spelt[place]
        if place == _VIRAMA or sound.startswith("-"):  # a sign that takes the vowel's place
            if inherent and inherent[-1] == len(sounds) - 1:
                sounds.pop()
                inherent.pop()
            sounds.append(sound[1:])
        elif sound:
            sounds.append(sound)
            if 0x15 <= place <= 0x39:
                sounds.append(_INHERENT)
                inherent.append(len(sounds) - 1)
    return "".join(_without_silent(sounds, inherent, scheme))


def _without_silent(sounds: list[str], inherent: Iterable[int], scheme: int) -> Iterable[str]:
    """Without the inherent vowels that are not spoken: the last one, and one between two syllables (Hindi *sarkar*)."""
    silent: set[int] = set()
    last = len(sounds) - 1
    for at in inherent:
        if (at == last and at > 1) or (scheme == 0 and _between_syllables(sounds, at) and at - 2 not in silent):
            silent.add(at)
    return (sound for at, sound in enumerate(sounds) if at not in silent)


def _between_syllables(sounds: list[str], at: int) -> bool:
    """Whether a vowel follows on a vowel and a consonant, and a consonant with a vowel follows on it."""
    return at >= 3 and at + 2 < len(sounds) and _is_vowel(sounds[at - 2]) and _is_vowel(sounds[at + 2])


def _is_vowel(sound: str) -> bool:
    return sound[:1] in ("a", "e", "i", "o", "u") and sound != ""


_HANGUL, _VOWELS, _FINALS = 0xAC00, 21, 28


def _hangul(word: str, scheme: int) -> str:
    """The Revised Romanization, syllable by syllable; a final before a vowel sounds as an initial."""
    initials, vowels, finals, linked = (
        table("romanise")["hangul"][part] for part in ("initials", "vowels", "finals", "linked")
    )
    codes = [ord(ch) - _HANGUL for ch in word]
    spelt = []
    for i, code in enumerate(codes):
        if not 0 <= code < 11172:
            return ""
        initial, vowel, final = code // (_VOWELS * _FINALS), code // _FINALS % _VOWELS, code % _FINALS
        before_vowel = i + 1 < len(codes) and codes[i + 1] // (_VOWELS * _FINALS) == initials.index("")
        spelt.append(initials[initial] + vowels[vowel] + (linked if before_vowel else finals)[final])
    return "".join(spelt)


def _kana(word: str, scheme: int) -> str:
    """Hepburn's spelling of words in kana alone."""
    hiragana = "".join(chr(ord(ch) - 0x60) if "ァ" <= ch <= "ヶ" else ch for ch in word)
    spelt = _by_letters(hiragana, scheme, "kana")
    return re.sub("っ(ch|[a-z])", lambda found: ("t" if found[1] == "ch" else found[1]) + found[1], spelt)


_LAWS: Mapping[str, _Law] = {
    "cyrillic": _cyrillic,
    "greek": _greek,
    "devanagari": _indic,
    "bengali": _indic,
    "tamil": _indic,
    "hangul": _hangul,
    "han": _kana,
}
