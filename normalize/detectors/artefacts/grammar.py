"""Shapes that English grammar excludes whatever a text is about: *must to leave*, *did not gave*, *the 5 of May*.

They are grammar over classes of words (``data/grammar.yaml``, ``data/words.yaml``), each with the law that it breaks
and the languages in which it is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from normalize.detectors.artefacts import kept_phrases
from normalize.detectors.artefacts.patterns import Phrases
from normalize.detectors.artefacts.wordlists import PACKAGE
from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.rules import Rule, declare
from normalize.storage import cache as disk
from normalize.storage.datafiles import load
from normalize.storage.writing import pack

GRAMMAR = declare(
    Rule(
        "Q280",
        "excluded-by-grammar",
        Category.MT_ARTIFACT,
        "A shape that English grammar excludes: a modal verb with “to”, “did” with a past, a date without its ordinal.",
        "Parsers and taggers fail on it, and so do readers.",
        "display",
        ("The residents must to leave, for they did not gave notice.", "(reported; nothing is changed)"),
        "What the residents must do to leave is a must to see.",
    )
)
_SCORE = 0.6
_KIND = "grammar"


@dataclass(frozen=True, slots=True)
class Shape:
    """A pattern, the law of English that excludes it, and the languages that cause it (ISO 639-1)."""

    pattern: str
    law: str
    languages: tuple[str, ...]


@cache
def shapes() -> Sequence[Shape]:
    """All shapes, in the order of the file; raises DataError for a malformed one."""
    rows = load(PACKAGE, "data/grammar.yaml")
    return tuple(Shape(pattern, law, tuple(languages.split())) for pattern, law, languages in rows)


@cache
def _phrases() -> tuple[Phrases, frozenset[str]]:
    """The phrases, which carry the numbers of their shapes, and the rarest word of each."""
    parts = [Path(__file__).read_bytes(), *(shape.pattern for shape in shapes()), *kept_phrases.made_from()]
    return kept_phrases.opened(disk.kept(_KIND, parts, _packed), _KIND)


def _packed(key: str) -> bytes:
    return pack(key, {}, kept_phrases.tables(_KIND, (shape.pattern for shape in shapes())))


class Grammar(Detector):
    """Shapes that English grammar excludes."""

    rules = (GRAMMAR,)
    needs = Needs(targets=("en",))
    testifies = True

    @property
    def words(self) -> frozenset[str]:
        """The rarest word of each shape."""
        return _phrases()[1]

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document: of shapes that overlap the first, of those the longest."""
        tokens, end = reading.tokens, 0
        matches = _phrases()[0].find(tokens, reading.at(self))
        for match in sorted(matches, key=lambda match: (match.first, -match.last, match.key)):
            if match.first < end:
                continue
            end = match.last + 1
            shape, wrong = shapes()[match.key], tokens.slice(match.first, match.last)
            yield from reading.report(
                tokens.starts[match.first],
                tokens.ends[match.last],
                GRAMMAR,
                f"“{wrong}”: {shape.law}",
                score=_SCORE,
                evidence={"shape": shape.pattern, "languages": list(shape.languages)},
            )
