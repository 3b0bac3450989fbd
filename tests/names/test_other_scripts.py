"""Names in a script in which no glossary lists them."""

from __future__ import annotations

import pickle

import pytest

from normalize import Normalizer
from normalize.model import Document
from normalize.names.glossary.entry import Entry
from normalize.names.linker import Linker
from normalize.text.protected import Protected
from normalize.text.tokens import tokenize

ENTRIES = [
    Entry("fahim-dashti", "Fahim Dashti", "person"),
    Entry("reznikov", "Oleksii Reznikov", "person"),
    Entry("chernivtsi", "Chernivtsi", "place"),
    Entry("wagner", "Wagner Group", "organisation"),
]
SAFE, UNSAFE = "named-in-latin-letters", "romanised"


@pytest.fixture(scope="module")
def linker():
    return Linker(ENTRIES)


def spoken(linker, text):
    found = linker.link(Document(text), tokenize(text), Protected()).findings
    return [(f.text, f.replacement, f.evidence["clause"], f.applicability.value) for f in found if f.rule == "N309"]


@pytest.mark.parametrize(
    ("text", "name", "replacement"),
    [
        ("They met فهيم دشتي in town.", "فهيم دشتي", "Fahim Dashti"),
        ("They met minister Олексій Резніков in town.", "Олексій Резніков", "Oleksii Reznikov"),
        ("They met in Чернівці on Monday.", "Чернівці", "Chernivtsi"),
    ],
)
def test_a_name_like_an_entrys_is_proposed_and_shown(linker, text, name, replacement):
    assert spoken(linker, text) == [(name, replacement, UNSAFE, "unsafe")]


def test_the_evidence_has_the_spelling_and_what_it_is_from(linker):
    text = "They met فهيم دشتي in town."
    (found,) = linker.link(Document(text), tokenize(text), Protected()).findings
    assert found.evidence["form"] == "Fahim Dashti"
    assert "arabic-name-romanizer" in found.evidence["why"]


def test_the_entry_named_in_latin_letters_makes_it_safe(linker):
    text = "They met Олексій Резніков in town. Then Oleksii Reznikov left."
    assert spoken(linker, text) == [("Олексій Резніков", "Oleksii Reznikov", SAFE, "safe")]
    twice = "They met Олексій Резніков in town. They left Олексий Резников there."
    assert {applicability for *_, applicability in spoken(linker, twice)} == {"unsafe"}


@pytest.mark.parametrize(
    "text",
    [
        "They met رائد الصالح in town.",  # nobody of the glossary
        "They met Андрей Резников in town.",  # the family name alone is like
        "They met Резніков in town.",
        "They met Группа Вагнера in town.",  # neither a person nor a place
        "Oleksii Reznikov (Олексій Резніков) came.",  # explains
        "They said «Олексій Резніков» in town.",
        "News\nОлексій Резніков\nmore",  # a line by itself
        "They met Олексій Резніков сказав журналістам вчора in town.",  # a phrase
        "Мы сказали Google Олексій Резніков Microsoft вчера.",  # words of the text's own stand nowhere near
    ],
)
def test_what_is_like_nobody_or_no_mention_is_left_alone(linker, text):
    assert spoken(linker, text) == []


def test_a_linker_that_was_pickled_reads_them(linker):
    again = pickle.loads(pickle.dumps(linker))
    assert spoken(again, "They met فهيم دشتي in town.")


@pytest.fixture(scope="module")
def text():
    return "The commander met زلمي خليلزاد in Kabul on Monday, officials said.\n\nزلمي خليلزاد\n"


def test_a_reading_is_a_name_and_no_foreign_span(text):
    found = Normalizer(glossaries=["afghanistan"]).normalize(text).findings
    assert next((f.rule, f.start) for f in found if f.text == "زلمي خليلزاد") == ("N309", text.index("زلمي"))
    assert all(f.start > text.index("\n") for f in found if f.rule.startswith("L"))


def test_without_the_rule_everything_is_as_before(text):
    found = Normalizer(glossaries=["afghanistan"], ignore=["N309"]).normalize(text).findings
    assert [f.rule[0] for f in found] == ["L", "L"]
