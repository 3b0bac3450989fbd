"""What stands before and behind the article: the lines at the edges of a document, and which are furniture.

The edge runs from the first (or last) line to the first (or last) sentence of the article; headlines and other short
lines lie in it. Nothing between the first and the last sentence is ever at an edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from normalize.detectors.furniture.credits import signs
from normalize.detectors.furniture.line import DATED, SENTENCE_END, Certainty, Line, is_sentence, line_of
from normalize.detectors.furniture.phrases import WEAK, Phrase, recognise
from normalize.detectors.furniture.repeated import Repeated
from normalize.model import Segment
from normalize.text.pattern import pattern

_LONGEST_HEADLINE = 160
_MOST_LINES = 200
_MOST_OTHERS = 12  # short lines of no known kind, crossed on the way
_COUNTER = pattern(r"[+]?\d[\d.,]{0,8} ?[kKmM]?")
_LONE = frozenset("–—-•·|»>")
_ASSET = pattern(
    r"[\w-]{1,80}\.(?:png|jpe?g|gif|svg|webp)"
    r"|[a-z0-9]{1,30}(?:[-_][A-Za-z0-9]{1,30}){0,5}?[-_](?:badge|logo|icon|banner|btn|button|img|thumb|placeholder|sprite)(?:[-_][A-Za-z0-9]{1,30}){0,4}"
    r"|(?:window\.|googletag\.|\(adsbygoogle|gtag\(|fbq\(|ga\(|var \w{1,30} ?=).{0,200}"
)
_FEW_WORDS = 3
_ALONE_WEAK = 3  # weak lines side by side that need no other furniture


@dataclass(frozen=True, slots=True)
class Edges:
    """The furniture at the edges, and whether an article stands between them."""

    furniture: tuple[Line, ...]
    article: bool


def edges(text: str, lines: Sequence[Segment], repeated: Repeated) -> Edges:
    """The furniture at both ends of a document, in text order."""
    head, _ = _zone(text, lines, repeated, tail=False)
    tail, whole = _zone(text, reversed(lines), repeated, tail=True)
    below = _furniture(tail[::-1], tail=True)
    if whole:
        return Edges(tuple(below), article=False)
    told = {line.start for line in below}  # below a single sentence lies what is above the end, too
    above = [line for line in _furniture(_with_headline(head), tail=False) if line.start not in told]
    return Edges((*above, *below), article=True)


def _zone(text: str, lines: Iterable[Segment], repeated: Repeated, *, tail: bool) -> tuple[list[Line], bool]:
    """The lines from one end up to the article, and whether that is the whole document.

    A first line that reads as a sentence may be a headline: what follows is shown, but never dropped.
    """
    found: list[Line] = []
    others = 0
    doubtful = False
    for segment in lines:
        line = line_of(text, segment)
        if line is None:
            continue
        known = _known(line, tail=tail) or repeated.judge(line)
        if known is None:
            others += 1
            sentence = is_sentence(line.text)
            headline = sentence and not found and not tail and len(line.text) <= _LONGEST_HEADLINE
            if (sentence and not headline) or others > _MOST_OTHERS:
                return found, False
            doubtful |= headline
        elif doubtful and known.certainty is Certainty.SURE:
            known = replace(known, certainty=Certainty.LIKELY)
        found.append(known or line)
        if len(found) > _MOST_LINES:
            return [], False  # a list, not an edge
    return found, not doubtful


def _known(line: Line, *, tail: bool) -> Line | None:
    """The line with what it is by itself, whatever stands around it."""
    phrase = recognise(line.text)
    if phrase is not None and (tail or phrase.kind != "author"):
        return replace(line, phrase=phrase, certainty=Certainty.BESIDE if phrase.kind == WEAK else Certainty.SURE)
    if tail and signs(line.text):
        return replace(line, phrase=Phrase("credit", "an agency signs, and nothing else stands on the line"))
    if _ASSET.fullmatch(line.text) is not None:
        return replace(line, phrase=Phrase("asset", "it is the name of an image file or a piece of a script"))
    if line.text in _LONE:
        return replace(line, phrase=Phrase("debris", "a lone sign"))
    if _COUNTER.fullmatch(line.text) is not None:
        return replace(line, phrase=Phrase("debris", "a counter beside furniture"), certainty=Certainty.BESIDE)
    return None


def _with_headline(head: list[Line]) -> list[Line]:
    """The head without lines that are furniture for being repeated alone, where no headline would be left."""
    if any(line.phrase is None for line in head):
        return head
    return [replace(line, phrase=None) if line.phrase and line.phrase.kind == "repeated" else line for line in head]


def _furniture(zone: Sequence[Line], *, tail: bool) -> list[Line]:
    """The furniture of a zone: each run of known lines that holds a sure one, and the scraps beside such runs."""
    found: list[Line] = []
    at = 0
    flagged: set[int] = set()
    while at < len(zone):
        stop = at
        while stop < len(zone) and zone[stop].phrase is not None:
            stop += 1
        run = zone[at:stop]
        if any(line.certainty is not Certainty.BESIDE for line in run) or len(run) >= _ALONE_WEAK:
            flagged.update(range(at, stop))
        at = stop + 1
    if not flagged:  # scraps count only beside furniture
        return found
    likely = any(line.certainty is Certainty.LIKELY for line in zone)
    sure = Certainty.LIKELY if likely else Certainty.SURE
    for i, line in enumerate(zone):
        before, behind = i - 1 in flagged, i + 1 in flagged
        if i in flagged:
            beside = line.certainty is Certainty.BESIDE
            found.append(replace(line, certainty=sure if beside else line.certainty))
        elif line.phrase is None and _is_scrap(line.text):
            if line.text[:1].islower() and (before or behind):
                found.append(_scrap(line, "a scrap in lower case beside furniture"))
            elif tail and before and behind:
                found.append(_scrap(line, "a short line between lines of furniture"))
    return found


def _scrap(line: Line, why: str) -> Line:
    return replace(line, phrase=Phrase("debris", why), certainty=Certainty.LIKELY)


def _is_scrap(line: str) -> bool:
    return line.count(" ") < _FEW_WORDS and SENTENCE_END.search(line) is None and DATED.search(line) is None
