"""Two words glued together: *inKabul*, *spaceIt*, *ofthe*."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from normalize.detectors.artefacts.wordlists import words
from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.names.form import PARTICLES
from normalize.rules import Rule, declare
from normalize.storage import memos
from normalize.text.pattern import pattern
from normalize.text.tokens import Tokens
from normalize.words.known import COMMON, KNOWN, zipf

GLUED = declare(
    Rule(
        "Q207",
        "glued-words",
        Category.SPACING,
        "Two words without the space between them, or without the full stop: “inKabul”, “spaceIt”, “ofthe”.",
        "Neither of the two is found any more.",
        "unsafe",
        ("He came back inKabul and left", "He came back in Kabul and left"),
        "an iPhone, MacArthur, deGrom, LinkedIn",
    )
)
_CAMEL = pattern(r"([^\W\d_]+[a-z])([A-Z][a-z]*)")
_ALONE = pattern(r"(?<![\w.@#/-])\w+(?![\w@/_-])")
_LITTLE = 5.9  # zipf frequency of words like in, from and their
_KNOWN_NAME = 3.0
_LEAST_NAME = 4  # letters of a name behind a little word
_OPENING = frozenset(["The", "This", "They", "These", "There"])  # end no name that is written like two words
_LEAST_OPENED = 4  # letters of a name that a sentence ends with
_JOINED = (
    "the",
    "of",
    "and",
    "that",
    "with",
    "from",
)  # little words that no English word begins or ends with by chance
_LEAST_HALF = 3
_EVERYDAY = 4.0
_SCORE = 0.8


class GluedWords(Detector):
    """Words glued together: two of the list, and the whole is none."""

    rules = (GLUED,)
    needs = Needs(targets=("en",))

    def wants(self, form: str) -> bool:
        """Whether a form is two words."""
        return _parts(form) is not None

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        tokens = reading.tokens
        for i in reading.at(self):
            parts = _parts(tokens.words[i])
            if parts is None or _ALONE.match(reading.text, tokens.starts[i]) is None:
                continue
            first, mark, second = parts
            if mark and not _goes_on(tokens, i):
                continue
            why = f"“{first}” and “{second}” are words"
            yield from reading.report(
                tokens.starts[i],
                tokens.ends[i],
                GLUED,
                f"two words glued together: {why}",
                replacement=f"{first}{mark} {second}",
                score=_SCORE,
                evidence={"why": why},
            )


@lru_cache(maxsize=memos.SHOWN)
def _parts(form: str) -> tuple[str, str, str] | None:
    """Two words and the mark that was lost between them, empty for a mere blank; None where a form is one word."""
    if form.islower():
        return _small(form)
    match = _CAMEL.fullmatch(form)
    if match is None:
        return None
    first, second = match.groups()
    if first.islower() and first not in PARTICLES and zipf(first) >= _LITTLE:
        return (first, "", second) if len(second) >= _LEAST_NAME and zipf(second) >= _KNOWN_NAME else None
    return (first, ".", second) if _opens(first, second) and zipf(form) < KNOWN else None


def _opens(first: str, second: str) -> bool:
    """Whether a sentence ends and the next one begins: *spaceIt*, *KholmskThe*, not *LinkedIn* or *WeWork*."""
    if len(first) < _LEAST_HALF or second.lower() not in words("openers"):
        return False
    known = first.islower() and zipf(first) >= COMMON
    return known or (len(first) >= _LEAST_OPENED and first[1:].islower() and second in _OPENING)


def _small(form: str) -> tuple[str, str, str] | None:
    """A little word and an everyday one in small letters, in a form that no list has."""
    for little in _JOINED:
        if form.startswith(little):
            first, second = little, form[len(little) :]
        elif form.endswith(little):
            first, second = form[: -len(little)], little
        else:
            continue
        other = second if first is little else first
        if len(other) >= _LEAST_HALF and form.isascii() and zipf(other) >= _EVERYDAY and zipf(form) < KNOWN:
            return first, "", second
    return None


def _goes_on(tokens: Tokens, i: int) -> bool:
    """Whether a word in lower case stands behind a word, a blank between them."""
    return i + 1 < len(tokens.words) and tokens.separators[i + 1] == " " and tokens.words[i + 1][0].islower()
