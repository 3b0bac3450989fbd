"""The assessment of a document."""

from __future__ import annotations

import pytest

from normalize import Category, Finding
from normalize.quality.assess import assess


def finding(
    category: Category = Category.NAME_VARIANT, lang: str | None = None, replacement: str | None = "x"
) -> Finding:
    return Finding(0, 1, "y", "N301", category, "", replacement=replacement, lang=lang)


def test_no_findings_no_damage():
    assert assess([], 500).score == 0
    assert assess([], 0).score == 0
    assert assess([], 500).source_language is None


def test_four_in_a_thousand_words_are_a_half():
    assert assess([finding()] * 4, 1000).score == pytest.approx(0.5)


def test_more_damage_more_score_below_1():
    scores = [assess([finding()] * n, 400).score for n in range(0, 200, 20)]
    assert scores == sorted(set(scores))
    assert scores[-1] < 1


def test_longer_texts_with_the_same_damage_score_less():
    assert assess([finding()], 100).score > assess([finding()], 1000).score


def test_very_short_texts_count_as_a_hundred_words():
    assert assess([finding()], 3).score == assess([finding()], 100).score


def test_artefacts_weigh_more_than_names():
    assert assess([finding(Category.MT_ARTIFACT)], 500).score > assess([finding()], 500).score


@pytest.mark.parametrize("category", [Category.FOREIGN, Category.BOILERPLATE])
def test_what_tells_nothing_counts_nothing(category):
    assert assess([finding(category, "fr")], 500) == assess([], 500)


def test_findings_without_a_fix_count_nothing():
    assert assess([finding(replacement=None)], 500).score == 0


def test_the_language_that_shines_through_most():
    found = [finding(lang="fr"), finding(lang="de"), finding(lang="fr"), finding()]
    assert assess(found, 500).source_language == "fr"
    assert assess(found[:2], 500).source_language == "de", "of two alike the first by code"
    assert assess(found[:2], 500).findings == tuple(found[:2])
