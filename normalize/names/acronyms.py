"""Finding acronyms that are not in their right form: mapped on proof, never by likeness."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress, count
from typing import Any, NamedTuple

from normalize.evidence.around import Around, Question
from normalize.evidence.findings import finding
from normalize.evidence.profile import Definition
from normalize.evidence.wanted import Wants
from normalize.languages.lexicon import lexicon
from normalize.model import Applicability, Document, Finding
from normalize.names import rules
from normalize.names.acronym_proofs import (
    SMALL,
    Proof,
    initials,
    long_form,
    named_entry,
    permutations,
    prove,
    spells,
)
from normalize.names.glossary.entry import Entry
from normalize.names.index import Index
from normalize.names.thresholds import RUNNING_TEXT
from normalize.text.pattern import pattern
from normalize.text.protected import Protected
from normalize.text.tokens import Tokens
from normalize.words.fold import fold
from normalize.words.known import zipf

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
_LEAST, _MOST = 2, 6  # letters of an acronym
_EXPLAINED = pattern(r"\b([^\W\d_a-z]{2,6}), (?:the |an? )?((?:[\w’'-]+ ?){2,8})")
_MEANS = frozenset(["means", "meaning", "stands"])
_ALONE = "listed"  # the clause by which nothing but a glossary speaks
_LIKE_A_WORD = 4  # shorter ones are words too often: Who, It
_SURE, _LIKELY, _WRITTEN, _SUSPECT = (
    1.0,
    0.6,
    0.5,
    0.3,
)  # scores: proved, listed, written like a word, nothing but letters


class AcronymWords(Wants):
    """The words and separators that acronyms are told by: capitals, acronyms written like words, and brackets."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def wants(self, form: str) -> bool:
        """Whether a word may be an acronym in its place, whatever its letters."""
        return _is_capitals(form) or self.is_title_case(form)

    def wants_separator(self, separator: str) -> bool:
        """Whether an acronym or its long form may stand in brackets there."""
        return "(" in separator

    def is_title_case(self, form: str) -> bool:
        """Whether a form is an acronym of the glossary written like a word, and no name."""
        index = self._index
        shaped = form[:1].isupper() and form.istitle() and len(form) >= _LIKE_A_WORD
        return shaped and form.upper() in index.acronyms and not index.phrases.get(fold(form))


def _is_capitals(form: str) -> bool:
    return _LEAST <= len(form) <= _MOST and form.isupper() and form.isalpha()


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

    ``told`` are all acronyms in brackets, and ``permuted`` those that have the letters of others of the document."""

    proofs: dict[str, Proof] = field(default_factory=dict)
    right: set[str] = field(default_factory=set)
    suspects: dict[int, str] = field(default_factory=dict)
    suspicious: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    permuted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def _defined(passage: Passage, index: Index, around: Around) -> Defined:
    found = Defined()
    tokens = passage.tokens
    for d in passage.definitions:
        found.told.add(d.acronym)
        proof = prove(
            d.acronym, d.words, index, lambda right, beside: right in tokens.forms or around.ask(ATTESTS, right, beside)
        )
        if proof is not None:
            found.proofs.setdefault(d.acronym, proof)
        elif (beside := long_form(d.words, d.acronym)) is not None or named_entry(d.words, index) is not None:
            found.right.add(d.acronym)
            if beside is not None and initials(beside) != d.acronym and d.acronym not in index.acronyms:
                found.suspects[d.start] = initials(beside)
                found.suspicious.add(d.acronym)
        elif spells(d.words, d.acronym):
            found.right.add(d.acronym)
    return found


def find_acronyms(
    passage: Passage,
    index: Index,
    around: Around,
    named: Callable[[], Collection[str]],
    at: Iterable[int] | None = None,
) -> Iterator[Finding]:
    """Findings on the acronyms of a document.

    ``around`` knows what the definitions of the folder say; ``named`` gives the ids of the entries that the document
    names by a name, and is asked only where that matters; ``at`` are the numbers of the words that
    :class:`AcronymWords` wants, where they are known.
    """
    tokens, words = passage.tokens, passage.tokens.words
    wanted = AcronymWords(index)
    if at is None:
        at = compress(count(), map(wanted.wants, words))
    places = list(at)
    capitals = [i for i in places if _is_capitals(words[i])]
    defined = _defined(passage, index, around)
    defined.permuted = permutations((words[i] for i in capitals), passage.language)
    told = defined.proofs.keys() | defined.suspicious | defined.permuted.keys()
    asked = {
        word
        for word in {words[i] for i in capitals}
        if word in index.foreign_acronyms or word in told or around.ask(PROOF, word) is not None
    }
    asked = {word for word in asked if word in told or not _stands_for_other_words(word, tokens, index)}
    if asked:
        yield from _Asked(passage, index, around, defined, named).findings(capitals, asked)
    said: set[str] = set()
    for i in places:
        word = words[i]
        if word in said or not wanted.is_title_case(word) or passage.protected.covers(tokens.starts[i], tokens.ends[i]):
            continue
        said.add(word)
        yield _written_like_a_word(passage, i, index)


class Claim(NamedTuple):
    """What an acronym should be: by a clause, with what speaks for it."""

    clause: str
    right: str | None
    entry: str | None
    lang: str | None
    applicability: Applicability
    why: str
    about: Mapping[str, Any]


class _Asked:
    """The acronyms of one document that may be wrong, with everything that speaks for and against them."""

    def __init__(
        self,
        passage: Passage,
        index: Index,
        around: Around,
        defined: Defined,
        named: Callable[[], Collection[str]],
    ) -> None:
        self._passage, self._index, self._around, self._defined = passage, index, around, defined
        own = passage.tokens.forms & index.acronyms.keys()
        self._named = named
        self._present = {*named(), *(e.id for acronym in own for e in index.acronyms[acronym])}

    def findings(self, capitals: Iterable[int], asked: Collection[str]) -> Iterator[Finding]:
        """The findings at those of some words that are asked about."""
        tokens, defined = self._passage.tokens, self._defined
        right = defined.right | {m[1] for m in _explained(tokens, capitals) if initials(m[2])[: len(m[1])] == m[1]}
        claims: dict[str, Claim | None] = {}
        for i in capitals:
            word = tokens.words[i]
            if word not in asked or self._passage.protected.covers(tokens.starts[i], tokens.ends[i]):
                continue
            if tokens.starts[i] in defined.suspects:
                yield _suspect(self._passage, i, defined.suspects[tokens.starts[i]])
            elif word not in right:
                if word not in claims:
                    claims[word] = self._claim(word)
                claim = claims[word]
                if claim is not None and not (claim.clause == _ALONE and _is_inside_a_name(tokens, i)):
                    yield _finding(self._passage, i, claim)

    def _claim(self, word: str) -> Claim | None:
        """What the first clause says that has something to say."""
        foreign = self._index.foreign_acronyms.get(word, ())
        listed = [(e, lang) for e, lang in foreign if e.acronym and e.acronym != word]
        if word not in self._defined.proofs and word in self._index.acronyms:
            return None
        claims = (claim for clause in _CLAUSES if (claim := clause(self, word, listed)) is not None)
        return next(claims, None)

    def proved_here(self, word: str, listed: Listed) -> Claim | None:
        """The long form stands beside it in the document."""
        proof = self._defined.proofs.get(word)
        if proof is None:
            return None
        lang = next((lang for e, lang in listed if e.id == proof.entry), None)
        why = f"“{proof.beside}” stands beside it in this document"
        about = {"long_form": proof.beside}
        how = Applicability.SAFE if proof.is_sure else Applicability.UNSAFE
        return Claim("long-form-beside", proof.right, proof.entry, lang, how, why, about)

    def listed_and_named(self, word: str, listed: Listed) -> Claim | None:
        """A glossary lists it for an entry that the document names."""
        supported = [(e, lang) for e, lang in listed if e.id in self._present]
        familiar = zipf(word, self._passage.language) >= RUNNING_TEXT.familiar_acronym
        if len({e.acronym for e, _ in supported}) != 1 or len(word) <= _LEAST or familiar:
            return None
        entry, lang = supported[0]
        why = f"listed for {entry.canonical}, which this document names otherwise too"
        about = {"named_here": True}
        return Claim("listed-and-named", entry.acronym or "", entry.id, lang, Applicability.SAFE, why, about)

    def proved_elsewhere(self, word: str, listed: Listed) -> Claim | None:
        """The long form stands beside it in another document of the folder."""
        proof = self._around.ask(PROOF, word)
        if proof is None:
            return None
        here = proof.entry in self._present if proof.entry else proof.beside in self._passage.document.text
        why = f"“{proof.beside}” stands beside it elsewhere in the folder"
        why += ", and this document names it" if here else ", but this document does not name it"
        about = {"long_form": proof.beside, "named_here": here}
        how = Applicability.SAFE if here else Applicability.UNSAFE
        return Claim("long-form-in-the-folder", proof.right, proof.entry, None, how, why, about)

    def permuted_here(self, word: str, listed: Listed) -> Claim | None:
        """The document has the same letters in another order, and nobody lists these: the glossary's order is right,
        else the one that the long form spells; else both are shown together."""
        acronyms = self._index.acronyms
        others = () if listed or word in self._defined.told else self._defined.permuted.get(word, ())
        for other in sorted(others, key=lambda other: (other not in acronyms, other not in self._defined.right)):
            owners = acronyms.get(other, ())
            about = {"other": other}
            if len(owners) == 1:
                named = owners[0].id in self._named()
                how = Applicability.SAFE if named else Applicability.UNSAFE
                why = f"the letters of {other}, and this document names {owners[0].canonical}"
                return Claim("permuted-and-named", other, owners[0].id, None, how, why, about)
            if other in self._defined.right and not owners:
                why = f"the letters of {other}, which this document spells out"
                return Claim("permuted-and-spelled", other, None, None, Applicability.UNSAFE, why, about)
            if not owners:
                why = f"the document has {other}, too: no glossary and no long form says which is right"
                return Claim("permuted", None, None, None, Applicability.DISPLAY, why, about)
        return None

    def listed_alone(self, word: str, listed: Listed) -> Claim | None:
        """A glossary lists it for one acronym only, and nothing more speaks for it."""
        if len({e.acronym for e, _ in listed}) != 1:
            return None
        entry, lang = listed[0]
        why = f"listed for {entry.canonical}, which this document does not name otherwise"
        about = {"named_here": False}
        how = Applicability.UNSAFE if self._is_foreign(word) else Applicability.DISPLAY
        return Claim(_ALONE, entry.acronym or "", entry.id, lang, how, why, about)

    def _is_foreign(self, word: str) -> bool:
        """Whether other languages have an acronym ten times as often, and no house of this one writes it for a thing of
        its own: *UA flight 328*."""
        language = self._passage.language
        foreign = lexicon(language).most(word) >= RUNNING_TEXT.foreign_only * math.log(10)
        return foreign and len(word) > _LEAST and zipf(word, language) < RUNNING_TEXT.familiar_acronym


Listed = list[tuple[Entry, str | None]]  # entries that a glossary gives an acronym to, and its language
_CLAUSES: tuple[Callable[[_Asked, str, Listed], Claim | None], ...] = (  # in order: the first that claims speaks
    _Asked.proved_here,
    _Asked.listed_and_named,
    _Asked.proved_elsewhere,
    _Asked.permuted_here,
    _Asked.listed_alone,
)


def _stands_for_other_words(acronym: str, tokens: Tokens, index: Index) -> bool:
    """Whether the document has capitalised words with these initials that name no entry, or says what it means.

    >>> from normalize.text.tokens import tokenize
    >>> index = Index(())
    >>> _stands_for_other_words("ONU", tokenize("The band of Ohio Northern University came."), index)
    True
    >>> _stands_for_other_words("OMS", tokenize("Here OMS means order management system."), index)
    True
    >>> _stands_for_other_words("FMI", tokenize("The FMI has met."), index)
    False
    """
    words, size = tokens.words, len(acronym)
    for i in tokens.at({form for form in tokens.forms if form[:1] == acronym[0] and _is_title(form)}):
        run = _spelled(words[i : i + 2 * size], acronym)
        if run and run[0].lower() not in SMALL and named_entry(" ".join(run), index) is None:
            return True
    for i in tokens.places(acronym):
        said = [word for word in words[i + 1 : i + 4 + size] if word.lower() != "for"]
        if said[:1] and said[0].lower() in _MEANS and initials(" ".join(said[1:]))[:size] == acronym:
            return True
    return False


def _spelled(words: list[str], acronym: str) -> list[str]:
    """The first words, small ones among them, whose capitals spell an acronym; none where they do not.

    >>> _spelled(["Communist", "Party", "of", "India", "said"], "CPI")
    ['Communist', 'Party', 'of', 'India']
    """
    left = acronym
    for n, word in enumerate(words):
        if word.lower() in SMALL and word.islower() and left != acronym:
            continue
        if not left or word[:1] != left[0] or not _is_title(word):
            break
        left = left[1:]
        if not left:
            return words[: n + 1]
    return []


def _is_inside_a_name(tokens: Tokens, i: int) -> bool:
    """Whether a capitalised word stands before an acronym, where no sentence begins: *Nur OTAN*."""
    if i == 0 or tokens.separators[i] != " ":
        return False
    return _is_title(tokens.words[i - 1]) and not tokens.opens_sentence(i - 1)


def _is_title(word: str) -> bool:
    return word[:1].isupper() and word[1:].islower()


def _explained(tokens: Tokens, capitals: Iterable[int]) -> Iterator[re.Match[str]]:
    """Capitals with a comma and words behind them."""
    behind = 0
    for i in capitals:
        start = tokens.starts[i]
        if start >= behind and tokens.separators[i + 1] == ", " and (m := _EXPLAINED.match(tokens.text, start)):
            behind = m.end()
            yield m


def _finding(passage: Passage, i: int, claim: Claim) -> Finding:
    word = passage.tokens.words[i]
    right = claim.right or claim.about["other"]
    permuted = sorted(word) == sorted(right)
    return finding(
        passage.document,
        passage.tokens.starts[i],
        passage.tokens.ends[i],
        rules.PERMUTED if permuted else rules.FOREIGN_ACRONYM,
        f"{word} is {'another word order' if permuted else 'another language’s acronym'} of {right}",
        applicability=claim.applicability,
        replacement=claim.right,
        entry=claim.entry,
        lang=claim.lang,
        score=_SURE if claim.applicability is Applicability.SAFE else _LIKELY,
        evidence={"why": claim.why, "clause": claim.clause, **claim.about},
    )


def _suspect(passage: Passage, i: int, expected: str) -> Finding:
    return finding(
        passage.document,
        passage.tokens.starts[i],
        passage.tokens.ends[i],
        rules.SUSPECT_ACRONYM,
        f"the long form beside {passage.tokens.words[i]} has the initials {expected}",
        replacement=expected,
        score=_SUSPECT,
        evidence={"why": f"{expected} is not attested in this document, the folder or a glossary"},
    )


def _written_like_a_word(passage: Passage, i: int, index: Index) -> Finding:
    """An acronym in title case, as some houses write them: shown, never changed."""
    word = passage.tokens.words[i]
    return finding(
        passage.document,
        passage.tokens.starts[i],
        passage.tokens.ends[i],
        rules.CASE,
        f"{word} is {word.upper()} written like a word",
        replacement=word.upper(),
        entry=index.acronyms[word.upper()][0].id,
        score=_WRITTEN,
        evidence={"why": "the two differ by letter case alone", "clause": "acronym-like-a-word"},
    )
