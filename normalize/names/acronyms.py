"""Finding acronyms that are not in their right form: mapped on proof, never by likeness."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import compress, count

from normalize.evidence.around import Around
from normalize.evidence.findings import finding
from normalize.model import Applicability, Finding
from normalize.names import rules
from normalize.names.acronym_claims import Asked, Claim, may_be_made
from normalize.names.acronym_definitions import PROOF, Defined, Passage, defined_in, explained, initials_in
from normalize.names.acronym_expansions import initials
from normalize.names.acronym_proofs import permutations
from normalize.names.acronym_words import AcronymWords, is_capitals
from normalize.names.index import Index

_SURE, _LIKELY, _WRITTEN, _SUSPECT = (
    1.0,
    0.6,
    0.5,
    0.3,
)  # scores: proved, listed, written like a word, nothing but letters


def find_acronyms(
    passage: Passage,
    index: Index,
    around: Around,
    named: Callable[[], AbstractSet[str]],
    languages: Collection[str] = (),
    at: Iterable[int] | None = None,
) -> Iterator[Finding]:
    """Findings on the acronyms of a document.

    ``around`` knows what the definitions of the folder say; ``named`` gives the ids of the entries that the document
    names by a name, and is asked only where that matters; ``languages`` are those that shine through; ``at`` are the
    numbers of the words that :class:`AcronymWords` wants, where they are known.
    """
    tokens, words = passage.tokens, passage.tokens.words
    wanted = AcronymWords(index, passage.language)
    if at is None:
        at = compress(count(), map(wanted.wants, words))
    places = list(at)
    acronyms = [i for i in places if wanted.is_acronym(words[i])]
    defined = defined_in(passage, index, around)
    defined.permuted = permutations((words[i] for i in acronyms if is_capitals(words[i])), passage.language)
    told = defined.proofs.keys() | defined.suspicious | defined.permuted.keys()
    asked = {
        word
        for word in {words[i] for i in acronyms}
        if wanted.listed_as(word) in index.foreign_acronyms
        or word in told
        or around.ask(PROOF, word) is not None
        or may_be_made(word, index, passage.language)
    }
    stands_for = initials_in({wanted.listed_as(word) for word in asked - told}, tokens, index)
    asked -= {word for word in asked - told if wanted.listed_as(word) in stands_for.of_other_words}
    defined.reordered = stands_for.reordered
    if asked:
        claims = Asked(passage, index, around, defined, named, languages)
        unexplained = asked - defined.right
        spans = ((i, tokens.starts[i], tokens.ends[i]) for i in acronyms if words[i] in unexplained)
        claims.gather(i for i, start, end in spans if not passage.protected.covers(start, end))
        yield from _claimed(claims, passage, defined, acronyms, asked)
    said: set[str] = set()
    for i in places:
        word = words[i]
        if word in said or not wanted.is_title_case(word) or passage.protected.covers(tokens.starts[i], tokens.ends[i]):
            continue
        said.add(word)
        yield _written_like_a_word(passage, i, index)


def _claimed(
    claims: Asked, passage: Passage, defined: Defined, capitals: Sequence[int], asked: Collection[str]
) -> Iterator[Finding]:
    """The findings at those of some words that are asked about."""
    tokens = passage.tokens
    right = defined.right | {m[1] for m in explained(tokens, capitals) if initials(m[2])[: len(m[1])] == m[1]}
    for i in capitals:
        word = tokens.words[i]
        if word not in asked or passage.protected.covers(tokens.starts[i], tokens.ends[i]):
            continue
        if tokens.starts[i] in defined.suspects:
            yield _suspect(passage, i, defined.suspects[tokens.starts[i]])
        elif word not in right and (claim := claims.claim(i)) is not None:
            yield _finding(passage, i, claim)


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
