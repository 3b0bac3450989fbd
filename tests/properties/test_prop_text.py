"""Tokens, lines and protected spans: cutting a text loses nothing."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st
from name_grammar import texts

from normalize.text.lines import lines
from normalize.text.protected import Protected, protected_spans
from normalize.text.tokens import breaks_sentence, tokenize

spans = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 8)).map(lambda p: (p[0], p[0] + p[1])), max_size=8)
filled = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda p: (p[0], p[0] + p[1])), max_size=8)


@given(texts)
@example("")
@example("İstanbul e\u0301tat\u200d \ud800_x_")
def test_tokens_and_separators_join_to_the_text(text):
    t = tokenize(text)
    assert len(t.separators) == len(t.words) + 1
    joined = "".join(s + w for s, w in zip(t.separators, [*t.words, ""], strict=True))
    assert joined == text
    assert all(t.words)
    assert all(t.separators[1:-1]), "two words have something between them"


@given(texts)
def test_token_offsets_are_the_words(text):
    t = tokenize(text)
    assert [text[a:b] for a, b in zip(t.starts, t.ends, strict=True)] == t.words
    if t.words:
        assert t.slice(0, len(t.words) - 1) == text[t.starts[0] : t.ends[-1]]


@given(texts)
def test_words_hold_letters_and_separators_none(text):
    t = tokenize(text)
    assert all(re.match(r"[^\W_]", word) for word in t.words)
    assert not any(re.search(r"[^\W_]", separator) for separator in t.separators)


@given(texts)
def test_the_first_word_opens_a_sentence(text):
    t = tokenize(text)
    assert not t.words or t.opens_sentence(0)
    for i in range(1, len(t.words)):
        assert t.opens_sentence(i) == breaks_sentence(t.separators[i])


@given(st.text(st.sampled_from("ab \r\n\u2028\x0b"), max_size=40))
@example("")
@example("\r\n")
@example("a\r\r\nb\n")
def test_lines_join_to_the_text(text):
    cut = lines(text)
    assert "".join(text[s.start : s.end] for s in cut) == text
    assert all(s.start < s.end for s in cut)
    for s in cut:
        body = re.sub(r"(\r\n|\r|\n)\Z", "", text[s.start : s.end])
        assert "\n" not in body
        assert "\r" not in body


def model(found: list[tuple[int, int]]) -> set[int]:
    return {i for start, end in found for i in range(start, end)}


@given(filled, st.integers(0, 32), st.integers(1, 6))
def test_covers_agrees_with_a_set_of_offsets(found, start, length):
    end = start + length
    assert Protected.of(found).covers(start, end) == bool(model(found) & set(range(start, end)))


@given(filled, filled, st.integers(0, 32), st.integers(1, 6))
def test_joined_agrees_with_the_union(one, two, start, length):
    both = Protected.of(one).joined(Protected.of(two))
    assert both == Protected.of([*one, *two]) == Protected.of(two).joined(Protected.of(one))
    assert both.covers(start, start + length) == bool((model(one) | model(two)) & set(range(start, start + length)))


@given(spans)
def test_protected_spans_are_sorted_and_apart(found):
    p = Protected.of(found)
    assert list(p.starts) == sorted(p.starts)
    assert all(end < start for end, start in zip(p.ends, p.starts[1:], strict=False))
    assert model(list(zip(p.starts, p.ends, strict=True))) == model(found)


@given(texts)
def test_protected_spans_of_a_text_lie_inside_it(text):
    p = protected_spans(text)
    assert all(0 <= a < b <= len(text) for a, b in zip(p.starts, p.ends, strict=True))
