"""What extraction leaves of a page: lines, of which some are furniture all the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from normalize.detectors.furniture.verdicts import LineVerdict, furniture_lines
from normalize.model import Result
from normalize.normalizer import Normalizer


@dataclass(frozen=True)
class Article:
    """The lines of a page that are text, those that are furniture, and the text as it was repaired.

    ``kept`` are lines as they were extracted, ``dropped`` verdicts with a kind and a reason each; ``result`` is what
    came of the lines kept, each a line of its text.
    """

    kept: tuple[str, ...]
    dropped: tuple[LineVerdict, ...]
    result: Result

    @property
    def text(self) -> str:
        """The text without furniture, repaired."""
        return self.result.text

    @cached_property
    def score(self) -> float:
        """How far the text reads like machine translation (0..1)."""
        return self.result.translation.score


def article(lines: Iterable[str], normalizer: Normalizer, minimum: float = 0.0) -> Article:
    """Drop the lines that are furniture, and repair the others as one text.

    A line goes when :func:`normalize.furniture_lines` calls it furniture, with a probability of at least ``minimum``.

    >>> page = ["Home", "News", "Sport", "Weather", "Log in", "Ferry stays in Panchir", "By Anna Holm", "3 May 2021"]
    >>> page += ["The ferry stayed in port for the third day because of the storm, and its captain waited."]
    >>> page += ["Privacy policy", "Contact us", "© 2021 The Harbour Post"]
    >>> made = article(page, Normalizer(["afghanistan"]))
    >>> print(made.text)
    Ferry stays in Panjshir
    The ferry stayed in port for the third day because of the storm, and its captain waited.
    >>> [verdict.kind for verdict in made.dropped][-3:]
    ['notice', 'menu', 'credit']
    """
    given = list(lines)
    verdicts = furniture_lines(given)
    gone = [verdict.is_furniture and verdict.probability >= minimum for verdict in verdicts]
    kept = tuple(line for line, goes in zip(given, gone, strict=True) if not goes)
    dropped = tuple(verdict for verdict, goes in zip(verdicts, gone, strict=True) if goes)
    return Article(kept, dropped, normalizer.normalize("\n".join(kept)))
