"""Rare words in lower case that the page otherwise has with a capital inside its sentences: *kharkhorin*."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from normalize.detectors.artefacts.casing import LOWERED
from normalize.detectors.detector import Detector, Needs
from normalize.detectors.marks.prose import is_prose
from normalize.evidence.reading import Reading
from normalize.model import Finding
from normalize.words.known import zipf
from normalize.words.unlisted import is_derived

_LEAST_LETTERS = 4
_RARE = 2.5  # zipf frequency; commoner words are nouns that pages write both ways (prefecture)
_LEAST_CAPITALS = 2  # inside sentences, where the capital is no effect of position
_MOST_SMALL = 3  # of the capitals one third at most: else the page writes the word both ways


class LoweredNames(Detector):
    """Names that the page itself has with a capital."""

    rules = (LOWERED,)
    needs = Needs(targets=("en",))
    testifies = True

    def wants(self, form: str) -> bool:
        """Whether a form in small letters is no everyday word."""
        return len(form) >= _LEAST_LETTERS and form.isalpha() and form.islower() and zipf(form) < _RARE

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        tokens = reading.tokens
        forms = tokens.forms
        small: dict[str, list[int]] = {}
        for i in reading.at(self):
            if tokens.words[i].capitalize() in forms and not is_derived(tokens.words[i], reading.target):
                small.setdefault(tokens.words[i], []).append(i)
        for form, at in small.items():
            capital = form.capitalize()
            inside = [i for i in tokens.places(capital) if not tokens.opens_sentence(i)]
            if len(inside) >= _LEAST_CAPITALS and len(inside) >= _MOST_SMALL * len(at):
                for i in at:
                    yield from _reported(reading, i, inside)


def _reported(reading: Reading, i: int, inside: Sequence[int]) -> Iterable[Finding]:
    tokens = reading.tokens
    joined = tokens.separators[i][-1:] in "-_#/." and tokens.separators[i] != ""
    line = reading.line_at(tokens.starts[i])
    if joined or tokens.separators[i + 1][:1] in ("-", "_", "/") or not is_prose(reading.text[line.start : line.end]):
        return ()
    why = f"the page has it {len(inside)} times with a capital inside a sentence"
    return reading.report(
        tokens.starts[i], tokens.ends[i], LOWERED, why, replacement=tokens.words[i].capitalize(), evidence={"why": why}
    )
