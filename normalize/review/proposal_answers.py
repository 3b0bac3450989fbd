"""What the page asks about proposals, and the answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from normalize.judgements.judgement import Reach, Verdict
from normalize.review import shown
from normalize.review.asked import DECISION, decision_of, filter_in, filter_of
from normalize.review.proposal_desk import Desk, Impact, checked
from normalize.review.proposals import Proposal
from normalize.review.steps import Step
from normalize.rules import Rule
from normalize.web.refused import Refused
from normalize.web.requests import number_of, object_of, text_of

_MOST_ROWS = 500  # in one answer
_MOST_VALUES = 300  # of one facet, the commonest
Query = Mapping[str, str]


class Findings:
    """Answers about the proposals of a desk; GET questions change nothing, POST ones are decisions."""

    kind = "findings"

    def __init__(self, desk: Desk, rules: Iterable[Rule]) -> None:
        self._desk = desk
        self._rules = {rule.code: rule for rule in rules}
        self.reads: Mapping[str, Callable[[Query], dict[str, Any]]] = {
            "list": self._list,
            "item": self._item,
            "impact": self._impact,
        }
        self.writes: Mapping[str, Callable[[Any], dict[str, Any]]] = {
            "decide": self._decide,
            "decide-all": self._decide_all,
        }

    def revision(self) -> int:
        """A number that every decision changes."""
        return self._desk.look()

    def about(self) -> dict[str, Any]:
        """What stays the same while the page is open."""
        used = {proposal.rule for proposal in self._desk.proposals}
        names = {code: rule.name for code, rule in self._rules.items() if code in used}
        return {"rules": names, "corpus": self._desk.room.corpus, "total": self._desk.waiting}

    def left(self) -> int:
        """How many proposals wait for a decision."""
        return self._desk.left()

    def undo(self) -> Step | None:
        """Take the last decision back."""
        return self._desk.undo()

    def _list(self, query: Query) -> dict[str, Any]:
        view = self._desk.view(filter_in(query))
        start = number_of(query.get("start", "0"), "start", 0)
        count = min(number_of(query.get("count", "100"), "count", 0), _MOST_ROWS)
        rows = [shown.row(self._desk, self._number(p.id)) for p in view.listed(start, count)]
        return {
            "total": len(view.hits),
            "start": start,
            "rows": rows,
            "facets": {name: counts.most_common(_MOST_VALUES) for name, counts in view.facets.items()},
            "bins": view.bins,
            "places": view.places,
        }

    def _item(self, query: Query) -> dict[str, Any]:
        number = self._number(query.get("id"))
        first = number_of(query.get("first", "0"), "first", 0)
        return shown.detail(self._desk, number, first, self._rules)

    def _impact(self, query: Query) -> dict[str, Any]:
        return _as_dict(self._desk.impact(filter_in(query), decision_of(query)))

    def _decide(self, body: Any) -> dict[str, Any]:
        given = object_of(body, "the body", ("id", "place", *DECISION))
        proposal, decision = self._proposal(given.get("id")), decision_of(given)
        at = number_of(given.get("place", 0), "'place'", 0)
        if at >= len(proposal.places):
            raise Refused(404, "the proposal has no such place")
        number = self._number(proposal.id)
        step = self._desk.decide(number, proposal.places[at], checked(decision, proposal))
        alone = decision.reach in (Reach.THIS, Reach.DOCUMENT)  # then the others of the proposal wait
        place = self._desk.next_open(number, at) if alone else None
        return {"told": step.told, "row": shown.row(self._desk, number), "place": place}

    def _decide_all(self, body: Any) -> dict[str, Any]:
        given = object_of(body, "the body", ("filter", "expect", *DECISION))
        asked, decision = filter_of(given.get("filter")), decision_of(given)
        if decision.verdict is Verdict.EDIT:
            raise Refused(400, "an edit is for one proposal; a list is accepted or rejected")
        impact = _as_dict(self._desk.impact(asked, decision))
        if given.get("expect") != impact:
            raise Refused(409, "something was decided in the meantime; look at the new counts, and say it again")
        step = self._desk.decide_all(asked, decision)
        return {"told": step.told if step else "nothing to change"}

    def _number(self, identifier: Any) -> int:
        number = self._desk.number_of(text_of(identifier, "'id'"))
        if number is None:
            raise Refused(404, "no proposal has this id")
        return number

    def _proposal(self, identifier: Any) -> Proposal:
        return self._desk.proposals[self._number(identifier)]


def _as_dict(impact: Impact) -> dict[str, Any]:
    return {name: getattr(impact, name) for name in Impact.__dataclass_fields__}
