"""What an acronym stands for, by its letters: the words whose initials it has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from normalize.names.glossary.entry import Alias, Entry
from normalize.names.romanisation.habits import unwritten
from normalize.words.fold import fold, split

# Words of a long form that give no letter.
SMALL = frozenset(
    "of the and for in on to de du des la le les et y e del di da al el à a an und der die das für".split()  # noqa: SIM905
)

# Those of other languages, which short small words are among anyway.
_SMALL_ABROAD = SMALL | frozenset(
    "pour dans aux della delle degli dell dello voor van von zum zur para per den det les los las".split()  # noqa: SIM905
)
_SMALL_LETTERS = 3  # of a word in small letters that gives no letter abroad


_CUT_OFF = frozenset("sdl")  # what apostrophes cut off: People's, d'appui, l'union


def initials(words: str) -> str:
    """The initials of a long form's words that count.

    >>> initials("National Resistance Front of the People")
    'NRFP'
    >>> initials("People's Democratic Party"), initials("Forces d'appui rapide")
    ('PDP', 'FAR')
    """
    return "".join(w[0].upper() for w in split(words) if w.lower() not in SMALL and w not in _CUT_OFF)


def initials_abroad(words: str) -> str:
    """The initials of a long form in another language, in Latin letters; empty where its script has no capitals, so
    that nobody makes acronyms of them, and where a letter is several Latin ones.

    >>> initials_abroad("Mission de l'Union africaine en Somalie"), initials_abroad("Российский футбольный союз")
    ('MUAS', 'RFS')
    >>> initials_abroad("الاتحاد الأفريقي"), initials_abroad("Європейський Союз")
    ('', '')
    """
    parts = [w for w in split(words) if not (w.islower() and len(w) <= _SMALL_LETTERS) and fold(w) not in _SMALL_ABROAD]
    letters = "".join(w[0] for w in parts)
    if letters.lower() == letters.upper():
        return ""
    if letters.isascii():
        return letters.upper()
    from anyascii import anyascii  # only where there are such letters

    latin = anyascii(letters).upper()
    return latin if len(latin) == len(letters) else ""


def abroad(entry: Entry) -> Iterator[tuple[str, Alias]]:
    """The acronyms that other languages make of their long forms of an entry, each with the long form: none that its
    own language makes, too (*SSU* of Security Service of Ukraine)."""
    own = {initials(right) for right in entry.right_forms}
    own.update(initials(alias.text) for alias in entry.aliases if alias.lang in (None, entry.language))
    for alias in (*entry.aliases, *entry.native):
        if alias.lang in (None, entry.language) or (alias.lang in unwritten() and alias.text.isascii()):
            continue
        if (made := initials_abroad(alias.text)) not in own:
            yield made, alias


def long_form(words: str, acronym: str) -> str | None:
    """The end of a passage that spells the acronym out, in whatever order; None where no end does.

    >>> long_form("the spokesman for the National Resistance Front", "FNR")
    'National Resistance Front'
    """
    parts, letters = words.split(), ""
    for start in range(len(parts) - 1, -1, -1):
        own = initials(parts[start])
        letters = own + letters
        if len(letters) > len(acronym):
            return None
        if own and len(letters) == len(acronym) and sorted(letters) == sorted(acronym):
            tail = " ".join(parts[start:])
            capitals = [w for w in split(tail) if w.lower() not in SMALL]
            return tail if all(w[:1].isupper() for w in capitals) else None
    return None


def spells(words: str, acronym: str) -> bool:
    """Whether the last words, in any letter case, have just these initials: ``user equipment (UE)``."""
    found = [w for w in split(words) if w.lower() not in SMALL and w not in _CUT_OFF]
    return "".join(w[0].upper() for w in found[-len(acronym) :]) == acronym


def is_title(word: str) -> bool:
    return word[:1].isupper() and word[1:].islower()


def spelled(words: Iterable[str]) -> Iterator[tuple[str, int]]:
    """The acronyms that the first words spell, small ones among them, each with how many words it takes.

    >>> list(spelled(["Communist", "Party", "of", "India", "said"]))
    [('C', 1), ('CP', 2), ('CPI', 4)]
    """
    letters = ""
    for taken, word in enumerate(words, start=1):
        if letters and (word in SMALL or word in _CUT_OFF):
            continue
        if not is_title(word):
            return
        letters += word[0]
        yield letters, taken
