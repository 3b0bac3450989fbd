"""Finding the spans of a text that name an entry, exactly or by likeness."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from normalize.names.fold import fold
from normalize.names.gates import COMMON, zipf
from normalize.names.index import PARTICLES, Form
from normalize.names.vocabulary import Vocabulary
from normalize.protect import Protected
from normalize.tokens import Tokens

# What may stand between two words of one name.
_JOINT = re.compile(r"[ \u00a0\u2009\u202f]{1,2}|[ \t]*\r?\n[ \t]*|[-‐‑–'’‘`ʻʼ]")
_POINT = re.compile(r"\. ?")  # behind an initial
_Path = tuple[str, float, tuple[float, ...]]  # a phrase, the sum of its words' similarities, and each of them
_RIGHT = 0.05  # how much likeness a right form may lack against a variant
_RARE = 2.0  # zipf frequency below which a given name may hold a name together; a family name may be commoner
_PAIR = 0.80  # least similarity of each word of a name of several words


@dataclass(frozen=True, slots=True)
class Mention:
    """Words ``first``..``last`` of a document (both included) and the forms that they may be.

    ``score`` is the mean similarity of the words (1.0: each is a word of the form), ``anchored`` whether one of them
    is the form's own and not a word that many names share.
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    forms: tuple[Form, ...]
    score: float
    anchored: bool

    @property
    def exact(self) -> bool:
        return self.score == 1.0

    @property
    def words(self) -> int:
        return self.last - self.first + 1


def find_mentions(tokens: Tokens, vocabulary: Vocabulary, protected: Protected) -> list[Mention]:
    """The mentions of a document in text order, without overlaps: at each place the longest, exact before near."""
    memo = vocabulary.resolve_all(tokens.words)
    hits = [i for i, hit in enumerate(map(memo.__getitem__, tokens.words)) if hit]
    found: list[Mention] = []
    behind = 0
    for i in hits:
        if i < behind:
            continue
        best = max(_at(tokens, i, vocabulary), key=_preference, default=None)
        if best is not None and not protected.covers(best.start, best.end):
            found.append(best)
            behind = best.last + 1
    return found


def _preference(mention: Mention) -> tuple[float, float]:
    """Longer before shorter, exact before near, like a right form before as like a variant."""
    right = any(form.role == "right" for form in mention.forms)
    return mention.words + (0.5 if mention.exact else 0.0), mention.score + (_RIGHT if right else 0.0)


def _joins(word: str, separator: str) -> bool:
    """Whether a separator can stand inside a name, behind this word."""
    return _JOINT.fullmatch(separator) is not None or (len(word) == 1 and _POINT.fullmatch(separator) is not None)


def _at(tokens: Tokens, i: int, vocabulary: Vocabulary) -> Iterator[Mention]:
    """The mentions that open with word ``i``."""
    words, separators, phrases = tokens.words, tokens.separators, vocabulary.index.phrases
    resolution = vocabulary.resolve(words[i])
    if resolution is None or separators[i].endswith("_") or separators[i + 1].startswith("_"):
        return
    if words[i][:1].islower() and fold(words[i]) not in vocabulary.index.lower_openers:
        return
    beginnings = vocabulary.index.beginnings
    paths: list[_Path] = [(word, score, (score,)) for word, score in resolution.options]
    for n in range(1, resolution.longest + 1):
        last = i + n - 1
        if n > 1:
            if last >= len(words) or not _joins(words[last - 1], separators[last]):
                return
            options = vocabulary.options(words[last])
            paths = [
                (f"{key} {word}", total + score, (*each, score))
                for key, total, each in paths
                if key in beginnings
                for word, score in options
            ]
            if not paths:
                return
        complete = [path for path in paths if path[0] in phrases]
        if complete:
            yield from _complete(tokens, i, last, complete, phrases, resolution.alone)


def _complete(
    tokens: Tokens,
    first: int,
    last: int,
    paths: list[_Path],
    phrases: Mapping[str, tuple[Form, ...]],
    alone: bool,
) -> Iterator[Mention]:
    words = tokens.words[first : last + 1]
    n = len(words)
    for key, total, each in paths:
        forms = phrases.get(key, ())
        if words[0][:1].islower() and fold(words[0]) not in PARTICLES:
            forms = tuple(form for form in forms if form.text[:1].islower() and n > 1)
        elif all(word[:1].islower() for word in words):
            continue
        if not forms:
            continue
        exact = total == n
        if not exact:
            forms = tuple(form for form in forms if not form.entry.careful)
            if not forms or not (alone if n == 1 else min(each) >= _PAIR and max(each) == 1.0):
                continue
        anchored = any(
            s == 1.0 and zipf(w) < (COMMON if i == n - 1 else _RARE)
            for i, (w, s) in enumerate(zip(words, each, strict=True))
        )
        start, end = tokens.starts[first], tokens.ends[last]
        yield Mention(first, last, start, end, tokens.text[start:end], forms, total / n, anchored)
