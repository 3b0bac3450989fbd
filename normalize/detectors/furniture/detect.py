"""Findings on web furniture. They are shown; with ``drop`` the lines at the edges go, with their line ends."""

from __future__ import annotations

from collections.abc import Iterator

from normalize.detectors.detector import Detector
from normalize.detectors.furniture.credits import credit_tails, tweet_tails
from normalize.detectors.furniture.line import Certainty, Line
from normalize.detectors.furniture.page import furnished
from normalize.detectors.furniture.phrases import LONGEST_LABEL, Phrase, insert, listed, may_be_insert
from normalize.detectors.furniture.rules import BY_KIND, CREDIT, REPEATED, RULES, SITE_TITLE, TWEET
from normalize.detectors.furniture.titles import site_suffix
from normalize.evidence.reading import Reading
from normalize.model import Applicability, Finding, LanguageSpan, Segment
from normalize.rules import Rule
from normalize.settings.policy import DROP as DROP_FOREIGN
from normalize.settings.settings import Settings
from normalize.text.protected import Protected

OFF, DROP = "off", "drop"
_LONGEST_LINE = 220
_ASKING = frozenset(["share", "subscription"])
_LIKELY = 0.6  # the score of a line that a list knows, and that is not sure where it stands


class Furniture(Detector):
    """Lines that sites and agencies set around an article."""

    rules = RULES
    everywhere = True  # any word may stand in a line at an edge, whose neighbours and folder tell what it is

    def may_edit(self, settings: Settings) -> bool:
        """Whether lines are taken out."""
        return settings.options.furniture == DROP

    def find(self, reading: Reading) -> list[Finding]:
        """A finding for each line of furniture, each agency's credit and each tail of a tweet."""
        return find_furniture(reading)


def find_furniture(reading: Reading) -> list[Finding]:
    """A finding for each line of furniture, each agency's credit and each tail of a tweet."""
    if reading.settings.options.furniture == OFF:
        return []
    lines = _lines(reading)
    gone = reading.gone
    found = [_finding(reading, line, gone.covers(line.segment.start, line.segment.end)) for line in lines]
    taken = Protected.of((line.start, line.end) for line in lines)
    for start, end, rule, why in _inside(reading):
        if not taken.covers(start, end):
            found.append(reading.finding(start, end, rule, why))
    return found


def _lines(reading: Reading) -> list[Line]:
    """The lines of furniture in text order: as the whole document has them, and those that its dropped lines hid."""
    segments = _segments(reading)
    found = {line.segment.start: line for line in furnished(reading.text, segments, reading.around).furniture}
    if any(s.start not in found and reading.gone.holds(s.start, s.end) for s in segments):
        found.update({line.segment.start: line for line in _sure(reading, segments)})
    return [found[start] for start in sorted(found)]


def _segments(reading: Reading) -> list[Segment]:
    """The lines without the foreign ones that will go, for the next run will not see them."""
    policy = reading.settings.policy
    foreign = [span for span in reading.spans if span.certain and policy.of(span.lang) == DROP_FOREIGN]
    if not foreign:
        return reading.lines
    return [line for line in reading.lines if not any(_is_within(reading.text, line, span) for span in foreign)]


def _is_within(text: str, line: Segment, span: LanguageSpan) -> bool:
    return (
        line.start < span.end
        and span.start < line.end
        and not (text[line.start : span.start].strip() or text[span.end : line.end].strip())
    )


def dropped_lines(reading: Reading) -> Protected:
    """The lines that ``drop`` takes out of a reading: nothing in them is worth an edit or speaks for one.

    A document that is furniture from end to end keeps it: a field or a stream may be a single line.
    """
    gone = _sure(reading, _segments(reading))
    return Protected.of((line.segment.start, line.segment.end) for line in gone)


def _sure(reading: Reading, segments: list[Segment]) -> list[Line]:
    """What may be dropped, round by round: what is left is judged again as the next run would, until nothing goes."""
    named = Protected.of((mention.start, mention.end) for mention in reading.mentions)
    gone: list[Line] = []
    while True:
        sure = furnished(reading.text, segments, reading.around).sure
        going = [line for line in sure if _may_go(reading, line, named)]
        if not going:
            return gone
        gone += going
        starts = {line.segment.start for line in going}
        segments = [segment for segment in segments if segment.start not in starts]


def _may_go(reading: Reading, line: Line, named: Protected) -> bool:
    """Whether the next run would see the same without the line, and is sure to see none like it.

    Code that goes on in the next line would be none without this one. A repeated line that names somebody may be
    spelled like others of its kind only when the names in these are repaired.
    """
    rule, segment = _rule(line), line.segment
    if rule is REPEATED and named.covers(segment.start, segment.end):
        return False
    torn = reading.protected.joins(segment.start) or reading.protected.joins(segment.end)
    if torn or rule.code not in reading.settings.selection:
        return False
    return reading.judge is None or reading.judge(_finding(reading, line, True)).applicability is Applicability.SAFE


def _finding(reading: Reading, line: Line, drop: bool) -> Finding:
    start, end = (line.segment.start, line.segment.end) if drop else (line.start, line.end)
    why = line.phrase.why if line.phrase else ""
    return reading.finding(
        start,
        end,
        _rule(line),
        f"web furniture: {why}",
        applicability=Applicability.SAFE if drop else Applicability.DISPLAY,
        replacement="" if drop else None,
        score=_score(line),
        evidence={"why": why, "kind": line.phrase.kind if line.phrase else None},
    )


def _score(line: Line) -> float:
    if line.probability is not None:
        return round(line.probability, 2)
    return 1.0 if line.certainty is Certainty.SURE else _LIKELY


def _rule(line: Line) -> Rule:
    return BY_KIND[line.phrase.kind if line.phrase else "debris"]


def _inside(reading: Reading) -> Iterator[tuple[int, int, Rule, str]]:
    """Furniture anywhere in the text: start, end, rule, reason."""
    for start, end in tweet_tails(reading.text):
        yield start, end, TWEET, "what an embedded tweet leaves behind: author, handle, date"
    for start, end in credit_tails(reading.text):
        yield start, end, CREDIT, "an agency's credit behind the last sentence of a line"
    suffix = site_suffix(reading.text, reading.lines)
    if suffix is not None:
        yield *suffix, SITE_TITLE, "the name of the site behind the headline"
    text = reading.text
    for line in reading.lines:
        phrase = _set_inside(text, line)
        if phrase is not None:
            raw = text[line.start : line.end]
            start = line.start + len(raw) - len(raw.lstrip())
            yield start, line.start + len(raw.rstrip()), BY_KIND[phrase.kind], f"web furniture: {phrase.why}"


def _set_inside(text: str, line: Segment) -> Phrase | None:
    """What a line is that sites set inside articles.

    One of the phrases listed for it, or one of those around articles that asks to share or subscribe, word for word.
    """
    length = line.end - line.start
    if length <= _LONGEST_LINE and may_be_insert(text, line.start, line.end):
        found = insert(text[line.start : line.end].strip())
        if found is not None:
            return found
    known = listed(text[line.start : line.end].strip()) if length <= LONGEST_LABEL else None
    return known if known is not None and known.kind in _ASKING else None
