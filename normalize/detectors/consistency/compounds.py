"""Compounds with a corrupted name: ``anti-Italiban`` where the folder has ``anti-Taliban``.

A dictionary alone repairs it to "Italian". So a word is repaired only where it is none, and where the same prefix
stands before a like word elsewhere in the document or folder.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from normalize.detectors.detector import Detector
from normalize.evidence.profile import compounds
from normalize.evidence.reading import Reading
from normalize.languages.tables import has_words
from normalize.model import Applicability, Category, Finding
from normalize.rules import Rule, declare
from normalize.storage.datafiles import load
from normalize.text.counted import times
from normalize.text.tokens import Tokens
from normalize.words.fold import fold, skeleton
from normalize.words.known import KNOWN, derives_from, zipf

CORRUPTED = declare(
    Rule(
        "Q201",
        "corrupted-compound",
        Category.MT_ARTIFACT,
        "A compound of a prefix and a word that exists nowhere, near to a name that has the same prefix elsewhere.",
        "Translation by word pieces glues the wrong pieces together; the name is lost to every search.",
        "safe where the right compound stands elsewhere in the document or folder; unsafe where only the name does",
        ("the anti-Russain protest (anti-Russian stands in the folder)", "the anti-Russian protest"),
        "an anti-Italian remark",
    )
)
_COMPOUND = re.compile(r"(?<![\w-])(\w{2,8})-(\w{5,})(?![\w-])")
_HYPHEN = frozenset("-")
_LIKE = 0.75
_LEAST_LETTERS = 5
_LEAD = 0.08
_ATTESTED = 3


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(load("normalize.detectors.consistency", "prefixes.yaml")["compound"])


class Compounds(Detector):
    """Compounds with a corrupted name."""

    rules = (CORRUPTED,)
    everywhere = True

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        return find_corrupted(reading)


def find_corrupted(reading: Reading) -> list[Finding]:
    """Findings on compounds with a corrupted name, in text order.

    Compounds are compared as they will be written, names in order, so that a second run has nothing to add.
    """
    text = reading.text
    suspects = [m for m in _compounds(reading.tokens) if _suspicious(m, reading.target)] if "-" in text else []
    if not suspects:
        return []
    found: list[Finding] = []
    around = _Around(reading)
    for match in suspects:
        if reading.protected.covers(*match.span()):
            continue
        finding = _judge(reading, match, around)
        if finding is not None:
            found.append(finding)
    return found


def _compounds(tokens: Tokens) -> Iterator[re.Match[str]]:
    """The compounds with a known prefix."""
    for i in tokens.at_gaps(_HYPHEN):
        if i and tokens.words[i - 1].lower() in _prefixes():
            match = _COMPOUND.match(tokens.text, tokens.starts[i - 1])
            if match:
                yield match


def _suspicious(match: re.Match[str], language: str) -> bool:
    """Whether the word behind the prefix is capitalised and in no word list."""
    return match[2][:1].isupper() and has_words(language) and zipf(match[2], language) < KNOWN


class _Around:
    """The words of a document, names in their right form, and its compounds by their prefix: each list made once."""

    def __init__(self, reading: Reading) -> None:
        self._folder = reading.folder
        self.here = Counter(reading.written.tokens.words)
        self.compounds = Counter(compounds(reading.written.text))
        self.names = _Choices(word for word, count in self.here.items() if count > 1 and word[:1].isupper())
        self.mine: dict[str, set[str]] = defaultdict(set)
        for compound in self.compounds:
            prefix, _, word = compound.partition("-")
            self.mine[prefix].add(word)
        self._choices: dict[str, _Choices] = {}

    def choices(self, prefix: str) -> _Choices:
        """The words behind a prefix, in the document and its folder."""
        if prefix not in self._choices:
            self._choices[prefix] = _Choices(chain(self.mine[prefix], self._folder.compounds_with(prefix)))
        return self._choices[prefix]


class _Choices:
    """Words that are long enough to be told apart, and their lower case."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = sorted({word for word in words if len(word) >= _LEAST_LETTERS})
        self.lower = list(map(str.lower, self.words))


def _judge(reading: Reading, match: re.Match[str], around: _Around) -> Finding | None:
    folder, language, here = reading.profile, reading.target, around.here
    prefix, word = match[1], match[2]
    start = prefix.lower() + "-"
    mine = around.mine[prefix.lower()]
    compounds_like = _like(word, around.choices(prefix.lower()))
    names_like = _like(word, around.names)
    options, compound = (compounds_like, True) if compounds_like else (names_like, False)
    attested = [o for o in options if zipf(o[0], language) >= KNOWN or here[o[0]] + folder.words[o[0]] >= _ATTESTED]
    if not attested:
        return None
    # Of two that are as near the document's own wins: the folder around it may hold both.
    best, score = max(attested, key=lambda option: (round(option[1] / _LEAD), option[0] in mine, option[1]))
    rivals = [(other, like) for other, like in options if fold(other) != fold(best)]
    if any(score - like < _LEAD and (best not in mine or other in mine) for other, like in rivals):
        compound = False
    compound = compound and zipf(best, language) >= KNOWN  # two unknown surnames may be two people
    count = max(around.compounds[start + best], folder.compounds[start + best])
    replacement = f"{prefix}-{best.upper() if word.isupper() else best}"
    if compound:
        why = f"“{word}” is in no word list, and “{start}{best}” stands {times(count)} in the document or folder"
    else:
        why = f"“{word}” is in no word list, and “{best}” stands {times(here[best])} in the document"
    return reading.finding(
        *match.span(),
        CORRUPTED,
        f"corrupted compound, probably {replacement}: {why}",
        applicability=Applicability.SAFE if compound else Applicability.UNSAFE,
        replacement=replacement,
        score=score,
        evidence={
            "why": why,
            "compounds": count,
            "runner_up": {"entry": f"{prefix}-{rivals[0][0]}", "score": round(rivals[0][1], 4)} if rivals else None,
        },
    )


def _like(word: str, others: _Choices) -> list[tuple[str, float]]:
    """Known or frequent words like this one, best first: by letters, with the consonants of one in the other."""
    near = process.extract(
        word.lower(),
        others.lower,
        scorer=DamerauLevenshtein.normalized_similarity,
        score_cutoff=_LIKE,
        limit=None,
    )
    scored = {
        other: score
        for score, other in ((score, others.words[i]) for _, score, i in near)
        if fold(other) != fold(word)
        and not derives_from(word, other)
        and DamerauLevenshtein.distance(skeleton(word), skeleton(other)) <= 1
    }
    return sorted(scored.items(), key=lambda pair: (-pair[1], pair[0]))
