"""Windows around telling words, and how little is looked at where no passage is possible."""

from __future__ import annotations

import pytest
from lang_sentences import CLAUSES, HEADLINES

from normalize.languages.lexicon import lexicon
from normalize.languages.spans import language_spans
from normalize.languages.windows import Places, is_border, windows
from normalize.text.tokens import tokenize

LINE_ENDS = ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]


def places(text: str) -> Places:
    tokens = tokenize(text)
    return Places(tokens, [i for i, separator in enumerate(tokens.separators) if is_border(separator)])


def at(text: str, *numbers: int) -> list[tuple[int, int, bool]]:
    return [(w.first, w.last, w.line) for w in windows(places(text), numbers)]


def test_a_window_reaches_ten_words_to_either_side():
    text = "word " * 40
    assert at(text, 20, 25) == [(10, 35, False)]
    assert at(text, 1, 2) == [(0, 12, False)]


def test_words_far_apart_are_groups_of_their_own():
    assert at("word " * 60, 10, 11, 40, 41) == [(0, 21, False), (30, 51, False)]


@pytest.mark.parametrize("end", LINE_ENDS)
def test_a_window_ends_with_its_line(end):
    text = f"one two three{end}four five six{end}seven eight nine"
    assert at(text, 1, 4, 7) == [(0, 2, True), (3, 5, True), (6, 8, True)]


def test_one_word_in_a_long_line_is_not_worth_a_window():
    text = "word " * 40
    assert at(text, 20) == []
    assert at(f"{text}| more links", 41) == [(31, 41, False)]


def test_names_are_not_worth_a_window():
    text = "word " * 10 + "Name " * 3 + "word " * 10
    assert at(text, 10, 11, 12) == []


def test_a_long_group_is_cut_at_a_full_stop_and_goes_on():
    text = "word word word. " * 200
    found = list(windows(places(text), range(600)))
    assert [(w.first, w.last, w.continues) for w in found] == [(0, 401, False), (402, 599, True)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("one two | three · four", [(0, 2), (2, 3), (3, 4)]),
        ("one - two // three", [(0, 1), (1, 2), (2, 3)]),
        ("one two three", [(0, 3)]),
    ],
)
def test_dividers_part_a_line(text, parts):
    assert list(places(text).parts(0, len(places(text).tokens.words))) == parts


def test_a_window_inside_a_line_is_no_part_of_it():
    assert list(places("one two three four").parts(1, 3)) == []


@pytest.mark.parametrize("line", [CLAUSES["es"], HEADLINES["fr"]])
def test_spans_end_with_their_line_whatever_ends_it(line):
    for end in LINE_ENDS:
        text = f"Nobody came to the square{end}{line}{end}The road was closed"
        assert [text[s.start : s.end] for s in language_spans(text)] == [line], repr(end)


@pytest.mark.parametrize("end", LINE_ENDS)
def test_another_script_ends_with_its_line(end):
    text = f"Мэр открыл библиотеку{end}Никто не пришёл"
    assert [text[s.start : s.end] for s in language_spans(text)] == text.split(end)


def test_words_of_plain_text_are_looked_up_only_near_strong_ones(monkeypatch):
    plain = "The mayor of Trento met the press at noon on the piazza and said that the border would stay open today. "
    mixed = f"{plain * 10}{CLAUSES['es']} {plain * 10}"
    language_spans(f"{plain}{CLAUSES['fr']}")
    known, asked = lexicon("en", "latin"), []
    vector = known.vector
    assert any(known.telling[word] for word in plain.split())
    monkeypatch.setattr(known, "vector", lambda word: asked.append(word) or vector(word))
    language_spans(plain * 20)
    assert asked == []
    language_spans(mixed)
    assert "nadie" in asked
    assert len(asked) < len(mixed.split()) / 4
    asked.clear()
    language_spans(f"{plain * 20}{CLAUSES['es']} {plain * 5}")
    assert len(asked) < len(CLAUSES["es"].split())  # what stands around the passage is the same
