"""The kind of a foreign span: lines, halves, quotations, clauses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.languages.place import kind_of
from normalize.model import LanguageSpan
from normalize.translate.model import Kind


def kind(marked: str) -> Kind:
    """The kind of the part between ⟦ and ⟧."""
    start = marked.index("⟦")
    end = marked.index("⟧") - 1
    return kind_of(marked.replace("⟦", "").replace("⟧", ""), LanguageSpan(start, end, "es", 1.0))


@pytest.mark.parametrize(
    "text",
    [
        "⟦Volver arriba⟧",
        "A quiet day.\n⟦La plaza estaba vacía.⟧\nNobody came.",
        "A quiet day.\r\n \t⟦La plaza estaba vacía⟧ \r\nNobody came.",
        "[⟦Volver arriba⟧]",
        "• ⟦Volver arriba⟧ »",
        "⟦La plaza estaba vacía.\nNadie vino.⟧\nNobody came.",
        "“⟦La plaza estaba vacía⟧”",
    ],
)
def test_whole_lines(text):
    assert kind(text) is Kind.LINE


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x1e", "\x85", "\u2028", "\u2029"])
def test_any_line_end_bounds_a_line(end):
    assert kind(f"A quiet day.{end}⟦La plaza estaba vacía.⟧{end}Nobody came.") is Kind.LINE
    assert kind(f"She said “{end}⟦hasta mañana⟧ and left{end}”") is Kind.CLAUSE


@pytest.mark.parametrize("divider", ["//", "|", "·", "•", "—", "–", "/"])
def test_halves(divider):
    assert kind(f"⟦La plaza estaba vacía.⟧ {divider} The square was empty.") is Kind.HALF
    assert kind(f"The square was empty. {divider} ⟦La plaza estaba vacía.⟧") is Kind.HALF
    assert kind(f"The square was empty. {divider} ⟦La plaza estaba vacía⟧.\n") is Kind.HALF


def test_the_middle_of_a_row_of_links():
    assert kind("News | ⟦Volver arriba⟧ | Sport") is Kind.HALF
    assert kind("News|⟦Volver arriba⟧|Sport") is Kind.HALF


@pytest.mark.parametrize(
    "text",
    [
        "She said “⟦hasta mañana⟧” and left",
        'She said "⟦hasta mañana⟧," and left',
        "She said «\u00a0⟦à demain⟧\u00a0» and left",
        "Er rief: „⟦hasta mañana⟧“, und ging",
        "They shouted: ‘Down with it! ⟦Viva la libertad!⟧’ and left",
        "The boss’s note: “⟦n’est-ce pas⟧?” It’s odd",
        "She said ⟦“hasta mañana”⟧ and left",
        "“No,” she said. “⟦C’est fini.⟧” He left.",
    ],
)
def test_quotations(text):
    assert kind(text) is Kind.QUOTATION


@pytest.mark.parametrize(
    "text",
    [
        "He arrived, ⟦sin decir nada⟧, and sat down",
        "He arrived — ⟦sin decir nada⟧ — and sat down",
        "“No,” he said, ⟦sin decir más⟧, “never.”",
        '"No," he said, ⟦sin decir más⟧, "never."',
        "She doesn’t care, ⟦sin duda⟧, and it’s late",
        "The 5/⟦sin duda⟧ and more",
    ],
)
def test_clauses(text):
    assert kind(text) is Kind.CLAUSE


def test_a_line_of_millions_of_words_is_not_read_whole():
    text = "word " * 400_000
    assert {kind_of(text, LanguageSpan(i, i + 4, "es", 1.0)) for i in range(0, len(text), 2000)} == {Kind.CLAUSE}


@given(st.text(alphabet="ab «»“”‘’\"'|/·—\n.", max_size=30), st.data())
def test_any_span_has_a_kind(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert isinstance(kind_of(text, LanguageSpan(start, end, "es", 1.0)), Kind)
