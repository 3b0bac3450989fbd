"""Blanks and directions of marks: each separator by the laws of its gaps, quotation marks by their pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import groupby

from normalize.detectors.artefacts.wordlists import words
from normalize.detectors.detector import Detector
from normalize.detectors.marks.gaps import SIGNS, Breach, Law, breaches
from normalize.detectors.marks.habits import COMMAS, PAIRED, STOPS, Habits, habits_of
from normalize.detectors.marks.pairs import assign, counterpart, is_told, shape_of
from normalize.detectors.marks.pieces import pieces
from normalize.detectors.marks.places import Place, Role, places
from normalize.detectors.marks.prose import has_words, is_prose
from normalize.detectors.marks.rules import BEFORE, BRACKETS, DIRECTION, MISSING, THROUGHOUT
from normalize.detectors.marks.style import Style
from normalize.evidence.reading import CERTAIN, PROBABLE, Reading
from normalize.model import Applicability, Finding, Segment
from normalize.rules import Rule
from normalize.storage import memos

_RULES = {
    Law.INSIDE_QUOTES: DIRECTION,
    Law.OUTSIDE_QUOTES: DIRECTION,
    Law.INSIDE_BRACKETS: BRACKETS,
    Law.BEFORE_STOP: BEFORE,
    Law.BEHIND_STOP: MISSING,
    Law.BEHIND_PAUSE: MISSING,
    Law.OUTSIDE_BRACKETS: BRACKETS,
}
_TAKES_TURNS = "OC"
_LONGEST_BRACKET = 600  # code points between a bracket and its partner
_DASHES = frozenset("-–—")
_INSIDE_BY_STYLE = frozenset(".,")  # signs that American houses write inside a quotation, British ones behind it


class Marks(Detector):
    """Blanks beside stops, brackets and quotation marks, and the direction of these, by the habits of a target."""

    rules = (DIRECTION, BEFORE, MISSING, BRACKETS, THROUGHOUT)
    testifies = True

    def __init__(self, target: str = "en") -> None:
        self.target = target
        self.habits = habits_of(target)

    def for_target(self, target: str) -> Detector:
        """The detector for a target language."""
        return self if target == self.target else _for(target)

    def wants_separator(self, separator: str) -> bool:
        """Whether a separator has a quotation mark, or may break a law whatever its words are."""
        if self.habits is None:
            return False
        if not self.habits.quotes.isdisjoint(separator):
            return True
        if SIGNS.isdisjoint(separator):  # before it is cut into pieces: what no law speaks of has no end of forms
            return False
        return "?" in (_signature(separator, self.target), _signature(f"{separator}\n", self.target))

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        gaps = reading.tokens.separators
        at = reading.at_separators(self)
        last = len(reading.tokens.words)
        # The text begins and ends like a line.
        signed = (gaps[i] if 0 < i < last else f"\n{gaps[i]}" if i == 0 else f"{gaps[i]}\n" for i in at)
        if self.habits is None or _is_regular("".join(_signature(gap, self.target) for gap in signed)):
            return
        seen = Document(reading, self.habits)
        found = places(reading.tokens, at)
        for line, here in groupby(found, key=lambda place: reading.line_at(place.offset(0)).start):
            yield from seen.line(reading.line_at(line), list(here))
        yield from seen.tokenised()


@lru_cache(maxsize=memos.LETTERS)
def _for(target: str) -> Marks:
    return Marks(target)


@lru_cache(maxsize=memos.SEPARATORS)
def _signature(separator: str, target: str) -> str:
    """A letter for each quotation mark that opens (O) or closes (C) by all witnesses, ``?`` where anything is odd."""
    habits = habits_of(target)
    if habits is None:
        return ""
    found = []
    for piece in pieces(separator):
        place = Place(1, piece, 0, "" if piece.opens else "ab", "" if piece.ends else "ab")
        assign([place], habits, _nobody)
        quotes = [k for k, sign in enumerate(piece.signs) if sign in habits.quotes]
        if any(k not in place.roles or not is_told(place, k) for k in quotes):
            return "?"
        if any(shape_of(piece.signs[k], habits) not in (None, place.roles[k]) for k in quotes):
            return "?"
        if next(breaches(place, habits), None) is not None:
            return "?"
        found += ["O" if place.roles[k] is Role.OPENS else "C" for k in quotes]
    return "".join(found)


def _nobody(place: Place, k: int) -> bool:
    return False


def _is_regular(signatures: str) -> bool:
    """Whether the quotation marks of a document take turns, and nothing is odd."""
    return signatures == _TAKES_TURNS * (len(signatures) // 2)


class Document:
    """One document while its marks are read: its habits, and what a line may be repaired in."""

    def __init__(self, reading: Reading, habits: Habits) -> None:
        self.reading = reading
        self.habits = habits
        self.reporting = words("reporting") if reading.target == "en" else frozenset()

    @cached_property
    def style(self) -> Style:
        """The document's own habits."""
        return Style(self.reading.tokens.separators)

    def attributes(self, place: Place, k: int) -> bool:
        """Whether a verb of speech stands behind a mark, and a comma or stop in front of it: *, “says*."""
        if place.after not in self.reporting:
            return False
        before, behind = place.signs[:k], place.signs[k + 1 :]
        return (before[-1:] in COMMAS + STOPS and before != "") and _DASHES.issuperset(behind)

    def line(self, line: Segment, here: Sequence[Place]) -> Iterator[Finding]:
        """Findings in a line with marks."""
        assign(here, self.habits, self.attributes)
        text: str | None = None
        for place in here:
            for group in _groups(place, self.habits):
                text = self.reading.text[line.start : line.end] if text is None else text
                if has_words(text):
                    yield from self._repaired(place, group, line, text)

    def tokenised(self) -> Iterator[Finding]:
        """One finding where the document has blanks in front of its commas throughout."""
        if "style" not in self.__dict__ or not self.style.is_spaced_before(","):
            return
        at = self.reading.text.find(" ,")
        if at >= 0:
            yield from self.reading.report(at, at + 2, THROUGHOUT, "blanks in front of marks throughout", score=0.9)

    def _repaired(self, place: Place, group: Sequence[Breach | int], line: Segment, text: str) -> Iterable[Finding]:
        """One finding for breaches and turned marks that touch each other."""
        gaps = [part for part in group if isinstance(part, Breach)]
        turned = {part for part in group if isinstance(part, int)}
        if any(self._is_habit(place, breach) or not _has_partner(place, breach, line, text) for breach in gaps):
            return ()
        if place.signs[-1:] in _DASHES and place.after in self.reporting:
            return ()  # the dash goes with the mark: Q233
        first = min([min(breach.k, breach.anchor) for breach in gaps] + [*turned])
        last = max([breach.k for breach in gaps] + [breach.anchor + 1 for breach in gaps] + [k + 1 for k in turned])
        put = self._rebuilt(place, {breach.k: breach.put for breach in gaps}, turned, first, last)
        start = place.gap(first)[0] if any(b.k == first for b in gaps) else place.gap(first)[1]
        end = place.gap(last)[1] if any(b.k == last for b in gaps) else place.gap(last)[0]
        sure = all(self._is_sure(place, breach) for breach in gaps) and turned <= place.sure and is_prose(text)
        rule, why = _told(place, gaps)
        return self.reading.report(
            start,
            end,
            rule,
            why,
            replacement=put,
            applicability=Applicability.SAFE if sure else Applicability.UNSAFE,
            score=CERTAIN if sure else PROBABLE,
            evidence={"why": why},
        )

    def _rebuilt(self, place: Place, gaps: dict[int, str], turned: set[int], first: int, last: int) -> str:
        """Signs ``first`` to ``last`` with other blanks, those that are turned in the right direction."""
        parts = []
        for k in range(first, last + 1):
            if k in gaps:
                parts.append(gaps[k])
            elif first < k < last:
                parts.append(place.piece.blanks[k])
            if k < last:
                parts.append(_turned(place, k, self.habits) if k in turned else place.signs[k])
        return "".join(parts)

    def _is_habit(self, place: Place, breach: Breach) -> bool:
        """Whether the document writes so throughout."""
        sign = place.signs[breach.anchor]
        if breach.law is Law.BEFORE_STOP:
            return self.style.is_spaced_before(sign) or self.style.is_spaced_before(",")
        if breach.law is Law.INSIDE_QUOTES:
            # What a mark of the other shape has beside it elsewhere says nothing about this one.
            shape = shape_of(sign, self.habits)
            if shape is None or shape is not place.roles[breach.anchor]:
                return False
        elif breach.law is not Law.INSIDE_BRACKETS:
            return False
        before = breach.k == breach.anchor
        return self.style.is_spaced_before(sign) if before else self.style.is_spaced_behind(sign)

    def _is_sure(self, place: Place, breach: Breach) -> bool:
        """Whether a breach has one repair."""
        sign = place.signs[breach.anchor]
        if breach.law is Law.BEFORE_STOP:
            return self._is_sure_stop(place, breach.anchor, sign)
        if breach.law is Law.INSIDE_BRACKETS:
            return breach.k != 1 or breach.anchor != 0 or place.blank(0) or not place.before
        if breach.law in (Law.BEHIND_PAUSE, Law.OUTSIDE_BRACKETS):
            return breach.law is Law.BEHIND_PAUSE
        return breach.anchor in place.sure and not self._is_order_open(place, breach.anchor)

    def _is_order_open(self, place: Place, k: int) -> bool:
        """Whether a stop or comma stands behind a closing mark: in English it may belong inside, as houses differ."""
        closes = place.roles.get(k) is Role.CLOSES and self.reading.target == "en"
        return closes and place.signs[k + 1 : k + 2] in _INSIDE_BY_STYLE

    def _is_sure_stop(self, place: Place, k: int, sign: str) -> bool:
        """A comma always, a full stop before a capital or the end of a line, other stops before a quotation, too."""
        capital = place.after == "" or place.after[0].isupper()
        if sign in COMMAS:
            return True
        if sign == ".":
            return capital
        return capital or place.roles.get(k + 1) is not None or sign == ";"


def _groups(place: Place, habits: Habits) -> Iterator[list[Breach | int]]:
    """Breaches and turned marks of a place, those together that share a sign."""
    found = sorted(
        [(breach.k - 0.5, breach) for breach in breaches(place, habits)]
        + [(float(k), k) for k in place.roles if _turned(place, k, habits) != place.signs[k]],
        key=lambda part: part[0],
    )
    group: list[Breach | int] = []
    end = 0.0
    for position, part in found:
        if group and position > end:
            yield group
            group = []
        group.append(part)
        end = position + 1
    if group:
        yield group


def _turned(place: Place, k: int, habits: Habits) -> str:
    """The mark of the same family that does what a mark does here; the mark itself where its shape is right."""
    sign, role = place.signs[k], place.roles[k]
    if shape_of(sign, habits) in (None, role):
        return sign
    return counterpart(sign, habits) or sign


def _has_partner(place: Place, breach: Breach, line: Segment, text: str) -> bool:
    """Whether a bracket has its partner in the line; other marks are paired by their roles."""
    if breach.law is not Law.INSIDE_BRACKETS:
        return True
    sign, at = place.signs[breach.anchor], place.offset(breach.anchor) - line.start
    if sign in PAIRED:
        return text.find(PAIRED[sign], at, at + _LONGEST_BRACKET) >= 0
    first = max(0, at - _LONGEST_BRACKET)
    opened = text.rfind(next(one for one, other in PAIRED.items() if other == sign), first, at)
    return opened == 0 or (opened > 0 and not text[opened - 1].isalnum())  # not those of code: f( x )


def _told(place: Place, gaps: Sequence[Breach]) -> tuple[Rule, str]:
    """The rule of a finding and its reason: a mark that is turned says more than its blank."""
    if not gaps:
        return DIRECTION, "a quotation mark turned the wrong way"
    laws = [breach.law for breach in gaps]
    quotes = next((law for law in laws if law in (Law.OUTSIDE_QUOTES, Law.INSIDE_QUOTES)), None)
    if Law.OUTSIDE_QUOTES in laws and Law.INSIDE_QUOTES in laws:
        return DIRECTION, "the blank stands on the wrong side of a quotation mark"
    law = quotes or laws[0]
    breach = next(breach for breach in gaps if breach.law is law)
    sign = place.signs[breach.anchor - 1 if law is Law.BEHIND_STOP else breach.anchor]
    return _RULES[law], law.value.format(sign)
