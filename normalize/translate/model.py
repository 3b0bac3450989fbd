"""What the translation chain asks of a backend, and what it answers.

A backend knows nothing of documents: it is given plain texts of one language pair in a batch and gives one output for
each. What makes a translation safe (protection of names, guards, cache, applicability) is done around it, once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from normalize.model import Applicability


class Kind(StrEnum):
    """What part of a document a foreign span is: it decides how far its translation may be applied."""

    LINE = "line"  # whole lines
    HALF = "half"  # one side of a bilingual line
    QUOTATION = "quotation"
    CLAUSE = "clause"


@dataclass(frozen=True, slots=True)
class Term:
    """A name inside a request, ``text[start:end]``, and the form that must stand for it in the translation."""

    start: int
    end: int
    canonical: str


@dataclass(frozen=True, slots=True)
class Request:
    """A foreign span to be translated. Equal requests have one answer, wherever they stand."""

    text: str
    source: str
    target: str
    kind: Kind
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Translation:
    """The answer to a request: ``text`` is None where it was left as it is, and ``why`` says why.

    ``backend`` is ``phrases``, ``argos`` or ``apertium``, or None where none answered; ``model`` names the package and
    version and ``digest`` its SHA-256; ``score`` is 0..1.
    """

    text: str | None
    why: str
    applicability: Applicability = Applicability.DISPLAY
    backend: str | None = None
    model: str | None = None
    digest: str | None = None
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Output:
    """What a backend made of one text; ``score``: mean log probability of its tokens (0 at best), None if unknown."""

    text: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """How a backend gets from one language to another: the models in the order of use (two where it pivots).

    ``version`` holds all that its output depends on besides the text (versions, beam, compute type): it is part of the
    cache key. ``trusted`` says whether the models passed their canary, so that whole lines may be safe.
    """

    model: str
    digest: str
    version: str
    trusted: bool


class Backend(Protocol):
    """One way of translating. Not shared between processes: a worker makes its own."""

    name: str

    def route(self, source: str, target: str) -> Route | None:
        """The models for a language pair; None where there are none."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Output]:
        """One output a text, in order. Raises TranslationError where the backend fails as a whole."""

    def close(self) -> None:
        """End what the backend started."""
