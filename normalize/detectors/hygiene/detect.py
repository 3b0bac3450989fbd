"""Findings on text hygiene. They come before all others, which read the text as it will be when these are repaired."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from normalize.detectors.hygiene.encoding import entities, mojibake, replacement_characters
from normalize.detectors.hygiene.invisible import controls, soft_hyphens, zero_width
from normalize.detectors.hygiene.lookalikes import look_alikes
from normalize.detectors.hygiene.repair import Repair
from normalize.detectors.hygiene.rules import DEFAULTS, MOJIBAKE, OFF, SAFE
from normalize.evidence.reading import Options
from normalize.model import Applicability, Document, Finding, in_order
from normalize.rules import category_of
from normalize.text.protected import Protected, protected_spans

_MARKDOWN = "markdown"


def find_hygiene(document: Document, options: Options, target: str) -> tuple[Finding, ...]:
    """A finding for each repair outside protected spans, in text order and free of overlaps."""
    words = {**DEFAULTS, **options.hygiene}
    wanted = [repair for repair in _repairs(document, target) if words[repair.rule] != OFF]
    if not wanted:
        return ()
    protected = protected_spans(document.text)
    outside = (repair for repair in wanted if not protected.covers(repair.start, repair.end))
    return in_order([_finding(document, repair, words[repair.rule]) for repair in _apart(outside)])


def _repairs(document: Document, target: str) -> Iterator[Repair]:
    text = document.text
    if text.isascii():
        yield from controls(text)
        if document.markup != _MARKDOWN:
            yield from entities(text)
        return
    found = chain(
        mojibake(text),
        entities(text) if document.markup != _MARKDOWN else (),
        soft_hyphens(text),
        zero_width(text),
        controls(text),
        look_alikes(text, target),
        replacement_characters(text),
    )
    yield from found


def _apart(repairs: Iterable[Repair]) -> list[Repair]:
    """Of repairs that overlap the sure one, else the earlier, else the longer."""
    ordered = sorted(repairs, key=lambda r: (r.start, -r.end))
    sure = _first_come(repair for repair in ordered if repair.sure)
    taken = Protected.of((repair.start, repair.end) for repair in sure)
    return [*sure, *_first_come(r for r in ordered if not r.sure and not taken.covers(r.start, r.end))]


def _first_come(repairs: Iterable[Repair]) -> list[Repair]:
    kept: list[Repair] = []
    for repair in repairs:
        if not kept or repair.start >= kept[-1].end:
            kept.append(repair)
    return kept


def _finding(document: Document, repair: Repair, word: str) -> Finding:
    safe = word == SAFE and repair.sure and repair.replacement is not None
    if repair.rule == MOJIBAKE and not document.encoding.startswith("utf"):
        safe = False  # the legacy encoding was guessed: the fault may be ours
    why = repair.why
    return Finding(
        start=repair.start,
        end=repair.end,
        text=document.text[repair.start : repair.end],
        rule=repair.rule,
        category=category_of(repair.rule),
        message=why,
        applicability=Applicability.SAFE if safe else Applicability.DISPLAY,
        replacement=repair.replacement,
        score=1.0 if repair.sure else 0.6,
        evidence={"why": why, "runner_up": None},
        path=document.path,
        record=document.record,
    )
