"""Habits of wording, one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.assessment.style import MOST, directions, habits
from normalize.text.tokens import tokenize


def rate(text: str, habit: str) -> float:
    """What of a habit there is in a thousand words (or its share, or mean)."""
    return round(habits(tokenize(text))[habit] ** 2, 6)


@pytest.mark.parametrize(
    ("habit", "text", "count"),
    [
        ("the", "The mayor saw the bridge.", 2),
        ("of", "the end of a road of mud", 2),
        ("preposition_the", "We met at the gate, by the mill.", 2),
        ("preposition_the", "At home the cat slept.", 0),
        ("be", "They were there and it is gone.", 2),
        ("connectives", "However, they left; moreover, it rained.", 2),
        ("formal_phrases", "According to her, it shut in order to save.", 2),
        ("formal_phrases", "She played in tune, according her no rest.", 0),
        ("there_is", "There is a well. There was a mill.", 2),
        ("commas", "One, two, and three.", 2),
        ("contractions", "It's late, they can't and won't.", 3),
        ("contractions", "It’s late.", 1),
        ("contractions", "Anna's house is the mayor's.", 0),
        ("particles", "They shut down and gave up.", 2),
        ("hyphens", "a well-known ten-year deal", 2),
        ("ing", "They were waiting during a meeting.", 2),
        ("nominalisations", "the construction of an establishment", 2),
        ("subordinators", "They sang while it rained, though softly.", 2),
        ("breakage", "He said said so.", 1),
        ("breakage", "All that that implies had had its day.", 0),
        ("breakage", "No. No bridge stands there, there is a ford.", 0),
        ("breakage", "The gverkshn was open.", 1),
        ("breakage", "In Gverkshn it rained.", 0),
        ("breakage", "It rained , and they left .", 1),
        ("breakage", "The mayor 's house is big.", 1),
    ],
)
def test_counts(habit, text, count):
    assert rate(text, habit) == pytest.approx(1000 * count / len(tokenize(text).words))


def test_genitives_are_weighed_against_of():
    assert rate("The court's ruling and the town's mayor", "genitives") == pytest.approx(2.5 / 3, abs=1e-5)
    assert rate("the ruling of the court and the mayor of the town", "genitives") == pytest.approx(0.5 / 3, abs=1e-5)


def test_a_sentence_is_fronted_by_an_adverbial():
    assert rate("In Rome it rained all day. The streets were empty by noon.", "fronted") == 0.5
    assert rate("On Monday. In all the towns it rained.", "fronted") == 1, "headings do not count"


def test_mean_lengths():
    assert rate("Five words make a sentence. Here are seven words in a sentence. Not these.", "sentence_length") == 6
    assert rate("state murder trial of a shop", "noun_stacks") == 2
    assert rate("rice, beans, bread", "noun_stacks") == 1, "a comma ends a row"


def test_variety_is_the_share_of_distinct_words():
    assert rate("rose " * 10, "variety") == pytest.approx(0.1)
    assert rate("every word here differs", "variety") == 1


def test_a_huge_text_is_judged_by_its_beginning():
    text = "The bridge was shut down in May. " * (MOST // 7 + 2)
    assert habits(tokenize(text)) == habits(tokenize(text + "However, " * 1000))


@given(st.text())
def test_any_text_has_all_habits_or_no_words(text):
    found = habits(tokenize(text))
    assert found == {} or found.keys() == directions().keys()
    assert all(value >= 0 for value in found.values())
