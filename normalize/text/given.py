"""Findings on a text that edits made, told in offsets of the text that was given."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from normalize.model import Edit, Finding, OffsetMap
from normalize.text.edits import apply

Judge = Callable[[Finding], Finding]


@dataclass(frozen=True)
class Given:
    """The text that was given, the clean one, and the edits between them: findings on this, told in offsets of that."""

    given: str
    clean: str
    edits: tuple[Edit, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span of the clean text in offsets of the text given."""
        return (self._back(start), self._back(end)) if self.edits else (start, end)

    def inside(self, start: int, end: int) -> tuple[Edit, ...]:
        """The edits that share a code point with a span of the clean text, or took something out inside of it."""
        return self.edits[bisect_right(self._ends, start) : bisect_left(self._starts, end)]

    def widened(self, finding: Finding) -> Finding:
        """A finding on the clean text, widened to whole edits."""
        inside = self.inside(finding.start, finding.end)
        if not inside:
            return finding
        start, end = min(finding.start, inside[0].new_start), max(finding.end, inside[-1].new_end)
        put = finding.replacement
        if put is not None:
            put = self.clean[start : finding.start] + put + self.clean[finding.end : end]
        return replace(finding, start=start, end=end, text=self.clean[start:end], replacement=put)

    def told(self, finding: Finding) -> Finding:
        """A finding on the clean text as one on the text given, widened to whole edits."""
        if not self.edits:
            return finding
        wide = self.widened(finding)
        inside = self.inside(finding.start, finding.end)
        first = inside[0].start if inside and inside[0].new_start == wide.start else self._back(wide.start)
        last = inside[-1].end if inside and inside[-1].new_end == wide.end else self._back_end(wide.end)
        last = max(first, last)  # what is put where something was taken out is put behind that
        return replace(wide, start=first, end=last, text=self.given[first:last])

    def composed(self, fixes: Sequence[Finding]) -> list[tuple[Finding, tuple[Edit, ...]]]:
        """Fixes on the clean text, in text order and apart, as fixes on the text given that are apart, too.

        Each comes with the edits that it takes in. Those that share such an edit are told as one: as the surest of
        them, with the repairs of all.
        """
        groups: list[tuple[list[Finding], set[str]]] = []
        for fix in fixes:
            inside = {edit.id for edit in self.inside(fix.start, fix.end)}
            if groups and not groups[-1][1].isdisjoint(inside):
                groups[-1][0].append(fix)
                groups[-1][1].update(inside)
            else:
                groups.append(([fix], inside))
        return [self._as_one(group) for group, _ in groups]

    def _as_one(self, fixes: Sequence[Finding]) -> tuple[Finding, tuple[Edit, ...]]:
        start, end = fixes[0].start, fixes[-1].end
        fix = fixes[0]
        if len(fixes) > 1:
            surest = max(fixes, key=lambda one: (one.score, one.end - one.start))
            put = apply(self.clean[start:end], [replace(f, start=f.start - start, end=f.end - start) for f in fixes])[0]
            fix = replace(surest, start=start, end=end, text=self.clean[start:end], replacement=put)
        return self.told(fix), self.inside(start, end)

    def judged(self, finding: Finding, judge: Judge) -> Finding:
        """A finding on the clean text, judged as the one that it is on the text given."""
        if finding.judgement is not None:
            return finding
        told = self.told(finding)
        said = judge(told)
        if said is told:
            return finding
        if said.replacement != told.replacement:  # a person's text takes the place of all that was told
            wide = self.widened(finding)
            return replace(said, start=wide.start, end=wide.end, text=wide.text)
        return replace(finding, applicability=said.applicability, evidence=said.evidence)

    @cached_property
    def _offsets(self) -> OffsetMap:
        return OffsetMap(tuple((e.start, e.end, e.new_start, e.new_end) for e in self.edits))

    @cached_property
    def _starts(self) -> list[int]:
        return [edit.new_start for edit in self.edits]

    @cached_property
    def _ends(self) -> list[int]:
        return [edit.new_end for edit in self.edits]

    def _back(self, offset: int) -> int:
        return self._offsets.to_original(offset)

    def _back_end(self, offset: int) -> int:
        """The end of a span: what was taken out behind it is not part of it."""
        at = bisect_left(self._starts, offset)
        shift = self.edits[at - 1].end - self.edits[at - 1].new_end if at else 0
        return offset + shift
