"""What a person is asked: findings of one rule that put the same in place of the same, with all their places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Any

from normalize.judgements.judgement import Verdict
from normalize.model import JUDGEMENT, Applicability, Finding

_ORDER = {Applicability.UNSAFE: 0, Applicability.SAFE: 1, Applicability.DISPLAY: 2}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a proposal stands: as in a finding, with the finding's ``id``; ``made`` in a run that applied it."""

    id: str
    path: str
    file: str
    record: int | None
    field: str | None
    start: int
    end: int
    applicability: Applicability
    score: float
    made: bool = False

    @property
    def text_of(self) -> tuple[str, int | None, str | None]:
        """Which text it stands in: path, record and field."""
        return self.path, self.record, self.field


@dataclass(frozen=True, slots=True)
class Proposal:
    """One question: ``text`` → ``replacement`` by a rule, for an entry.

    ``applicability`` is unsafe where any place is, else safe where any is; ``score`` is the lowest of the places that
    are so, and ``message`` and ``evidence`` are of the place that has it. Places are in the order of paths and offsets.
    """

    id: str
    rule: str
    category: str
    text: str
    replacement: str | None
    entry: str | None
    applicability: Applicability
    score: float
    message: str
    evidence: Mapping[str, Any]
    lang: str | None
    places: tuple[Place, ...] = field(default=())

    @property
    def kinds(self) -> Mapping[Applicability, int]:
        """How many places are of each applicability, what waits for a person first."""
        counts = Counter(place.applicability for place in self.places)
        return {kind: counts[kind] for kind in _ORDER if counts[kind]}

    @property
    def documents(self) -> int:
        """In how many documents it stands."""
        return len({(place.path, place.record) for place in self.places})


def identify(rule: str, text: str, replacement: str | None, entry: str | None) -> str:
    """Twelve hexadecimal digits that stand for a question, the same in every run."""
    key = repr((rule, text, replacement, entry)).encode("utf-8", "surrogatepass")
    return blake2b(key, digest_size=6).hexdigest()


def as_asked(finding: Finding) -> Finding:
    """A finding as it was before a judgement was followed: the question that a person answered."""
    told: Mapping[str, Any] | None = finding.judgement
    if told is None:
        return finding
    evidence = {key: value for key, value in finding.evidence.items() if key != JUDGEMENT}
    was = Applicability(told["was"])
    edited = told["verdict"] == Verdict.EDIT and told.get("followed", True)
    replacement = told.get("proposed") if edited else finding.replacement
    return replace(finding, applicability=was, replacement=replacement, evidence=evidence)


class Grouping:
    """Collects findings and makes proposals of them."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, str, str | None, str | None], list[Place]] = {}
        self._lowest: dict[tuple[str, str, str | None, str | None], Finding] = {}
        self._texts: dict[str, str] = {}  # one object for each path, however many places lie there

    def add(self, findings: Iterable[Finding], made: Iterable[str] = ()) -> None:
        """Take findings, judged or not; those whose id is in ``made`` are edits of a run."""
        done = frozenset(made)
        for found in findings:
            finding = as_asked(found)
            key = (finding.rule, finding.text, finding.replacement, finding.entry)
            self._places.setdefault(key, []).append(self._place(finding, made=found.id in done))
            lowest = self._lowest.get(key)
            if lowest is None or _rank(finding) < _rank(lowest):
                self._lowest[key] = finding

    def _place(self, finding: Finding, *, made: bool) -> Place:
        path, file = (self._texts.setdefault(text, text) for text in (finding.path, finding.file))
        where = (finding.record, finding.field, finding.start, finding.end)
        return Place(finding.id, path, file, *where, finding.applicability, finding.score, made)

    def proposals(self) -> list[Proposal]:
        """All proposals: what waits for a person first, then what settles most places."""
        made = (self._made(key, places) for key, places in self._places.items())
        return sorted(made, key=lambda p: (_ORDER[p.applicability], -len(p.places), p.text, p.replacement or "", p.id))

    def _made(self, key: tuple[str, str, str | None, str | None], places: list[Place]) -> Proposal:
        rule, text, replacement, entry = key
        lowest = self._lowest[key]
        return Proposal(
            identify(*key),
            rule,
            lowest.category.value,
            text,
            replacement,
            entry,
            min((place.applicability for place in places), key=_ORDER.__getitem__),
            lowest.score,
            lowest.message,
            lowest.evidence,
            lowest.lang,
            tuple(sorted(places, key=_position)),
        )


def _rank(finding: Finding) -> tuple[int, float]:
    """The least sure first: what waits for a person tells why it does."""
    return _ORDER[finding.applicability], finding.score


def _position(place: Place) -> tuple[str, int, str, int, int]:
    return place.path, -1 if place.record is None else place.record, place.field or "", place.start, place.end


def by_text(
    proposals: Sequence[Proposal],
) -> dict[tuple[str, int | None, str | None], list[tuple[Place, int, int]]]:
    """The places of each text in the order of offsets, each with the numbers of its proposal and of the place in it."""
    found: dict[tuple[str, int | None, str | None], list[tuple[Place, int, int]]] = {}
    for number, proposal in enumerate(proposals):
        for at, place in enumerate(proposal.places):
            found.setdefault(place.text_of, []).append((place, number, at))
    for places in found.values():
        places.sort(key=lambda held: (held[0].start, held[0].end, held[1]))
    return found
