"""Proposals as a page or a terminal shows them: plain values, long texts cut, each text in parts by what they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from normalize.judgements.judgement import Judgement
from normalize.report import evidence as told
from normalize.review.kept import Window
from normalize.review.proposal_desk import Desk
from normalize.review.proposals import Place, Proposal
from normalize.rules import Rule

CONTEXTS = 3  # places that are shown at a time
AROUND = 120  # code points of its line that are shown on either side of a place
_ROW, _WHOLE = 120, 600  # code points of a text in a list, and elsewhere
PLAIN, OTHER, HERE = "", "other", "here"
Part = tuple[str, str]  # a stretch of text, and what it is: untouched, changed by another fix, or what is asked about


def cut(text: str, most: int) -> str:
    """A text of which so much is shown.

    >>> cut("a long story", 6), cut("short", 6)
    ('a long … (6 more)', 'short')
    """
    return text if len(text) <= most else f"{text[:most]} … ({len(text) - most:,} more)"


def row(desk: Desk, number: int) -> dict[str, Any]:
    """A proposal as one row of a list."""
    proposal = desk.proposals[number]
    verdicts = desk.verdicts(number)
    return {
        "id": proposal.id,
        "text": cut(proposal.text, _ROW),
        "replacement": None if proposal.replacement is None else cut(proposal.replacement, _ROW),
        "count": len(proposal.places),
        "decided": sum(said is not None for said in verdicts),
        "rule": proposal.rule,
        "applicability": proposal.applicability.value,
        "score": round(proposal.score, 4),
        "state": desk.state(number).value,
        "lang": proposal.lang,
    }


def detail(desk: Desk, number: int, first: int, rules: Mapping[str, Rule]) -> dict[str, Any]:
    """All that is known of a proposal, with the places from ``first`` on."""
    proposal = desk.proposals[number]
    rule = rules.get(proposal.rule)
    shown = range(first, min(first + CONTEXTS, len(proposal.places)))
    return {
        **row(desk, number),
        "text": cut(proposal.text, _WHOLE),
        "replacement": None if proposal.replacement is None else cut(proposal.replacement, _WHOLE),
        "documents": proposal.documents,
        "kinds": [(kind.value, count) for kind, count in proposal.kinds.items()],
        "entry": proposal.entry,
        "rule_name": rule.name if rule else "(of a plugin that is not installed here)",
        "rule_what": rule.what if rule else "",
        "why": proposal.message,
        "evidence": list(evidence(proposal)),
        "first": first,
        "places": [place(desk, number, at) for at in shown],
    }


def evidence(proposal: Proposal) -> Iterator[tuple[str, str]]:
    """What speaks for a proposal, by name."""
    found = proposal.evidence
    yield "entry", told.entry_of(found, proposal.entry)
    yield "support", str(found.get("support") or "")
    yield "runner-up", told.runner_up(found, proposal.category, proposal.entry)
    yield "language", proposal.lang or ""
    yield from ((name, cut(text, _WHOLE)) for name, text in told.others(found))


def place(desk: Desk, number: int, at: int) -> dict[str, Any]:
    """One place of a proposal: where it is, what was said of it, and its text before and after."""
    proposal = desk.proposals[number]
    here, said = proposal.places[at], desk.verdicts(number)[at]
    window = desk.contexts.window(here)
    shown: dict[str, Any] = {
        "number": at,
        "path": here.path,
        "record": here.record,
        "field": here.field,
        "made": here.made,
        "applicability": here.applicability.value,
        "score": round(here.score, 4),
        "judgement": None if said is None else judgement(said),
    }
    if isinstance(window, str) or not window.holds(here, proposal.text):
        reason = (
            window if isinstance(window, str) else "the file has changed since, and this text is not there any more"
        )
        return {**shown, "gone": reason}
    source, clean = sides(desk, number, at, window.around_line(here.start, here.end, AROUND))
    return {**shown, "line": window.line, "column": window.column, "source": source, "clean": clean}


def judgement(said: Judgement) -> dict[str, str]:
    """A judgement in short."""
    return {
        "verdict": said.verdict.value,
        "reach": said.scope.reach.value,
        "put": cut(said.put or "", _WHOLE),
        "who": said.who,
        "when": said.when,
        "why": said.why,
    }


def sides(desk: Desk, number: int, at: int, window: Window) -> tuple[list[Part], list[Part]]:
    """A window as it is, and as it is to be: with this proposal followed, and all others as they were decided."""
    head = [("… ", PLAIN)] if window.opens else []
    source: list[Part] = [*head]
    clean: list[Part] = [*head]
    end = 0
    for fix, put, kind in _fixes(desk, number, at, window):
        start = fix.start - window.at
        between = window.text[end:start]
        end = fix.end - window.at
        source += ((between, PLAIN), (cut(window.text[start:end], _WHOLE), kind))
        clean += ((between, PLAIN), (cut(put, _WHOLE), kind))
    rest = (window.text[end:] + (" …" if window.goes_on else ""), PLAIN)
    return [part for part in [*source, rest] if any(part)], [part for part in [*clean, rest] if any(part)]


def _fixes(desk: Desk, number: int, at: int, window: Window) -> list[tuple[Place, str, str]]:
    """The fixes in a window, in their order and free of overlaps: what is asked about goes before all others."""
    proposal = desk.proposals[number]
    here, said = proposal.places[at], desk.verdicts(number)[at]
    proposed = proposal.text if proposal.replacement is None else proposal.replacement
    found = [(here, proposed if said is None else said.result or proposal.text, HERE)]
    taken = here.start
    for other, put in desk.written(here.text_of, window.at, window.at + len(window.text)):
        free_of_this = other.end <= here.start or other.start >= here.end
        if other.id != here.id and free_of_this and (not found[1:] or other.start >= taken):
            found.append((other, put, OTHER))
            taken = other.end
    return sorted(found, key=lambda fix: (fix[0].start, fix[0].end))
