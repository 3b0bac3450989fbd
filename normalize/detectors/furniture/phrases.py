"""The lines that sites set around articles, read from the data files: phrases by language, expressions with a slot."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from normalize.storage import cache as disk
from normalize.storage.datafiles import load
from normalize.storage.writing import pack
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
LONGEST_LABEL = 80  # code points of an insert, or of the label in front of its colon, decoration included
_INSIDE = "inside"
_PHRASES = "phrases.yaml"


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
    known = _known()
    may_be_listed = _may_open(text, known.openings)
    phrase = known.phrase(text) if may_be_listed else None
    if phrase is not None:
        return phrase
    if _shapes().any_fits(text):
        kind = next(kind for kind, pattern in _kinds().items() if pattern.fullmatch(text) is not None)
        return Phrase(kind, f"it has the shape of a {kind} line")
    parts = _DIVIDER.split(text, _MOST_PARTS) if may_be_listed and _DIVIDES.search(text) is not None else ()
    if len(parts) > 1 and all(_key(part) in known.phrases for part in parts):
        return Phrase("navigation", "a row of labels that sites set around articles")
    return None


def listed(line: str) -> Phrase | None:
    """The phrase that a trimmed line is, word for word; None where it has only the shape of one."""
    text = prepared(line)
    known = _known()
    return known.phrase(text) if _may_open(text, known.openings) else None


def may_be_insert(text: str, start: int, end: int) -> bool:
    """Whether the line from ``start`` to ``end`` of a text begins as inserts do: no other is one."""
    return _may_open(text, _known().insert_openings, start, end)


def insert(line: str) -> Phrase | None:
    """What a trimmed line is, if sites set it inside articles, too: ``Advertisement``, ``Lire aussi : …``."""
    if len(line) > _LONGEST_INSERT or (len(line) > LONGEST_LABEL and line.find(":", 0, LONGEST_LABEL + 1) < 0):
        return None
    text = prepared(line)
    known, key = _known(), _key(text)
    if key in known.inserts:
        return known.get(key)
    label, colon, _ = text.partition(":")
    label = _key(label.rstrip())
    return known.get(label) if colon and label in known.inserts else None


@cache
def data(name: str) -> Any:
    """A data file of this package."""
    return load("normalize.detectors.furniture", name)


class _Known(NamedTuple):
    """What the lists know.

    ``phrases``: keys of lines to kind and reason, ``inserts``: those that stand inside articles, too; the words that
    either begin with; and how many spaces the longest phrase has: no sentence with more of them is compared.
    """

    phrases: Mapping[str, Any]
    inserts: Container[str]
    openings: frozenset[str]
    insert_openings: frozenset[str]
    most_spaces: int

    def phrase(self, text: str) -> Phrase | None:
        """The phrase that a prepared line is."""
        return self.get(_key(text)) if text.count(" ") <= self.most_spaces else None

    def get(self, key: str) -> Phrase | None:
        """The phrase of a key."""
        found = self.phrases.get(key)
        return Phrase(*found) if found is not None else None


@cache
def _known() -> _Known:
    """The lists as tables of the user's cache: to prepare all phrases takes longer than a short text does."""
    folder = Path(__file__).parent
    parts = [(folder / name).read_bytes() for name in ("phrases.py", _PHRASES)]
    store = disk.kept("furniture", parts, _packed)
    values = store.values
    openings, insert_openings = (frozenset(values[name]) for name in ("openings", "insert openings"))
    return _Known(store.tables["phrases"], store.sets["inserts"], openings, insert_openings, values["most spaces"])


def _packed(key: str) -> bytes:
    phrases, inserts = _phrases(), _inserts()
    values = {
        "openings": _first_words(phrases),
        "insert openings": _first_words(inserts),
        "most spaces": max(phrase.count(" ") for phrase in phrases),
    }
    return pack(key, values, {"phrases": phrases}, sets={"inserts": inserts})


def _phrases() -> dict[str, tuple[str, str]]:
    """Key of a line → its kind, and why. What one kind lists as strong and another as weak is strong."""
    found: dict[str, tuple[str, str]] = {}
    for kind, languages in data(_PHRASES).items():
        for language, listed in languages.items() if kind != _INSIDE else ():
            for phrase, source in _written(listed):
                why = f"sites set it around articles ({language}: “{source}”)"
                found.setdefault(_key(prepared(phrase)), (kind, why))
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


def _inserts() -> list[str]:
    listed = data(_PHRASES)[_INSIDE].values()
    return [_key(prepared(phrase)) for phrases in listed for phrase, _ in _written(phrases)]


def _first_words(keys: Iterable[str]) -> list[str]:
    return sorted({first[1] for first in map(_OPENING.match, keys) if first is not None})


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
