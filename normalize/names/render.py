"""Writing a right form the way the surface form was written."""

from __future__ import annotations

from functools import lru_cache

from normalize.names.form import PARTICLES
from normalize.storage import memos
from normalize.words.fold import fold, split

_WHITE = " \t\r\n\u00a0\u2009\u202f"


@lru_cache(maxsize=memos.REPEATED)
def render(surface: str, target: str) -> str:
    """The target in the letter case of the surface, and with its white space where both have some.

    Words that are right already stay as they are, but where the joints alone differ: the capitals go with them.

    >>> render("PANCHIR", "Panjshir"), render("al Qaida", "Al-Qaeda"), render("Ali\\nNazari", "Ali Nazary")
    ('PANJSHIR', 'al-Qaeda', 'Ali\\nNazary')
    >>> render("Ban Ki Moon", "Ban Ki-moon"), render("Kim Jong-un", "Kim Jong Un")
    ('Ban Ki-moon', 'Kim Jong Un')
    >>> render("Yun Seok-yeol", "Yoon Suk Yeol")
    'Yoon Suk Yeol'
    """
    old_words, old_gaps = _cut(surface)
    new_words, new_gaps = _cut(target)
    letters = [ch for ch in surface if ch.isalpha()]
    if len(letters) > 3 and all(map(str.isupper, letters)) and not target.isupper():
        new_words = [word.upper() for word in new_words]
    if len(old_words) != len(new_words):
        first = old_words[0][:1]
        if first.isupper():
            new_words[0] = new_words[0][:1].upper() + new_words[0][1:]
        return "".join(w + g for w, g in zip(new_words, [*new_gaps, ""], strict=True))
    same = surface.casefold() == target.casefold()
    joint = not same and all(fold(old) == fold(new) for old, new in zip(old_words, new_words, strict=True))
    for i, (old, new) in enumerate(zip(old_words, new_words, strict=True)):
        opened = old_gaps[i : i + 1] == ["-"] and new_gaps[i : i + 1] == [" "]  # al-Jazeera, but Al Jazeera
        if fold(new) in PARTICLES and fold(old) in PARTICLES and not opened:
            new_words[i] = new.lower() if old.islower() else new.capitalize() if old.istitle() else new
        elif not same and not joint and old.casefold() == new.casefold() and not (i and _parted(old_gaps, new_gaps, i)):
            new_words[i] = old
        elif i == 0 and old[:1].isupper():
            new_words[i] = new[:1].upper() + new[1:]
    gaps = [
        old if not old.strip(_WHITE) and not new.strip(_WHITE) else new
        for old, new in zip(old_gaps, new_gaps, strict=True)
    ]
    return "".join(w + g for w, g in zip(new_words, [*gaps, ""], strict=True))


def _parted(old_gaps: list[str], new_gaps: list[str], i: int) -> bool:
    """Whether a hyphen in front of a word becomes a blank: then its capital is that of the new word."""
    return old_gaps[i - 1] == "-" and new_gaps[i - 1] == " "


def _cut(text: str) -> tuple[list[str], list[str]]:
    """The words of a name and the gaps between them."""
    words, gaps, at = split(text), [], 0
    for word in words:
        found = text.index(word, at)
        gaps.append(text[at:found])
        at = found + len(word)
    return words, gaps[1:]
