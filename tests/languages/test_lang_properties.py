"""What holds of the spans of any text in any target language."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lang_sentences import CLAUSES, HEADLINES, LINKS, TARGETS
from work import grows_in_proportion

from normalize.languages.place import kind_of
from normalize.languages.spans import language_spans

PIECES = [*HEADLINES.values(), *CLAUSES.values(), *LINKS.values(), "Anna Smith", "de la", "1,200", "don't", "№", "—"]
JOINTS = [" ", ", ", ". ", "\n", "\r\n", " // ", " | ", "”", " “", " («", "»)", "-", "’", "\u200b", "\u2028", " ? ", ""]
TEXTS = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(JOINTS)), max_size=8).map(
    lambda pairs: "".join(map("".join, pairs))
)


@settings(max_examples=60, deadline=None)
@given(st.one_of(TEXTS, st.text(max_size=60)), st.sampled_from(["en", *TARGETS]))
def test_spans_are_trimmed_sorted_apart_and_inside_the_text(text, target):
    spans = language_spans(text, target)
    assert spans == language_spans(text, target)
    at = 0
    for span in spans:
        piece = text[span.start : span.end]
        assert at <= span.start < span.end <= len(text)
        assert piece == piece.strip()
        assert any(map(str.isalpha, piece))
        assert span.lang != target
        assert 0 < span.score <= 1
        kind_of(text, span)
        at = span.end


@settings(max_examples=30, deadline=None)
@given(TEXTS, TEXTS)
def test_lines_do_not_depend_on_each_other(first, second):
    together = language_spans(f"{first}\n\n{second}")
    apart = language_spans(first) + language_spans(second)
    assert [(s.lang, s.end - s.start) for s in together] == [(s.lang, s.end - s.start) for s in apart]


@pytest.mark.parametrize(
    "text",
    [
        "de la " * 4000,
        "Ana de la Paz y " * 1500,
        f"The mayor left, {CLAUSES['es']}, and so on. " * 300,
        f"{HEADLINES['fr']}. " * 300,
        "é." * 5000,
        "((((" * 3000 + "но" + "))" * 3000,
        f"{HEADLINES['ru']} Apple " * 300,
        "Read more about it\n" * 3000,
    ],
    ids=["particles", "names", "clauses", "sentences", "letters", "brackets", "scripts", "short-lines"],
)
def test_time_grows_with_the_text(text):
    assert grows_in_proportion(language_spans, text)
