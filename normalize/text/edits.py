"""Deciding which fixes become edits, applying them, and taking them back.

The three steps are pure: findings in, edits out, text in, text out.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from normalize.io.encoding import encodable
from normalize.model import Applicability, Edit, Finding, in_order

OVERLAP, ENCODING, REJECTED, WRITTEN = "overlap", "encoding", "rejected", "written by a person"
# What kept a fix from being made, as the end of a sentence that begins with it.
NOT_MADE = {
    OVERLAP: "overlaps a surer fix",
    ENCODING: "needs letters that the encoding of the file does not have",
    REJECTED: "was rejected before",
    WRITTEN: "lies in what a person wrote there",
}
_RANK = {Applicability.SAFE: 0, Applicability.UNSAFE: 1, Applicability.DISPLAY: 2}


def decide(
    findings: Iterable[Finding],
    allowed: Collection[Applicability] = (Applicability.SAFE,),
    encoding: str = "utf-8",
) -> list[Finding]:
    """The fixes to apply, in text order and free of overlaps.

    Of two fixes that overlap the surer one wins: first what a person accepted, then by applicability, then by score,
    then the longer, then the earlier; the other is left out. A fix that changes nothing, or whose
    replacement does not fit the file's encoding, is left out.
    """
    fixes = [
        f
        for f in findings
        if f.replacement is not None
        and f.replacement != f.text
        and f.applicability in allowed
        and f.applicability is not Applicability.DISPLAY
        and encodable(f.replacement, encoding)
    ]
    if _are_apart(ordered := in_order(fixes)):
        return list(ordered)
    fixes.sort(
        key=lambda f: (
            *(f.judgement is None, _RANK[f.applicability], -f.score),
            *(f.start - f.end, f.start, f.rule, f.replacement, f.entry or ""),
        )
    )
    taken: list[tuple[int, int]] = []
    chosen: list[Finding] = []
    for fix in fixes:
        at = bisect_left(taken, (fix.start, fix.end))
        free_before = at == 0 or taken[at - 1][1] <= fix.start
        free_after = at == len(taken) or (taken[at][0] >= fix.end and taken[at] != (fix.start, fix.end))
        if free_before and free_after:
            insort(taken, (fix.start, fix.end))
            chosen.append(fix)
    return list(in_order(chosen))


def _are_apart(fixes: Sequence[Finding]) -> bool:
    """Whether fixes in text order are free of overlaps, as most are: then all of them are chosen."""
    return all(
        one.end <= other.start and (one.start, one.end) != (other.start, other.end) for one, other in pairwise(fixes)
    )


@dataclass(frozen=True, slots=True)
class Unmade:
    """A fix that was allowed and is not made: why, and for an overlap the fix that is made in its place."""

    finding: Finding
    reason: str
    instead: Finding | None = None

    @property
    def kind(self) -> str:
        """Its applicability; before it was rejected, if it was."""
        return _free(self.finding)

    @property
    def why(self) -> str:
        """The reason, as the end of a sentence that begins with the fix."""
        if self.instead is None:
            return NOT_MADE[self.reason]
        put = f"“{self.instead.text}” → “{self.instead.replacement}”"
        return f"{NOT_MADE[self.reason]}: {self.instead.id} ({self.instead.rule}, {put})"


def unmade(
    findings: Iterable[Finding],
    made: Sequence[Finding],
    allowed: Collection[Applicability] = (Applicability.SAFE,),
    encoding: str = "utf-8",
) -> list[Unmade]:
    """The fixes that :func:`decide` left out of ``made``, each with its reason.

    They are those that it was free to choose, or would have been without a judgement.
    """
    done = {fix.id for fix in made}
    left = []
    for fix in findings:
        if fix.replacement in (None, fix.text) or _free(fix) not in allowed or fix.id in done:
            continue
        if fix.judgement is not None and fix.applicability is Applicability.DISPLAY:
            left.append(Unmade(fix, REJECTED if fix.judgement["verdict"] == "reject" else WRITTEN))
        elif not encodable(fix.replacement or "", encoding):
            left.append(Unmade(fix, ENCODING))
        else:
            left.append(Unmade(fix, OVERLAP, max(made, key=lambda other: _shared(fix, other), default=None)))
    return left


def _free(fix: Finding) -> str:
    """What a fix would be had nobody kept it from being made."""
    said = fix.judgement if fix.applicability is Applicability.DISPLAY else None
    return fix.applicability.value if said is None else str(said["was"])


def _shared(fix: Finding, other: Finding) -> int:
    """The code points that two fixes share; below zero, how far they are apart."""
    return min(fix.end, other.end) - max(fix.start, other.start)


def apply(text: str, fixes: Sequence[Finding]) -> tuple[str, tuple[Edit, ...]]:
    """The text with the fixes made, and the edits with their place in it.

    ``fixes`` are in text order and do not overlap, as :func:`decide` returns them; each one's ``text`` must be what
    stands at its span.
    """
    pieces: list[str] = []
    edits: list[Edit] = []
    at = length = 0
    for fix in fixes:
        if text[fix.start : fix.end] != fix.text or fix.start < at or fix.end > len(text):
            raise ValueError(f"the fix {fix.id} does not fit the text at {fix.start}..{fix.end}")
        kept, put = text[at : fix.start], fix.replacement or ""
        pieces += (kept, put)
        length += len(kept)
        edits.append(Edit(fix, length, length + len(put)))
        length += len(put)
        at = fix.end
    pieces.append(text[at:])
    return "".join(pieces), tuple(edits)


def invert(text: str, spans: Iterable[tuple[int, int, str, str]]) -> str:
    """The text with edits taken back.

    ``spans`` are ``(new_start, new_end, after, before)`` in the order in which they were made. Raises ValueError
    where the text is not what the edit left there.

    >>> invert("the Panjshir valley", [(4, 12, "Panjshir", "Panchir")])
    'the Panchir valley'
    """
    pieces: list[str] = []
    at = 0
    for start, end, after, before in spans:
        if text[start:end] != after or start < at:
            raise ValueError(f"the text at {start}..{end} is not what the edit left there")
        pieces += (text[at:start], before)
        at = end
    return "".join([*pieces, text[at:]])
