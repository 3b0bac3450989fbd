"""One surface form of an entry, and the parts of a name that are no words of its own."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from normalize.names.glossary.entry import Entry
from normalize.names.headings import heading, is_suffix
from normalize.storage import memos
from normalize.text.pattern import pattern
from normalize.words.fold import fold, split

# What may stand in front of a family name, folded.
PARTICLES = frozenset("al el ul ibn bin ben abu van der den de di da dos del la le von ould st".split())  # noqa: SIM905
_FAMILY_LETTERS = 2  # fewer are the end of a word that an apostrophe cuts: Khamene’i
BY_LETTERS = "the characters of another script"  # the origin of a form that these spell, once it was compiled
_NUMERAL = pattern("[IVX]+")  # of rulers


class Form(NamedTuple):
    """One surface form of an entry and the right form that it stands for.

    ``role``: ``right`` (canonical or short), ``alias``, ``family`` (the family name of a person, derived), or ``read``
    (what a name in another script was read as; ``origin`` then says by what).
    ``target`` is None where a mapping would add or drop a word of a name. ``origin`` says what a form that nobody
    listed was made from; a ``careful`` form needs support in the document, as all forms of a careful entry do.
    """

    entry: Entry
    text: str
    role: str
    target: str | None
    lang: str | None = None
    glued: bool = False
    origin: str = ""
    careful: bool = False

    @property
    def is_by_letters(self) -> bool:
        """Whether it is what the characters of another script spell, and nobody listed it."""
        return self.origin == BY_LETTERS

    @property
    def accepted(self) -> bool:
        """Whether this is a spelling that the glossary's own language accepts beside the canonical one."""
        return self.lang == self.entry.language

    @property
    def is_small(self) -> bool:
        """Whether this is one of a people's names in a language that writes these with a small letter."""
        return self.entry.kind == "group" and self.role == "alias" and self.text[:1].islower()


@lru_cache(maxsize=memos.SHOWN)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, which is asked for them several times while its entry is read."""
    return tuple(split(name))


@lru_cache(maxsize=memos.REPEATED)
def family_name(name: str) -> str | None:
    """The family name of a person's full name, with its particle; None for a single name.

    Authority files put it first, before a comma.

    >>> family_name("Hamid Karzai"), family_name("Karzai, Hamid"), family_name("Sammy Davis, Jr."), family_name("Pelé")
    ('Karzai', 'Karzai', 'Davis', None)
    """
    if headed := heading(name):
        if headed.given:
            return headed.family
        name = headed.family
    words = words_of(name)
    if len(words) > 2 and is_suffix(words[-1]):  # John Smith Jr.
        name = name[: name.rindex(words[-1])].rstrip()
        words = words[:-1]
    if len(words) < 2 or len(words[-1]) < _FAMILY_LETTERS or _NUMERAL.fullmatch(words[-1]):
        return None
    if not any(map(str.isalpha, words[-1])):  # a year
        return None
    first = len(words) - 1
    while first > 1 and fold(words[first - 1]) in PARTICLES:
        first -= 1
    at = 0
    for word in words[:first]:
        at = name.index(word, at) + len(word)
    return name[name.index(words[first], at) :]
