"""The words of languages without a list of their own, and words in Latin letters."""

from __future__ import annotations

from itertools import chain

import pytest

from normalize.languages import grams, tables
from normalize.languages.romanise import romanised
from normalize.languages.vocabularies import vocabulary


@pytest.fixture(scope="module")
def words():
    return {lang: set(chain.from_iterable(vocabulary(lang, "latin"))) for lang in ("hr", "sr", "no", "et", "ru")}


def test_croatian_and_serbian_differ_by_vowel_and_word(words):
    assert {"vrijeme", "tko", "tjedan"} <= words["hr"]
    assert {"vreme", "nedelja"} <= words["sr"]
    assert not {"vreme", "šta"} & words["hr"]
    assert not {"vrijeme", "tko"} & words["sr"]
    assert "nije" in words["hr"] & words["sr"]


def test_serbian_is_known_in_both_scripts():
    assert "време" in set(chain.from_iterable(vocabulary("sr", "cyrillic")))


def test_a_language_without_a_list_has_its_function_words(words):
    assert {"ja", "ning"} <= words["et"]
    assert "ikke" in words["no"]


def test_short_romanised_words_are_function_words(words):
    assert {"ya", "ne", "segodnya"} <= words["ru"]


@pytest.mark.parametrize(
    ("word", "script", "language", "spelling"),
    [
        ("сегодня", "cyrillic", "ru", "segodnya"),
        ("ніколи", "cyrillic", "uk", "nikoly"),
        ("θέλουμε", "greek", "el", "theloume"),
        ("नहीं", "devanagari", "hi", "nahin"),
        ("정부", "hangul", "ko", "jeongbu"),
        ("がんばって", "han", "ja", "ganbatte"),
    ],
)
def test_words_are_spelt_by_the_laws_of_their_script(word, script, language, spelling):
    assert spelling in romanised(word, script, language)


def test_a_script_without_laws_has_no_spellings():
    assert romanised("خبر", "arabic") == set()


def test_the_letters_of_a_language_without_words_are_those_that_langdetect_counted():
    assert grams.profile("et")["sse"] > 0
    assert not grams.profile("xx")


def test_the_function_words_are_words():
    for language, some in tables.table("function_words").items():
        assert len(some) > 30, language
        assert all(word == word.lower() and word.isalpha() for word in some), language
