"""Near names behind an office: whoever held it is meant."""

from __future__ import annotations

import pytest

from normalize.model import Document
from normalize.names import offices
from normalize.names.glossary.entry import Entry, Office
from normalize.names.glossary.read import read, shipped
from normalize.names.linker import Linker
from normalize.text.protected import Protected
from normalize.text.tokens import tokenize

ENTRIES = [
    Entry("biden", "Joe Biden", "person", offices=(Office("President of the United States", "2021", "2025"),)),
    Entry("merkel", "Angela Merkel", "person", offices=(Office("Chancellor of Germany", "2005", "2021"),)),
    Entry("scholz", "Olaf Scholz", "person"),
]
SAFE, UNSAFE = "holder-of-the-office", "holder-of-the-office-of-some-country"


@pytest.fixture(scope="module")
def linker():
    return Linker(ENTRIES)


def spoken(linker, text):
    found = linker.link(Document(text), tokenize(text), Protected()).findings
    return [(f.text, f.replacement, f.evidence["clause"], f.applicability.value) for f in found]


@pytest.mark.parametrize(
    "text",
    [
        "US President Joe Baden spoke.",
        "The former American president, Joe Baden, spoke.",
        "The U.S. President Joe Baden spoke.",
        "President Joe Baden of the United States spoke.",
        "The president of the United States, Joe Baden, spoke.",
        "America's ally said that President Joe Baden spoke to American voters.",
    ],
)
def test_the_holder_of_the_office_is_meant(linker, text):
    assert spoken(linker, text) == [("Joe Baden", "Joe Biden", SAFE, "safe")]


def test_without_a_country_in_the_text_it_is_for_a_person_to_say(linker):
    assert spoken(linker, "Chancellor Angela Merkle spoke.") == [("Angela Merkle", "Angela Merkel", UNSAFE, "unsafe")]
    assert spoken(linker, "Chancellor Angela Merkle spoke in Germany.")[0][2] == SAFE


@pytest.mark.parametrize(
    "text",
    [
        "French President Joe Baden spoke.",  # of another country
        "Ruritanian President Joe Baden spoke.",  # of one that no table knows
        "Club President Joe Baden spoke in the US.",
        "US Vice President Joe Baden spoke.",  # another office
        "The US Chancellor Joe Baden spoke.",
        "The company president Joe Baden spoke.",
        "Mayor Joe Baden spoke.",
        "US President Jim Baden spoke.",  # another given name
        "US President Joe Barton spoke.",  # another family name
        "US President Joe Baden Smith spoke.",  # a longer name
        "US President Joe Bidens spoke.",  # perhaps a case of the name
        "German Chancellor Olaf Schulz spoke.",  # of whom no office is known
    ],
)
def test_nobody_else_is(linker, text):
    assert not {clause for _, _, clause, _ in spoken(linker, text)} & {SAFE, UNSAFE}


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Then Prime Minister Narenda", "Narenda", ("prime minister", "")),
        ("India's former Prime Minister Narenda", "Narenda", ("prime minister", "in")),
        ("the ex-president of the Democratic Republic of the Congo, Josef", "Josef", ("president", "cd")),
        ("the president Josef", "Josef", None),
        ("he met Josef", "Josef", None),
    ],
)
def test_the_office_and_its_country_stand_in_front(text, name, expected):
    assert offices.office_before(text, text.index(name)) == expected


def test_every_office_that_ships_is_one_of_a_country_that_is_known():
    entries = [entry for path in shipped().values() for entry in read(path, 0) if entry.offices]
    assert len(entries) > 400
    unread = [(e.id, e.offices) for e in entries if not offices.held(e)]
    assert unread == []
