"""Writing a right form the way the surface form was written."""

from __future__ import annotations

from functools import lru_cache

from normalize.names.fold import fold, split
from normalize.names.index import PARTICLES

_WHITE = " \t\r\n\u00a0\u2009\u202f"


@lru_cache(maxsize=1 << 14)
def render(surface: str, target: str) -> str:
    """The target in the letter case of the surface, and with its white space where both have some.

    Words that are right already stay as they are.

    >>> render("PANCHIR", "Panjshir"), render("al Qaida", "Al-Qaeda"), render("Ali\\nNazari", "Ali Nazary")
    ('PANJSHIR', 'al-Qaeda', 'Ali\\nNazary')
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
    for i, (old, new) in enumerate(zip(old_words, new_words, strict=True)):
        if fold(new) in PARTICLES and fold(old) in PARTICLES:
            new_words[i] = new.lower() if old.islower() else new.capitalize() if old.istitle() else new
        elif not same and old.casefold() == new.casefold():
            new_words[i] = old
        elif i == 0 and old[:1].isupper():
            new_words[i] = new[:1].upper() + new[1:]
    gaps = [
        old if not old.strip(_WHITE) and not new.strip(_WHITE) else new
        for old, new in zip(old_gaps, new_gaps, strict=True)
    ]
    return "".join(w + g for w, g in zip(new_words, [*gaps, ""], strict=True))


def _cut(text: str) -> tuple[list[str], list[str]]:
    """The words of a name and the gaps between them."""
    words, gaps, at = split(text), [], 0
    for word in words:
        found = text.index(word, at)
        gaps.append(text[at:found])
        at = found + len(word)
    return words, gaps[1:]
