"""Keeping names whole while a model translates what stands around them.

Three ways, each tried where the one before failed: a placeholder that the model leaves alone, a surrogate name that it
knows, and translating only the stretches between the names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from normalize.storage.datafiles import load
from normalize.translate.model import Output, Term

Translate = Callable[[Sequence[str]], Mapping[str, Output]]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words to be translated, the names among them, and the punctuation that ends the sentence."""

    text: str
    terms: tuple[Term, ...] = ()
    mark: str = ""
    shouted: bool = False

    @property
    def kept(self) -> tuple[str, ...]:
        """The names that must stand in the translation."""
        return tuple(term.canonical for term in self.terms)

    @property
    def between(self) -> list[str]:
        """What stands around the names: one stretch more than there are names. Capitals throughout become small."""
        bounds = [0, *(at for term in self.terms for at in (term.start, term.end)), len(self.text)]
        found = [self.text[a:b] for a, b in zip(bounds[::2], bounds[1::2], strict=True)]
        return _sentence_case(found) if self.shouted else found


def _sentence_case(stretches: list[str]) -> list[str]:
    small = [stretch.lower() for stretch in stretches]
    return [small[0][:1].upper() + small[0][1:], *small[1:]]


class Way(Protocol):
    """One way of getting a piece through a model."""

    @property
    def careful(self) -> bool:
        """Whether a person should see what comes of it."""

    def prepare(self, piece: Piece) -> tuple[str, ...] | None:
        """The texts to be translated; None where this way cannot take the piece."""

    def finish(self, piece: Piece, outputs: Sequence[Output]) -> Output | None:
        """The translation with the names put back; None where they did not all come back exactly once."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Names replaced by marks, put back where the marks stand in the translation."""

    marks: tuple[str, ...]
    numbered: bool  # marks[0] is a format with a number, else each mark is a word
    careful: bool = False

    def _chosen(self, piece: Piece) -> list[str] | None:
        """A mark for each name; None where there are too few that the text does not hold itself."""
        n = len(piece.terms)
        low = piece.text.casefold()
        if self.numbered:
            opening = self.marks[0].format(0)[0]
            marks = [self.marks[0].format(i) for i in range(n)]
            return None if not opening.isalpha() and opening in low else _absent(marks, low, n)
        return _absent(self.marks, low, n)

    def prepare(self, piece: Piece) -> tuple[str, ...] | None:
        """The text with marks in place of the names."""
        marks = self._chosen(piece)
        if marks is None:
            return None
        parts = [part for pair in zip(piece.between, [*marks, ""], strict=True) for part in pair]
        return ("".join(parts) + piece.mark,)

    def finish(self, piece: Piece, outputs: Sequence[Output]) -> Output | None:
        """The translation with each name at its mark."""
        text = outputs[0].text
        found: list[tuple[int, int, str]] = []
        for mark, term in zip(self._chosen(piece) or (), piece.terms, strict=True):
            places = [m.span() for m in _pattern(mark).finditer(text)]
            if len(places) != 1:
                return None
            found.append((*places[0], term.canonical))
        parts, at = [], 0
        for start, end, canonical in sorted(found):
            if start < at:
                return None
            parts += [text[at:start], canonical]
            at = end
        return Output("".join([*parts, text[at:]]), outputs[0].score)


def _absent(marks: Sequence[str], low: str, n: int) -> list[str] | None:
    free = [mark for mark in marks if mark.casefold() not in low][:n]
    return free if len(free) == n else None


@cache
def _pattern(mark: str) -> re.Pattern[str]:
    """A mark as models give it back: in any letter case, with a space put in around its number."""
    parts = [re.escape(part) for part in re.split(r"(\d+)", mark)]
    edge = r"(?<!\w){}(?!\w)" if mark[0].isalnum() and mark[-1].isalnum() else "{}"
    return re.compile(edge.format(" ?".join(parts)), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Around:
    """Only what stands between the names is translated: its order is that of the source, so it needs a person's eye."""

    careful: bool = True

    def prepare(self, piece: Piece) -> tuple[str, ...] | None:
        """The stretches that hold words."""
        found = [*piece.between[:-1], piece.between[-1] + piece.mark]
        return tuple(stretch.strip() for stretch in found if _has_words(stretch))

    def finish(self, piece: Piece, outputs: Sequence[Output]) -> Output | None:
        """The stretches' translations with the names between them."""
        rest = iter(outputs)
        parts = []
        for stretch, canonical in zip(piece.between, [*piece.kept, ""], strict=True):
            if not _has_words(stretch):
                parts += [stretch, canonical]
                continue
            before = stretch[: len(stretch) - len(stretch.lstrip())]
            behind = stretch[len(stretch.rstrip()) :]
            parts += [before, next(rest).text.strip().rstrip("." if canonical else ""), behind, canonical]
        scores = [output.score for output in outputs if output.score is not None]
        return Output("".join(parts), min(scores, default=None))


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))


@cache
def _data() -> dict[str, Any]:
    loaded: dict[str, Any] = load("normalize.translate", "placeholders.yaml")
    return loaded


def ways(source: str, translate: Translate) -> list[Way]:
    """The ways to try with a model, in order: the first placeholder that it leaves alone, if any, then the others."""
    data = _data()
    placeholder = next((way for way in _placeholders(data) if _survives(way, source, translate)), None)
    surrogates = Marked(tuple(data["surrogates"]), numbered=False)
    others: list[Way] = [surrogates, Around()]
    return [placeholder, *others] if placeholder else others


def _placeholders(data: Mapping[str, Any]) -> list[Marked]:
    return [Marked((scheme,), numbered=True) for scheme in data["schemes"]]


def _survives(way: Marked, source: str, translate: Translate) -> bool:
    """Whether every placeholder of the trial sentences comes back exactly once."""
    pieces = [_trial(sentence) for sentence in _data()["sentences"].get(source, ())]
    prepared = [way.prepare(piece) for piece in pieces]
    texts = [texts[0] for texts in prepared if texts is not None]
    outputs = translate(texts) if texts else {}
    return bool(pieces) and all(
        texts is not None and way.finish(piece, [outputs[texts[0]]]) is not None
        for piece, texts in zip(pieces, prepared, strict=True)
    )


def _trial(sentence: str) -> Piece:
    """A trial sentence as a piece: its slots are the names."""
    terms = tuple(Term(*m.span(), "Panjshir") for m in re.finditer(r"\{\d\}", sentence))
    return Piece(sentence, terms)
