"""Names of persons as authority files head them: the family name, a comma, given names, and perhaps dates.

*Poutine, Vladimir, 1952-* is the practice of library catalogues (RDA, and AACR2 before it) and of their authority
records.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from normalize.names.person_titles import religious, titles
from normalize.storage import memos
from normalize.storage.datafiles import load
from normalize.text.pattern import pattern
from normalize.words.fold import fold, split

_BRACKETED = pattern(r"\([^()]*\)")  # Kennedy, John F. (John Fitzgerald)
_JOINED = ("-", "'", "’")
_COMMA = pattern("[,،，]")
_NUMERAL = pattern("[IVX]+")  # John Paul II


class Heading(NamedTuple):
    """A family name, and the given names behind its comma; these are empty where something else stands there, and
    ``family`` is a whole name."""

    family: str
    given: str

    @property
    def straight(self) -> str:
        """The name as running text has it."""
        joint = "" if self.given.endswith(_JOINED) else " "  # Asad, Hafiz al-
        return f"{self.given}{joint}{self.family}" if self.given else self.family

    @property
    def is_spelled_out(self) -> bool:
        """Whether a given name is more than an initial, which many share."""
        return any(len(word) > 1 for word in split(self.given))


@cache
def _list(kind: str) -> frozenset[str]:
    data: dict[str, list[str]] = load("normalize.names", "headings.yaml")
    return frozenset(data[kind])


def heading(name: str) -> Heading | None:
    """The parts of a name with a comma; None for others, and where nothing is in front of it.

    >>> heading("Poutine, Vladimir, 1952-").straight, heading("Kennedy, John F. (John Fitzgerald)").straight
    ('Vladimir Poutine', 'John F. Kennedy')
    >>> heading("Sammy Davis, Jr., 1925-1990"), heading("Charles, Prince of Wales"), heading("Vladimir Putin")
    (Heading(family='Sammy Davis', given=''), Heading(family='Charles', given=''), None)
    """
    if "," not in name and (name.isascii() or _COMMA.search(name) is None):
        return None
    return _headed(name)


@lru_cache(maxsize=memos.SHOWN)
def _headed(name: str) -> Heading | None:
    family, *behind = (part.strip() for part in _COMMA.split(name))
    given = _BRACKETED.sub("", behind[0]).strip()
    return Heading(family, given if _are_given(given) else "") if any(map(str.isalpha, family)) else None


def is_suffix(word: str) -> bool:
    """Whether a word behind a name is no part of it: *Jr*, *PhD*."""
    return fold(word).replace(".", "") in _list("suffixes")


def straight(name: str) -> str:
    """A name that may be turned round, as running text has it; what stands behind other commas stays.

    >>> straight("Karzai, Hamid"), straight("Sammy Davis, Jr."), straight("Hamid Karzai")
    ('Hamid Karzai', 'Sammy Davis, Jr.', 'Hamid Karzai')
    """
    headed = heading(name)
    return headed.straight if headed and headed.given else name


def _are_given(text: str) -> bool:
    """Whether given names stand behind a comma, and no dates, suffix or title."""
    if not text[:1].isalpha() or text[0].islower() or any(map(str.isdecimal, text)):
        return False
    first = fold(text.split()[0]).replace(".", "")  # Ph.D.
    other = is_suffix(first) or first in _list("titles") or (first in titles() and first not in religious())
    return not other and _NUMERAL.fullmatch(text) is None
