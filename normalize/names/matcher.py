"""Matching single names, such as the cells of a column, against all entries.

Which entries a name may mean is the same question for a cell and for a text (:mod:`normalize.names.candidates`); a
score is the probability that the name means the entry.

What is safe for a cell and for a run differs on purpose in two ways. A form that is like a listed one needs support in
running text, where most words are no names; a cell is a name, so likeness may be enough. And a listed form that a run
leaves alone for its style (diacritics, letter case, another script, another number of words) is linked for sure. Else
the two agree: a listed form is as safe in a cell as in a text that has nothing but it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from normalize.arguments import text_of
from normalize.model import Applicability, Candidate, Document
from normalize.names import rules
from normalize.names.applicability.columns import decide
from normalize.names.applicability.pairing import Pairing
from normalize.names.linker import Linker
from normalize.names.thresholds import COLUMNS
from normalize.text.protected import Protected
from normalize.text.tokens import tokenize
from normalize.words.fold import fold, split

_OF_LISTED = (rules.LISTED.code, rules.JOINT.code, rules.AMBIGUOUS.code)


@dataclass(frozen=True, slots=True)
class Match:
    """The answer for one name: the best candidate, the best of another entry, and what a run would do with it."""

    query: str
    best: Candidate | None
    canonical: str | None
    runner_up: Candidate | None
    applicability: Applicability

    def as_dict(self) -> dict[str, Any]:
        """The answer in the shape of the command-line contract."""
        return {
            "query": self.query,
            "entry": self.best.entry if self.best else None,
            "canonical": self.canonical,
            "score": round(self.best.score, 4) if self.best else 0,
            "rule": self.best.rule if self.best else None,
            "applicability": self.applicability.value,
            "runner_up": scored(self.runner_up) if self.runner_up else None,
        }


def scored(candidate: Candidate) -> dict[str, Any]:
    """An entry and its score, as they stand beside an answer."""
    return {"entry": candidate.entry, "score": round(candidate.score, 4)}


class Matcher:
    """Matches names against the entries of a linker."""

    def __init__(self, linker: Linker) -> None:
        self._linker = linker
        self._index = linker.index
        self.language = linker.language

    def __reduce__(self) -> tuple[type[Matcher], tuple[Linker]]:
        return Matcher, (self._linker,)

    def match(self, query: str) -> Match:
        """The best candidate above the lowest band, if any, and whether a run would map the name to it unasked."""
        found = self.candidates(text_of(query))
        if not found or found[0].score < COLUMNS.none:
            return Match(query, None, None, None, Applicability.DISPLAY)
        best, runner_up = found[0], found[1] if len(found) > 1 else None
        canonical = self._index.entries[best.entry].canonical
        return Match(query, best, canonical, runner_up, self.applicability(query, best, runner_up))

    def candidates(self, query: str) -> list[Candidate]:
        """All candidates for a name, the likeliest first, however unlikely."""
        return list(self._linker.candidates.of(query))

    def applicability(self, query: str, best: Candidate, runner_up: Candidate | None) -> Applicability:
        """Whether a name may be mapped to its best candidate unasked."""
        return decide(Pairing(self, query, best, runner_up))

    def kind_of(self, entry: str) -> str:
        """The kind of an entry: person, place and so on."""
        return self._index.entries[entry].kind

    def compared(self, query: str, entry: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words of a name, as read, and of the form of an entry that is most like it."""
        return self._linker.candidates.compared(query, entry)

    def as_in_a_run(self, query: str, entry: str) -> Applicability:
        """What a run would do with a listed form that stands alone; what it leaves for its style is linked for sure."""
        forms = self._index.phrases.get(" ".join(map(fold, split(query))), ())
        texts = [f.text for f in forms if f.entry.id == entry and f.role == "alias" and not f.glued]
        if not texts or any(f.role == "right" and f.entry.id == entry for f in forms):
            return Applicability.SAFE
        # Of forms that differ by marks and joints alone, as listed for several languages, the one written so counts.
        text = query if query in texts else texts[0]
        linked = self._linker.link(Document(text), tokenize(text), Protected.of(()))
        verdicts = [f.applicability for f in linked.findings if f.entry == entry and f.rule in _OF_LISTED]
        return verdicts[0] if verdicts else Applicability.SAFE
