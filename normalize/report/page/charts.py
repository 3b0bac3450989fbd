"""Bar charts as SVG in a page: drawn by pygal, coloured by the page's stylesheet, every text of them text.

pygal works out scales and places. Its stylesheet, scripts and date are left out: a chart follows the page in the dark
and on paper, needs no script, and is the same for the same numbers. What it kept for a script becomes ``<title>``,
which browsers show at the pointer.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count
from math import ceil
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from normalize.integrations.required import required

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_WIDTH = 720  # of the drawing, in its own units: about the pixels of a page on a desk
_BAR, _AROUND, _HISTOGRAM = 24, 56, 220  # heights: of a bar with the gap beside it, of the axis, of a histogram
_LONGEST_LABEL = 32
_TEXT = 13  # size of letters, as in the page's stylesheet
_TICKS = 6  # at most, on the axis of values
_SVG = "{http://www.w3.org/2000/svg}"
_FOR_SCRIPTS = frozenset(f"{_SVG}{name}" for name in ("defs", "script", "style", "desc", "title"))


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar: its length, and what is said of it at the pointer."""

    value: float
    says: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of segments: ``rows`` are the names of the bars, ``series`` the segments of each by colour, None for none.

    ``unit`` stands behind the numbers of the axis.
    """

    title: str
    rows: Sequence[str]
    series: Sequence[Sequence[Segment | None]]
    unit: str = ""
    upright: bool = False


@cache
def library() -> Any:
    """pygal. Raises MissingLibrary where it is not installed.

    It adds a finder of the kind that Python 3.12 no longer has, for maps in packages of others; every import after it
    would warn, so it is taken out again.
    """
    with required("pygal", "report"):
        import pygal
        import pygal.style
    sys.meta_path[:] = [finder for finder in sys.meta_path if hasattr(finder, "find_spec")]
    return pygal


def svg(chart: Chart) -> str:
    """The chart as an ``<svg>`` element. Raises MissingLibrary without pygal."""
    pygal = library()
    longest = max(sum(s.value for s in stack if s) for stack in zip(*chart.series, strict=True))
    ticks = _ticks(longest)
    settings: dict[str, Any] = {
        "js": [],
        "style": pygal.style.Style(label_font_size=_TEXT, major_label_font_size=_TEXT),
        "no_prefix": True,
        "show_legend": False,
        "disable_xml_declaration": True,
        "width": _WIDTH,
        "height": _HISTOGRAM if chart.upright else _AROUND + _BAR * len(chart.rows),
        "margin": 10,
        "title": None,
        "y_labels": ticks,
        "range": (0, ticks[-1]),
        "value_formatter": lambda value: f"{value:,.0f}{chart.unit}",
    }
    drawn = pygal.StackedBar(**settings) if chart.upright else pygal.HorizontalStackedBar(**settings)
    order = 1 if chart.upright else -1  # lying bars are drawn from the bottom
    drawn.x_labels = [shortened(name) for name in chart.rows][::order]
    for segments in chart.series:
        drawn.add("", [{"value": s.value, "label": s.says} if s else None for s in segments][::order])
    return _cleaned(drawn.render(is_unicode=True), chart.title)


def shortened(name: str, longest: int = _LONGEST_LABEL) -> str:
    """A name that fits beside a bar."""
    return name if len(name) <= longest else name[: longest - 1] + "…"


def _ticks(longest: float) -> list[int]:
    """Round numbers (1, 2 or 5 and zeros) from 0 to the first that reaches the longest bar.

    >>> _ticks(23), _ticks(0), _ticks(250)
    ([0, 5, 10, 15, 20, 25], [0, 1], [0, 50, 100, 150, 200, 250])
    """
    steps = (digit * 10**zeros for zeros in count() for digit in (1, 2, 5))
    step = next(step for step in steps if step * (_TICKS - 1) >= longest)
    return [i * step for i in range(max(1, ceil(longest / step)) + 1)]


def _cleaned(text: str, title: str) -> str:
    root = ElementTree.fromstring(text)  # noqa: S314  drawn here from text without control characters
    root.attrib = {"class": "chart", "role": "img", "aria-label": title, "viewBox": root.attrib["viewBox"]}
    for parent in list(root.iter()):
        for name in ("style", "rx", "ry"):
            parent.attrib.pop(name, None)
        for name in ("x", "y", "width", "height"):
            if name in parent.attrib:
                parent.set(name, f"{float(parent.attrib[name]):.4g}")
        says = next((child.text for child in parent if child.get("class") == "label"), None)
        for child in list(parent):
            if child.tag in _FOR_SCRIPTS or "overlay" in child.get("class", "") or _is_empty(child):
                parent.remove(child)
        if says is not None and len(parent):
            told = ElementTree.Element(f"{_SVG}title")
            told.text = says
            parent.insert(0, told)
    ElementTree.register_namespace("", _SVG.strip("{}"))
    return ElementTree.tostring(root, encoding="unicode")


def _is_empty(element: Element) -> bool:
    """Whether it is the bar of no value."""
    return element.tag == f"{_SVG}rect" and "width" not in element.attrib
