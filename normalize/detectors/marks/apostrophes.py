"""Blanks beside an apostrophe: *Russia ’s*, *don ’t*, *l’ Iran*."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from normalize.detectors.artefacts.wordlists import words
from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import CERTAIN, PROBABLE, Reading
from normalize.model import Applicability, Category, Finding
from normalize.rules import Rule, declare
from normalize.text.pattern import pattern
from normalize.text.tokens import Tokens

APOSTROPHE = declare(
    Rule(
        "Q276",
        "spaced-apostrophe",
        Category.SPACING,
        "A blank beside an apostrophe: “Russia ’s”, “they don ’t”, “l’ Iran”.",
        "A name with its ending is found by no search, and the rest of a verb is no word.",
        "safe for an ’s and for the rest of a verb, unless the document writes so throughout; else unsafe",
        ("Russia ’s army said it didn ’t know.", "Russia’s army said it didn’t know."),
        "The boys’ side of the ’90s, and the letter ‘s’.",
    )
)
_SPACED = pattern(r"( ?)(['’])( ?)")
_RESTS = frozenset(["re", "ve", "ll", "d", "m"])
_ELIDED = frozenset(["l", "d", "dell", "nell", "all", "sull", "dall", "qu"])
_BEHIND = pattern(r"[ .,;:!?)\]\"”\n]|\Z")
_HABIT = 3


class Apostrophes(Detector):
    """Blanks beside apostrophes."""

    rules = (APOSTROPHE,)
    needs = Needs(targets=("en",))
    testifies = True

    def wants(self, form: str) -> bool:
        """Whether a word is what a blank cuts off a verb: *does n’t*."""
        return form == "n"

    def wants_separator(self, separator: str) -> bool:
        """Whether a separator is an apostrophe with a blank."""
        return " " in separator and _SPACED.fullmatch(separator) is not None

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        tokens = reading.tokens
        at = [i for i in reading.at_separators(self) if 0 < i < len(tokens.words)]
        found = [(i, sure) for i in at if (sure := _reading(reading, i)) is not None]
        cut_off = [i for i in reading.at(self) if _is_cut_off(tokens, i)]
        found += [(i, True) for i in cut_off]
        # Tokens of a corpus: ’s stands alone throughout.
        tight = Counter(tokens.separators)
        if len(found) >= _HABIT and len(found) > tight["'"] + tight["’"] - len(cut_off):
            return
        for i, sure in sorted(found):
            start, end = tokens.separator_span(i)
            why = "a blank beside an apostrophe"
            yield from reading.report(
                start,
                end,
                APOSTROPHE,
                why,
                replacement=tokens.separators[i].strip(),
                applicability=Applicability.SAFE if sure else Applicability.UNSAFE,
                score=CERTAIN if sure else PROBABLE,
                evidence={"why": why},
            )


def _is_cut_off(tokens: Tokens, i: int) -> bool:
    """Whether *n’t* stands behind a verb that it belongs to, with a blank between."""
    return (
        i > 0
        and tokens.words[i + 1 : i + 2] == ["t"]
        and tokens.separators[i + 1] in ("'", "’")
        and tokens.separators[i] == " "
        and tokens.words[i - 1].lower() in words("negated")
    )


def _reading(reading: Reading, i: int) -> bool | None:
    """Whether the blank surely goes, None where it may stay."""
    tokens = reading.tokens
    before, gap, after = tokens.words[i - 1], tokens.separators[i], tokens.words[i]
    if gap[0] != " " and before.lower() in _ELIDED and after[0].isalpha() and after[0] in "AEIOUHÉÈaeiouhéè":
        return False
    if not before[-1].isalpha() or _BEHIND.match(reading.text, tokens.ends[i]) is None:
        return None
    both = gap[0] == " " and gap[-1] == " "
    if after == "s" and before[-1] not in "sS":
        return not both
    low = before.lower()
    if after in _RESTS:
        return not both if low in words("contracted") else None
    if after == "t" and low.endswith("n") and low[:-1] in words("negated"):
        return not both
    return None
