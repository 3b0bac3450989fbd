"""What stands around a line: the features of the line model that no line has by itself.

Lines with nothing on them are left out before. The *text* of a page are its paragraphs: long lines, and sentences of
some length that no vocabulary knows; what stands above, between and below them differs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from normalize.detectors.furniture.shape import BEGINNING, PARAGRAPH, Shape
from normalize.text.pattern import pattern

_FEWEST_TEXT = 12  # words of a sentence that counts as text of an article
_FEWEST_LABELS = (
    6  # labels side by side: three of five lines of furniture stand in such a run, and hardly a line of text
)
_FEWEST_SPEAKING = 2
_TITLE_WORDS = 24
_ENOUGH_CONTENT = 4  # content words of a headline
_NEAR_BYLINE = 3  # lines
_MOST = 0.5  # share of content words from which a line speaks of what the text speaks of
_SAME_TITLE = 12  # code points of a headline that a longer line may begin with
_REACH = 6  # lines looked at around a line
_LABEL_REACH = 6  # entries below a label
_RUNS = (1, 3, 7, 15)
_COUNTS = (0, 1, 3, 7)
_LETTER, _LATIN = pattern(r"[^\W\d_]"), pattern(r"[A-Za-zÀ-ɏ]")
_SUFFIX = pattern(r"\s*[|–—·»:-]\s")
_OPENING_MARKS = "\"“„«‘'([¿¡"
_SPEAKING = frozenset(
    ["known", "stamp", "language", "site label", "copyright", "handle", "byline", "credit lead", "agency", "markup"]
)
_NO_SUBJECT = frozenset(["stamp", "byline", "handle", "address"])  # lines that speak of no subject
_TELLING_LABELS = frozenset(["known", "stamp", "byline"])  # short lines that are no entries of a menu
_EVIDENCE = frozenset(
    ["known", "handle", "address", "credit tail", "credit lead", "copyright", "counted", "markup", "language", "byline"]
)  # features of which one must stand in a run of lines inside the text
_HINTS = frozenset(["known weak", "site label", "site words", "stamp"])  # the same in a run of some length
_FEWEST_TELLING = 3
_PLACED = ("stamp", "byline", "credit tail")  # what they are depends on where they stand
_TELLING = ("stamp", "byline", "handle", "address", "no letters", "counted", "known", "credit tail")
_TOLD = frozenset(_TELLING)


def is_text(shape: Shape) -> bool:
    """Whether a line is a paragraph of some article, as far as its looks tell."""
    if shape.known is not None:
        return False
    return shape.features == ("paragraph",) or (shape.is_sentence and shape.words >= _FEWEST_TEXT and not shape.visitor)


def _bin(count: int, limits: Sequence[int]) -> str:
    return next((str(limit) for limit in limits if count <= limit), "more")


@dataclass(frozen=True)
class Page:
    """The lines of a page that have something on them, trimmed, with their shapes.

    ``is_repeated`` says whether many documents of the folder have a line.
    """

    lines: Sequence[str]
    shapes: Sequence[Shape]
    is_repeated: Callable[[str], bool] = lambda line: False

    def features(self) -> list[list[str]]:
        """The features of each line."""
        found = [list(shape.features) for shape in self.shapes]
        around = self._places(), self._runs(), self._company(), self._subjects(), self._copies(), self._neighbours()
        return [list(chain.from_iterable(parts)) for parts in zip(found, *around, strict=True)]

    @property
    def may_hold_furniture(self) -> bool:
        """Whether there is a text, and enough around it speaks for furniture: a run of labels, two lines that are not
        all dates (a chronicle has these, too), or two in other letters than the article’s, whose headings are not.
        """
        if not self.texts:
            return False
        labels = [shape.is_short and not shape.paused for shape in self.shapes]
        longest = max((stop - start for start, stop in _stretches(labels)), default=0)
        if longest >= _FEWEST_LABELS:
            return True
        if self._in_other_letters >= _FEWEST_SPEAKING:
            return True
        dates = sum(shape.stamp for shape in self.shapes)
        return self.speaking >= _FEWEST_SPEAKING and self.speaking > dates

    @property
    def _in_other_letters(self) -> int:
        """How many short lines of a page in Latin letters have other ones alone."""
        if sum(_LATIN.search(self.lines[i]) is not None for i in self.texts) * 2 <= len(self.texts):
            return 0
        short = (line for line, shape in zip(self.lines, self.shapes, strict=True) if shape.is_short)
        return sum(_LETTER.search(line) is not None and _LATIN.search(line) is None for line in short)

    @cached_property
    def speaking(self) -> int:
        """How many lines speak for furniture; what stands alone in the text may be its sub-heading."""
        return sum(speaks and not self._is_alone(i) for i, speaks in enumerate(self._speaks))

    @cached_property
    def _speaks(self) -> list[bool]:
        """Of each line whether it speaks for furniture by itself."""
        return [not _SPEAKING.isdisjoint(shape.features) for shape in self.shapes]

    def _is_alone(self, i: int) -> bool:
        """Whether a line stands between two paragraphs, and no vocabulary knows the whole of it."""
        if self.shapes[i].is_strong or not 0 < i < len(self.shapes) - 1:
            return False
        return is_text(self.shapes[i - 1]) and is_text(self.shapes[i + 1])

    def without_evidence(self) -> frozenset[int]:
        """The lines inside the text in whose run nothing tells of furniture: they may be sub-headings or a list."""
        texts = set(self.texts)
        inside = range(self.texts[0], self.texts[-1]) if texts else range(0)
        found: set[int] = set()
        for start, stop in _stretches([i not in texts for i in range(len(self.lines))]):
            lines = range(start, stop)
            if start in inside and not any(self._tells(i, alone=len(lines) < _FEWEST_TELLING) for i in lines):
                found.update(lines)
        return frozenset(found)

    def _tells(self, i: int, *, alone: bool) -> bool:
        features = self.shapes[i].features
        copies = self._counts[self.lines[i]] > 1 or self.is_repeated(self.lines[i])
        return copies or not _EVIDENCE.isdisjoint(features) or (not alone and not _HINTS.isdisjoint(features))

    @cached_property
    def texts(self) -> list[int]:
        """The numbers of the paragraphs."""
        return [i for i, shape in enumerate(self.shapes) if is_text(shape)]

    def zone(self, i: int) -> str:
        """Where a line stands: above, between or below the paragraphs."""
        if not self.texts:
            return "no text"
        return "above text" if i < self.texts[0] else "below text" if i > self.texts[-1] else "between text"

    def _places(self) -> list[list[str]]:
        last = len(self.lines) - 1
        ends = {0: "first line", last: "last line"}
        found = [[self.zone(i), *([ends[i]] if i in ends else [])] for i in range(last + 1)]
        for features, shape in zip(found, self.shapes, strict=True):
            features += [f"{name}, {features[0]}" for name in _PLACED if name in shape.features]
            if shape.is_short:
                features.append(f"label, {features[0]}")
            if shape.is_sentence:
                features.append(f"{'text' if is_text(shape) else 'sentence'}, {features[0]}")
        return found

    def _runs(self) -> list[list[str]]:
        """In how long a run of labels, and of lines that are no text, each line stands."""
        found: list[list[str]] = [[] for _ in self.lines]
        texts = set(self.texts)
        loose = [i not in texts and not shape.is_sentence for i, shape in enumerate(self.shapes)]
        for name, member in (("labels", [shape.is_short for shape in self.shapes]), ("loose lines", loose)):
            for start, stop in _stretches(member):
                for i in range(start, stop):
                    found[i].append(f"{name} {_bin(stop - start, _RUNS)}")
        return found

    def _company(self) -> list[list[str]]:
        """How much around a line, and in the whole page, speaks for furniture."""
        speaks = self._speaks
        total = [0]
        for here in speaks:
            total.append(total[-1] + here)
        count, found = len(self.lines), []
        for i, here in enumerate(speaks):
            near = total[min(count, i + _REACH + 1)] - total[max(0, i - _REACH)] - here
            found.append([f"company {_bin(near, _COUNTS)}", f"page {_bin(total[-1] - here, _COUNTS)}"])
        return found

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        """The beginnings of the words of the text, and pairs of its signs where a script has no blanks."""
        text = " ".join(self.lines[i] for i in self.texts).lower()
        found = {word.lstrip(_OPENING_MARKS)[:BEGINNING] for word in text.split()}
        if any(len(beginning) == 2 for shape in self.shapes for beginning in shape.content):
            found.update(text[i : i + 2] for i in range(len(text) - 1))
        return frozenset(found)

    def _share(self, i: int) -> float | None:
        """How much of what a line speaks of the text speaks of, too; None where nothing can be said."""
        shape = self.shapes[i]
        content = shape.content if _NO_SUBJECT.isdisjoint(shape.features) else frozenset()
        return len(content & self._vocabulary) / len(content) if content and self.texts else None

    def _subjects(self) -> list[list[str]]:
        texts = set(self.texts)
        shares = [None if i in texts else self._share(i) for i in range(len(self.lines))]
        found: list[list[str]] = [[] for _ in self.lines]
        for i, share in enumerate(shares):
            if share is not None:
                some = "near the text" if share else "other subject"
                subject = "subject of the text" if share >= _MOST else some
                found[i].append(f"label: {subject}" if self.shapes[i].is_short else subject)
        title = self._title(shares)
        if title is not None:
            found[title].append("title")
            if title + 1 < len(found) and not self.shapes[title + 1].is_short:
                found[title + 1].append("below the title")
        return found

    def _title(self, shares: Sequence[float | None]) -> int | None:
        """The line above the text that speaks most of it, the first of the best; else what stands above a byline."""
        best, title = 0.0, None
        for i in range(self.texts[0] if self.texts else 0):
            shape, share = self.shapes[i], shares[i]
            if best and (shape.stamp or "byline" in shape.features):
                break  # who wrote it, and when, stands below the headline
            if share and self._may_be_title(i) and share * min(len(shape.content), _ENOUGH_CONTENT) > best:
                best, title = share * min(len(shape.content), _ENOUGH_CONTENT), i
        return title if title is not None else self._above_byline()

    def _may_be_title(self, i: int) -> bool:
        """Whether a line looks like a headline, and not like an entry of a menu."""
        shape = self.shapes[i]
        if not _SPEAKING.isdisjoint(shape.features) or "credit tail" in shape.features or self._continues(i):
            return False
        beside = [self.shapes[j] for j in (i - 1, i + 1) if 0 <= j < len(self.shapes)]
        entries = [other for other in beside if other.is_short and _TELLING_LABELS.isdisjoint(other.features)]
        return shape.words <= _TITLE_WORDS and not (shape.is_short and entries)

    def _above_byline(self) -> int | None:
        """The first line of some length that stands near above the first byline or date of an article."""
        for i in range(self.texts[0] if self.texts else 0):
            if self.shapes[i].stamp or "byline" in self.shapes[i].features:
                for j in range(max(0, i - _NEAR_BYLINE), i):
                    if not self.shapes[j].is_short and self._may_be_title(j):
                        return j
        return None

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(self.lines)

    @cached_property
    def _long_lines(self) -> frozenset[str]:
        return frozenset(line for line in self.lines if _SAME_TITLE <= len(line) < PARAGRAPH)

    def _continues(self, i: int) -> bool:
        """Whether a line is another line of the page and a name behind it: ``Quay closed | The Harbour Post``."""
        line = self.lines[i]
        if len(line) >= PARAGRAPH:
            return False
        return any(line[: found.start()] in self._long_lines for found in _SUFFIX.finditer(line))

    def _copies(self) -> list[list[str]]:
        """Lines that stand twice in the page, or in many documents."""
        found: list[list[str]] = [[] for _ in self.lines]
        for i, line in enumerate(self.lines):
            if self._counts[line] > 1:
                near = line in self.lines[max(0, i - 2) : i] or line in self.lines[i + 1 : i + 3]
                found[i].append("printed twice" if near else "stands elsewhere")
            if self._continues(i):
                found[i].append("title and site")
            if self.is_repeated(line):
                found[i].append("in many documents")
        return found

    def _neighbours(self) -> list[list[str]]:
        """What the lines above and below are, and which label stands above."""
        kinds = [_kind(shape) for shape in self.shapes]
        padded = ["none", *kinds, "none"]
        telling = [_TOLD.intersection(features) for features in ((), *(s.features for s in self.shapes), ())]
        found = []
        label = -_LABEL_REACH
        for i, shape in enumerate(self.shapes):
            above, below = padded[i], padded[i + 2]
            features = [f"above: {above}", f"below: {below}"]
            if above == below == "text":
                features.append("alone in the text")
            if kinds[i] in ("text", "sentence"):
                features += [f"{kinds[i]} below {above}", f"{kinds[i]} above {below}"]
            if i - label <= _LABEL_REACH and not shape.is_short:
                features.append("below a label")
            if 1 < i < len(kinds) - 2 and kinds[i - 2] == kinds[i] == kinds[i + 2] != above == below:
                features.append("alternates")
            beside = telling[i] | telling[i + 2]
            features += [f"beside: {name}" for name in _TELLING if name in beside]
            if kinds[i] == "text":
                label = -_LABEL_REACH
            elif shape.is_short and {"known", "known weak", "site label", "all capitals", "ends in a colon"} & set(
                shape.features
            ):
                label = i
            found.append(features)
        return found


def _kind(shape: Shape) -> str:
    """What a line is to its neighbours."""
    if is_text(shape):
        return "text"
    if shape.is_sentence:
        return "sentence"
    if shape.stamp or "no letters" in shape.features:
        return "number"
    return "label" if shape.is_short else "line"


def _stretches(member: Sequence[bool]) -> list[tuple[int, int]]:
    """The runs of members: where each begins and stops."""
    found = []
    start = None
    for i, inside in enumerate([*member, False]):
        if inside and start is None:
            start = i
        elif not inside and start is not None:
            found.append((start, i))
            start = None
    return found
