"""Repairs that call for others: what a second run would find in the text as it will be written is part of the first.

A repaired name makes running text of a line whose marks are repaired then, two repairs that overlap are made one after
the other, and so on. So a text that was edited is read once more as it will be written, by those detectors alone that
may edit it; what they repair is told in offsets of the text given, together with the repairs that it rests on
(:meth:`~normalize.text.given.Given.composed`). Where this has no end, the rules that go on are withheld: their fixes
in the document are shown, and none is made.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Protocol

from normalize.evidence.reading import Judge
from normalize.model import Applicability, Document, FieldSpan, Finding, Result, in_order
from normalize.run.prepare import Decisions
from normalize.settings.settings import Settings
from normalize.text.edits import apply
from normalize.text.given import Given
from normalize.text.protected import Protected

ROUNDS = 8  # a round costs a reading of the text; of 40,000 texts made of damage none took more than five
_TRIES = 3  # each without the rules that did not come to rest in those before


class Run(Protocol):
    """The chain, once through: documents with their numbers, and the decisions on their fixes. ``again`` says
    that they are read as they will be written: what cannot become an edit need not be found."""

    def __call__(
        self,
        numbers: Sequence[int],
        some: Sequence[Document],
        decisions: Sequence[Decisions],
        *,
        again: bool,
    ) -> Sequence[Result]: ...


class _Later(Decisions):
    """The decision on fixes of a document as it will be written: people spoke of the document given."""

    def __init__(self, document: Document, settings: Settings, given: Given, first: Decisions) -> None:
        super().__init__(document, settings, first.withheld)
        self._given, self._first = given, first

    @property
    def judge(self) -> Judge | None:
        """What people said of a finding, asked of the document given."""
        said = self._first.judge
        return None if said is None else lambda finding: self._given.judged(finding, said)


def settled(documents: Sequence[Document], settings: Settings, run: Run) -> list[Result]:
    """The results of some documents, such that a second run over their texts changes nothing.

    ``run`` is the chain, once through, over some of the documents, or over these as they will be written.
    """
    everything = range(len(documents))
    decisions = [Decisions(document, settings) for document in documents]
    made = list(run(everything, documents, decisions, again=False))
    moving = [number for number in everything if made[number].edits]
    for left in reversed(range(_TRIES)):
        restless = _rounds(moving, documents, decisions, made, settings, run)
        moving = [*restless]
        for number, rules in restless.items():
            decisions[number] = Decisions(documents[number], settings, decisions[number].withheld | rules)
        if not moving:
            break
        given, said = [documents[i] for i in moving], [decisions[i] for i in moving]
        for number, result in zip(moving, run(moving, given, said, again=False), strict=True):
            made[number] = result if left else replace(result, text=result.original, edits=())
    return made


def _rounds(
    moving: Sequence[int],
    documents: Sequence[Document],
    decisions: Sequence[Decisions],
    made: list[Result],
    settings: Settings,
    run: Run,
) -> dict[int, frozenset[str]]:
    """Add to the results ``made`` of some documents what is found in these as they will be written, round by round.

    Returns those that did not come to rest, with the rules that went on.
    """
    restless: dict[int, frozenset[str]] = {}
    for _ in range(ROUNDS):
        if not moving:
            return {}
        given = [Given(documents[i].text, made[i].text, made[i].edits) for i in moving]
        written = [_written(documents[i], made[i]) for i in moving]
        told = zip(moving, written, given, strict=True)
        later = [_Later(document, settings, one, decisions[i]) for i, document, one in told]
        found = run(moving, written, later, again=True)
        restless = {}
        for i, one, result in zip(moving, given, found, strict=True):
            if not result.edits:
                continue
            fixes = [edit.finding for edit in result.edits]
            made[i] = _joined(documents[i], made[i], fixes, decisions[i].judge, settings.allowed)
            if made[i].text != one.clean:
                restless[i] = frozenset(fix.rule for fix in fixes)
        moving = [*restless]
    return restless


def _written(document: Document, result: Result) -> Document:
    """A document as it will be written, its fields where they are then."""
    starts = [edit.start for edit in result.edits]

    def moved(offset: int, before: int) -> int:
        return offset + (result.edits[before - 1].new_end - result.edits[before - 1].end if before else 0)

    fields = tuple(
        FieldSpan(
            span.name,
            moved(span.start, bisect_left(starts, span.start)),
            moved(span.end, bisect_right(starts, span.end)),
        )
        for span in document.fields
    )
    return replace(document, text=result.text, fields=fields)


def _joined(
    document: Document, first: Result, fixes: Sequence[Finding], said: Judge | None, allowed: Collection[Applicability]
) -> Result:
    """A result with fixes on its text: they take in the edits that they rest on, and what these stood in the way of."""
    told = Given(document.text, first.text, first.edits).composed(fixes)
    gone = {edit.id for _, taken_in in told for edit in taken_in}
    # A fix that takes back what it takes in is none.
    put = [fix if said is None else said(fix) for fix, _ in told if fix.replacement != fix.text]
    made = [fix for fix in put if fix.applicability is not Applicability.DISPLAY]
    kept = [edit.finding for edit in first.edits if edit.id not in gone]
    text, edits = apply(document.text, in_order([*kept, *made]))
    still = {fix.id for fix in kept}
    done = Protected.of((fix.start, fix.end) for fix in made)
    left = (
        f
        for f in first.findings
        if f.id in still or not (f.id in gone or (f.applicability in allowed and done.covers(f.start, f.end)))
    )
    return replace(first, text=text, edits=edits, findings=in_order([*left, *put]))
