"""Two marks of which one is too many: *,,*, *?.*, *;,*, *. .*."""

from __future__ import annotations

from collections.abc import Iterable

from normalize.detectors.artefacts.wordlists import words
from normalize.detectors.detector import Detector
from normalize.detectors.marks.prose import is_prose
from normalize.evidence.reading import CERTAIN, PROBABLE, Reading
from normalize.model import Applicability, Category, Finding
from normalize.rules import Rule, declare
from normalize.text.pattern import pattern

SEQUENCE = declare(
    Rule(
        "Q275",
        "doubled-mark",
        Category.PUNCTUATION,
        "Two commas, or two stops of which one is too many: “,,”, “?.”, “;,”, “.;”.",
        "Something fell out, or a stop was put twice; sentence splitters see an empty sentence.",
        "safe for two commas in running text; else unsafe, and display where it is open which of the two is meant",
        ("They sell bread,, milk and eggs at the gate.", "They sell bread, milk and eggs at the gate."),
        "They sell bread, etc., and so on... Really?! Wait!! ,,Na ja’’ said he.",
    )
)
_DOUBLED = pattern(r"(,), ?(?=\s)|([?!])\.(?=\s|\Z)|([;:]),(?=\s)|(\.)[;:](?=\s)|[;:,](\.)(?=\s|\Z)")
_LEAST_LETTERS = 4  # a shorter word in front of a point may be an abbreviation


class Sequences(Detector):
    """Marks that do not follow one another."""

    rules = (SEQUENCE,)

    def wants_separator(self, separator: str) -> bool:
        """Whether a separator begins with two such marks."""
        return _DOUBLED.match(separator) is not None

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        tokens = reading.tokens
        for i in reading.at_separators(self):
            start = tokens.separator_span(i)[0]
            match = _DOUBLED.match(tokens.separators[i])
            if match is None or i == 0 or not _is_word(tokens.words[i - 1]):
                continue
            line = reading.line_at(start)
            if not is_prose(reading.text[line.start : line.end]):
                continue
            sure = match[1] is not None
            shown = match[4] is not None
            why = f"“{match[0].strip()}” does not end a clause"
            yield from reading.report(
                start,
                start + match.end(),
                SEQUENCE,
                why,
                replacement=None if shown else next(filter(None, match.groups())),
                applicability=Applicability.SAFE if sure else None,
                score=CERTAIN if sure else PROBABLE,
                evidence={"why": why},
            )


def _is_word(word: str) -> bool:
    """Whether a word in front of a point is no abbreviation."""
    return len(word) >= _LEAST_LETTERS and word.isalpha() and word.lower() not in words("abbreviations")
