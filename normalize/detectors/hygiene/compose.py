"""Two rounds of repair as one: a text is cleaned, the other detectors read the clean text, and what they find is told
in offsets of the text that was given.

Without this a name with a soft hyphen in it would be cleaned in one run and spelled in the next.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from normalize.evidence.reading import Choose, Reading
from normalize.model import Applicability, Document, Edit, Finding, LanguageSpan, OffsetMap, in_order
from normalize.text.edits import apply

ReadAs = Callable[[Document], Reading]
Look = Callable[[Reading], Sequence[Finding]]
Judge = Callable[[Finding], Finding]
_ROUNDS = 4


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
        return replace(wide, start=first, end=last, text=self.given[first:last])

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


@dataclass(frozen=True)
class Cleaned:
    """A reading of a document after the repairs of text hygiene, where it differs from the text given, and all that was
    found."""

    given: Given
    reading: Reading
    hygiene: tuple[Finding, ...] = ()

    def joined(self, found: Iterable[Finding], choose: Choose) -> tuple[Finding, ...]:
        """All findings, in text order. A fix over a word that was cleaned takes the cleaning in."""
        hygiene, given = self.hygiene, self.given
        if not given.edits:
            return in_order([*hygiene, *found])
        told = [(finding, given.told(finding)) for finding in found]
        made = {finding.id for finding in choose(finding for _, finding in told)}
        taken_in = {
            edit.id
            for finding, as_told in told
            if as_told.id in made
            for edit in given.inside(finding.start, finding.end)
        }
        return in_order([*(f for f in hygiene if f.id not in taken_in), *(as_told for _, as_told in told)])

    def spans(self, found: Iterable[LanguageSpan]) -> tuple[LanguageSpan, ...]:
        """Language spans in offsets of the text given."""
        if not self.given.edits:
            return tuple(found)
        placed = ((span, self.given.span(span.start, span.end)) for span in found)
        return tuple(replace(span, start=start, end=end) for span, (start, end) in placed)


def clean_up(
    document: Document, read_as: ReadAs, look: Look, choose: Choose, judge: Judge = lambda finding: finding
) -> Cleaned:
    """The document with those repairs made that ``choose`` takes of what ``look`` finds.

    ``judge`` says what a person said of a finding on the document given. Where one repair uncovers another (an entity
    inside a word read in the wrong encoding) both are made as one. A text in which there is no end to that was made to
    be so: it is left as it is.
    """
    raw = read_as(document)
    first = tuple(map(judge, look(raw)))
    if not first:
        return Cleaned(Given(document.text, document.text), raw)

    def repaired(found: tuple[Finding, ...]) -> Cleaned:
        text, edits = apply(document.text, choose(found))
        reading = read_as(replace(document, text=text)) if edits else raw
        return Cleaned(Given(document.text, text, edits), reading, found)

    clean = repaired(first)
    for _ in range(_ROUNDS):
        given = clean.given
        more = choose(given.judged(found, judge) for found in look(clean.reading)) if given.edits else []
        if not more:
            return clean
        clean = repaired(clean.joined(more, choose))
    shown = tuple(replace(f, applicability=Applicability.DISPLAY) for f in first)
    return Cleaned(Given(document.text, document.text), raw, shown)
