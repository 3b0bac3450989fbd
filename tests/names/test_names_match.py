"""Matching single names: the best candidate, the runner-up, and what a run would do."""

from __future__ import annotations

import pickle

import pytest

from normalize import Applicability
from normalize.names.glossary.entry import Alias, Entry
from normalize.names.linker import Linker
from normalize.names.matcher import Matcher

ENTRIES = [
    Entry("panjshir", "Panjshir", "place", aliases=(Alias("Panchir", "fr"),)),
    Entry("taliban", "Taliban", "group"),
    Entry("ahmad-massoud", "Ahmad Massoud", "person", aliases=(Alias("Ahmad Masud"),)),
    Entry("ahmad-shah-massoud", "Ahmad Shah Massoud", "person"),
    Entry("north", "North Lora", "place", aliases=(Alias("Loravia"),)),
    Entry("south", "South Lora", "place", aliases=(Alias("Loravia"),)),
    Entry("mbs", "Mohammed bin Salman", "person"),
]


@pytest.fixture(scope="module")
def matcher():
    return Matcher(Linker(ENTRIES))


@pytest.mark.parametrize(
    ("query", "entry"),
    [
        ("Panjshir", "panjshir"),
        ("Panchir", "panjshir"),
        ("panchir", "panjshir"),
        ("PANCHIR", "panjshir"),
        ("Pandschir", "panjshir"),
        ("Ahmed Massoud", "ahmad-massoud"),
        ("Massoud, Ahmad", "ahmad-massoud"),
        ("Ahmad Chah Massoud", "ahmad-shah-massoud"),
        ("Achmad Schah Massud", "ahmad-shah-massoud"),
        ("Muhammad bin Salmane", "mbs"),
        pytest.param("MohammedbinSalman", "mbs"),
        pytest.param("AhmadMassoud", "ahmad-massoud"),
        ("Talibans", "taliban"),
    ],
)
def test_the_best_candidate(matcher, query, entry):
    match = matcher.match(query)
    assert match.best is not None
    assert match.best.entry == entry
    assert match.runner_up is None or match.runner_up.entry != entry
    assert match.canonical == next(e.canonical for e in ENTRIES if e.id == entry)


def test_a_listed_form_scores_1_and_is_safe(matcher):
    match = matcher.match("Panchir")
    assert (match.best.score, match.applicability) == (1.0, Applicability.SAFE)


def test_likeness_never_scores_1(matcher):
    assert all(c.score < 1 for c in matcher.candidates("Massoud Ahmad"))


def test_the_runner_up_is_the_best_of_another_entry(matcher):
    match = matcher.match("Ahmad Massoud")
    assert match.runner_up.entry == "ahmad-shah-massoud"
    assert match.runner_up.score < match.best.score


def test_an_alias_of_two_entries_is_display(matcher):
    match = matcher.match("Loravia")
    assert match.applicability is Applicability.DISPLAY
    assert {match.best.entry, match.runner_up.entry} == {"north", "south"}


@pytest.mark.parametrize("query", ["Italian", "Pakistani", "Tallinn", "Talisman"])
def test_a_known_word_is_never_mapped_by_likeness(matcher, query):
    assert matcher.match(query).applicability is Applicability.DISPLAY


@pytest.mark.parametrize("query", ["", " ", "???", "\n", "\ud800", "_", "’"])
def test_nothing_to_match(matcher, query):
    match = matcher.match(query)
    assert (match.best, match.canonical, match.runner_up) == (None, None, None)
    assert match.applicability is Applicability.DISPLAY


@pytest.mark.parametrize("query", ["İ", "پنجشیر", "a " * 300, "x" * 5000, "\u202eAhmad", "Ahmad\0Massoud", "1", "Ω"])
def test_weird_queries_are_answered(matcher, query):
    assert matcher.match(query).query == query


def test_candidates_are_sorted_and_each_entry_stands_once(matcher):
    found = matcher.candidates("Ahmad Massood")
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)
    assert len({c.entry for c in found}) == len(found)


def test_case_and_marks_change_nothing(matcher):
    plain = [(c.entry, c.score) for c in matcher.candidates("Ahmad Massoud")]
    assert [(c.entry, c.score) for c in matcher.candidates("ÁHMAD MASSOUD")] == plain


def test_an_empty_glossary_has_no_candidates():
    assert Matcher(Linker([])).match("Panjshir").best is None


def test_matchers_are_picklable(matcher):
    assert pickle.loads(pickle.dumps(matcher)).match("Panchir") == matcher.match("Panchir")


def test_a_family_name_is_the_persons_before_it_is_like_a_place_and_never_safe():
    person = Entry("vladimir-putin", "Vladimir Putin", "person", aliases=(Alias("Vladimir Poutine", "fr"),))
    other = Entry("clara-putin", "Clara Putin", "person")
    place = Entry("putney", "Putney", "place")
    for query, entries, score in (("Poutine", [person, place], 0.9), ("Putin", [person, other, place], 0.45)):
        match = Matcher(Linker(entries)).match(query)
        assert match.best is not None
        assert (match.best.entry in {"vladimir-putin", "clara-putin"}, match.best.score) == (True, score)
        assert match.applicability is Applicability.DISPLAY


COLUMN = [
    Entry("anlong", "Anlong", "place"),
    Entry("beibei", "Beibei", "place"),
    Entry("fang", "Fangcheng", "place"),
    Entry("kunming", "Kunming", "place"),
    Entry("caserta", "Caserta", "place"),
    Entry("ulin", "Ulin", "place"),
    Entry("zagreb", "Zagreb City", "place"),
    Entry("saraya", "Saraya al-Mukhtar", "organisation"),
    Entry("mill", "Orvand Petal Mill", "organisation"),
    Entry("bank", "Syria Fairwell Bank", "organisation"),
    Entry("oil", "Orvand Oil, Ltd.", "organisation"),
    Entry("w", "Grupo W S.A.", "organisation"),
    Entry("safa", "Wafiq Dorran Safaru", "person"),
    Entry("zubro", "Nikolay Zubrovenko", "person"),
    Entry("harrun", "Abdul Jalil Harrunat", "person"),
]


@pytest.fixture(scope="module")
def columns():
    return Matcher(Linker(COLUMN))


@pytest.mark.parametrize(
    ("query", "entry"),
    [
        pytest.param("An-lung-hsien", "anlong", id="Wade-Giles with its kind of place"),
        pytest.param("bei bei", "beibei", id="pinyin syllable by syllable"),
        pytest.param("kunaminga", "kunming", id="vowels between consonants"),
        pytest.param("Ville de Zagreb", "zagreb", id="a particle more"),
        pytest.param("Saraya Al-Mokhtar", "saraya", id="a body respelled"),
        pytest.param("Syrian Fairwell Bank", "bank", id="another form of an everyday word"),
        pytest.param("Orvand Petal Mill S.A.", "mill", id="a legal form more"),
        pytest.param("Wafiq Safaru", "safa", id="a father's name less"),
        pytest.param("Mykola Hennadiyovych Zubrovenko", "zubro", id="a Ukrainian given name, and a patronymic more"),
        pytest.param("Dr. 'Abd al-Jalil al-Harrunat", "harrun", id="a title, and Arabic articles, more"),
    ],
)
def test_differences_of_spelling_are_safe(columns, query, entry):
    match = columns.match(query)
    assert match.best is not None
    assert (match.best.entry, match.applicability) == (entry, Applicability.SAFE)


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("Feng-ch'eng-hsien", id="another syllable"),
        pytest.param("Yulin", id="another first sound of a short name"),
        pytest.param("Orvand Oil", id="a legal form less"),
        pytest.param("Orvand Oil S.A.", id="another legal form"),
        pytest.param("Grupo Wisa S.A.", id="a letter is no word"),
    ],
)
def test_differences_of_name_are_not_safe(columns, query):
    assert columns.match(query).applicability is not Applicability.SAFE


def test_acronyms_that_are_no_entrys_are_no_mentions():
    from normalize import Normalizer

    assert Normalizer(glossaries=["none"]).mentions("The ABCD and the BACD signed.") == []
