"""Reducing a word form to what two spellings of one name share.

Three steps, each coarser: :func:`fold` drops case and marks, :func:`neutral` also the habits of romanisation,
:func:`skeleton` also the vowels. None of them is used for offsets: folding may change the length of a form.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from normalize.storage import memos
from normalize.storage.datafiles import load
from normalize.text.pattern import pattern
from normalize.text.tokens import WORD

_PLAIN = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "ı": "i",
        "ħ": "h",
        "ŋ": "n",
        "ə": "a",
    }
)
_JOINERS = "\u200c\u200d"
DOUBLED = pattern(r"(.)\1+")
_VOWELS = "aeiu"
_OPEN = frozenset(_VOWELS)
_INNER_H = pattern(r"(?<=.)h")
_FIRST_VOWEL = pattern(f"(?m)^[{_VOWELS}]")
_NO_VOWELS = str.maketrans("", "", _VOWELS)
_FIRST = "\0"  # stands for a first vowel
_ONLY_FIRST = _NO_VOWELS | {ord(_FIRST): "a"}


def split(text: str) -> list[str]:
    """The words of a name.

    >>> split("Al-Qaeda in the Maghreb"), split("Sana’a")
    (['Al', 'Qaeda', 'in', 'the', 'Maghreb'], ['Sana', 'a'])
    """
    if text.isalnum():
        return [text]
    if text.replace(" ", "").isalnum():  # most names, in a third of the time
        return text.split()
    return WORD.findall(text)


@lru_cache(maxsize=memos.REPEATED)
def fold(form: str) -> str:
    """Lower case, without diacritics, ligatures apart.

    >>> fold("Erdoğan"), fold("Łódź"), fold("İzmir")
    ('erdogan', 'lodz', 'izmir')
    """
    if form.isascii():
        low = form.lower()
        return form if form == low else low  # most are, and are kept once then
    low = unicodedata.normalize("NFKD", form.casefold()).translate(_PLAIN)
    if " " in low and " " not in form:  # ﷺ is four words; a word stays one
        low = low.replace(" ", "")
    return "".join(ch for ch in low if not unicodedata.combining(ch) and ch not in _JOINERS)


class _Families(NamedTuple):
    """Spellings of several letters, longest first, with the letter that each is written as; and those of one letter."""

    several: re.Pattern[str]
    letters: dict[str, str]
    single: dict[int, str]


@cache
def _families() -> _Families:
    data = load("normalize.words", "romanisation.yaml")
    letters = {spelling: family["letter"] for family in data["families"] for spelling in family["spellings"]}
    single = {spelling: letter for spelling, letter in letters.items() if len(spelling) == 1}
    # What a spelling is written as stays as it is when single letters are rewritten afterwards.
    assert all(single.get(letter, letter) == letter for letter in letters.values())
    endings: dict[str, list[str]] = defaultdict(list)  # by first letter: most letters of a word begin none
    for spelling in sorted(letters.keys() - single.keys(), key=lambda spelling: (-len(spelling), spelling)):
        endings[spelling[0]].append(re.escape(spelling[1:]))
    several = (f"{re.escape(first)}(?:{'|'.join(behind)})" for first, behind in endings.items())
    return _Families(re.compile(f"({'|'.join(several)})"), letters, str.maketrans(single))


@lru_cache(maxsize=memos.FORMS)
def neutral(form: str) -> str:
    """The form with each family of spellings written as one letter, doubled letters once, and no inner h.

    >>> neutral("Panjshir"), neutral("Panchir"), neutral("Pandschir")
    ('panJSir', 'panSir', 'panJir')
    >>> neutral("Serghei") == neutral("Sergei"), neutral("Khaggani"), neutral("Haqqani")
    (True, 'kakani', 'hakani')
    """
    return _neutral_lines(form)


def _neutral_lines(lines: str) -> str:
    """The neutral forms of the lines of a text, or of a single word."""
    several, letters, single = _families()
    low = lines.lower()
    parts = several.split(low if low.isascii() else unicodedata.normalize("NFC", low))
    if len(parts) > 1:
        parts[1::2] = map(letters.__getitem__, parts[1::2])
    plain = "".join(parts).translate(single)
    if not plain.isascii():
        plain = plain.translate({ord(letter): fold(letter) for letter in set(plain) if not letter.isascii()})
    if "h" in plain:
        plain = _INNER_H.sub("", plain)
    return DOUBLED.sub(r"\1", plain) if DOUBLED.search(plain) is not None else plain


def at_once(forms: Sequence[str], rewrite: Callable[[str], str]) -> list[str]:
    """Many forms rewritten as one text in which each is a line: those in ASCII and the others by themselves, for any
    other letter makes rewriting a text slow."""
    plain = [form for form in forms if form.isascii()]
    others = [form for form in forms if not form.isascii()]
    done = [iter(rewrite("\n".join(some)).split("\n")) if some else iter(()) for some in (others, plain)]
    return [next(done[form.isascii()]) for form in forms]


def neutrals(forms: Sequence[str]) -> list[str]:
    """The :func:`neutral` forms of many forms, none with an end of line, all at once: in a third of the time.

    >>> forms = ["Panjshir", "Haqqani", "Łódź", "Ŝuŝa"]
    >>> neutrals(forms) == [*map(neutral, forms)]
    True
    """
    return at_once(forms, _neutral_lines)


def all_consonants(sounds: Sequence[str]) -> list[str]:
    """The :func:`consonants` of many forms, all at once.

    >>> all_consonants(["panJSir", "akunsata", ""]) == [*map(consonants, ["panJSir", "akunsata", ""])]
    True
    """
    return at_once(sounds, lambda lines: _FIRST_VOWEL.sub(_FIRST, lines).translate(_ONLY_FIRST))


@lru_cache(maxsize=memos.FORMS)
def skeleton(form: str) -> str:
    """The consonants of the neutral form; an initial vowel stays as ``a``.

    >>> skeleton("Mohammed") == skeleton("Muhamad"), skeleton("Erdogan")
    (True, 'artkn')
    """
    return consonants(neutral(form))


def consonants(sound: str) -> str:
    """The :func:`skeleton` of a form whose neutral form is known."""
    rest = sound[1:].translate(_NO_VOWELS)
    return "a" + rest if sound[:1] in _OPEN else sound[:1] + rest
