"""House style is shown where it matters, and silent where a document keeps to one."""

from __future__ import annotations

import pytest

from normalize import Document
from normalize.names.glossary.entry import Alias, Entry
from normalize.names.linker import Linker
from normalize.run import pipeline
from normalize.settings.settings import Settings

ENTRIES = [
    Entry("nato", "North Atlantic Treaty Organization", "organisation", acronym="NATO"),
    Entry("kyiv", "Kyiv", "place", aliases=(Alias("Kiev", "en"), Alias("Kiew", "de"))),
    Entry("erdogan", "Recep Tayyip Erdogan", "person"),
    Entry("putin", "Vladimir Putin", "person", aliases=(Alias("Vladimir Poutine", "fr"),)),
]


def shown(text, rank=0):
    entries = [Entry(**{f: getattr(e, f) for f in e.__slots__ if f != "rank"}, rank=rank) for e in ENTRIES]
    return [(f.text, f.applicability.value) for f in pipeline.run(Document(text), Settings(Linker(entries))).findings]


@pytest.mark.parametrize("text", ["Nato met.", "Recep Tayyip Erdoğan came.", "Kiev is large."])
def test_one_style_throughout_is_silent(text):
    assert shown(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nato met. The troops of NATO and of Nato left.", "Nato"),
        ("Recep Tayyip Erdoğan came. Recep Tayyip Erdogan left.", "Recep Tayyip Erdoğan"),
    ],
)
def test_a_mixture_is_shown_once(text, name):
    assert shown(text) == [(name, "display")]


def test_other_damage_lets_it_be_shown():
    assert shown("Vladimir Poutine came to Kiev.") == [("Vladimir Poutine", "safe"), ("Kiev", "display")]


def test_a_glossary_that_the_user_names_asks_for_its_own():
    assert shown("Nato met in Kiev.", rank=1) == [("Nato", "display"), ("Kiev", "display")]
