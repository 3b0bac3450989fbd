"""Nouns that English counts, without a word that counts them: *the foot of mountain*, *of bridge will be opened*.

Languages without articles leave them out. English does so where a noun names a kind or a fixed place (*by bus*, *in
court*, *kind of system*), in headings, and in pairs (*from house to house*); so only nouns with no such use are asked,
behind a preposition or where they open a sentence, in running text, and where no other noun follows that they would
describe (*of bridge repairs*).
"""

from __future__ import annotations

from collections.abc import Iterable

from normalize.detectors.artefacts.wordings import RULES
from normalize.detectors.artefacts.wordlists import words
from normalize.detectors.detector import Detector, Needs
from normalize.detectors.marks.prose import is_prose
from normalize.evidence.reading import Reading
from normalize.model import Finding
from normalize.text.pattern import pattern
from normalize.text.tokens import Tokens

_RULE = RULES["article"]
_ENDS = pattern(r"[.;!?](?:[\"”»)]|\s|\Z)")
_STOPPED = pattern(r"[.!?…][\"”»’')\]]*\s*\Z")
_BREAK = pattern(r"\A[.!?][\"”»)]*\s+\Z|\n")
_LANGUAGES = ("ru", "uk", "pl", "cs", "fa", "hi", "ja", "ko", "tr", "zh", "id")
_LEAST_WORD = 4  # letters of a word in front of a full stop that ends a sentence: shorter ones may be abbreviated
_SCORE = 0.5


class MissingArticles(Detector):
    """Nouns without the article that English requires."""

    rules = (_RULE,)
    needs = Needs(targets=("en",))
    testifies = True

    @property
    def words(self) -> frozenset[str]:
        """Nouns that stand for one thing that can be counted, and for no kind or place."""
        return words("countable")

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        tokens = reading.tokens
        for i in reading.at(self):
            first = _behind_preposition(tokens, i) if tokens.words[i].islower() else _first(tokens, i)
            if first is None or not _is_running(reading, i):
                continue
            noun = tokens.words[i].lower()
            yield from reading.report(
                tokens.starts[first],
                tokens.ends[i],
                _RULE,
                f"“{tokens.slice(first, i)}”: “{noun}” needs an article",
                score=_SCORE,
                evidence={"languages": list(_LANGUAGES)},
            )


def _behind_preposition(tokens: Tokens, i: int) -> int | None:
    """The number of the preposition in front of a noun without an article, with one adjective between at most."""
    at = i - 1
    if at > 0 and tokens.words[at] in words("plain_adjective") and tokens.separators[i] == " ":
        at -= 1
    if at < 1 or tokens.separators[at + 1 : i + 1] != [" "] * (i - at) or not _is_free(tokens, i):
        return None
    preposition, before = tokens.words[at].lower(), tokens.words[at - 1].lower()
    if preposition not in words("article_preposition") or before in words("kind_of"):
        return None
    if preposition == "to" and (before in words("countable") or "from" in tokens.words[max(0, at - 4) : at]):
        return None  # from farm to factory
    return at


def _first(tokens: Tokens, i: int) -> int | None:
    """The noun itself, where it opens a sentence and is its subject: *Bridge was opened in 1990.*"""
    if i + 1 >= len(tokens.words) or tokens.separators[i + 1] != " " or not tokens.words[i][1:].islower():
        return None
    opens = i == 0 or (
        _BREAK.search(tokens.separators[i]) is not None
        and ("\n" in tokens.separators[i] or len(tokens.words[i - 1]) >= _LEAST_WORD)
    )
    return i if opens and tokens.words[i + 1] in words("finite_auxiliary") else None


def _is_free(tokens: Tokens, i: int) -> bool:
    """Whether a noun stands at the end of its phrase."""
    gap = tokens.separators[i + 1]
    if i + 1 == len(tokens.words) or gap != " ":
        return _ENDS.match(gap) is not None
    return tokens.words[i + 1] in words("behind_countable")


def _is_running(reading: Reading, i: int) -> bool:
    """Whether a line is running text that ends as sentences do; headings leave articles out."""
    line = reading.line_at(reading.tokens.starts[i])
    text = reading.text[line.start : line.end]
    return _STOPPED.search(text) is not None and is_prose(text)
