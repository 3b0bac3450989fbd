"""What asks where a line ends asks in one place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.text.lines import BREAKS, around, breaks_line, lines
from normalize.text.tokens import tokenize

TEXTS = st.text(alphabet=f"ab .{BREAKS}", max_size=30)


@pytest.mark.parametrize("end", [*BREAKS, "\r\n"])
def test_each_line_end_ends_a_line_a_window_and_a_sentence(end):
    text = f"one{end}Two"
    assert [(s.start, s.end) for s in lines(text)] == [(0, 3 + len(end)), (3 + len(end), len(text))]
    assert breaks_line(end)
    assert tokenize(text).opens_sentence(1)
    assert around(text, 0, 1, 99) == (0, 3)


@given(TEXTS, st.data())
def test_around_a_span_are_whole_lines(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = around(text, start, end, 99)
    assert first <= start <= end <= last
    assert not breaks_line(text[first:start])
    assert not breaks_line(text[end:last])
    assert first == 0 or breaks_line(text[first - 1])
    assert last == len(text) or breaks_line(text[last])


def test_around_goes_no_further_than_its_reach():
    assert around("word " * 100, 200, 210, 20) == (180, 230)
