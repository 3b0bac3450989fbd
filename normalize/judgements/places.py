"""Finding a place again: a span of the original text, after other edits moved it or the document was changed.

The way of the W3C Web Annotation Data Model (2017): a place is known by its offsets and by its text with what stands
before and behind it (position and quote selector). It is bound to one span at most.
"""

from __future__ import annotations

from collections.abc import Iterator

from normalize.judgements.judgement import CONTEXT, Judgement, Scope, plain

# How alike the contexts of a place must be: 1 are the same letters. Contexts of other places in English news come to
# 0.45 at most; a context in which a name was repaired to 0.9, and with all of one side rewritten the place keeps 0.7.
ALIKE = 0.65
_SHORT = 3  # code points: shorter texts occur everywhere, and are looked for together with their neighbours
_NEIGHBOURS = 5  # code points on a side that stand for the place of such a text

Span = tuple[int, int]


def place_of(judgement: Judgement, text: str) -> tuple[Span, bool] | None:
    """Where the one place of a judgement stands in the text of its field; None where it is not found.

    With it whether what was judged stands there still: else it is what the judgement put there.

    >>> from normalize.judgements.judgement import Reach, Verdict
    >>> scope = Scope(Reach.THIS, None, "a.txt", None, None, 23, 30, "Panchir, the valley of ", " was quiet.")
    >>> judged = Judgement(Verdict.REJECT, "N301", "Panchir", "Panjshir", None, scope)
    >>> place_of(judged, "Panjshir, the valley of Panchir was quiet.")
    ((24, 31), True)
    """
    scope = judgement.scope
    if scope.start is None or scope.end is None:
        return None
    exact = text[scope.start : scope.end] == judgement.text and scope.end <= len(text)
    if scope.before is None or scope.behind is None:
        return ((scope.start, scope.end), True) if exact else None
    if exact and _around(text, scope.start, scope.end) == (scope.before, scope.behind):
        return (scope.start, scope.end), True
    best: tuple[float, int, bool] | None = None
    found: tuple[Span, bool] | None = None
    forms = {judgement.result: False, plain(judgement.text): True, judgement.text: True}
    for form, is_open in forms.items():
        if form is None:
            continue
        for start in _occurrences(text, form, scope):
            likeness = _likeness(text, start, start + len(form), scope)
            rank = (likeness, -abs(start - scope.start), is_open)
            if likeness >= ALIKE and (best is None or rank > best):
                best, found = rank, ((start, start + len(form)), is_open)
    return found


def occurrences(text: str, form: str) -> Iterator[int]:
    """Where a form begins in a text, overlapping ones too."""
    at = text.find(form)
    while at >= 0:
        yield at
        at = text.find(form, at + 1)


def _occurrences(text: str, form: str, scope: Scope) -> Iterator[int]:
    if len(form) >= _SHORT:
        yield from occurrences(text, form)
        return
    left, right = (scope.before or "")[-_NEIGHBOURS:], (scope.behind or "")[:_NEIGHBOURS]
    starts = {at + len(left) for at in occurrences(text, left + form)} if left else set()
    starts |= set(occurrences(text, form + right)) if right else set()
    yield from sorted(starts)


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def _likeness(text: str, start: int, end: int, scope: Scope) -> float:
    """How alike the contexts of a span and of a place are, 0 to 1."""
    from rapidfuzz import fuzz

    before, behind = _around(text, start, end)
    return float(fuzz.ratio(before, scope.before or "") + fuzz.ratio(behind, scope.behind or "")) / 200
