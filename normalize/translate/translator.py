"""What answers requests for translations, as those who ask see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from normalize.translate.model import Request, Translation

Advance = Callable[[int], None]


def nobody(count: int) -> None:
    """Nobody is told how far a translation is."""


class Translator(Protocol):
    """Whatever answers requests: the chain itself, or the answers that it gave before."""

    def answers(self, requests: Iterable[Request], advance: Advance = nobody) -> Mapping[Request, Translation]:
        """An answer for each request; ``advance`` is told how many texts a model has translated since the last time."""

    def close(self) -> None:
        """End what answering started."""


@dataclass(frozen=True)
class Translations:
    """Answers that were given before: all that workers need to know."""

    known: Mapping[Request, Translation]

    def answers(self, requests: Iterable[Request], advance: Advance = nobody) -> Mapping[Request, Translation]:
        """The answers known; a document that changed since they were given may ask for one that is not."""
        missing = Translation(None, "the document changed while the run went on")
        return {request: self.known.get(request, missing) for request in requests}

    def close(self) -> None:
        """Nothing was started."""
