"""Finding the spans of a text that name an entry, exactly or by likeness."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress, count
from typing import NamedTuple

from normalize.names.index import PARTICLES, Form
from normalize.names.vocabulary import Vocabulary
from normalize.storage import memos
from normalize.text.protected import Protected
from normalize.text.tokens import Tokens
from normalize.words.fold import fold
from normalize.words.known import COMMON, zipf

# What may stand between two words of one name.
_JOINT = re.compile(r"[ \u00a0\u2009\u202f]{1,2}|[ \t]*\r?\n[ \t]*|[-‐‑–'’‘`ʻʼ]")
_POINT = re.compile(r"\. ?")  # behind an initial
_BOUND = 1 << 20
_Naming = tuple[tuple[Form, ...], float, bool]  # forms, score and anchored of a mention
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


class Openings(dict[str, "Opening | None"]):
    """What names a word form may open: worked out once for each form, None for most of them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.vocabulary = vocabulary

    def __missing__(self, word: str) -> Opening | None:
        if len(self) >= _BOUND:
            self.clear()
        opening = self[word] = _opening(word, self.vocabulary)
        return opening

    def prepare(self, words: Iterable[str]) -> None:
        """Work out some words ahead of use: forked workers then share the answers."""
        for word in words:
            self[word]


class NameWords:
    """The words that may open a name."""

    words: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()

    def __init__(self, openings: Openings) -> None:
        self._openings = openings

    def wants(self, form: str) -> bool:
        """Whether a name may begin with a word form."""
        return self._openings[form] is not None

    def wants_separator(self, separator: str) -> bool:
        """No separator opens a name."""
        return False


class Opening(NamedTuple):
    """The names that a word is by itself, the beginnings of longer ones that it may be, and their most words."""

    alone: tuple[_Naming, ...]
    paths: tuple[_Path, ...]
    longest: int


def _opening(word: str, vocabulary: Vocabulary) -> Opening | None:
    resolution = vocabulary.resolve(word)
    if resolution is None or (word[:1].islower() and fold(word) not in vocabulary.index.lower_openers):
        return None
    paths: list[_Path] = [(option, score, (score,)) for option, score in resolution.options]
    alone = tuple(_complete([word], paths, vocabulary, resolution.alone))
    begun = tuple(path for path in paths if path[0] in vocabulary.index.beginnings)
    longest = resolution.longest if begun else 1
    return Opening(alone, begun, longest) if alone or longest > 1 else None


def find_mentions(
    tokens: Tokens, openings: Openings, protected: Protected, hits: Iterable[int] | None = None
) -> list[Mention]:
    """The mentions of a document in text order, without overlaps: at each place the longest, exact before near.

    ``hits`` are the numbers of the words that may open a name, where they are known.
    """
    if hits is None:
        hits = compress(count(), map(openings.__getitem__, tokens.words))
    found: list[Mention] = []
    behind = 0
    for i in hits:
        if i < behind:
            continue
        best = max(_at(tokens, i, openings), key=_preference, default=None)
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
    return _is_joint(separator) or (len(word) == 1 and _POINT.fullmatch(separator) is not None)


@lru_cache(maxsize=memos.SEPARATORS)
def _is_joint(separator: str) -> bool:
    return _JOINT.fullmatch(separator) is not None


def _at(tokens: Tokens, i: int, openings: Openings) -> Iterator[Mention]:
    """The mentions that open with word ``i``."""
    words, separators = tokens.words, tokens.separators
    opening, vocabulary = openings[words[i]], openings.vocabulary
    if opening is None or separators[i].endswith("_") or separators[i + 1].startswith("_"):
        return
    for naming in opening.alone:
        yield _mention(tokens, i, i, naming)
    paths: Sequence[_Path] = opening.paths
    for last in range(i + 1, i + opening.longest):
        if last >= len(words) or not _joins(words[last - 1], separators[last]):
            return
        options = vocabulary.options(words[last])
        if not options:
            return
        paths = [
            (f"{key} {word}", total + score, (*each, score)) for key, total, each in paths for word, score in options
        ]
        for naming in _complete(words[i : last + 1], paths, vocabulary, alone=False):
            yield _mention(tokens, i, last, naming)
        paths = [path for path in paths if path[0] in vocabulary.index.beginnings]
        if not paths:
            return


def _mention(tokens: Tokens, first: int, last: int, naming: _Naming) -> Mention:
    start, end = tokens.starts[first], tokens.ends[last]
    forms, score, anchored = naming
    return Mention(first, last, start, end, tokens.text[start:end], forms, score, anchored)


def _complete(words: Sequence[str], paths: Iterable[_Path], vocabulary: Vocabulary, alone: bool) -> Iterator[_Naming]:
    """The names that some words are, given the phrases that they may be read as."""
    n = len(words)
    for key, total, each in paths:
        forms = vocabulary.index.phrases.get(key, ())
        if not forms:
            continue
        if words[0][:1].islower() and fold(words[0]) not in PARTICLES:
            forms = tuple(form for form in forms if form.text[:1].islower() and n > 1)
        elif all(word[:1].islower() for word in words):
            continue
        if not forms:
            continue
        if total != n:
            forms = tuple(form for form in forms if not form.entry.careful)
            if not forms or not (alone if n == 1 else min(each) >= _PAIR and max(each) == 1.0):
                continue
        anchored = any(
            s == 1.0 and zipf(w, vocabulary.language) < (COMMON if i == n - 1 else _RARE)
            for i, (w, s) in enumerate(zip(words, each, strict=True))
        )
        yield forms, total / n, anchored
