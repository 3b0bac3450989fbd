"""Nouns behind a number without their plural ending: *11 store burned*, *two hour*, *several soldier*.

Languages that count with the bare noun leave the ending out. English does so where the noun goes before another one
(*a two hour drive*, *several river bills*) and behind the name of a number (*the number 4 player*, *the 863 project*).
"""

from __future__ import annotations

from collections.abc import Iterable

from normalize.detectors.artefacts.wordings import RULES
from normalize.detectors.artefacts.wordlists import words
from normalize.detectors.detector import Detector, Needs
from normalize.detectors.marks.prose import has_words
from normalize.evidence.reading import Reading
from normalize.model import Finding
from normalize.text.pattern import pattern
from normalize.text.tokens import Tokens

_RULE = RULES["agreement"]
_ENDS = pattern(r"[.,;!?\n]|\A\Z")
_YEAR = pattern(r"(?:19|20)\d\d")
_MOST_ADJECTIVES = 2
_LANGUAGES = ("zh", "ja", "ko", "id", "tr", "fa", "hi", "vi", "th")
_SCORE = 0.6


class MissingPlurals(Detector):
    """Nouns behind a number without their plural ending."""

    rules = (_RULE,)
    needs = Needs(targets=("en",))
    testifies = True

    @property
    def forms(self) -> frozenset[str]:
        """Singular nouns that can be counted."""
        return words("countable") | words("countable_behind_number")

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        tokens = reading.tokens
        for i in reading.at(self):
            first = _number(tokens, i)
            if first is None or not _is_free(tokens, i, exact=tokens.words[first].lower() not in words("many_of")):
                continue
            line = reading.line_at(tokens.starts[i])
            if has_words(reading.text[line.start : line.end]):
                yield from reading.report(
                    tokens.starts[first],
                    tokens.ends[i],
                    _RULE,
                    f"“{tokens.slice(first, i)}”: “{tokens.words[i]}” without its plural ending",
                    score=_SCORE,
                    evidence={"languages": list(_LANGUAGES)},
                )


def _number(tokens: Tokens, i: int) -> int | None:
    """The word that says how many of a noun there are, more than one, with adjectives between."""
    at = i - 1
    while at > 0 and i - at <= _MOST_ADJECTIVES and tokens.words[at] in words("counted_adjective"):
        at -= 1
    if at < 0 or tokens.separators[at + 1 : i + 1] != [" "] * (i - at):
        return None
    word = tokens.words[at]
    if word.isdecimal():
        before = tokens.words[at - 1] if at else ""
        named = tokens.separators[at] in (" ", ". ") and before.lower() in words("before_number")
        named |= tokens.separators[at] == " " and before[:1].isupper()
        inside = tokens.separators[at][-1:] in (".", ",", "-", "/", ":", "$", "€", "£")
        return None if named or inside or word in ("0", "1") or _YEAR.fullmatch(word) else at
    return at if word.lower() in words("more_than_one") else None


def _is_free(tokens: Tokens, i: int, *, exact: bool) -> bool:
    """Whether no other noun follows that the noun would describe: *several river and harbour bills*."""
    gap = tokens.separators[i + 1]
    if i + 1 == len(tokens.words) or gap != " ":
        return _ENDS.match(gap) is not None
    behind = tokens.words[i + 1]
    if behind in words("behind_countable") or behind in words("appearing"):
        return True
    return exact and (behind in words("behind_counted") or behind in words("happening"))
