"""What the long form beside an acronym proves: that it is right, or stands for another one.

Of a hundred real acronyms sixteen pairs are one letter apart, and none is a permutation of another: so a permutation
with the long form beside it is proof, and a small edit distance is nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from normalize.evidence.profile import Profile
from normalize.names.acronym_expansions import SMALL, initials, long_form, spells
from normalize.names.glossary.entry import Entry
from normalize.names.index import Index
from normalize.names.thresholds import RUNNING_TEXT
from normalize.words.fold import fold, split
from normalize.words.known import zipf

_LEAST_PERMUTED = 3  # letters: of two letters half of all acronyms have another order


def named_entry(words: str, index: Index) -> Entry | None:
    """The one entry with an acronym whose name ends a passage: of a place where no longer name ends in it, as *Workers
    of America* does."""
    written = split(words)
    parts = [fold(w) for w in written]
    for start in range(len(parts)):
        forms = index.phrases.get(" ".join(parts[start:]), ())
        entries = {f.entry.id: f.entry for f in forms if f.entry.acronym and f.role != "family"}
        if len(entries) == 1:
            entry = next(iter(entries.values()))
            return None if entry.kind == "place" and _goes_before(written[:start]) else entry
    return None


def _goes_before(words: Sequence[str]) -> bool:
    """Whether the last of some words belong to a name that goes on behind them."""
    last = next((word for word in reversed(words) if word.lower() not in SMALL), "")
    return last[:1].isupper()


def _spells_an_alias(entry: Entry, acronym: str) -> bool:
    """Whether the letters are the initials of a foreign long form, in whatever order: *Rapid Support Forces (FAR)* has
    those of *Forces d'appui rapide*."""
    return any(
        sorted(initials(alias.text)) == sorted(acronym) for alias in entry.aliases if alias.lang != entry.language
    )


def permutations(acronyms: Iterable[str], language: str) -> dict[str, tuple[str, ...]]:
    """Acronyms of one document that have the letters of others of it, each with these. Letters that readers know as a
    word are none: a headline in capitals has *WAR* and *RAW*.

    >>> permutations(["NRF", "FNR", "UN", "NU", "WAR", "RAW"], "en")
    {'FNR': ('NRF',), 'NRF': ('FNR',)}
    """
    same: dict[str, list[str]] = defaultdict(list)
    for acronym in sorted(set(acronyms)):
        if len(acronym) >= _LEAST_PERMUTED and zipf(acronym, language) < RUNNING_TEXT.familiar_acronym:
            same["".join(sorted(acronym))].append(acronym)
    return {
        one: tuple(other for other in group if other != one) for group in same.values() if group[1:] for one in group
    }


@dataclass(frozen=True, slots=True)
class Proof:
    """That an acronym stands for another: the right one, its entry if any, and the long form seen beside it.

    It ``is_sure`` where the letters are the right acronym's, listed, or the initials of a foreign long form.
    """

    right: str
    entry: str | None
    beside: str
    is_sure: bool = True


class Beside(NamedTuple):
    """What stands beside an acronym: the words, the entry that they name, and those of them that spell it out."""

    acronym: str
    words: str
    entry: Entry | None
    tail: str | None

    @classmethod
    def of(cls, acronym: str, words: str, index: Index) -> Beside:
        """The same of words whose meaning is to be found."""
        return cls(acronym, words, named_entry(words, index), long_form(words, acronym))


def prove(told: Beside, index: Index, attested: Callable[[str, str], bool]) -> Proof | None:
    """What the long form beside an acronym proves; None where it proves nothing or the acronym is right.

    ``attested`` tells whether an acronym stands for a long form elsewhere: without a glossary entry nothing else
    tells a foreign word order from a name's own acronym.
    """
    acronym, words, entry, tail = told
    if entry is not None and entry.acronym is not None:
        if acronym == entry.acronym:
            return None
        listed = any(e.id == entry.id for e, _ in index.foreign_acronyms.get(acronym, ()))
        sure = listed or sorted(acronym) == sorted(entry.acronym) or _spells_an_alias(entry, acronym)
        # What a state is called by letters is many things: USA, NK.
        unsure = entry.kind == "place" and not (listed or sorted(acronym) == sorted(entry.acronym))
        other = unsure or (not sure and (acronym in index.acronyms or spells(words, acronym)))
        return None if other else Proof(entry.acronym, entry.id, entry.canonical, sure)
    if tail is None or acronym in index.acronyms:
        return None
    right = initials(tail)
    return Proof(right, None, tail) if right != acronym and attested(right, tail) else None


@dataclass(frozen=True, slots=True)
class FolderAcronyms:
    """What the definitions of a whole folder say: which acronyms they prove wrong, and which they spell out."""

    proofs: Mapping[str, Proof]
    spelled: frozenset[tuple[str, str]]

    def attests(self, acronym: str, beside: str) -> bool:
        """Whether the folder spells the acronym out with this long form."""
        return (acronym, beside) in self.spelled


def folder_acronyms(profile: Profile, index: Index) -> FolderAcronyms:
    """Evidence from the definitions of a folder; an acronym that is defined in two ways proves nothing.

    Where not all definitions are known any acronym may be.
    """
    if not profile.is_whole("definitions"):
        return FolderAcronyms({}, frozenset())
    told = [Beside.of(acronym, words, index) for acronym, words in sorted(profile.definitions)]
    spelled = frozenset((one.acronym, one.tail) for one in told if one.tail and initials(one.tail) == one.acronym)
    rights: dict[str, set[str]] = defaultdict(set)
    proofs: dict[str, Proof] = {}
    for one in told:
        proof = prove(one, index, lambda right, beside: (right, beside) in spelled)
        if proof is not None:
            proofs.setdefault(one.acronym, proof)
            rights[one.acronym].add(proof.right)
        elif one.tail is not None:
            rights[one.acronym].add(one.acronym)
    return FolderAcronyms({a: p for a, p in proofs.items() if len(rights[a]) == 1}, spelled)
