"""Texts that would take quadratic work if something looked at them again and again."""

from __future__ import annotations

from itertools import islice, product
from string import ascii_lowercase

import pytest
from detecting import found
from work import grows_in_proportion, processor_time_grows_in_proportion

from normalize import Normalizer
from normalize.detectors.consistency.compounds import Compounds
from normalize.detectors.consistency.misspelt import Misspelt
from normalize.languages.spans import language_spans

AFGHANISTAN = Normalizer(glossaries=["afghanistan"])


@pytest.mark.parametrize(
    "text",
    ["(" * 8_000, "Aa (" * 4_000, "al " * 4_000, "anti-Abcdefg " * 2_000, "a\u0301" * 8_000],
    ids=["brackets", "acronyms", "particles", "one-compound", "marked-letters"],
)
def test_repeated_text(text):
    assert grows_in_proportion(AFGHANISTAN.normalize, text)


@pytest.mark.parametrize(
    ("before", "unit", "behind"),
    [("", " ", "a"), ("a", "\t", "|"), ("a", "\u0301", "")],
    ids=["blanks", "tabs", "marks"],
)
def test_one_long_run(before, unit, behind):
    assert processor_time_grows_in_proportion(language_spans, unit, 20_000, before, behind)


@pytest.mark.parametrize("blank", [" ", "\t", "\u00a0"])
def test_one_long_run_of_blanks_in_the_whole_chain(blank):
    assert processor_time_grows_in_proportion(AFGHANISTAN.normalize, blank, 60_000, "a", "b\n")


@pytest.mark.parametrize("unit", ["\n", " \n", "a" * 400], ids=["blank-lines", "lines-of-blanks", "one-long-word"])
def test_many_empty_lines_and_one_long_word(unit):
    assert processor_time_grows_in_proportion(AFGHANISTAN.normalize, unit, 10_000 if unit.isspace() else 200)


@pytest.mark.parametrize("spelt", [str.lower, str.capitalize])
def test_many_words_that_no_list_has(spelt):
    syllables = [a + b for a in "bcdfghklmnprstvz" for b in "aeiou"]
    words = islice(("".join(p) for p in product(syllables, repeat=3)), 1, 420_000, 63)
    text = " and ".join(map(spelt, words))
    assert grows_in_proportion(lambda part: found(Misspelt, part), text)


def test_many_different_compounds():
    words = islice(("".join(p) for p in product(ascii_lowercase, repeat=3)), 1, 12_000, 12)
    text = " ".join(f"anti-Xyz{word}qqq" for word in words)
    assert grows_in_proportion(lambda part: found(Compounds, part), text)
