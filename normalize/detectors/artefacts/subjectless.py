"""Clauses without a subject: *The sirens did not sound: was lacking power.*

Languages whose verbs tell the person leave the pronoun out (*faltaba energía*, *è stato deciso*). An English sentence
that opens with its auxiliary is a question or a condition, and then its subject stands behind it; so a participle, an
*-ing* or *not* behind the auxiliary, and no question mark, show that there is none.
"""

from __future__ import annotations

from collections.abc import Iterable

from normalize.detectors.artefacts.lost_subjects import LOST
from normalize.detectors.artefacts.wordlists import words
from normalize.detectors.detector import Detector, Needs
from normalize.detectors.marks.prose import is_prose
from normalize.evidence.reading import Reading
from normalize.model import Finding
from normalize.text.pattern import pattern
from normalize.text.tokens import Tokens
from normalize.words.verbs import may_be_verb

_AUXILIARIES = frozenset(["is", "was", "are", "were", "has"])
_OPENS = pattern(r"[.!?…][\"”»)]*\s+\Z|\n\s*\Z|\A\Z")
_CONTINUES = pattern(r"\A: \Z")
_ENDS = pattern(r"[.!?…\n]|\A\Z")
_LEAST_WORD = 4  # letters of the word in front of a full stop that ends a sentence; shorter ones may be abbreviations
_LEAST_WORDS = 3  # of such a clause
_LEAST_LETTERS = 6  # of a verb with *-ing*
_SCORE = 0.5
_PRO_DROP = ("es", "it", "pt", "ca", "ro", "el", "tr", "ru", "pl", "ja", "ko", "zh")


class Subjectless(Detector):
    """Auxiliaries at the beginning of a clause that has no subject."""

    rules = (LOST,)
    needs = Needs(targets=("en",))
    testifies = True
    words = _AUXILIARIES

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        tokens = reading.tokens
        for i in reading.at(self):
            if not (_begins_clause(tokens, i) and _has_no_subject(tokens, i)):
                continue
            line = reading.line_at(tokens.starts[i])
            if is_prose(reading.text[line.start : line.end]):
                yield from reading.report(
                    tokens.starts[i],
                    tokens.ends[i + 1],
                    LOST,
                    f"“{tokens.slice(i, i + 1)}” has no subject",
                    score=_SCORE,
                    evidence={"languages": list(_PRO_DROP)},
                )


def _begins_clause(tokens: Tokens, i: int) -> bool:
    """Whether a word opens a sentence with a capital, or a clause behind a colon without one; and it is no question."""
    word, gap = tokens.words[i], tokens.separators[i]
    if word.islower():
        opens = i > 0 and _CONTINUES.match(gap) is not None
    else:
        whole = i == 0 or "\n" in gap or len(tokens.words[i - 1]) >= _LEAST_WORD
        opens = word.istitle() and _OPENS.search(gap) is not None and whole
    if not opens:
        return False
    last = i
    while last + 1 < len(tokens.words) and not _ENDS.search(tokens.separators[last + 1]):
        last += 1
    return last - i >= _LEAST_WORDS - 1 and tokens.separators[last + 1][:1] in (".", "!", "…")


def _has_no_subject(tokens: Tokens, i: int) -> bool:
    """Whether what goes on behind an auxiliary is the rest of its verb."""
    if i + 1 == len(tokens.words) or tokens.separators[i + 1] != " ":
        return False
    word = tokens.words[i + 1]
    if tokens.words[i + 2 : i + 3] == ["that"]:
        return False  # "Is expected that": the grammar knows more of it
    if tokens.words[i].lower() == "has":
        return word == "been" or _is_participle(word)
    return word in ("being", "not", "still", "already") or _is_participle(word) or _is_ongoing(word)


def _is_participle(word: str) -> bool:
    return word in words("irregular_participle") or (word.islower() and word.endswith("ed") and may_be_verb(word))


def _is_ongoing(word: str) -> bool:
    """Whether a word is a verb’s *-ing* and hardly a noun, as *spending* may be: *Is spending too high now.*"""
    return word.islower() and word.endswith("ing") and len(word) >= _LEAST_LETTERS and word not in words("ing_noun")
