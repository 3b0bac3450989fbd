"""What speaks against a machine's translation: each guard is one reason to leave the source as it is."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from normalize.text.pattern import pattern
from normalize.words.fold import fold
from normalize.words.known import zipf

_WORD = pattern(r"[^\W_]+(?:['’][^\W_]+)*")
_NUMBER = pattern(r"\d(?:[\d.,\u00a0\u202f' ]*\d)?")
_LONGEST_GRAM, _TIMES = 5, 3  # a run of words that follows itself so often is a loop
_MAY_DOUBLE = frozenset(["had", "that"])  # words that follow themselves in good English
_LEAST_ECHO, _ECHO = 3, 0.6  # words, and their share that may stand in the source as they are
_LEAST_RATIO, _MOST_RATIO, _SLACK = 0.4, 2.5, 12
_DENSE = 2.2  # a character of Chinese, Japanese or Korean says as much as so many letters
_LEAST_SCORE, _SURE_SCORE = -0.9, -0.36  # mean log probability of a token: impossible below, sure from
# Small Latin letters begin no name. Those of other scripts count as capitals: what comes of Cyrillic and Greek is
# looked at by a person, until it is measured.
_SMALL = "".join(chr(code) for code in (*range(0x61, 0x250), *range(0x1E00, 0x1F00)) if chr(code).islower())
_CAPITAL = rf"[^\W\d_{_SMALL}][^\W\d_]+"
_FULL_NAME = pattern(rf"\b{_CAPITAL}(?: {_CAPITAL})+")
_INSIDE = pattern(rf"(?:(?<=\w )|(?<=\w, ))({_CAPITAL})")  # a capital inside a sentence
_READERS_NAME = 3.2  # zipf frequency in English of a foreign word that can only be a name there
_LEFTOVERS = ("⁇", "<unk>", "⟦", "⟧", "\ufffd")


@dataclass(frozen=True, slots=True)
class Case:
    """A source and what became of it; ``kept`` are the names that must stand in the output.

    ``capitals_tell``: whether a capital inside a sentence of the source language is that of a name.
    """

    source: str
    output: str
    score: float | None = None
    kept: tuple[str, ...] = ()
    capitals_tell: bool = True


def objection(case: Case) -> str | None:
    """The first reason to reject a translation, in words; None where nothing speaks against it.

    >>> objection(Case("El gobierno dijo que no", "The government said no"))
    >>> objection(Case("Leer la nota", "the the the the"))
    'a loop: the the the'
    >>> objection(Case("Hay 12 heridos", "There are injured people"))
    'lost the number 12'
    """
    return next((reason for guard in _GUARDS if (reason := guard(case)) is not None), None)


def doubt(case: Case) -> str | None:
    """Why a translation that passed the guards should be looked at by a person, in words; None where it need not be.

    >>> doubt(Case("Ana Torres vive en Lima", "Antony lives in Lima", -0.1))
    'Ana Torres is gone'
    >>> doubt(Case("Habla de un acuerdo en Cauca", "Speaks of a reform of the prices", -0.1))
    'a name is gone: Cauca'
    >>> doubt(Case("Los Estados Unidos de hoy", "The United States of today", -0.1))
    >>> doubt(Case("Le marché de Lyon était fermé", "The market of Lyon was closed", -0.1))
    """
    if case.score is not None and case.score < _SURE_SCORE:
        return f"the model is not sure ({probability(case.score):.2f} a token)"
    if not case.capitals_tell:
        return None
    kept = {fold(word) for word in _WORD.findall(case.output)}
    for name in _FULL_NAME.findall(case.source):
        words = name.split()
        if all(zipf(word) >= _READERS_NAME for word in words) and not any(fold(word) in kept for word in words):
            return f"{name} is gone"
    given = {fold(word) for word in _WORD.findall(case.source)}
    lost = [word for word in _INSIDE.findall(case.source) if fold(word) not in kept]
    new = [word for word in _INSIDE.findall(case.output) if fold(word) not in given]
    return f"a name is gone: {lost[0]}" if len(lost) > len(new) else None


def probability(score: float | None) -> float:
    """The mean probability of a token, 0..1; 0.5 where the backend tells none."""
    return 0.5 if score is None else math.exp(min(score, 0.0))


def _empty(case: Case) -> str | None:
    return None if any(map(str.isalnum, case.output)) else "an empty translation"


def _leftover(case: Case) -> str | None:
    found = next((mark for mark in _LEFTOVERS if mark in case.output and mark not in case.source), None)
    return f"a leftover of the model: {found}" if found else None


def _loop(case: Case) -> str | None:
    words = [word.casefold() for word in _WORD.findall(case.output)]
    for gram in _repeated(words):
        if gram not in set(_repeated([word.casefold() for word in _WORD.findall(case.source)])):
            return f"a loop: {' '.join(gram * _TIMES)}"
    return None


def _stutter(case: Case) -> str | None:
    words = _WORD.findall(case.output)
    doubled = (word for word, after in pairwise(words) if word == after and not word[:1].isupper())
    found = next((word for word in doubled if word not in _MAY_DOUBLE), None)
    return f"a doubled word: {found} {found}" if found else None


def _repeated(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Runs of words that follow themselves again and again."""
    for size in range(1, _LONGEST_GRAM + 1):
        same = 0  # words in a row that equal the one `size` before
        for i in range(size, len(words)):
            same = same + 1 if words[i] == words[i - size] else 0
            if same >= size * (_TIMES - 1):
                yield tuple(words[i - size + 1 : i + 1])
                return


def _echo(case: Case) -> str | None:
    names = {word.casefold() for name in case.kept for word in _WORD.findall(name)}
    source = [word.casefold() for word in _WORD.findall(case.source)]
    output = [word.casefold() for word in _WORD.findall(case.output)]
    if output == source:
        return "the source came back unchanged"
    plain = [word for word in output if word not in names and not word.isdigit()]
    same = sum((Counter(plain) & Counter(source)).values())
    if len(plain) >= _LEAST_ECHO and same > _ECHO * len(plain):
        return "most words came back untranslated"
    return None


def _numbers(case: Case) -> str | None:
    source, output = (Counter(_digits(text)) for text in (case.source, case.output))
    missing, added = source - output, output - source
    if missing:
        return f"lost the number {min(missing)}"
    return f"the number {min(added)} came from nowhere" if added else None


def _digits(text: str) -> Iterator[str]:
    for number in _NUMBER.findall(text):
        yield re.sub(r"\D", "", number)


def _names(case: Case) -> str | None:
    lost = next((name for name in case.kept if case.output.casefold().count(name.casefold()) == 0), None)
    return f"lost the name {lost}" if lost else None


def _length(case: Case) -> str | None:
    source, output = _weight(case.source), _weight(case.output)
    if output > _MOST_RATIO * source + _SLACK:
        return "much longer than the source"
    if output < _LEAST_RATIO * source - _SLACK:
        return "much shorter than the source"
    return None


def _weight(text: str) -> float:
    return sum(_DENSE if "\u3000" <= ch <= "\ud7ff" else 1.0 for ch in text)


def _unlikely(case: Case) -> str | None:
    if case.score is not None and case.score < _LEAST_SCORE:
        return f"the model itself doubts it ({probability(case.score):.2f} a token)"
    return None


_GUARDS: tuple[Callable[[Case], str | None], ...] = (
    _empty, _leftover, _loop, _stutter, _echo, _numbers, _names, _length, _unlikely,
)  # fmt: skip
