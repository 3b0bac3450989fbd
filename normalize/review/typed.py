"""Filters as they are typed in a terminal."""

from __future__ import annotations

from typing import Any

from normalize.review.filters import Filter

PARTS = "words, rule:N301 entry:id lang:fr safe unsafe display open folder:name score>0.8"
_NAMED = {"rule": "rules", "entry": "entries", "lang": "languages"}
_WORDS = {
    **dict.fromkeys(("safe", "unsafe", "display"), "applicability"),
    **dict.fromkeys(("open", "accepted", "rejected", "edited", "mixed"), "states"),
}


def filter_of(text: str) -> Filter:
    """A filter as it is typed; what is none of its parts is searched for, and an empty one shows all.

    >>> found = filter_of("rule:N301 unsafe score>0.8 Panchir")
    >>> sorted(found.rules), sorted(found.applicability), found.least, found.search
    (['N301'], ['unsafe'], 0.8, 'Panchir')
    """
    sets: dict[str, set[str]] = {}
    values: dict[str, Any] = {}
    words: list[str] = []
    for word in text.split():
        name, _, value = word.partition(":")
        if value and name in _NAMED:
            sets.setdefault(_NAMED[name], set()).add(value)
        elif value and name == "folder":
            values["folder"] = value
        elif word in _WORDS:
            sets.setdefault(_WORDS[word], set()).add(word)
        elif word.startswith(("score>", "score<")) and _is_score(word[6:]):
            values["least" if word[5] == ">" else "most"] = float(word[6:])
        else:
            words.append(word)
    values |= {name: frozenset(held) for name, held in sets.items()}
    return Filter(" ".join(words), **values)


def _is_score(text: str) -> bool:
    try:
        return 0 <= float(text) <= 1
    except ValueError:
        return False
