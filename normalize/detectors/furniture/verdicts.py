"""The line model: which lines of a page are furniture, of what kind, and how surely.

For those who extract text themselves, :func:`furniture_lines` judges a list of lines; the detector asks
:func:`judged` with what it knows of the folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from normalize.detectors.furniture.chain import probabilities, weights
from normalize.detectors.furniture.context import Page
from normalize.detectors.furniture.phrases import WEAK
from normalize.detectors.furniture.shape import PLAIN, SHORT, Shape, shape

SHOWN = 0.6  # probability from which a line is reported: precision .99 on made pages (benchmarks/furniture/fit.py)
SENTENCE = 0.9  # the same for a sentence that nothing but its place speaks against
SAFE = 0.98  # from which it may be dropped: .999 there
NEVER = 2.0  # no probability
_FRAME = (
    8  # lines that speak for furniture in a page with a frame; a text with fewer may be signed and dated by its author
)
_FEWEST_LOOSE = 2  # lines that are neither long nor closed: fewer are the headline of a text
_REACH = 8  # lines around a loose one that are looked at
_LONG = 100  # code points of a line that is no label and no headline
_MARKS = frozenset('.!?…。！？؟۔।"”’»)')

# What a feature of a furniture line makes it, the surest first.
_KINDS = (
    ("handle", "tweet"),
    ("address", "tweet"),
    ("title and site", "title"),
    ("language", "languages"),
    ("stamp", "byline"),
    ("byline", "byline"),
    ("copyright", "credit"),
    ("agency", "credit"),
    ("credit lead", "caption"),
    ("credit tail", "caption"),
    ("printed twice", "caption"),
    ("markup", "asset"),
    ("site label", "menu"),
    ("ends in a sign", "comments"),
    ("counted", "menu"),
)
_TELLING = frozenset([name for name, _ in _KINDS] + ["site words", "in many documents", "stands elsewhere"])
_WHY = {
    "tweet": "a name, a handle or a date below an embedded post",
    "title": "the headline, which comes again, with the name of the site",
    "languages": "names or codes of languages alone on a line",
    "byline": "an author or a date alone on a line",
    "credit": "an agency or a notice of rights",
    "caption": "the caption or the credit of a picture",
    "asset": "a piece of markup",
    "menu": "a label among labels",
    "comments": "a field of a form",
    "teaser": "a headline among links that the article says nothing of",
    "site": "a line among furniture that the article says nothing of",
}


@dataclass(frozen=True, slots=True)
class LineVerdict:
    """What a line is: how probably furniture, and of which kind (None for a line of the article).

    ``kind`` is one of ``menu teaser byline caption languages title tweet credit navigation share notice subscription
    related comments author asset site``; ``sure`` says that it is furniture beyond doubt.
    """

    line: str
    probability: float
    kind: str | None
    why: str = ""
    sure: bool = False

    @property
    def is_furniture(self) -> bool:
        """Whether the line is furniture rather than text."""
        return self.kind is not None


def furniture_lines(lines: Iterable[str]) -> list[LineVerdict]:
    """A verdict for each line of a page, or of what Trafilatura or jusText left of it, in order.

    Lines are judged together: give all of a page. White space around them does not count, and empty ones are no
    furniture.

    >>> page = ["Home", "News", "Sport", "Weather", "Log in", "Ferry stays in port", "By Anna Holm", "3 May 2021"]
    >>> page += ["The ferry stayed in port for the third day because of the storm, and its captain waited."]
    >>> page += ["Most read", "Five walks with a pub at the end", "Lottery winner keeps her paper round"]
    >>> page += ["Privacy policy", "Contact us", "© 2021 The Harbour Post"]
    >>> [verdict.line[:20] for verdict in furniture_lines(page) if not verdict.is_furniture]
    ['Ferry stays in port', 'The ferry stayed in ']
    """
    given = list(lines)
    trimmed = [line.strip() for line in given]
    verdicts = iter(judged([line for line in trimmed if line]))
    return [next(verdicts) if line else LineVerdict(line, 0.0, None) for line in trimmed]


def judged(lines: Sequence[str], is_repeated: Callable[[str], bool] = lambda line: False) -> list[LineVerdict]:
    """A verdict for each trimmed line, none of them empty; what looks most like the headline is never furniture.

    ``is_repeated`` says whether many documents of the folder have a line.
    """
    if not worth_judging(lines):
        return [LineVerdict(line, 0.0, None) for line in lines]
    shapes = _shapes(lines)
    page = Page(lines, shapes, is_repeated)
    if not page.may_hold_furniture:
        return [LineVerdict(line, 0.0, None) for line in lines]
    features = page.features()
    learned = weights()
    chances = probabilities([learned.score(found) for found in features], learned.into, learned.out_of)
    spared = page.without_evidence()
    safe = SAFE if page.speaking >= _FRAME else NEVER
    return [
        LineVerdict(line, chance, None) if i in spared else _verdict(line, looks, found, chance, safe)
        for i, (line, looks, found, chance) in enumerate(zip(lines, shapes, features, chances, strict=True))
    ]


def worth_judging(lines: Sequence[str]) -> bool:
    """Whether there are lines besides a headline and paragraphs: a cheap question, which most texts answer with no."""
    return len(_loose(lines)) >= _FEWEST_LOOSE


def _loose(lines: Sequence[str]) -> list[int]:
    """The numbers of the lines below the first one that are neither long nor closed."""
    return [i for i, line in enumerate(lines) if i and len(line) < _LONG and line[-1] not in _MARKS]


def _shapes(lines: Sequence[str]) -> list[Shape]:
    """The shape of each line; those far from all loose lines are paragraphs without a second look."""
    reached = 0
    shapes = []
    for i in [*_loose(lines), len(lines) + _REACH]:
        start, stop = max(reached, min(len(lines), i - _REACH)), min(len(lines), i + _REACH + 1)
        shapes += [PLAIN] * (start - reached)
        shapes += [shape(line) for line in lines[start:stop]]
        reached = max(reached, stop)
    return shapes


def _verdict(line: str, looks: Shape, features: Sequence[str], chance: float, safe: float) -> LineVerdict:
    doubtful = looks.is_sentence and looks.known is None and _TELLING.isdisjoint(features)
    if "title" in features or chance < (SENTENCE if doubtful else SHOWN):
        return LineVerdict(line, chance, None)
    if looks.known is not None and looks.known.kind != WEAK:
        return LineVerdict(line, chance, looks.known.kind, looks.known.why, chance >= safe)
    kind = next((kind for name, kind in _KINDS if name in features), None)
    if kind is None:
        kind = "menu" if looks.words <= SHORT else "site" if looks.is_sentence else "teaser"
    return LineVerdict(line, chance, kind, _WHY[kind], chance >= safe)
