"""Acronyms: mapped on proof, never by likeness.

Of a hundred real acronyms sixteen pairs are one letter apart, and none is a permutation of another: so a permutation
with the long form beside it is proof, and a small edit distance is nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from normalize.evidence.profile import Profile, definitions
from normalize.model import Applicability, Document, Finding
from normalize.names import rules
from normalize.names.glossary.entry import Entry
from normalize.names.index import Index
from normalize.text.protected import Protected
from normalize.text.tokens import Tokens
from normalize.words.fold import fold, split
from normalize.words.known import zipf

_SMALL = frozenset(
    "of the and for in on to de du des la le les et y e del di da al el à a an und der die das für".split()  # noqa: SIM905
)
_MOST = 6
_EXPLAINED = re.compile(r"\b([^\W\d_a-z]{2,6}), (?:the |an? )?((?:[\w’'-]+ ?){2,8})")
_CAPITALS = re.compile(r"[^\W\d_a-z]{2,6}")
_MEANS = frozenset(["means", "meaning", "stands"])
_LIKE_A_WORD = 4  # shorter ones are words too often: Who, It
_FAMILIAR = 2.9  # zipf frequency of letters that mean something else to readers: CPI, PAM, BCE


def initials(words: str) -> str:
    """The initials of a long form's words that count.

    >>> initials("National Resistance Front of the People")
    'NRFP'
    """
    return "".join(w[0].upper() for w in split(words) if w.lower() not in _SMALL)


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
        if first.lower() not in _SMALL and sorted(initials(tail)) == wanted:
            capitals = [w for w in split(tail) if w.lower() not in _SMALL]
            return tail if all(w[:1].isupper() for w in capitals) else None
    return None


def named_entry(words: str, index: Index) -> Entry | None:
    """The one entry with an acronym whose name ends a passage."""
    parts = [fold(w) for w in split(words)]
    for start in range(len(parts)):
        forms = index.phrases.get(" ".join(parts[start:]), ())
        entries = {f.entry.id: f.entry for f in forms if f.entry.acronym and f.role != "family"}
        if len(entries) == 1:
            return next(iter(entries.values()))
    return None


def _spells(words: str, acronym: str) -> bool:
    """Whether the last words, in any letter case, have just these initials: ``user equipment (UE)``."""
    found = [w for w in split(words) if w.lower() not in _SMALL]
    return "".join(w[0].upper() for w in found[-len(acronym) :]) == acronym


@dataclass(frozen=True, slots=True)
class Proof:
    """That an acronym stands for another: the right one, its entry if any, and the long form seen beside it."""

    right: str
    entry: str | None
    beside: str


def prove(acronym: str, words: str, index: Index, attested: Callable[[str, str], bool]) -> Proof | None:
    """What the long form beside an acronym proves; None where it proves nothing or the acronym is right.

    ``attested`` tells whether an acronym stands for a long form elsewhere: without a glossary entry nothing else
    tells a foreign word order from a name's own acronym.
    """
    entry = named_entry(words, index)
    if entry is not None and entry.acronym is not None:
        listed = any(e.id == entry.id for e, _ in index.foreign_acronyms.get(acronym, ()))
        if acronym != entry.acronym and (listed or sorted(acronym) == sorted(entry.acronym)):
            return Proof(entry.acronym, entry.id, entry.canonical)
        return None
    beside = long_form(words, acronym)
    if beside is None or acronym in index.acronyms:
        return None
    right = initials(beside)
    return Proof(right, None, beside) if right != acronym and attested(right, beside) else None


@dataclass(frozen=True, slots=True)
class FolderAcronyms:
    """What the definitions of a whole folder say: which acronyms they prove wrong, and which they spell out."""

    proofs: Mapping[str, Proof]
    spelled: frozenset[tuple[str, str]]

    def attests(self, acronym: str, beside: str) -> bool:
        """Whether the folder spells the acronym out with this long form."""
        return (acronym, beside) in self.spelled


def folder_acronyms(profile: Profile, index: Index) -> FolderAcronyms:
    """Evidence from the definitions of a folder; an acronym that is defined in two ways proves nothing."""
    tails = [(a, words, long_form(words, a)) for a, words in sorted(profile.definitions)]
    spelled = frozenset((a, tail) for a, _, tail in tails if tail is not None and initials(tail) == a)
    rights: dict[str, set[str]] = defaultdict(set)
    proofs: dict[str, Proof] = {}
    for acronym, words, tail in tails:
        proof = prove(acronym, words, index, lambda right, beside: (right, beside) in spelled)
        if proof is not None:
            proofs.setdefault(acronym, proof)
            rights[acronym].add(proof.right)
        elif tail is not None:
            rights[acronym].add(acronym)
    return FolderAcronyms({a: p for a, p in proofs.items() if len(rights[a]) == 1}, spelled)


def find_acronyms(
    document: Document,
    tokens: Tokens,
    index: Index,
    protected: Protected,
    named: Iterable[str],
    folder: FolderAcronyms,
    language: str = "en",
) -> list[Finding]:
    """Findings on the acronyms of a document.

    ``named`` are the ids of the entries that the document names by a name; ``folder`` what the definitions of
    the folder say; ``language`` is that of the readers, to whom letters may mean something else.
    """
    here: dict[str, Proof] = {}
    right_here: set[str] = set()
    suspects: dict[int, str] = {}
    suspicious: set[str] = set()
    own = tokens.forms
    for d in definitions(document.text):
        proof = prove(d.acronym, d.words, index, lambda right, beside: right in own or folder.attests(right, beside))
        if proof is not None:
            here.setdefault(d.acronym, proof)
        elif (beside := long_form(d.words, d.acronym)) is not None or named_entry(d.words, index) is not None:
            right_here.add(d.acronym)
            if beside is not None and initials(beside) != d.acronym and d.acronym not in index.acronyms:
                suspects[d.start] = initials(beside)
                suspicious.add(d.acronym)
        elif _spells(d.words, d.acronym):
            right_here.add(d.acronym)
    right_here |= {m[1] for m in _explained(tokens) if initials(m[2])[: len(m[1])] == m[1]}
    present = set(named) | {e.id for a in own & index.acronyms.keys() for e in index.acronyms[a]}
    asked = {w for w in own if w in index.foreign_acronyms or w in here or w in folder.proofs or w in suspicious}
    asked = {w for w in asked if 2 <= len(w) <= _MOST and w.isupper() and w.isalpha()}
    asked -= {w for w in asked - suspicious - here.keys() if _stands_for_other_words(w, tokens, index)}
    found: list[Finding] = []
    for i in tokens.at(asked) if asked else ():
        word, start, end = tokens.words[i], tokens.starts[i], tokens.ends[i]
        if protected.covers(start, end):
            continue
        if start in suspects:
            found.append(_suspect(document, start, end, word, suspects[start]))
        elif word not in right_here:
            proofs = here.get(word), folder.proofs.get(word)
            finding = _judge(document, start, end, word, *proofs, index, present, language)
            if finding is not None:
                found.append(finding)
    return [*found, *_title_case(document, tokens, index, protected, own)]


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
        run = words[i : i + size]
        spelled = (
            "".join(word[:1] for word in run) == acronym and all(map(_is_title, run)) and run[0].lower() not in _SMALL
        )
        if spelled and named_entry(" ".join(run), index) is None:
            return True
    for i in tokens.at({acronym}):
        said = [word for word in words[i + 1 : i + 4 + size] if word.lower() != "for"]
        if said[:1] and said[0].lower() in _MEANS and initials(" ".join(said[1:]))[:size] == acronym:
            return True
    return False


def _is_title(word: str) -> bool:
    return word[:1].isupper() and word[1:].islower()


def _explained(tokens: Tokens) -> Iterator[re.Match[str]]:
    """Capitals with a comma and words behind them."""
    behind = 0
    for i in tokens.at({form for form in tokens.forms if _CAPITALS.fullmatch(form)}):
        start = tokens.starts[i]
        if start >= behind and tokens.separators[i + 1] == ", " and (m := _EXPLAINED.match(tokens.text, start)):
            behind = m.end()
            yield m


def _title_case(
    document: Document, tokens: Tokens, index: Index, protected: Protected, own: frozenset[str]
) -> Iterator[Finding]:
    """Acronyms written like words, as some houses do: shown, never changed."""
    asked = {w for w in own if len(w) >= _LIKE_A_WORD and w.istitle() and w.upper() in index.acronyms}
    for i in tokens.at(asked) if asked else ():
        word, start, end = tokens.words[i], tokens.starts[i], tokens.ends[i]
        entries = index.acronyms[word.upper()]
        if not protected.covers(start, end) and not index.phrases.get(fold(word)):
            yield Finding(
                start=start,
                end=end,
                text=word,
                rule=rules.CASE.code,
                category=rules.ACRONYM,
                message=f"{word} is {word.upper()} written like a word",
                replacement=word.upper(),
                entry=entries[0].id,
                score=0.5,
                evidence={"why": "the two differ by letter case alone", "runner_up": None},
                path=document.path,
                record=document.record,
            )


def _judge(
    document: Document,
    start: int,
    end: int,
    word: str,
    proved: Proof | None,
    folder: Proof | None,
    index: Index,
    present: set[str],
    language: str,
) -> Finding | None:
    listed = [(e, lang) for e, lang in index.foreign_acronyms.get(word, ()) if e.acronym and e.acronym != word]
    if proved is None and word in index.acronyms:
        return None
    safe, unsafe = Applicability.SAFE, Applicability.UNSAFE
    if proved is not None:
        lang = next((lang for e, lang in listed if e.id == proved.entry), None)
        why = f"“{proved.beside}” stands beside it in this document"
        return _finding(
            document, start, end, word, proved.right, proved.entry, lang, safe, why, {"long_form": proved.beside}
        )
    supported = [(e, lang) for e, lang in listed if e.id in present]
    if len({e.acronym for e, _ in supported}) == 1 and len(word) > 2 and zipf(word, language) < _FAMILIAR:
        entry, lang = supported[0]
        why = f"listed for {entry.canonical}, which this document names otherwise too"
        return _finding(
            document, start, end, word, entry.acronym or "", entry.id, lang, safe, why, {"named_here": True}
        )
    if folder is not None:
        here = folder.entry in present if folder.entry else folder.beside in document.text
        why = f"“{folder.beside}” stands beside it elsewhere in the folder"
        why += ", and this document names it" if here else ", but this document does not name it"
        evidence = {"long_form": folder.beside, "named_here": here}
        return _finding(
            document, start, end, word, folder.right, folder.entry, None, safe if here else unsafe, why, evidence
        )
    if len({e.acronym for e, _ in listed}) == 1:
        entry, lang = listed[0]
        why = f"listed for {entry.canonical}, which this document does not name otherwise"
        return _finding(
            document, start, end, word, entry.acronym or "", entry.id, lang, unsafe, why, {"named_here": False}
        )
    return None


def _finding(
    document: Document,
    start: int,
    end: int,
    word: str,
    right: str,
    entry: str | None,
    lang: str | None,
    applicability: Applicability,
    why: str,
    evidence: dict[str, object],
) -> Finding:
    permuted = sorted(word) == sorted(right)
    return Finding(
        start=start,
        end=end,
        text=word,
        rule=(rules.PERMUTED if permuted else rules.FOREIGN_ACRONYM).code,
        category=rules.ACRONYM,
        message=f"{word} is {'another word order' if permuted else 'another language’s acronym'} of {right}",
        applicability=applicability,
        replacement=right,
        entry=entry,
        lang=lang,
        score=1.0 if applicability is Applicability.SAFE else 0.6,
        evidence={"why": why, **evidence, "runner_up": None},
        path=document.path,
        record=document.record,
    )


def _suspect(document: Document, start: int, end: int, word: str, expected: str) -> Finding:
    return Finding(
        start=start,
        end=end,
        text=word,
        rule=rules.SUSPECT_ACRONYM.code,
        category=rules.ACRONYM,
        message=f"the long form beside {word} has the initials {expected}",
        replacement=expected,
        score=0.3,
        evidence={"why": f"{expected} is not attested in this document, the folder or a glossary", "runner_up": None},
        path=document.path,
        record=document.record,
    )
