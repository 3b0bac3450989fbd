"""Compounds with a corrupted name: ``anti-Italiban`` where the folder has ``anti-Taliban``.

A dictionary alone repairs it to "Italian". So a word is repaired only where it is none, and where the same prefix
occurs before a like word elsewhere in the document or folder, or the document has a like name often.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from normalize.detectors.consistency.compound_words import Around, Compound, compound_of
from normalize.detectors.detector import Detector
from normalize.evidence.reading import Reading
from normalize.languages.tables import has_words
from normalize.model import Applicability, Category, Finding
from normalize.rules import Rule, declare
from normalize.storage.datafiles import load
from normalize.text.counted import times
from normalize.text.pattern import pattern
from normalize.words.known import KNOWN, zipf

CORRUPTED = declare(
    Rule(
        "Q201",
        "corrupted-compound",
        Category.MT_ARTIFACT,
        "A compound of a prefix and a word that exists nowhere, near to a name that has the same prefix elsewhere.",
        "Translation by word pieces glues the wrong pieces together; the name is lost to every search.",
        "safe where the right compound occurs elsewhere in the document or folder, or where the document has a name"
        " that readers know three times, a letter away, and none as near; unsafe with less",
        ("the anti-Russain protest (anti-Russian occurs in the folder)", "the anti-Russian protest"),
        "an anti-Italian remark",
    )
)
_COMPOUND = pattern(r"(?<![\w-])(\w{2,8})-(\w{5,})(?![\w-])")
_ROUNDS = 4  # in which what is settled is evidence for the rest; what needs more is for another run


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(load("normalize.detectors.consistency", "prefixes.yaml")["compound"])


class Compounds(Detector):
    """Compounds with a corrupted name."""

    rules = (CORRUPTED,)

    @property
    def words(self) -> frozenset[str]:
        """The prefixes."""
        return _prefixes()

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Findings on compounds with a corrupted name, in text order.

        Compounds are compared as they will be written, names in order, so that a second run has nothing to add: what is
        settled is evidence for the others.
        """
        suspects = list(_suspicious(reading, reading.at(self)))
        if not suspects:
            return
        around = Around(reading)
        told: dict[int, Finding] = {}
        for _ in range(_ROUNDS):
            seen = [signals for match in suspects if (signals := compound_of(match, around)) is not None]
            told |= {signals.match.start(): _tell(reading, signals) for signals in seen}
            safe = [s for s in seen if told[s.match.start()].applicability is Applicability.SAFE]
            if not safe or len(safe) == len(suspects):
                break
            around.settle(safe)
            settled = {signals.match.start() for signals in safe}
            suspects = [match for match in suspects if match.start() not in settled]
        yield from (told[start] for start in sorted(told))


def _suspicious(reading: Reading, numbers: Iterable[int]) -> Iterator[re.Match[str]]:
    """The compounds with a prefix, given the numbers of these, of which no reader knows the capitalised word."""
    tokens = reading.tokens
    if not has_words(reading.target):
        return
    for i in numbers:
        if tokens.separators[i + 1] == "-" and (match := _COMPOUND.match(tokens.text, tokens.starts[i])):
            word = match[2]
            strange = word[0].isupper() and word not in reading.unknown and zipf(word, reading.target) < KNOWN
            if strange and not reading.protected.covers(*match.span()):
                yield match


class _Clause(NamedTuple):
    """One reason to speak, as in :mod:`normalize.detectors.consistency.clauses`."""

    name: str
    test: Callable[[Compound], bool]
    applicability: Applicability
    why: str


_CLAUSES = (
    _Clause(
        "like-compound",
        lambda s: s.is_proved_by_compound,
        Applicability.SAFE,
        "“{compound}” occurs {compounds} in the document or folder",
    ),
    _Clause(
        "frequent-name", lambda s: s.is_proved_by_name, Applicability.SAFE, "“{name}” occurs {names} in the document"
    ),
    _Clause("name", lambda s: True, Applicability.UNSAFE, "“{name}” occurs {names} in the document"),
)


def _tell(reading: Reading, signals: Compound) -> Finding:
    clause = next(clause for clause in _CLAUSES if clause.test(signals))
    word, best = signals.match[2], signals.best
    replacement = f"{signals.match[1]}-{best.upper() if word.isupper() else best}"
    proof = clause.why.format(
        compound=signals.prefix + best,
        compounds=times(signals.compounds),
        name=best,
        names=times(signals.around.here[best]),
    )
    why = f"“{word}” is in no word list, and {proof}"
    rival = signals.rivals[0] if signals.rivals else None
    return reading.finding(
        *signals.match.span(),
        CORRUPTED,
        f"corrupted compound, probably {replacement}: {why}",
        applicability=clause.applicability,
        replacement=replacement,
        score=signals.score,
        evidence={
            "why": why,
            "compounds": signals.compounds,
            "runner_up": rival and {"entry": f"{signals.match[1]}-{rival[0]}", "score": round(rival[1], 4)},
        },
    )
