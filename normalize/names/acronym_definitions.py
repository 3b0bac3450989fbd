"""What a document and its folder say that acronyms stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

from normalize.evidence.around import Around, Question
from normalize.evidence.profile import Definition
from normalize.model import Document
from normalize.names.acronym_expansions import SMALL, initials, is_title, spelled, spells
from normalize.names.acronym_proofs import Beside, Proof, named_entry, prove
from normalize.names.index import Index
from normalize.text.pattern import pattern
from normalize.text.protected import Protected
from normalize.text.tokens import Tokens

PROOF: Question[[str], Proof | None] = Question(
    "acronym-proof",
    "what other documents prove {0} to stand for",
    lambda around, acronym: around.folder.acronyms.proofs.get(acronym),
    None,
)


ATTESTS: Question[[str, str], bool] = Question(
    "acronym-attested",
    "whether another document spells {0} out as “{1}”",
    lambda around, acronym, beside: around.folder.acronyms.attests(acronym, beside),
    False,
)


_EXPLAINED = pattern(r"\b([^\W\d_a-z]{2,6})(?:, (?:or )?| \()(?:the |an? )?((?:[\w’'-]+ ?){2,8})")


_BEFORE_WORDS = frozenset([", ", " ("])
_WITHIN = frozenset([" ", "\u00a0", "-", "'", "’"])
_LEAST_REORDERED = 4  # letters: three have six orders, and any three capitals may come to one of them
_MEANS = frozenset(["means", "meaning", "stands"])


class Passage(NamedTuple):
    """The text in which acronyms are looked for; ``language`` is that of its readers.

    Its ``definitions`` have the long forms as they will be written, once names are repaired.
    """

    document: Document
    tokens: Tokens
    protected: Protected
    language: str
    definitions: Sequence[Definition]


@dataclass
class Defined:
    """What the definitions of a document say: the acronyms that they prove wrong, those that are right, and those whose
    letters alone do not fit, with the place of each of these and the initials that its long form has.

    ``told`` are all acronyms in brackets, ``permuted`` those that have the letters of others of the document, and
    ``reordered`` those whose letters are the initials of words of it in another order, with these words."""

    proofs: dict[str, Proof] = field(default_factory=dict)
    right: set[str] = field(default_factory=set)
    suspects: dict[int, str] = field(default_factory=dict)
    suspicious: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    reordered: Mapping[str, str] = field(default_factory=dict)
    permuted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def defined_in(passage: Passage, index: Index, around: Around) -> Defined:
    found = Defined()
    for d in passage.definitions:
        found.told.add(d.acronym)
        told = Beside.of(d.acronym, d.words, index)
        proof = prove(told, index, lambda right, beside: _is_attested(right, beside, passage, index, around))
        if proof is not None:
            found.proofs.setdefault(d.acronym, proof)
        elif told.tail is not None or told.entry is not None:
            found.right.add(d.acronym)
            if (
                told.tail is not None
                and (right := initials(told.tail)) != d.acronym
                and d.acronym not in index.acronyms
            ):
                found.suspects[d.start] = right
                found.suspicious.add(d.acronym)
        elif spells(d.words, d.acronym):
            found.right.add(d.acronym)
    return found


def _is_attested(right: str, beside: str, passage: Passage, index: Index, around: Around) -> bool:
    """Whether a document or its folder has an acronym for a long form that no glossary has: one that is listed stands
    for what it is listed for."""
    in_document = right in passage.tokens.forms and right not in index.acronyms
    return in_document or around.ask(ATTESTS, right, beside)


def explained(tokens: Tokens, capitals: Iterable[int]) -> Iterator[re.Match[str]]:
    """Capitals with words behind a comma or in brackets."""
    behind = 0
    for i in capitals:
        start = tokens.starts[i]
        if (
            start >= behind
            and tokens.separators[i + 1] in _BEFORE_WORDS
            and (m := _EXPLAINED.match(tokens.text, start))
        ):
            behind = m.end()
            if tokens.separators[i + 1] == ", " or m[2].islower():  # in brackets a name may be the listed body's own
                yield m


class Initials(NamedTuple):
    """What capitalised words of a document have the initials of acronyms: those that stand ``of_other_words`` than of
    an entry's name, and those whose letters words have in another order, each with these words."""

    of_other_words: set[str]
    reordered: dict[str, str]


def initials_in(acronyms: AbstractSet[str], tokens: Tokens, index: Index) -> Initials:
    """Look for words that have the initials of acronyms, or that tell their meaning.

    >>> from normalize.text.tokens import tokenize
    >>> index = Index(())
    >>> initials_in({"ONU", "FMI"}, tokenize("The band of Ohio Northern University came. FMI"), index).of_other_words
    {'ONU'}
    >>> initials_in({"OMS"}, tokenize("Here OMS means order management system."), index).of_other_words
    {'OMS'}
    >>> initials_in({"OMPI"}, tokenize("The People's Mojahedin Organization of Iran"), index).reordered
    {'OMPI': "People's Mojahedin Organization of Iran"}
    """
    words = tokens.words
    found = Initials({words[i] for i in tokens.at(acronyms) if _is_explained(words, i)}, {})
    same = {"".join(sorted(acronym)): acronym for acronym in sorted(acronyms) if len(acronym) >= _LEAST_REORDERED}
    firsts = {letter for letters in same for letter in letters} | {acronym[0] for acronym in acronyms}
    longest = max(map(len, acronyms), default=0)
    for i in tokens.at({form for form in tokens.forms if form[:1] in firsts and is_title(form)}):
        if words[i].lower() in SMALL:
            continue
        for letters, taken in spelled(words[i : _end_of_words(tokens, i, i + 2 * longest)]):
            if taken > 2 * len(letters):
                continue
            if letters in acronyms:
                if letters not in found.of_other_words and not _names(words[i : i + taken], index):
                    found.of_other_words.add(letters)
            elif (acronym := same.get("".join(sorted(letters)))) is not None:
                long_form = tokens.slice(i, i + taken - 1)
                if initials(long_form) == letters:
                    found.reordered.setdefault(acronym, long_form)
    return found


def _end_of_words(tokens: Tokens, first: int, most: int) -> int:
    """The number behind the words from one on that nothing but blanks, hyphens and apostrophes stands between."""
    last, end = first + 1, min(most, len(tokens.words))
    while last < end and tokens.separators[last] in _WITHIN:
        last += 1
    return last


def _names(words: Sequence[str], index: Index) -> bool:
    return named_entry(" ".join(words), index) is not None


def _is_explained(words: Sequence[str], i: int) -> bool:
    """Whether the words behind an acronym say what it means."""
    acronym, size = words[i], len(words[i])
    said = [word for word in words[i + 1 : i + 4 + size] if word.lower() != "for"]
    return bool(said) and said[0].lower() in _MEANS and initials(" ".join(said[1:]))[:size] == acronym
