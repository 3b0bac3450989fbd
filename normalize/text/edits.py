"""Deciding which fixes become edits, applying them, and taking them back.

The three steps are pure: findings in, edits out, text in, text out.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Sequence

from normalize.io.encoding import encodable
from normalize.model import Applicability, Edit, Finding, in_order

_RANK = {Applicability.SAFE: 0, Applicability.UNSAFE: 1, Applicability.DISPLAY: 2}


def decide(
    findings: Iterable[Finding],
    allowed: Collection[Applicability] = (Applicability.SAFE,),
    rejected: Collection[str] = (),
    encoding: str = "utf-8",
) -> list[Finding]:
    """The fixes to apply, in text order and free of overlaps.

    Of two fixes that overlap the surer one wins: first by applicability, then by score, then the longer, then the
    earlier; the other is left for a later run. A fix whose id was rejected, that changes nothing, or whose
    replacement does not fit the file's encoding is left out.
    """
    fixes = [
        f
        for f in findings
        if f.replacement is not None
        and f.replacement != f.text
        and f.applicability in allowed
        and f.applicability is not Applicability.DISPLAY
        and not (rejected and f.id in rejected)  # ids are worked out only where some are asked for
        and encodable(f.replacement, encoding)
    ]
    fixes.sort(
        key=lambda f: (_RANK[f.applicability], -f.score, f.start - f.end, f.start, f.rule, f.replacement, f.entry or "")
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
