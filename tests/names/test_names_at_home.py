"""Who is meant follows from offices, and from the countries in which a name's language is at home."""

from __future__ import annotations

import pytest

from normalize import Applicability, Document
from normalize.names.countries import countries_of, homes_of
from normalize.text.protected import Protected
from normalize.text.tokens import tokenize

SAFE = Applicability.SAFE


def found(shipped_linker, text):
    document = Document(text)
    return shipped_linker.link(document, tokenize(text), Protected()).findings


def repaired(shipped_linker, text):
    return [(f.text, f.replacement) for f in found(shipped_linker, text) if f.applicability is SAFE]


@pytest.mark.parametrize(
    ("text", "name", "right"),
    [
        ("In his talk with the president of France Makron he was silent.", "Makron", "Macron"),
        ("The Israeli prime minister Netanyafu was silent.", "Netanyafu", "Netanyahu"),
        ("The president of Ukraine, Jelenski, was silent.", "Jelenski", "Zelensky"),
    ],
)
def test_a_family_name_near_to_a_holders_stands_behind_the_office(shipped_linker, text, name, right):
    assert repaired(shipped_linker, text) == [(name, right)]


@pytest.mark.parametrize(
    "text",
    [
        "The president of Chad Makron was silent.",
        "The president of the club Makron was silent.",
        "The president of France Makronist voters was silent.",
        "The French president Manon was silent.",
        "The president of France Makron Dupont was silent.",
    ],
)
def test_no_other_office_and_no_other_name_does(shipped_linker, text):
    assert repaired(shipped_linker, text) == []


@pytest.mark.parametrize(
    ("text", "name", "right"),
    [
        ("The Russian minister of Defence, Mr Choïgou, was silent.", "Choïgou", "Shoigu"),
        ("The Libyan leader Khadaffi was silent.", "Khadaffi", "Gaddafi"),
    ],
)
def test_a_title_and_the_country_of_its_language_speak_for_a_foreign_form(shipped_linker, text, name, right):
    assert repaired(shipped_linker, text) == [(name, right)]


@pytest.mark.parametrize(
    "text",
    [
        "The minister, Mr Choïgou, was silent.",
        "The Bolivian minister, Mr Choïgou, left.",
        "The Polish actor, Mr Lawrow, moved to Russia.",
        "The German teacher, Mr Medwedew, left Russia.",
        "The Lithuanian minister Gerasimovas spoke on Russia.",
    ],
)
def test_a_title_alone_or_another_country_do_not(shipped_linker, text):
    assert repaired(shipped_linker, text) == []
    assert [f.applicability for f in found(shipped_linker, text)] == [Applicability.UNSAFE]


def test_a_full_name_that_characters_spell_is_repaired_where_its_language_is_at_home(shipped_linker):
    name, right = "Sachin Tendulakar", "Sachin Tendulkar"
    assert repaired(shipped_linker, f"India cheered as {name} came in.") == [(name, right)]
    assert repaired(shipped_linker, f"They cheered as {name} came in.") == []
    chinese, japanese = "Shuu Kinpei", "Xi Jinping"
    assert repaired(shipped_linker, f"The Chinese president {chinese} was silent.") == [(chinese, japanese)]
    assert repaired(shipped_linker, f"In China {chinese} was silent.") == [], "many names sound alike"


def test_every_country_of_the_data_is_an_entry(shipped_linker):
    from normalize.names.countries import _data

    lists = (*_data()["peoples"]["en"].values(), *_data()["languages"].values())
    assert {i for ids in lists for i in ids if i not in shipped_linker.index.entries} == set()
    assert countries_of({"Koreans"}, "en") == {"north-korea", "south-korea"}
    assert countries_of({"Koreans"}, "fr") == homes_of(["xx"]) == frozenset()
