"""Whether two spellings can be one name: cut into spellings of the same sounds, in whatever orthography.

Where :mod:`normalize.words.likeness` writes each family of spellings as one letter, a spelling may stand here for
several sounds (*ch* in *Charkiw*, *Chirac* and *Chávez*), and the cut of both words that agrees best is looked for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from normalize.storage import memos
from normalize.storage.datafiles import load
from normalize.text.pattern import pattern
from normalize.words.fold import DOUBLED, at_once, fold

# What a step of the alignment costs, in consonants that have nothing to do with each other.
_NEAR = 0.35  # sounds that are written for each other
_NEAR_VOWEL = 0.15
_VOWEL = 0.4  # another vowel
_NO_VOWEL = 0.4  # a vowel that one of them lacks
_SILENT = 0.2  # a letter that many orthographies leave out
_OTHER = 1.0
_SAME, _STEEP = 0.97, 1.5  # the score of words of the same sounds, and how it falls
_SILENT_LETTERS = frozenset("hyjiew'")
_SEMIVOWELS = frozenset("aeiouyj")
_OPENING = frozenset("aeiouyj")  # first letters that may be vowels
_FIRST_OPENING = pattern(f"(?m)^[{''.join(sorted(_OPENING))}]")
_LONGEST = 7  # letters of the longest spelling
_TOO_LONG = 32  # letters of a word that is no name
_ROUNDED = 1e-4  # what a cost may have lost by rounding
_INFINITE = float("inf")


class _Sounds(NamedTuple):
    """Spellings to the sounds that they stand for, pairs of sounds to what it costs to take them for each other."""

    of: dict[str, frozenset[str]]
    near: dict[frozenset[str], float]
    vowels: frozenset[str]


@cache
def _sounds() -> _Sounds:
    data = load("normalize.words", "sound_distance.yaml")
    of: dict[str, set[str]] = {}
    for kind in ("consonants", "vowels"):
        for sound, spellings in data[kind].items():
            for spelling in spellings:
                # A sound that is a consonant by one spelling and a vowel by another is both: i and y.
                of.setdefault(spelling, set()).add(f"{kind[0]}{sound}")
    near = {frozenset((f"c{a}", f"c{b}")): _NEAR for a, b in data["near"]}
    near |= {frozenset((f"v{a}", f"v{b}")): _NEAR_VOWEL for a, b in data["near_vowels"]}
    vowels = frozenset(f"v{sound}" for sound in data["vowels"])
    return _Sounds({spelling: frozenset(found) for spelling, found in of.items()}, near, vowels)


@lru_cache(maxsize=memos.FORMS)
def _letters(form: str) -> str:
    """A form in lower case with the marks that tell sounds apart."""
    low = unicodedata.normalize("NFC", form.lower())
    if low.isascii():
        return low
    known = _sounds().of
    return "".join(ch if ch in known else fold(ch) for ch in low)


@cache
def _outlines() -> tuple[re.Pattern[str], dict[str, str]]:
    """The spellings of consonants, longest first, and the class of each."""
    data = load("normalize.words", "sound_distance.yaml")
    of_sound = {sound: name for name, sounds in data["classes"].items() for sound in sounds}
    of: dict[str, str] = {}
    for sound, spellings in data["consonants"].items():
        for spelling in spellings:
            if sound in of_sound and not _SEMIVOWELS & set(spelling):
                of.setdefault(spelling, of_sound[sound])
    of |= dict.fromkeys(("dj", "tj", "sj", "zj", "tsj", "j"), of["k"])
    ordered = sorted(of, key=lambda spelling: (-len(spelling), spelling))
    return re.compile("|".join(map(re.escape, ordered))), of


@lru_cache(maxsize=memos.FORMS)
def outline(form: str) -> str:
    """The classes of a word's consonants, each run once: what all spellings of a name should share.

    >>> outline("Gorbatschow"), outline("Gorbachev"), outline("Khuseyn") == outline("Hussein")
    ('krpkf', 'krpkf', True)
    """
    letters = _letters(form)
    spellings, classes = _outlines()
    found = "a" if letters[:1] in _OPENING else ""
    for spelling in spellings.findall(letters, len(found) if letters[:1] in "jy" else 0):
        name = classes[spelling]
        if found[-1:] != name:
            found += name
    return found


def outlines(forms: Sequence[str]) -> list[str]:
    """The :func:`outline` of many forms, none with an end of line: all at once: in a third of the time.

    >>> forms = ["Gorbatschow", "Yilmaz", "Ärzte", "Ioannou", "Šćepan"]
    >>> outlines(forms) == [*map(outline, forms)]
    True
    """
    return at_once(forms, _all_outlines)


def _all_outlines(lines: str) -> str:
    low = lines.lower()
    if not low.isascii():
        low = unicodedata.normalize("NFC", low)
        strange = (ch for ch in set(low) if not ch.isascii() and ch not in _sounds().of)
        low = low.translate({ord(ch): "".join("-" if c.isupper() else c for c in fold(ch)) for ch in strange})
    several, classes = _outlines_apart()
    parts = several.split(_FIRST_OPENING.sub(_OPENED, low))
    parts[1::2] = map(classes.__getitem__, parts[1::2])
    found = "".join(parts)
    kept = {*classes.values(), _OPENED, "\n"}
    return DOUBLED.sub(r"\1", found.translate({ord(ch): classes.get(ch) for ch in set(found) - kept})).lower()


_OPENED = "A"  # stands for a first letter that may be a vowel


@cache
def _outlines_apart() -> tuple[re.Pattern[str], dict[str, str]]:
    """Spellings of several letters, to cut a text at them, and the class of every spelling in capitals, which no letter
    is."""
    of = {spelling: name.upper() for spelling, name in _outlines()[1].items()}
    endings: dict[str, list[str]] = {}
    for spelling in sorted(of, key=lambda spelling: (-len(spelling), spelling)):
        if len(spelling) > 1:
            endings.setdefault(spelling[0], []).append(re.escape(spelling[1:]))
    several = "|".join(f"{re.escape(first)}(?:{'|'.join(behind)})" for first, behind in endings.items())
    return re.compile(f"({several})"), of


_Cut = tuple[tuple[int, frozenset[str]], ...]  # the spellings at one place: how long each is, and its sounds


@lru_cache(maxsize=memos.FORMS)
def _cuts(form: str) -> tuple[int, ...]:
    """For each place of a word the number of the cut that begins there: numbers are looked up faster than cuts."""
    return tuple(map(_numbered, map(_cut, (form[i : i + _LONGEST] for i in range(len(form))))))


def _cut(letters: str) -> _Cut:
    """The spellings that some letters begin with."""
    known = _sounds().of
    return tuple((n, known[letters[:n]]) for n in range(1, len(letters) + 1) if letters[:n] in known)


# All cuts there are: as many as ways in which listed spellings begin with each other, some hundreds.
_ALL: list[_Cut] = []
_NUMBERS: dict[_Cut, int] = {}


def _numbered(cut: _Cut) -> int:
    if (number := _NUMBERS.get(cut)) is None:
        number = _NUMBERS[cut] = len(_ALL)
        _ALL.append(cut)
    return number


@lru_cache(maxsize=memos.PAIRS)
def distance(a: str, b: str) -> float:
    """How far two words are from being spellings of one name: 0 where they are, about 1 for each other consonant.

    >>> distance("Gorbatschow", "Gorbachev") < 0.5, distance("Charkiw", "Kharkiv") < 0.5
    (True, True)
    >>> distance("Italian", "Taliban") > 1, distance("Amiri", "Amir") > 0.1
    (True, True)
    """
    left, right = _letters(a), _letters(b)
    if left == right:
        return 0.0
    if not 0 < len(left) <= _TOO_LONG or not 0 < len(right) <= _TOO_LONG:
        return float(max(len(left), len(right)))
    return _aligned(left, right)


@lru_cache(maxsize=memos.PAIRS)
def is_within(a: str, b: str, most: float) -> bool:
    """Whether the :func:`distance` of two words is at most ``most``, quicker where it is not.

    >>> is_within("Charkiw", "Kharkiv", 0.5), is_within("Italian", "Taliban", 0.5)
    (True, False)
    """
    return _bounded(a, b, most) <= most


def _bounded(a: str, b: str, most: float) -> float:
    """The :func:`distance` of two words where it is at most ``most``, and some larger number where it is not."""
    left, right = _letters(a), _letters(b)
    if left == right or not 0 < len(left) <= _TOO_LONG or not 0 < len(right) <= _TOO_LONG:
        return distance(a, b)
    return _aligned(left, right, most + _ROUNDED)


def sameness(a: str, b: str, least: float = 0.0) -> float:
    """The same as a score 0..1 that falls with the share of the letters in which the two differ; 0 where it is less
    than ``least``, which is found out quicker."""
    if not a or not b:
        return 0.0
    letters = (len(a) + len(b)) / 2
    apart = _bounded(a, b, (_SAME - least) / _STEEP * letters) if least else distance(a, b)
    found = max(0.0, _SAME - _STEEP * apart / letters)
    return found if found >= least else 0.0


def reaches(a: str, b: str, least: float) -> bool:
    """Whether the :func:`sameness` of two words is at least ``least``."""
    return sameness(a, b, least) >= least


def _aligned(a: str, b: str, most: float = _INFINITE) -> float:
    """The least cost of reading both words as the same sounds; ways that cost more than ``most`` are not followed.

    ``cost`` of a place in both words is what has been paid in front of it.
    """
    cuts_a, cuts_b, lacking_a, lacking_b = _cuts(a), _cuts(b), _lacking(a), _lacking(b)
    height, width = len(a), len(b)
    cost = [[_INFINITE] * (width + 1) for _ in range(height + 1)]
    cost[0][0] = 0.0
    for i in range(height + 1):
        row = cost[i]
        for j in range(width + 1):
            here = row[j]
            if here == _INFINITE or here > most:
                continue
            if i < height and (paid := here + lacking_a[i]) < cost[i + 1][j]:
                cost[i + 1][j] = paid
            if j < width and (paid := here + lacking_b[j]) < row[j + 1]:
                row[j + 1] = paid
            if i == height or j == width:
                continue
            for m, n, step in _steps(a[i] == b[j], cuts_a[i], cuts_b[j]):
                if (paid := here + step) < cost[i + m][j + n]:
                    cost[i + m][j + n] = paid
    return round(cost[height][width], 4)


@lru_cache(maxsize=memos.FORMS)
def _lacking(word: str) -> tuple[float, ...]:
    """What it costs that the other word has nothing for a letter, for each letter."""
    return tuple(_lacks(word, i) for i in range(len(word)))


def _lacks(word: str, i: int) -> float:
    letter = word[i]
    if i and letter == word[i - 1]:
        return 0.0
    if letter in _SILENT_LETTERS:
        return _SILENT
    sounds = _sounds()
    return _NO_VOWEL if sounds.of.get(letter, frozenset()) & sounds.vowels else _OTHER


@lru_cache(maxsize=memos.PAIRS)
def _steps(is_same: bool, our: int, their: int) -> tuple[tuple[int, int, float], ...]:
    """The ways on from a letter of each word, which may be the same: letters of the one, of the other, and the cost.

    What stands there are the numbers of cuts.
    """
    ours, theirs = _ALL[our], _ALL[their]
    steps: list[tuple[int, int, float]] = []
    if is_same:
        steps.append((1, 1, 0.0))
    elif not ours or not theirs:
        steps.append((1, 1, _OTHER))
    for m, sounds in ours:
        for n, others in theirs:
            step = _between(sounds, others)
            if step < _OTHER or m == n == 1:
                steps.append((m, n, step))
    return tuple(steps)


@lru_cache(maxsize=memos.PAIRS)
def _between(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """What it costs to read two spellings as one sound."""
    if ours & theirs:
        return 0.0
    sounds = _sounds()
    both = ours & sounds.vowels and theirs & sounds.vowels
    pairs = (sounds.near.get(frozenset((x, y)), _OTHER) for x in ours for y in theirs)
    return min(_VOWEL if both else _OTHER, *pairs)
