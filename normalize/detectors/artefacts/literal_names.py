"""Names translated as words: *the city of Eagle* (Oryol), *Mr. Peter The Merchant* (Pierre Lemarchand).

English has towns called Reading and Orange, and kings called The Great. So only what no glossary knows is shown, of
places in a document that is known to be translated, of persons behind a title that kings do not have.
"""

from __future__ import annotations

from collections.abc import Iterable

from normalize.detectors.artefacts.wordings import RULES
from normalize.detectors.artefacts.wordlists import words
from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Finding
from normalize.text.protected import Protected
from normalize.text.tokens import Tokens
from normalize.words.known import COMMON, zipf

_RULE = RULES["literal-name"]
_PLURAL = 3.0  # zipf frequency of the plural from which a word is a common noun: eagles are, londons are none
_SCORE = 0.5


class LiteralPlaces(Detector):
    """Places that are called by a common noun: *the city of Eagle*."""

    rules = (_RULE,)
    needs = Needs(targets=("en",), sources=())

    @property
    def forms(self) -> frozenset[str]:
        """What places are."""
        return words("place_kind")

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document that is translated."""
        tokens = reading.tokens
        named = Protected.of((mention.start, mention.end) for mention in reading.mentions)
        for i in reading.at(self):
            name = i + 2
            if name >= len(tokens.words) or tokens.words[i + 1] != "of" or not _stands_alone(tokens, name):
                continue
            if _is_common_noun(tokens.words[name]) and not named.covers(tokens.starts[name], tokens.ends[name]):
                yield from _report(reading, i, name)


class LiteralPersons(Detector):
    """Persons whose family name was taken for a noun with its article: *Mr. Peter The Merchant*."""

    rules = (_RULE,)
    needs = Needs(targets=("en",))
    testifies = True
    forms = frozenset(["The"])

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        tokens = reading.tokens
        given = tokens.words
        for i in reading.at(self):
            if not 1 < i < len(given) - 1 or tokens.separators[i : i + 2] != [" ", " "]:
                continue
            titled = given[i - 2] in words("address") or given[i - 2] in words("person")
            beside = tokens.separators[i - 1] in (" ", ". ")
            if titled and beside and given[i - 1].istitle() and given[i + 1].istitle():
                yield from _report(reading, i - 1, i + 1)


def _stands_alone(tokens: Tokens, i: int) -> bool:
    """Whether a capitalised word is a name of its own and no part of a longer one."""
    word, gap = tokens.words[i], tokens.separators[i + 1]
    longer = gap in (" ", "-", "’", "'") and i + 1 < len(tokens.words) and tokens.words[i + 1][:1].isupper()
    plain = tokens.separators[i - 1 : i + 1] == [" ", " "]
    return plain and word.istitle() and word.isalpha() and not longer and gap[:1] not in ("-", "’", "'")


def _is_common_noun(word: str) -> bool:
    low = word.lower()
    return zipf(low) >= COMMON and zipf(low if low.endswith("s") else low + "s") >= _PLURAL


def _report(reading: Reading, first: int, last: int) -> Iterable[Finding]:
    tokens = reading.tokens
    said = tokens.slice(first, last)
    return reading.report(
        tokens.starts[first],
        tokens.ends[last],
        _RULE,
        f"“{said}”: a name, it seems, that was translated as a word",
        lang=reading.source.lang if reading.source else None,
        score=_SCORE,
        evidence={"languages": [], "because": "no glossary has a name like it"},
    )
