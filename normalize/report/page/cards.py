"""Passages of documents with what was changed, or is proposed, in them: what a page shows before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from normalize.io import Unit
from normalize.report.evidence import judged, runner_up
from normalize.report.page.legible import edited, legible, shortened
from normalize.run.journal import Run
from normalize.run.outcomes import Line, Outcome, Told
from normalize.run.texts import Text, Texts
from normalize.text.passages import Passage, passage_at, passages


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a passage: what stood there and what stands there, the same where ``note`` is None.

    ``note`` is the number of the note on the change.
    """

    before: str
    after: str
    note: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What is said of a change: what it was, by which rule, why, how sure that is, and what else it could have been."""

    before: str
    after: str | None
    rule: str
    outcome: Outcome
    message: str
    why: str
    score: float
    runner_up: str
    support: str
    judged: str


@dataclass(frozen=True, slots=True)
class Card:
    """A passage: where it is, its pieces, and a note on each change; no pieces where the original is gone."""

    path: str
    record: int | None
    id: str | None
    field: str | None
    line: int
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]
    rules: frozenset[str]


def cards(run: Run, chosen: Mapping[str, str], wanted: frozenset[Outcome]) -> list[Card]:
    """The passages of the findings chosen (id to path), by file and place, each once.

    With a finding come all others of its passage with an outcome that is ``wanted``.
    """
    if not chosen:
        return []
    found = [card for text in Texts(run, frozenset(chosen.values())) for card in _of_text(text, chosen, wanted)]
    order = sorted(range(len(found)), key=lambda i: (found[i].path, i))
    return [found[i] for i in order]


def _of_text(text: Text, chosen: Mapping[str, str], wanted: frozenset[Outcome]) -> Iterator[Card]:
    left = [one for one in text.told if one.outcome in wanted]
    if not any(one.line["id"] in chosen for one in left):
        return
    known = {unit.field for unit in text.units}
    for unit in text.units:
        yield from _of_field(text.path, unit, [one for one in left if one.line["field"] == unit.field], chosen)
    for one in left:
        if one.line["field"] not in known and one.line["id"] in chosen:
            line = one.line
            yield Card(text.path, line["record"], None, line["field"], 0, (), (_note(one),), frozenset([line["rule"]]))


def _of_field(path: str, unit: Unit, told: Sequence[Told], chosen: Mapping[str, str]) -> Iterator[Card]:
    if not any(one.line["id"] in chosen for one in told):
        return
    found = passages(unit.text)
    groups: list[tuple[Passage, list[Told]]] = []
    for one in sorted(told, key=lambda one: (one.line["start"], one.line["end"])):
        place = passage_at(found, one.line["start"], one.line["end"])
        if place is None:
            continue
        if groups and place.start < groups[-1][0].end:  # one passage, or two that an edit joins
            last, ones = groups[-1]
            groups[-1] = (Passage(last.line, last.start, max(last.end, place.end)), [*ones, one])
        else:
            groups.append((place, [one]))
    for place, ones in groups:
        if any(one.line["id"] in chosen for one in ones):
            yield _card(path, unit, place, ones)


def _card(path: str, unit: Unit, place: Passage, told: Sequence[Told]) -> Card:
    pieces: list[Piece] = []
    notes: list[Note] = []
    at = place.start
    for one in told:
        line = one.line
        if line["start"] >= at:  # of two findings in one place the first is marked, the other has its note alone
            pieces += _same(unit.text[at : line["start"]])
            pieces.append(Piece(_put(line["text"]), _put(line["replacement"] or ""), len(notes)))
            at = line["end"]
        notes.append(_note(one))
    pieces += _same(unit.text[at : place.end])
    rules = frozenset(one.line["rule"] for one in told)
    return Card(path, unit.record, unit.id, unit.field, place.line, tuple(pieces), tuple(notes), rules)


def _same(text: str) -> list[Piece]:
    shown = shortened(legible(text))
    return [Piece(shown, shown)] if text else []


def _put(text: str) -> str:
    return shortened(edited(text))


def _note(told: Told) -> Note:
    line: Line = told.line
    evidence = line["evidence"]
    why = str(evidence.get("why") or "")
    return Note(
        _put(line["text"]),
        None if line["replacement"] is None else _put(line["replacement"]),
        line["rule"],
        told.outcome,
        legible(line["message"]),
        legible(why) if why != line["message"] else "",
        line["score"],
        legible(runner_up(evidence, line["category"], line["entry"])),
        legible(str(evidence.get("support") or "")),
        legible(judged(evidence)),
    )
