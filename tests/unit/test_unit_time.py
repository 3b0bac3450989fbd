"""Texts that would take quadratic time if something scanned them again and again."""

from __future__ import annotations

import time
from itertools import islice, product
from string import ascii_lowercase

import pytest

from normalize import Document, Normalizer
from normalize.detectors.consistency.compounds import find_corrupted
from normalize.detectors.consistency.misspelt import find_misspelt
from normalize.languages.spans import language_spans
from normalize.names.linker import Linker
from normalize.run.prepare import read
from normalize.settings.settings import Settings

HANG = 10  # seconds: what grows with the square of the text took minutes; the speed itself is measured in benchmarks/


def seconds(function, *arguments) -> float:
    start = time.perf_counter()
    function(*arguments)
    return time.perf_counter() - start


@pytest.mark.parametrize(
    "text",
    [
        "(" * 50_000,
        "Aa (" * 20_000,
        "al " * 20_000,
        "anti-Abcdefg " * 4_000,
        "a" + "\u0301" * 50_000,
        "a\u0301" * 30_000,
    ],
    ids=["brackets", "acronyms", "particles", "one-compound", "marks", "marked-letters"],
)
def test_repeated_text_is_quick(text):
    n = Normalizer(glossaries=["afghanistan"])
    n.normalize("warm")
    assert seconds(n.normalize, text) < 3


@pytest.mark.parametrize("text", [" " * 14_000 + "a", "a" + "\t" * 14_000 + "|"], ids=["blanks", "tabs"])
def test_a_run_of_white_space_is_quick(text):
    language_spans("warm")
    assert seconds(language_spans, text) < HANG


@pytest.mark.parametrize("spelt", [str.lower, str.capitalize])
def test_many_words_that_no_list_has_are_quick(spelt):
    syllables = [a + b for a in "bcdfghklmnprstvz" for b in "aeiou"]
    words = islice(("".join(p) for p in product(syllables, repeat=3)), 1, 420_000, 21)
    reading = read(Document(" and ".join(map(spelt, words))), Settings(Linker([])))
    assert seconds(lambda: list(find_misspelt(reading))) < HANG


def test_many_different_compounds_are_quick():
    words = islice(("".join(p) for p in product(ascii_lowercase, repeat=3)), 1, 12_000, 12)
    text = " ".join(f"anti-Xyz{word}qqq" for word in words)
    assert seconds(find_corrupted, read(Document(text), Settings(Linker([])))) < HANG
