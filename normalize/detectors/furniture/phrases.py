"""The lines that sites set around articles, read from the data files: phrases by language, expressions with a slot."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from normalize.storage.datafiles import load
from normalize.text.pattern import pattern

WEAK = "weak"
_QUOTES = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("`", "'"))
_INNER = ",.;!?…،؛\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"
_NO_INNER = str.maketrans("", "", _INNER)
_OPENING = pattern(rf"[\W_]*([^\W_]+)([{_INNER}]+[^\W_])?")
_HELD = pattern(r"\(\?#([^)]+)\)")
_DIVIDES = pattern("[|>»›/•·]")
_DIVIDER = pattern(f" ?{_DIVIDES.pattern} ?")
_MOST_PARTS = 16
_KEPT_AT_START = "@(©"
_LONGEST = 400  # code points of a line that may be furniture
_LONGEST_INSERT = 200
_LONGEST_LABEL = 80  # code points of an insert, or of the label in front of its colon, decoration included
_INSIDE = "inside"


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a line was recognised as: its kind, and the phrase or language that speaks for it."""

    kind: str
    why: str


def prepared(line: str) -> str:
    """A line as phrases are compared: lower case, single spaces, straight quotes, no decoration at the ends.

    >>> prepared(" → [Leer en Español] »")
    'leer en español'
    >>> prepared("Mehr zum Thema:")
    'mehr zum thema'
    """
    text = " ".join(line.split()).lower()
    for curly, straight in _QUOTES:
        text = text.replace(curly, straight)
    start, end = 0, len(text)
    while start < end and not _says(text[start], _KEPT_AT_START):
        start += 1
    while end > start and not _says(text[end - 1], ")©"):
        end -= 1
    return text[start:end]


def _key(text: str) -> str:
    """A prepared line without punctuation and Arabic vowel signs inside, which sites set and leave out at will."""
    return text.translate(_NO_INNER)


def _says(ch: str, kept: str) -> bool:
    return ch in kept or unicodedata.category(ch)[0] in "LNM"


def _may_open(text: str, openings: frozenset[str], start: int = 0, end: int = sys.maxsize) -> bool:
    """Whether the first word of a line is one of some: a cheap question, which most lines answer with no.

    A word with a mark inside that :func:`_key` takes out may be any. The line may ``start`` and ``end`` inside a text.
    """
    first = _OPENING.match(text, start, end)
    return first is not None and (first[2] is not None or first[1].lower() in openings)


def recognise(line: str) -> Phrase | None:
    """What a trimmed line is known as, by itself; None for a line that no list has.

    >>> recognise("Lire aussi :").kind, recognise("Home Secretary"), recognise("Home").kind
    ('related', None, 'weak')
    """
    if not line or len(line) > _LONGEST:
        return None
    text = prepared(line)
    listed = _may_open(text, _openings())
    known = _phrases().get(_key(text)) if listed and text.count(" ") <= _most_spaces() else None
    if known is not None:
        return known
    if _shapes().any_fits(text):
        kind = next(kind for kind, pattern in _kinds().items() if pattern.fullmatch(text) is not None)
        return Phrase(kind, f"it has the shape of a {kind} line")
    parts = _DIVIDER.split(text, _MOST_PARTS) if listed and _DIVIDES.search(text) is not None else ()
    if len(parts) > 1 and all(_key(part) in _phrases() for part in parts):
        return Phrase("navigation", "a row of labels that sites set around articles")
    return None


def may_be_insert(text: str, start: int, end: int) -> bool:
    """Whether the line from ``start`` to ``end`` of a text begins as inserts do: no other is one."""
    return _may_open(text, _insert_openings(), start, end)


def insert(line: str) -> Phrase | None:
    """What a trimmed line is, if sites set it inside articles, too: ``Advertisement``, ``Lire aussi : …``."""
    if len(line) > _LONGEST_INSERT or (len(line) > _LONGEST_LABEL and line.find(":", 0, _LONGEST_LABEL + 1) < 0):
        return None
    text = prepared(line)
    key = _key(text)
    if key in _inserts():
        return _phrases()[key]
    label, colon, _ = text.partition(":")
    label = _key(label.rstrip())
    return _phrases()[label] if colon and label in _inserts() else None


@cache
def data(name: str) -> Any:
    """A data file of this package."""
    return load("normalize.detectors.furniture", name)


@cache
def _phrases() -> dict[str, Phrase]:
    """Prepared line → what it is. What one kind lists as strong and another as weak is strong."""
    found: dict[str, Phrase] = {}
    for kind, languages in data("phrases.yaml").items():
        for language, listed in languages.items() if kind != _INSIDE else ():
            for phrase, source in _written(listed):
                why = f"sites set it around articles ({language}: “{source}”)"
                found.setdefault(_key(prepared(phrase)), Phrase(kind, why))
    return found


def _written(listed: Iterable[str | dict[str, list[str]]]) -> Iterable[tuple[str, str]]:
    """Each phrase of a list, and each literal translation of it, with the phrase it comes from."""
    for item in listed:
        if isinstance(item, str):
            yield item, item
        else:
            for source, translations in item.items():
                yield source, source
                for translation in translations:
                    yield translation, source


@cache
def _inserts() -> frozenset[str]:
    listed = data("phrases.yaml")[_INSIDE].values()
    return frozenset(_key(prepared(phrase)) for phrases in listed for phrase, _ in _written(phrases))


def _first_words(keys: Iterable[str]) -> frozenset[str]:
    return frozenset(first[1] for first in map(_OPENING.match, keys) if first is not None)


@cache
def _openings() -> frozenset[str]:
    """The words that phrases begin with."""
    return _first_words(_phrases())


@cache
def _most_spaces() -> int:
    """How many spaces the longest phrase has: no sentence with more of them is compared."""
    return max(phrase.count(" ") for phrase in _phrases())


@cache
def _insert_openings() -> frozenset[str]:
    return _first_words(_inserts())


class _Shapes(NamedTuple):
    """The expressions for whole lines: in one those that know how a line begins, and each other one behind a text that
    a line must hold.
    """

    beginning: re.Pattern[str]
    holding: tuple[tuple[str, re.Pattern[str]], ...]

    def any_fits(self, line: str) -> bool:
        """Whether a prepared line has one of the shapes."""
        fit = [self.beginning, *[pattern for text, pattern in self.holding if text in line]]
        return any(pattern.fullmatch(line) is not None for pattern in fit)


@cache
def _shapes() -> _Shapes:
    beginning: list[str] = []
    holding: list[tuple[str, re.Pattern[str]]] = []
    for line in chain.from_iterable(data("patterns.yaml").values()):
        held = _HELD.match(line)
        if held is None:
            beginning.append(f"(?:{line})")
        else:
            holding += [(text, re.compile(line)) for text in held[1].split("|")]
    return _Shapes(re.compile("|".join(beginning)), tuple(holding))


@cache
def _kinds() -> dict[str, re.Pattern[str]]:
    """The shapes of the lines of each kind in one expression: made once there is a line that has one."""
    kinds = data("patterns.yaml").items()
    return {kind: re.compile("|".join(f"(?:{line})" for line in lines)) for kind, lines in kinds}
