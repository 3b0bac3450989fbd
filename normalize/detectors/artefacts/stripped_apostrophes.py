"""Apostrophes that a whole page lost: *armys*, *dont*. One finding a document.

A single *dont* is somebody's spelling. A page with several such forms and no apostrophe at all went through a step that
dropped the sign, and each of its possessives is a wrong plural.
"""

from __future__ import annotations

from collections.abc import Iterable

from normalize.detectors.artefacts.wordlists import words
from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.rules import Rule, declare
from normalize.text.counted import counted
from normalize.text.pattern import pattern
from normalize.words.known import COMMON, zipf

STRIPPED = declare(
    Rule(
        "Q288",
        "stripped-apostrophes",
        Category.MT_ARTIFACT,
        "A page that lost its apostrophes: “armys”, “dont”. Reported once a document.",
        "Possessives are counted as plurals, and contractions as words that do not exist.",
        "display",
        ("The armys chief didnt answer. The citys mayor said he doesnt know.", "(reported; nothing is changed)"),
        "He said dont twice, and that's all.",
    )
)
_LEAST = 3  # such forms in a document, of two kinds or more
_KINDS = 2
_POSSESSIVE = pattern(r"[a-z]{2,}[bcdfghklmnprtvz]ys")  # the plural of such a word ends in -ies
_APOSTROPHES = frozenset("'’‘ʼ`´")
_SCORE = 0.7


class StrippedApostrophes(Detector):
    """Pages without apostrophes."""

    rules = (STRIPPED,)
    needs = Needs(targets=("en",))

    @property
    def words(self) -> frozenset[str]:
        """Contractions without their apostrophe."""
        return words("stripped_contraction")

    def wants(self, form: str) -> bool:
        """Whether a form is a word in -y with an s, which no plural is."""
        return form.endswith("ys") and _POSSESSIVE.fullmatch(form) is not None and zipf(form) < COMMON < zipf(form[:-1])

    def find(self, reading: Reading) -> Iterable[Finding]:
        """One finding at the first such form, where the document has no apostrophe."""
        tokens, at = reading.tokens, reading.at(self)
        forms = sorted({tokens.words[i].lower() for i in at})
        if len(at) < _LEAST or len(forms) < _KINDS or any(gap in _APOSTROPHES for gap in tokens.separators):
            return ()
        why = f"{counted(len(at), 'word')} without an apostrophe, and no apostrophe in the text: {', '.join(forms[:5])}"
        span = tokens.starts[at[0]], tokens.ends[at[0]]
        return reading.report(*span, STRIPPED, why, score=_SCORE, evidence={"forms": forms, "occurs": len(at)})
