"""What people said of each place of a proposal, and what a new judgement would change in that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from normalize.judgements.applied import Judgements
from normalize.judgements.judgement import NARROWEST_FIRST, Judgement, Reach, Verdict, plain
from normalize.model import Category, Finding
from normalize.review.filters import State
from normalize.review.proposals import Place, Proposal

_RANK = {reach: rank for rank, reach in enumerate(NARROWEST_FIRST)}
_STATES = {Verdict.ACCEPT: State.ACCEPTED, Verdict.REJECT: State.REJECTED, Verdict.EDIT: State.EDITED}


def finding_at(proposal: Proposal, place: Place) -> Finding:
    """The finding that stands at a place of a proposal."""
    return Finding(
        place.start,
        place.end,
        proposal.text,
        proposal.rule,
        Category(proposal.category),
        proposal.message,
        place.applicability,
        proposal.replacement,
        proposal.entry,
        proposal.lang,
        place.score,
        proposal.evidence,
        place.path,
        place.record,
        place.field,
        file=place.file,
    )


class Verdicts:
    """The judgements on the places of proposals, looked up by the text that they are about."""

    def __init__(self, judgements: Iterable[Judgement], corpus: str | None) -> None:
        self._corpus = corpus
        self._by_text: dict[str, list[Judgement]] = defaultdict(list)
        self.add(judgements)

    def add(self, judgements: Iterable[Judgement]) -> None:
        """Take judgements that come after those before."""
        for judgement in judgements:
            self._by_text[plain(judgement.text)].append(judgement)

    def of(self, proposal: Proposal) -> tuple[Judgement | None, ...]:
        """The judgement that holds at each place; None where none does."""
        known = self._by_text.get(plain(proposal.text))
        if not known:
            return (None,) * len(proposal.places)
        told = Judgements(known)
        return tuple(
            told.verdict_of(finding_at(proposal, place), place.path, place.record, place.field, self._corpus)
            for place in proposal.places
        )


def state_of(verdicts: Sequence[Judgement | None]) -> State:
    """The state of a proposal from the judgements on its places."""
    found = {None if said is None else _STATES[said.verdict] for said in verdicts}
    if None in found:
        return State.OPEN
    return State.MIXED if len(found) > 1 else found.pop() or State.OPEN


def is_changed(said: Judgement | None, verdict: Verdict, reach: Reach, put: str | None) -> bool:
    """Whether a judgement of a reach would change what holds at a place: not where a narrower one speaks."""
    if said is None:
        return True
    return _RANK[said.scope.reach] >= _RANK[reach] and (said.verdict, said.put) != (verdict, put)
