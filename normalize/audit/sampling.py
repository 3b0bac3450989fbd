"""Drawing the sample of an audit from a run: the same one for the same seed, whatever the order of the journal.

Each edit and each passage has a place in a random order, the hash of its id and the seed; of each stratum the first
so many are drawn. So half a sample that was judged in that order is a random sample, too. Two passes, one to count and
one over the texts; what is kept is the sample.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from heapq import heappush, heapreplace
from operator import itemgetter

from normalize.audit.allocation import allocate
from normalize.audit.model import By, Part, Sampled, Span
from normalize.io import Unit
from normalize.run.journal import Run
from normalize.run.outcomes import Line, Outcome, Told, documents
from normalize.run.texts import Text, Texts
from normalize.text.lines import column
from normalize.text.passages import Passage, passage_at, passages, touching

PASSAGES = 0.25  # of a sample are passages without edits: what was missed is looked for in them
_OF: Mapping[By, Callable[[Line], str]] = {
    By.RULE: lambda line: str(line["rule"]),
    By.CATEGORY: lambda line: str(line["category"]),
    By.ENTRY: lambda line: str(line["entry"] or "(no entry)"),
    By.FOLDER: lambda line: line["path"].rpartition("/")[0] + "/",
}


@dataclass(frozen=True, slots=True)
class Sample:
    """What was drawn, in the order in which it is judged, and the size of each stratum.

    ``edited`` passages have edits; ``unread`` are files whose texts could not be had: only edits were drawn of them.
    """

    items: tuple[Sampled, ...]
    strata: Mapping[str, tuple[Part, int]]
    edited: int = 0
    unread: tuple[str, ...] = ()


def sample(run: Run, size: int = 200, by: By = By.RULE, seed: int = 0) -> list[Sampled]:
    """What :func:`draw` draws."""
    return list(draw(run, size, by, seed).items)


def draw(run: Run, size: int = 200, by: By = By.RULE, seed: int = 0) -> Sample:
    """Draw a stratified random sample of a run: ``size`` items, parted ``by``. Raises JournalError.

    Three quarters are edits, shared out between the strata by the square roots of their sizes; the rest are passages
    in which no edit was made, of documents without any edit and of the others. What was taken back is no edit.
    """
    counts = Counter(_OF[by](one.line) for _, told in documents(run) for one in told if one.outcome is Outcome.MADE)
    edits = dict(sorted(counts.items()))
    pool = _Pool(size, allocate(size, edits), by, seed)  # a stratum never gets more of a smaller sample
    texts = Texts(run)
    for text in texts:
        pool.offer(text)
    rest = {name: first.seen for name, first in pool.passages.items() if first.seen}
    size_of_rest = min(sum(rest.values()), max(size - sum(edits.values()), round(size * PASSAGES)))
    populations = {**edits, **rest}
    given = {**allocate(size - size_of_rest, edits), **allocate(size_of_rest, rest)}
    drawn = [
        (order, replace(item, stratum=name, population=populations[name], drawn=given[name]))
        for name, first in {**pool.edits, **pool.passages}.items()
        for order, item in first.least(given.get(name, 0))
    ]
    parts = {name: Part(name) if name in rest else Part.EDITS for name in populations}
    return Sample(
        tuple(item for _, item in sorted(drawn, key=itemgetter(0))),
        {name: (parts[name], n) for name, n in populations.items()},
        pool.edited,
        tuple(texts.unread),
    )


class _First:
    """The first so many of a stratum, in the random order; how many were seen."""

    def __init__(self, size: int) -> None:
        self._size, self._kept, self.seen = size, list[tuple[int, int, Sampled]](), 0

    def offer(self, order: int, make: Callable[[], Sampled]) -> None:
        """Count an item; it is made only where it is among the first so far."""
        self.seen += 1
        if len(self._kept) < self._size:
            heappush(self._kept, (-order, self.seen, make()))
        elif self._kept and -order > self._kept[0][0]:
            heapreplace(self._kept, (-order, self.seen, make()))

    def least(self, size: int) -> list[tuple[int, Sampled]]:
        """The first ``size`` with their places in the order."""
        return sorted(((-order, item) for order, _, item in self._kept), key=itemgetter(0))[:size]


class _Pool:
    """What may be drawn: the first so many edits of each stratum, and passages of each part."""

    def __init__(self, size: int, shares: Mapping[str, int], by: By, seed: int) -> None:
        self._by, self._seed, self.edited = by, seed, 0
        self.edits = {name: _First(share) for name, share in shares.items()}
        self.passages = {part.value: _First(size) for part in (Part.CLEAN, Part.REST)}

    def offer(self, text: Text) -> None:
        """Take what a document has."""
        edited = any(one.outcome is Outcome.MADE for one in text.told)
        fields: dict[str | None, list[Told]] = defaultdict(list)
        for one in text.told:
            fields[one.line["field"]].append(one)
        for unit in text.units:
            self._offer_field(text.path, unit, fields.pop(unit.field, []), Part.REST if edited else Part.CLEAN)
        for told in fields.values():  # their original is gone: the edits can be judged by themselves
            for one in told:
                if one.outcome is Outcome.MADE:
                    self._offer_edit(text.path, one, None, [], 1)

    def _offer_field(self, path: str, unit: Unit, told: Sequence[Told], part: Part) -> None:
        found = passages(unit.text)
        inside: dict[Passage, list[Told]] = defaultdict(list)
        touched: set[Passage] = set()
        for one in told:
            around = passage_at(found, one.line["start"], one.line["end"])
            if around is not None:
                inside[around].append(one)
            if one.outcome is Outcome.MADE:
                touched.update(touching(found, one.line["start"], one.line["end"]))
        self.edited += len(touched)
        for passage, ones in inside.items():
            made = [one for one in ones if one.outcome is Outcome.MADE]
            for one in made:
                self._offer_edit(path, one, (unit, passage), ones, len(made))
        for passage in found:
            if passage not in touched:
                shown = inside.get(passage, [])
                self._offer_passage(path, (unit, passage), shown, part)

    def _offer_edit(
        self, path: str, one: Told, place: tuple[Unit, Passage] | None, beside: Sequence[Told], sharing: int
    ) -> None:
        line = one.line
        order = _order(self._seed, line["id"])
        self.edits[_OF[self._by](line)].offer(order, lambda: _edit(path, one, place, beside, sharing))

    def _offer_passage(self, path: str, place: tuple[Unit, Passage], shown: Sequence[Told], part: Part) -> None:
        unit, passage = place
        name = _id(path, unit.record, unit.field, passage.start)
        order = _order(self._seed, name)
        self.passages[part.value].offer(order, lambda: _passage(name, path, place, shown, part))


def _id(*place: object) -> str:
    """The id of a passage, like that of a finding: the same for the same place."""
    return blake2b(repr(place).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _order(seed: int, name: str) -> int:
    """The place of an item in the random order of a seed."""
    return int.from_bytes(blake2b(f"{seed} {name}".encode(), digest_size=8).digest(), "big")


def _edit(path: str, one: Told, place: tuple[Unit, Passage] | None, beside: Sequence[Told], sharing: int) -> Sampled:
    line = one.line
    spans: tuple[Span, ...] = ()
    number, at, text = 0, 1, ""
    if place is not None:
        unit, passage = place
        number, text = passage.line, unit.text[passage.start : passage.end]
        at = column(unit.text, line["start"])
        spans = tuple(_span(other, passage) for other in (one, *(other for other in beside if other is not one)))
    return Sampled(
        id=line["id"],
        part=Part.EDITS,
        stratum="",
        population=0,
        drawn=0,
        path=path,
        record=line["record"],
        field=line["field"],
        line=number,
        text=text,
        spans=spans,
        rule=line["rule"],
        before=line["text"],
        after=line["replacement"] or "",
        why=line["evidence"].get("why") or line["message"],
        sharing=sharing,
        column=at,
    )


def _passage(name: str, path: str, place: tuple[Unit, Passage], shown: Sequence[Told], part: Part) -> Sampled:
    unit, passage = place
    return Sampled(
        id=name,
        part=part,
        stratum="",
        population=0,
        drawn=0,
        path=path,
        record=unit.record,
        field=unit.field,
        line=passage.line,
        text=unit.text[passage.start : passage.end],
        spans=tuple(_span(one, passage) for one in shown),
        column=column(unit.text, passage.start),
    )


def _span(one: Told, passage: Passage) -> Span:
    made = one.outcome is Outcome.MADE
    put = (one.line["replacement"] or "") if made else None
    return Span(one.line["start"] - passage.start, one.line["end"] - passage.start, put, one.line["message"])
