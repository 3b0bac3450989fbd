"""Mentions of entries in a script in which no glossary lists them, by how they are spelled in Latin letters.

A few words of another script among words of the text's own are a name more often than not; a line or a sentence in
that script is none, nor is what stands beside more of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from normalize.names import rules
from normalize.names.candidates import Candidates
from normalize.names.form import Form
from normalize.names.glossary.entry import Entry
from normalize.names.index import Index
from normalize.names.mentions import Mention
from normalize.names.person_titles import titles
from normalize.names.romanisation.latin import Latin, in_latin
from normalize.names.romanisation.sources import is_foreign_script
from normalize.names.surfaces import Surface
from normalize.names.thresholds import RUNNING_TEXT
from normalize.storage import memos
from normalize.text.pattern import pattern
from normalize.text.protected import Protected
from normalize.text.tokens import Tokens
from normalize.words.fold import fold, split
from normalize.words.likeness import similarity

_LETTERS = pattern("[\u0370-\u058f\u0621-\u06d3\u10a0-\u10ff]")  # of the scripts that are read
_LATIN_END = "\u036f"
_JOINTS = frozenset([" ", "\u00a0", "-"])
_LIKE = 0.99  # no reading is a listed form: those have 1.0
_KINDS = frozenset(["person", "place"])


class OtherScripts:
    """Reads names in other scripts as those of an index. Memos are bounded."""

    def __init__(self, index: Index, candidates: Candidates, language: str) -> None:
        self._index, self._candidates, self._language = index, candidates, language
        self._surface = lru_cache(maxsize=memos.QUERIES)(self._read)

    def __reduce__(self) -> tuple[type[OtherScripts], tuple[Index, Candidates, str]]:
        return OtherScripts, (self._index, self._candidates, self._language)

    def mentions(self, tokens: Tokens, found: list[Mention], protected: Protected) -> list[Mention]:
        """The mentions of a document with those that are read, in text order.

        What was found by likeness to a form of the same script, or as a family name alone, gives way to a reading of
        the whole name.
        """
        if tokens.text.isascii() or _LETTERS.search(tokens.text) is None:
            return found
        taken = Protected.of((m.start, m.end) for m in found if not _is_weak(m))
        read = [
            mention
            for first, last in _runs(tokens)
            if (mention := self._mention(tokens, first, last)) is not None
            and not protected.covers(mention.start, mention.end)
            and not taken.covers(mention.start, mention.end)
        ]
        if not read:
            return found
        over = Protected.of((m.start, m.end) for m in read)
        return sorted([*(m for m in found if not over.covers(m.start, m.end)), *read])

    def _mention(self, tokens: Tokens, first: int, last: int) -> Mention | None:
        surface = self._surface(tokens.slice(first, last))
        return Mention(first, last, tokens.starts[first], tokens.ends[last], surface) if surface else None

    def _read(self, text: str) -> Surface | None:
        """A name of another script as a surface form of the one entry that its readings are like."""
        best: dict[str, tuple[float, Latin]] = {}
        for latin in in_latin(text):
            for found, likeness in self._entries(latin.text):
                if likeness > best.get(found, (0.0, latin))[0]:
                    best[found] = (likeness, latin)
        ranked = sorted((-likeness, found, latin) for found, (likeness, latin) in best.items())
        if not ranked or (len(ranked) > 1 and ranked[1][0] - ranked[0][0] < RUNNING_TEXT.margin):
            return None
        score, entry, latin = -ranked[0][0], self._index.entries[ranked[0][1]], ranked[0][2]
        if not _may_be(entry, latin.text):
            return None
        form = Form(entry, latin.text, "read", entry.canonical, origin=latin.by)
        return Surface(text, len(split(text)), (form,), score, anchored=False)

    def _entries(self, name: str) -> Iterator[tuple[str, float]]:
        """The entries that a reading is like enough."""
        for candidate in self._candidates.of(name):
            if candidate.score < RUNNING_TEXT.read or candidate.rule == rules.FAMILY.code:
                continue
            if candidate.rule == rules.LISTED.code or self._is_one_name(name, candidate.entry):
                yield candidate.entry, min(candidate.score, _LIKE)

    def _is_one_name(self, name: str, entry: str) -> bool:
        """Whether each word of a reading is like its counterpart in the entry's form: many persons share one word."""
        ours, theirs = self._candidates.compared(name, entry)
        least = RUNNING_TEXT.same if len(ours) == 1 else RUNNING_TEXT.read_word
        return len(ours) == len(theirs) and all(similarity(a, b) >= least for a, b in zip(ours, theirs, strict=True))


def _may_be(entry: Entry, name: str) -> bool:
    """Whether a reading may name an entry: persons by several words, or as the glossary has one word for them."""
    words = len(split(name))
    return entry.kind in _KINDS and (words > 1 or entry.kind == "place" or words == len(split(entry.canonical)))


def _is_weak(mention: Mention) -> bool:
    """Whether a mention in another script is no more than a likeness, or a family name."""
    if not is_foreign_script(mention.text):
        return False
    return not mention.exact or (mention.words == 1 and all(form.role == "family" for form in mention.forms))


def _runs(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """The first and last of some words in another script that stand among words of the text's own."""
    foreign = [i for i, word in enumerate(tokens.words) if word > _LATIN_END and is_foreign_script(word)]
    for _, group in groupby(enumerate(foreign), lambda pair: pair[1] - pair[0]):
        numbers = [i for _, i in group]
        first, last = numbers[0], numbers[-1]
        joined = all(tokens.separators[i] in _JOINTS for i in numbers[1:])
        long = all(len(tokens.words[i]) > 1 for i in numbers)
        if joined and long and len(numbers) <= RUNNING_TEXT.read_words and _is_among_words(tokens, first, last):
            yield first, last


def _is_among_words(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a common word or a title of the text's own language stands beside some words, on their line."""
    beside: Sequence[tuple[int, int]] = ((first - 1, first), (last + 1, last + 1))
    return any(
        0 <= i < len(tokens.words)
        and "\n" not in tokens.separators[gap]
        and (tokens.words[i].islower() or fold(tokens.words[i]) in titles())
        and tokens.words[i] <= _LATIN_END
        for i, gap in beside
    )
