"""All furniture of a page: what stands at its edges and is known, and what the line model sees anywhere in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from normalize.detectors.furniture.edges import edges
from normalize.detectors.furniture.line import Certainty, Line, is_sentence, line_of
from normalize.detectors.furniture.phrases import Phrase, recognise
from normalize.detectors.furniture.repeated import Repeated
from normalize.detectors.furniture.verdicts import LineVerdict, judged, worth_judging
from normalize.evidence.around import Around
from normalize.model import Segment


@dataclass(frozen=True, slots=True)
class Furnished:
    """The lines of furniture in text order, and whether an article stands among them."""

    furniture: tuple[Line, ...]
    article: bool

    @property
    def sure(self) -> tuple[Line, ...]:
        """The lines that may be dropped: none of a document that is furniture from end to end."""
        return tuple(line for line in self.furniture if line.certainty is Certainty.SURE) if self.article else ()


def furnished(text: str, segments: Sequence[Segment], around: Around) -> Furnished:
    """The furniture of a document, given its lines. What a list knows at the edges goes before what the model sees."""
    repeated = Repeated(text, segments, around)
    at_edges = edges(text, segments, repeated)
    if not worth_judging([said for said in (text[s.start : s.end].strip() for s in segments) if said]):
        return Furnished(at_edges.furniture, at_edges.article)
    lines = [line for line in (line_of(text, segment) for segment in segments) if line is not None]
    verdicts = judged([line.text for line in lines], repeated.is_shared)
    known = {line.start for line in at_edges.furniture}
    seen = [line for line in _seen(lines, verdicts) if line.start not in known]
    found = sorted([*at_edges.furniture, *seen], key=lambda line: line.start)
    return Furnished(tuple(found), at_edges.article)


def _seen(lines: Sequence[Line], verdicts: Sequence[LineVerdict]) -> list[Line]:
    """What the model sees. Nothing between the first and the last sentence of an article is sure."""
    sentences = [i for i, line in enumerate(lines) if is_sentence(line.text) and recognise(line.text) is None]
    inside = range(sentences[0], sentences[-1] + 1) if sentences else range(len(lines))
    return [
        _as_line(line, verdict, sure=verdict.sure and i not in inside)
        for i, (line, verdict) in enumerate(zip(lines, verdicts, strict=True))
        if verdict.is_furniture
    ]


def _as_line(line: Line, verdict: LineVerdict, *, sure: bool) -> Line:
    assert verdict.kind is not None
    certainty = Certainty.SURE if sure else Certainty.LIKELY
    return Line(line.segment, line.start, line.text, Phrase(verdict.kind, verdict.why), certainty, verdict.probability)
