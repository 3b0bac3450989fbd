"""Regions, waters, lands and peoples: what news names beside countries and cities; peoples may be written small."""

from __future__ import annotations

import pytest

from normalize import Document
from normalize.names.glossary.entry import Alias, Entry
from normalize.names.glossary.read import load, read, shipped
from normalize.names.linker import Linker
from normalize.text.protected import protected_spans
from normalize.text.tokens import tokenize

GLOSSARIES = ("world", "regions", "waters", "lands", "peoples")


def found(linker, text):
    """What is said of a text: (surface, replacement, applicability)."""
    findings = linker.link(Document(text), tokenize(text), protected_spans(text)).findings
    return [(f.text, f.replacement, f.applicability.value) for f in findings]


def clauses(linker, text):
    findings = linker.link(Document(text), tokenize(text), protected_spans(text)).findings
    return [(f.text, f.evidence.get("clause")) for f in findings]


@pytest.fixture(scope="module")
def linker():
    return Linker(load(list(GLOSSARIES)))


@pytest.mark.parametrize(
    ("text", "surface", "right"),
    [
        ("Floods in Sachsen were severe.", "Sachsen", "Saxony"),
        ("Troops in Naddniestrze stayed.", "Naddniestrze", "Transnistria"),
        ("They crossed the Éufrates at night.", "Éufrates", "Euphrates"),
        ("Talks in Rijad ended.", "Rijad", "Riyadh"),
        ("The Tschetschenen fled.", "Tschetschenen", "Chechens"),
        ("He was born in Nadrenia.", "Nadrenia", "Rhineland"),
        ("A war in Nordossetien is unlikely.", "Nordossetien", "North Ossetia"),
    ],
)
def test_names_of_other_languages_become_the_english_ones(linker, text, surface, right):
    assert found(linker, text) == [(surface, right, "safe")]


@pytest.mark.parametrize("glossary", GLOSSARIES)
def test_no_right_form_is_an_alias_of_another_entry(glossary):
    forms = {text: e.id for name in GLOSSARIES for e in read(shipped()[name]) for text in e.right_forms}
    taken = [
        (entry.id, alias.text)
        for entry in read(shipped()[glossary])
        for alias in entry.aliases
        if alias.lang != "en" and forms.get(alias.text, entry.id) != entry.id and alias.text not in entry.right_forms
    ]
    assert taken == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thousands of chechenos fled the town.", [("chechenos", "Chechens", "safe")]),
        ("An attack by uzbekos was repelled.", [("uzbekos", "Uzbeks", "safe")]),
        ("The tchétchène leader spoke.", [("tchétchène", "Chechen", "safe")]),
        ("He told them that los chechenos dijeron nada.", []),  # a foreign phrase
        ("The kurds of the region voted.", []),  # English in lower case is no other spelling
    ],
)
def test_peoples_in_small_letters_are_mapped_among_english_words(linker, text, expected):
    assert found(linker, text) == expected


@pytest.fixture(scope="module")
def small():
    return Linker(
        [
            Entry("serbs", "Serbs", "group", aliases=(Alias("serbi", "it"), Alias("corsi", "fi"))),
            Entry("zarqa", "Zarqa", "place", aliases=(Alias("Zarka", "nl"),)),
            Entry("serbia", "Serbia", "place", aliases=(Alias("serbisch", "de"),)),
        ]
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The serbi fled.", [("serbi", "small-and-foreign")]),
        ("The corsi fled.", [("corsi", "small-and-a-word")]),  # Italian: another word than the one listed
        ("The treaty with Serbi was signed.", [("Serbi", "small-with-a-capital")]),
        ("They had serbisch wine.", []),  # of a place: nobody writes it small
    ],
)
def test_a_people_in_small_letters_must_be_no_other_word(small, text, expected):
    assert clauses(small, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fighting in Zarka went on.", [("Zarka", "no-other-word")]),
        ("Dr. Zarka agreed. The mayor met Zarka on Monday.", [("Zarka", "inside-another-name")] * 2),
        ("The Zarka spořitelna was closed.", [("Zarka", "inside-another-name")]),
    ],
)
def test_a_place_is_none_where_a_person_is_called_so_or_a_foreign_name_goes_on(small, text, expected):
    assert clauses(small, text) == expected
