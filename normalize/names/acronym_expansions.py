"""What an acronym stands for, by its letters: the words whose initials it has."""

from __future__ import annotations

from normalize.words.fold import split

# Words of a long form that give no letter.
SMALL = frozenset(
    "of the and for in on to de du des la le les et y e del di da al el à a an und der die das für".split()  # noqa: SIM905
)


def initials(words: str) -> str:
    """The initials of a long form's words that count.

    >>> initials("National Resistance Front of the People")
    'NRFP'
    """
    return "".join(w[0].upper() for w in split(words) if w.lower() not in SMALL)


def long_form(words: str, acronym: str) -> str | None:
    """The end of a passage that spells the acronym out, in whatever order; None where no end does.

    >>> long_form("the spokesman for the National Resistance Front", "FNR")
    'National Resistance Front'
    """
    parts = words.split()
    wanted = sorted(acronym)
    for start in range(len(parts) - 1, -1, -1):
        first = parts[start]
        tail = " ".join(parts[start:])
        if len(initials(tail)) > len(acronym):
            return None
        if first.lower() not in SMALL and sorted(initials(tail)) == wanted:
            capitals = [w for w in split(tail) if w.lower() not in SMALL]
            return tail if all(w[:1].isupper() for w in capitals) else None
    return None


def spells(words: str, acronym: str) -> bool:
    """Whether the last words, in any letter case, have just these initials: ``user equipment (UE)``."""
    found = [w for w in split(words) if w.lower() not in SMALL]
    return "".join(w[0].upper() for w in found[-len(acronym) :]) == acronym


def is_title(word: str) -> bool:
    return word[:1].isupper() and word[1:].islower()


def spelled(words: list[str], acronym: str) -> list[str]:
    """The first words, small ones among them, whose capitals spell an acronym; none where they do not.

    >>> spelled(["Communist", "Party", "of", "India", "said"], "CPI")
    ['Communist', 'Party', 'of', 'India']
    """
    left = acronym
    for n, word in enumerate(words):
        if word.lower() in SMALL and word.islower() and left != acronym:
            continue
        if not left or word[:1] != left[0] or not is_title(word):
            break
        left = left[1:]
        if not left:
            return words[: n + 1]
    return []
