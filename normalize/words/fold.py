"""Reducing a word form to what two spellings of one name share.

Three steps, each coarser: :func:`fold` drops case and marks, :func:`neutral` also the habits of romanisation,
:func:`skeleton` also the vowels. None of them is used for offsets: folding may change the length of a form.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from normalize.storage import memos
from normalize.storage.datafiles import load
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
_DOUBLED = re.compile(r"(.)\1+")
_INNER_H = re.compile(r"(?<=.)h")
_VOWEL = re.compile(r"(?<=.)[aeiu]")


def split(text: str) -> list[str]:
    """The words of a name.

    >>> split("Al-Qaeda in the Maghreb"), split("Sana’a")
    (['Al', 'Qaeda', 'in', 'the', 'Maghreb'], ['Sana', 'a'])
    """
    return WORD.findall(text)


@lru_cache(maxsize=memos.FORMS)
def fold(form: str) -> str:
    """Lower case, without diacritics, ligatures apart.

    >>> fold("Erdoğan"), fold("Łódź"), fold("İzmir")
    ('erdogan', 'lodz', 'izmir')
    """
    if form.isascii():
        return form.lower()
    low = unicodedata.normalize("NFKD", form.casefold()).translate(_PLAIN)
    return "".join(ch for ch in low if not unicodedata.combining(ch) and ch not in _JOINERS)


@cache
def _families() -> tuple[re.Pattern[str], dict[str, str]]:
    data = load("normalize.words", "romanisation.yaml")
    letters = {spelling: family["letter"] for family in data["families"] for spelling in family["spellings"]}
    longest_first = sorted(letters, key=lambda spelling: (-len(spelling), spelling))
    return re.compile("|".join(map(re.escape, longest_first))), letters


@lru_cache(maxsize=memos.FORMS)
def neutral(form: str) -> str:
    """The form with each family of spellings written as one letter, doubled letters once, and no inner h.

    >>> neutral("Panjshir"), neutral("Panchir"), neutral("Pandschir")
    ('panJSir', 'panSir', 'panJir')
    >>> neutral("Serghei") == neutral("Sergei"), neutral("Khaggani"), neutral("Haqqani")
    (True, 'kakani', 'hakani')
    """
    pattern, letters = _families()
    low = unicodedata.normalize("NFC", form.lower())
    written = pattern.sub(lambda m: letters[m[0]], low)
    plain = "".join(ch if ch in "SJ" else fold(ch) for ch in written)
    return _DOUBLED.sub(r"\1", _INNER_H.sub("", plain))


@lru_cache(maxsize=memos.FORMS)
def skeleton(form: str) -> str:
    """The consonants of the neutral form; an initial vowel stays as ``a``.

    >>> skeleton("Mohammed") == skeleton("Muhamad"), skeleton("Erdogan")
    (True, 'artkn')
    """
    bare = _VOWEL.sub("", neutral(form))
    return "a" + bare[1:] if bare[:1] and bare[0] in "aeiu" else bare
