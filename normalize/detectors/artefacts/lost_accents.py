"""Names without their accented letters: *So Paulo*, *Incio*."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from normalize.detectors.artefacts.wordlists import accented
from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.rules import Rule, declare
from normalize.words.known import KNOWN, zipf

ACCENT = declare(
    Rule(
        "Q217",
        "lost-accent",
        Category.MT_ARTIFACT,
        "A name whose accented letters were dropped with their accents: “So Paulo”, “Incio”.",
        "The name is no word of any language any more, and matches nothing.",
        "unsafe",
        ("The mayor of So Paulo spoke.", "The mayor of São Paulo spoke."),
        "So Paul spoke in Sao Paulo.",
    )
)
_SHORTEST = 4  # letters that are left of one word
_MOST_WORDS = 3


class LostAccents(Detector):
    """Names that lost their letters beyond ASCII."""

    rules = (ACCENT,)
    needs = Needs(targets=("en",))
    testifies = True

    @property
    def forms(self) -> frozenset[str]:
        """The first words of what is left of the names."""
        return frozenset(rest.split()[0] for rest in _left())

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        tokens, left = reading.tokens, _left()
        for i in reading.at(self):
            for last in range(min(i + _MOST_WORDS, len(tokens.words)) - 1, i - 1, -1):
                if (rest := tokens.slice(i, last)) in left:
                    name, lang = left[rest]
                    why, span = f"“{name}” without its accented letters", (tokens.starts[i], tokens.ends[last])
                    yield from reading.report(*span, ACCENT, why, replacement=name, lang=lang)
                    break


@cache
def _left() -> dict[str, tuple[str, str]]:
    """Names without their letters beyond ASCII to the names and their language, where no word is left."""
    found: dict[str, tuple[str, str]] = {}
    for lang, listed in sorted(accented().items()):
        for name in listed:
            rest = "".join(letter for letter in name if letter.isascii())
            if " " in rest or (len(rest) >= _SHORTEST and zipf(rest) < KNOWN):
                found.setdefault(rest, (name, lang))
    return found
