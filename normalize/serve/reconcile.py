"""Reconciliation queries of the W3C Entity Reconciliation API 0.2: candidates, as `normalize match` finds them.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/

The score is the probability that a name means the entry, from 0 to 100. A candidate is a `match`, which OpenRefine may
take unasked, exactly where `normalize match` says *safe*: likeness alone is not enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from normalize.model import Applicability, Candidate
from normalize.names import rules
from normalize.names.glossary.entry import Entry
from normalize.names.matcher import Matcher
from normalize.names.thresholds import COLUMNS
from normalize.serve.entities import Entities, plain
from normalize.web.refused import Refused
from normalize.web.requests import list_of, number_of, object_of, shown, text_of

BATCH = 100  # queries at once: some tenths of a second of work
_KEYS = ("query", "type", "limit", "properties", "type_strict")
_STRICTNESS = ("should", "all", "any")
_CONTRADICTED = 0.5  # what each property that the entry has otherwise leaves of a score

_SHARING = (rules.LISTED.code, rules.FAMILY.code)  # namesakes share a score


class Constraint(NamedTuple):
    """A property, and values of which the entity should have one."""

    pid: str
    values: tuple[str, ...]


class Query(NamedTuple):
    """A reconciliation query; where ``text`` is blank, as an empty cell is, the constraints alone find candidates."""

    text: str
    types: tuple[str, ...]
    limit: int
    constraints: tuple[Constraint, ...]


def query_of(value: Any, what: str) -> Query:
    """A query as clients write it. Raises Refused.

    >>> query_of({"query": "Panchir", "type": "place", "type_strict": "should"}, "q0")
    Query(text='Panchir', types=('place',), limit=8, constraints=())
    """
    asked = object_of(value, what, _KEYS)
    text = text_of(asked.get("query", ""), f"{what}.query")
    given = [] if asked.get("properties") is None else list_of(asked["properties"], f"{what}.properties")
    constraints = [_constraint(one, f"{what}.properties[{i}]") for i, one in enumerate(given)]
    if "query" not in asked and not constraints:
        raise Refused(400, f"{what} must have a 'query' or 'properties'")
    if asked.get("type_strict", "any") not in _STRICTNESS:
        raise Refused(400, f"{what}.type_strict must be {', '.join(_STRICTNESS)}, not {shown(asked['type_strict'])}")
    limit = number_of(asked.get("limit") or COLUMNS.most, f"{what}.limit", 1)
    return Query(text, _types(asked.get("type"), f"{what}.type"), limit, tuple(constraints))


def _types(value: Any, what: str) -> tuple[str, ...]:
    """One type or several, each by its id."""
    given = value if isinstance(value, list) else [] if value in (None, "") else [value]
    return tuple(text_of(one.get("id") if isinstance(one, dict) else one, what) for one in given)


def _constraint(value: Any, what: str) -> Constraint:
    asked = object_of(value, what, ("pid", "p", "v"))
    pid = text_of(asked.get("pid", asked.get("p")), f"{what}.pid")  # OpenRefine called it p
    if "v" not in asked:
        raise Refused(400, f"{what} must have a value 'v'")
    values = asked["v"] if isinstance(asked["v"], list) else [asked["v"]]
    return Constraint(pid, tuple(_plain_value(one, f"{what}.v") for one in values))


def _plain_value(value: Any, what: str) -> str:
    """A property value as text; an entity that was reconciled before by its name or its id."""
    if isinstance(value, dict):
        return text_of(value.get("name", value.get("id")), what)
    if value is None or isinstance(value, list):
        raise Refused(400, f"{what} must be a text, a number, true, false or an entity, not {shown(value)}")
    return str(value)


class Reconciler:
    """Answers reconciliation queries, each by itself."""

    def __init__(self, matcher: Matcher, entities: Entities) -> None:
        self._matcher, self._entities = matcher, entities

    def batch(self, queries: Any) -> dict[str, Any]:
        """The answers to a batch of queries by their keys. Raises Refused."""
        asked = object_of(queries, "queries")
        if len(asked) > BATCH:
            raise Refused(413, f"{len(asked)} queries at once; at most {BATCH}, as the manifest says (batchSize)")
        parsed = {key: query_of(value, key) for key, value in asked.items()}
        return {key: {"result": self.candidates(query)} for key, query in parsed.items()}

    def candidates(self, query: Query) -> list[dict[str, Any]]:
        """The candidates of a query, the likeliest first."""
        found = self._found(query)
        safe = self._is_safe(query, found)
        answers = [self._answer(query, candidate, i == 0 and safe, found) for i, candidate in enumerate(found)]
        answers.sort(key=lambda answer: -answer["score"])
        return answers[: query.limit]

    def _found(self, query: Query) -> list[Candidate]:
        """The entries of the types asked for, by name or id; by the properties where there is no name."""
        if not query.text.strip():
            if not query.constraints:
                return []
            having = [self._having(constraint) for constraint in query.constraints]
            ids = [i for i in having[0] if all(i in others for others in having) and self._is_of(i, query.types)]
            return [Candidate(i, 1.0 / len(ids), rules.LISTED.code) for i in ids[: COLUMNS.most]]
        found = self._matcher.candidates(query.text)
        found = [c for c in found if c.score >= COLUMNS.none or c.rule in _SHARING]
        if self._entities.get(query.text) is not None and all(c.entry != query.text for c in found):
            found.append(Candidate(query.text, 1.0, rules.LISTED.code))  # an id is asked for
        return sorted((c for c in found if self._is_of(c.entry, query.types)), key=lambda c: -c.score)

    def _is_of(self, identifier: str, types: Sequence[str]) -> bool:
        """Whether an entry is of one of the types, if any are asked for."""
        entry = self._entities.get(identifier)
        return not types or (entry is not None and entry.kind in types)

    def _having(self, constraint: Constraint) -> tuple[str, ...]:
        if all(constraint.pid != known.id for known in self._entities.properties):
            return ()
        return tuple(dict.fromkeys(i for v in constraint.values for i in self._entities.having(constraint.pid, v)))

    def _is_safe(self, query: Query, found: Sequence[Candidate]) -> bool:
        """Whether the best candidate may be taken unasked: as a cell of a column, and by all properties."""
        if not found:
            return False
        best, runner_up = found[0], found[1] if len(found) > 1 else None
        if not all(self._agrees(best, constraint) is not False for constraint in query.constraints):
            return False
        if not query.text.strip():
            return len(found) == 1
        named = {c.entry for c in self._matcher.candidates(query.text)}  # an entry asked for by its id is none of these
        if best.entry not in named:
            return False
        return self._matcher.applicability(query.text, best, runner_up) is Applicability.SAFE

    def _agrees(self, candidate: Candidate, constraint: Constraint) -> bool | None:
        """Whether an entry has one of the values; None where it says nothing of the property."""
        has = {plain(value) for value in self._entities.values(self._entry(candidate), constraint.pid)}
        return not has.isdisjoint(map(plain, constraint.values)) if has else None

    def _answer(self, query: Query, candidate: Candidate, match: bool, found: Sequence[Candidate]) -> dict[str, Any]:
        entry = self._entry(candidate)
        agreed = {c.pid: self._agrees(candidate, c) for c in query.constraints}
        score = candidate.score * _CONTRADICTED ** sum(agrees is False for agrees in agreed.values())
        lead = candidate.score - max((c.score for c in found if c is not candidate), default=0.0)
        features = {
            "probability": round(candidate.score, 4),
            "lead": round(lead, 4),
            "listed": candidate.rule == rules.LISTED.code,
            "same_name": plain(entry.canonical) == plain(query.text),
            **({"type_match": True} if query.types else {}),
            **{f"property:{pid}": agrees for pid, agrees in agreed.items() if agrees is not None},
        }
        return {
            "id": entry.id,
            "name": entry.canonical,
            "description": self._entities.description(entry),
            "type": [type_of(entry.kind)],
            "score": round(100 * score, 2),
            "match": match,
            "features": [{"id": key, "value": value} for key, value in features.items()],
        }

    def _entry(self, candidate: Candidate) -> Entry:
        found = self._entities.get(candidate.entry)
        assert found is not None
        return found


def type_of(kind: str) -> dict[str, str]:
    """A kind as a type of the API.

    >>> type_of("place")
    {'id': 'place', 'name': 'place'}
    """
    return {"id": kind, "name": kind}
