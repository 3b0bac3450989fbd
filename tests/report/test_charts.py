"""Charts: text stays text, colours come from the page, the bytes are always the same."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from normalize.report.page.charts import Chart, Segment, _ticks, svg

LYING = Chart(
    "Spellings", ["<b>, before", "after"], [[Segment(1, "right"), Segment(6, "all")], [Segment(5, "<i>"), None]]
)


def test_a_chart_is_text_and_bars_with_what_they_say() -> None:
    drawn = svg(LYING)
    root = ElementTree.fromstring(drawn)
    found = {element.tag.partition("}")[2] for element in root.iter()}
    assert found == {"svg", "g", "rect", "path", "text", "title"}
    assert {"<b>, before", "after"} <= {element.text for element in root.iter("{http://www.w3.org/2000/svg}text")}
    assert [element.text for element in root.iter("{http://www.w3.org/2000/svg}title")] == ["all", "right", "<i>"]
    assert "style=" not in drawn
    assert "<script" not in drawn
    assert "202" not in drawn.replace("2000", "")  # pygal writes the date into its charts


def test_the_same_numbers_give_the_same_bytes() -> None:
    assert svg(LYING) == svg(LYING)


@given(st.floats(0, 10**9))
def test_the_axis_reaches_the_longest_bar_in_even_round_steps(longest: float) -> None:
    ticks = _ticks(longest)
    assert ticks[0] == 0
    assert ticks[-1] >= longest
    assert len(ticks) <= 6
    assert len({b - a for a, b in pairwise(ticks)}) == 1
