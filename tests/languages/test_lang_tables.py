"""The data files: phrases of sites, borrowed phrases, letters."""

from __future__ import annotations

import pytest

from normalize.languages import tables
from normalize.words.known import zipf


def test_phrases_are_written_as_they_are_compared():
    for phrase in tables.phrases():
        assert phrase == " ".join(map(tables.plain, phrase.split()))
        assert len(phrase.split()) <= tables.LONGEST


def test_no_phrase_of_one_word_is_an_everyday_english_word():
    foreign = [p for p, langs in tables.phrases().items() if p.isascii() and p.isalpha() and "en" not in langs]
    assert [p for p in foreign if zipf(p) > 3.2] == []


def test_borrowed_phrases_have_several_words():
    for phrase in tables.table("loans")["en"]:
        assert len(phrase.split()) > 1


@pytest.mark.parametrize("text", ["coup d etat", "coup d état", "crème brûlée", "creme brulee"])
def test_borrowed_phrases_are_found_with_and_without_accents(text):
    words = text.split()
    assert list(tables.loans("en").within(["a", *words, "here"])) == [(1, len(words))]


def test_a_language_without_borrowed_phrases():
    assert list(tables.loans("ro").within(["coup", "d", "état"])) == []


def test_letters_belong_to_one_language_each():
    for script in tables.table("languages")["scripts"]:
        owned = [set(tables.letters().get(lang, "")) for lang in tables.languages_of(script)]
        assert sum(map(len, owned)) == len(set().union(*owned))
