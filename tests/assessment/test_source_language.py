"""The source language from signs: each kind is limited, two must agree, and unknown is an answer."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from normalize import Category, Finding, LanguageSpan, Normalizer
from normalize.assessment.signs import Sign, of_findings, of_spans, of_text, table
from normalize.assessment.source_language import MACHINE, most_probable, named, probabilities
from normalize.detectors.detector import Needs
from normalize.text.tokens import tokenize

CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).parents[1].joinpath("cases", "source-languages.yaml").read_text(encoding="utf-8")
)
HUMAN = (
    "Shopkeepers in Lyon say they're fed up with a council that can't fix its own drains. Floods shut half a dozen "
    "stores last week while repair crews were off on a training day in Paris. Mayor Grégory Doucet wouldn't rule out "
    "a payout, though he said the town's budget won't stretch to a new station until next year, according to Le Monde.",
    "Germany's coalition is creaking again. Chancellor Olaf Scholz told ZDF he wasn't worried; his finance minister, "
    "who'd skipped breakfast with him in Berlin, plainly was. “We'll muddle through,” one SPD aide said, shrugging.",
    "I went back to Naples last spring to see what's left of my grandmother's street. Not much, it turns out. The "
    "bakery's gone, and so is the barber, Gennaro Esposito, who'd cut my father's hair for 12 lire and a cigarette.",
)


def said(text: str) -> str | None:
    return normalizer().assess(text).source_language


@cache
def normalizer() -> Normalizer:
    return Normalizer()


@pytest.mark.parametrize("held", [False, True])
def test_pages_of_our_own(held: bool) -> None:
    """Named rightly or not at all; those held out are about the world, which tells less of where they are from."""
    texts = [case for case in CASES if case["held"] is held]
    outcome = Counter(
        "right" if (language := said(case["text"])) == case["lang"] else "none" if language is None else "wrong"
        for case in texts
    )
    assert len(texts) >= 20
    assert outcome["wrong"] == 0, outcome
    assert outcome["right"] >= (0.35 if held else 0.6) * len(texts), outcome


def test_many_languages_have_pages() -> None:
    assert len(CASES) >= 40
    assert len({case["lang"] for case in CASES}) >= 15


@pytest.mark.parametrize("text", HUMAN)
def test_human_english_about_a_country_comes_from_nowhere(text: str) -> None:
    assert said(text) is None


def vote(text: str, lang: str | None, category: Category = Category.NAME_VARIANT, **evidence: object) -> Finding:
    return Finding(0, len(text), text, "N301", category, "", lang=lang, evidence=evidence)


def signs(*findings: Finding) -> list[Sign]:
    return list(of_findings(findings, "en"))


def test_one_kind_of_sign_never_decides() -> None:
    assert most_probable([], "en", 1.0) is None
    assert most_probable(signs(*(vote(str(i), "fr") for i in range(50))), "en", 1.0) is None
    tweet = "El alcalde de la ciudad no quiere hablar de las obras del puente"
    spans = of_spans(tweet, [LanguageSpan(0, len(tweet), "es", 1.0)])
    assert most_probable(spans, "en", 1.0) is None
    hour = of_text("At 11h15 the boat left.", tokenize("At 11h15 the boat left."), "en")
    assert most_probable(hour, "en", 1.0) is None


FRENCH = (vote("Poutine", "fr"), vote("Kouleba", "fr"), vote("PAM", "fr", Category.ACRONYM))


def test_two_kinds_that_agree_name_a_language() -> None:
    found = most_probable(signs(*FRENCH), "en", 1.0)
    assert found is not None
    assert (found.lang, found.words) == ("fr", ("Kouleba", "PAM", "Poutine"))
    assert len(found.evidence) == len(found.signs) == 3
    assert 0.5 <= found.score < 1


def test_what_reads_like_a_humans_needs_more() -> None:
    few = signs(*FRENCH)
    sure, half, unsure = (most_probable(few, "en", score) for score in (1.0, MACHINE, 0.0))
    assert sure is not None
    assert half is not None
    assert unsure is not None
    assert sure.score == half.score > unsure.score


def test_two_languages_alike_are_none() -> None:
    both = signs(
        vote("Poutine", "fr"), vote("Kiew", "de"), vote("a", "fr", Category.CASING), vote("b", "de", Category.CASING)
    )
    assert most_probable(both, "en", 1.0) is None


def test_the_target_language_and_furniture_do_not_speak() -> None:
    assert signs(vote("a", "en"), vote("b", "fr", Category.BOILERPLATE), vote("c", None)) == []


def test_acronyms_of_romance_languages_are_mostly_alike() -> None:
    (sign,) = signs(vote("OMC", "fr", Category.ACRONYM))
    assert sign.weights["fr"] > sign.weights["es"] == sign.weights["pt"] > 0
    assert "de" not in sign.weights


def test_a_form_counts_once() -> None:
    once, often = (most_probable(signs(*FRENCH * n), "en", 1.0) for n in (1, 9))
    assert once is not None
    assert often is not None
    assert once.score == often.score


def test_unknown_has_its_share() -> None:
    shares = probabilities({"fr": 2.0, "it": 1.0}, 1.0)
    assert shares["fr"] > shares["it"]
    assert sum(shares.values()) < 1


def test_a_finding_that_languages_share_names_the_documents_own() -> None:
    source = most_probable(signs(*FRENCH), "en", 1.0)
    shared, other = vote("a", None, languages=["fr", "it"]), vote("b", None, languages=["de"])
    assert [finding.lang for finding in named([shared, other], source)] == ["fr", None]
    assert [finding.lang for finding in named([shared], None)] == [None]


def test_every_kind_has_its_numbers() -> None:
    kinds = {habit.kind for habit in table().habits} | {
        "spelling",
        "acronym",
        "wording",
        "damage",
        "foreign",
        "outlet",
        "home",
        "names",
    }
    assert kinds == set(table().each) == set(table().most)


def test_the_assessment_says_what_it_rests_on() -> None:
    text = next(case["text"] for case in CASES if case["id"] == "ru-most")
    told = normalizer().assess(text)
    assert told.source_language == "ru"
    assert {sign.kind for sign in told.signs} >= {"home", "phrasing"}
    weights = [sign.weight for sign in told.signs]
    assert weights == sorted(weights, reverse=True)
    assert all(weight > 0 for weight in weights)


def test_a_score_wakes_a_detector_where_the_language_is_unknown() -> None:
    needs = Needs(sources=("fr",), score=0.5)
    assert needs.woken_by("fr", 0.0)
    assert not needs.woken_by("de", 1.0)
    assert needs.woken_by(None, 0.5)
    assert not needs.woken_by(None, 0.4)
    assert not Needs(sources=()).woken_by(None, 1.0)
    assert not Needs(score=0.1).woken_by("fr", 1.0), "what does not wait is not woken"
